//! What each code of a finding means and what to do about it, for `sop explain CODE`. Codes that mean the same to a
//! person share an explanation.

use super::Group;
use crate::language::Message;

/// A code in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    pub code: &'static str,
    pub group: Group,
    /// What it means.
    pub means: Message,
    /// What to do.
    pub remedy: Message,
}

/// One row: the codes, their group, and the ids of the two sentences.
type Row = (&'static [&'static str], Group, &'static str, &'static str);

/// Makes a row, so that the ids of its sentences follow from one name.
macro_rules! row {
    ($group:ident, $name:literal, $($code:literal),+) => {
        (&[$($code),+], Group::$group, concat!("audit-means-", $name), concat!("audit-remedy-", $name))
    };
}

static ROWS: &[Row] = &[
    // What the store's check finds without a key.
    row!(Integrity, "signature", "bad-signature"),
    row!(Integrity, "entitlement", "not-a-member", "revoked-member", "not-an-admin"),
    row!(Integrity, "governance", "bad-governance", "governed-change"),
    row!(Integrity, "two-lines", "two-lines"),
    row!(Integrity, "merge", "bad-merge"),
    row!(Integrity, "rewritten", "removed-file", "changed-file", "same-path-twice"),
    row!(Integrity, "foreign", "foreign-commit", "foreign-file", "stray-file", "too-long"),
    row!(Integrity, "operation", "bad-digest", "bad-event", "bad-opening", "id-used-twice"),
    row!(Integrity, "key-step", "bad-key-step"),
    row!(Integrity, "newer", "newer-format", "newer-event"),
    row!(Integrity, "damaged", "damaged-object"),
    row!(Integrity, "clock-behind", "clock-behind"),
    row!(Integrity, "clock-set", "clock-set"),
    // How the store stands to what this computer accepted.
    row!(Integrity, "root-not-verified", "root-not-verified"),
    row!(Integrity, "other-root", "other-root"),
    row!(Integrity, "rewritten-history", "rewritten-history"),
    // What a reader of a case finds besides.
    row!(Integrity, "part", "part-unreadable", "part-disagrees", "part-damaged"),
    row!(Integrity, "author", "role-not-held", "author-not-a-reader"),
    row!(Integrity, "seen", "seen-differs", "unknown-event"),
    row!(Integrity, "key-file", "foreign-key-file", "key-file-truncated", "key-file-planted", "readers-differ"),
    row!(Integrity, "locked-out", "locked-out"),
    row!(Integrity, "held", "held"),
    row!(Integrity, "case-unreadable", "case-unreadable"),
    // Duties.
    row!(Compliance, "overdue-duty", "overdue-duty"),
    row!(Compliance, "late-duty", "late-duty"),
    row!(Compliance, "lapsed-overdue", "lapsed-overdue", "waived-overdue"),
    row!(Compliance, "known-late", "known-late"),
    row!(Compliance, "overdue-before-correction", "overdue-before-correction"),
    row!(Compliance, "anchor-missing", "anchor-missing"),
    // Conditions.
    row!(Compliance, "overridden", "overridden"),
    row!(Compliance, "breach", "breach"),
    row!(Compliance, "rule-ignored", "rule-ignored"),
    row!(Compliance, "rule-unmet", "rule-unmet"),
    row!(Compliance, "rule-unsaid", "rule-unsaid"),
    row!(Compliance, "wrong-role", "wrong-role"),
    row!(Compliance, "expression-failed", "expression-failed"),
    // The record.
    row!(Compliance, "back-dated", "back-dated"),
    row!(Compliance, "recorded-ahead", "recorded-ahead"),
    row!(Compliance, "conflict", "conflict"),
    row!(Compliance, "other-definitions", "other-definitions"),
    // The store's surroundings.
    row!(Hygiene, "plain-text", "plain-text"),
    row!(Hygiene, "key-in-store", "key-in-store"),
    row!(Hygiene, "work-tree", "foreign-work-file", "changed-work-file"),
    row!(Hygiene, "other-refs", "other-refs"),
    row!(Hygiene, "no-recovery", "no-recovery"),
    row!(Hygiene, "key-readable", "key-readable-by-others"),
    row!(Hygiene, "office-unmanned", "office-unmanned"),
    row!(Hygiene, "key-not-rotated", "key-not-rotated"),
    row!(Hygiene, "weaker-definitions", "weaker-definitions"),
];

/// What that code means and what to do; none if it is no code of a finding.
pub fn explain(code: &str) -> Option<Explanation> {
    ROWS.iter().find_map(|(codes, group, means, remedy)| {
        let code = codes.iter().find(|known| **known == code)?;
        let sentence = |id: &'static str| Message { id, args: Vec::new() };
        Some(Explanation { code, group: *group, means: sentence(means), remedy: sentence(remedy) })
    })
}

/// All codes, in the order of their groups.
pub fn all() -> impl Iterator<Item = &'static str> {
    ROWS.iter().flat_map(|(codes, ..)| codes.iter().copied())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::language::Lang;

    #[test]
    fn every_code_is_explained_once_in_both_languages() {
        let mut seen = BTreeSet::new();
        for code in all() {
            assert!(seen.insert(code), "{code} stands twice");
            let explained = explain(code).expect("an explanation");
            for sentence in [&explained.means, &explained.remedy] {
                for lang in [Lang::Sq, Lang::En] {
                    let words = sentence.in_language(lang);
                    assert!(words != sentence.id && words.contains(' '), "{code}: {words}");
                }
            }
        }
        assert_eq!(explain("no-such-code"), None);
    }
}
