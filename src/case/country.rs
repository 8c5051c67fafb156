//! Countries by ISO 3166-1 alpha-2 code, with the names of the Unicode CLDR (Albanian names completed where CLDR
//! shortens them); XK is the code in use for Kosovo, which ISO leaves to its users. The list is `countries.tsv`: code,
//! Albanian, English, in the order of the codes.

use std::sync::LazyLock;

use crate::language::{Lang, Text};

static COUNTRIES: LazyLock<Vec<(&'static str, Text)>> = LazyLock::new(|| {
    include_str!("countries.tsv")
        .lines()
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let (code, sq, en) = (columns.next()?, columns.next()?, columns.next()?);
            Some((code, Text { sq: sq.to_owned(), en: en.to_owned() }))
        })
        .collect()
});

/// All of them, in the order of their codes.
pub fn all() -> impl Iterator<Item = (&'static str, &'static Text)> {
    COUNTRIES.iter().map(|(code, name)| (*code, name))
}

/// The name of the country with that code (upper case).
pub fn name(code: &str) -> Option<&'static Text> {
    let at = COUNTRIES.binary_search_by(|(known, _)| (*known).cmp(code)).ok()?;
    COUNTRIES.get(at).map(|(_, name)| name)
}

/// The code of what was written: a code in any case, or a name in either language.
pub fn code(written: &str) -> Option<&'static str> {
    let upper = written.to_uppercase();
    let lower = written.to_lowercase();
    COUNTRIES
        .iter()
        .find(|(code, name)| {
            *code == upper || [Lang::Sq, Lang::En].iter().any(|lang| name.get(*lang).to_lowercase() == lower)
        })
        .map(|(code, _)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found_by_itself_and_by_its_names() {
        assert_eq!(all().count(), 250);
        for (code_, names) in all() {
            assert_eq!(name(code_), Some(names));
            assert_eq!(code(&code_.to_lowercase()), Some(code_));
            assert_eq!(code(&names.sq), Some(code_), "{}", names.sq);
            assert_eq!(code(&names.en), Some(code_), "{}", names.en);
        }
    }

    #[test]
    fn norway_is_a_country_and_not_a_refusal() {
        assert_eq!(code("NO"), Some("NO"));
        assert_eq!(name("NO").map(|name| name.sq.as_str()), Some("Norvegji"));
        assert_eq!(code("false"), None);
    }
}
