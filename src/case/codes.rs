//! Countries by ISO 3166-1 alpha-2 code and languages by ISO 639 code, with the names of the Unicode CLDR (Albanian
//! names completed where CLDR shortens or lacks them). XK is the code in use for Kosovo, which ISO leaves to its users.
//! The lists are `countries.tsv` and `languages.tsv`: code, Albanian, English, in the order of the codes.

use std::sync::LazyLock;

use crate::language::{Lang, Text};

/// A list of codes with their names.
pub struct Codes(LazyLock<Vec<(&'static str, Text)>>);

pub static COUNTRIES: Codes = Codes(LazyLock::new(|| read(include_str!("countries.tsv"))));
pub static LANGUAGES: Codes = Codes(LazyLock::new(|| read(include_str!("languages.tsv"))));

fn read(list: &'static str) -> Vec<(&'static str, Text)> {
    let row = |line: &'static str| {
        let mut columns = line.split('\t');
        let (code, sq, en) = (columns.next()?, columns.next()?, columns.next()?);
        Some((code, Text { sq: sq.to_owned(), en: en.to_owned() }))
    };
    list.lines().filter_map(row).collect()
}

impl Codes {
    /// All of them, in the order of their codes.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, &Text)> {
        self.0.iter().map(|(code, name)| (*code, name))
    }

    /// The name of what has that code, spelled as in the list.
    pub fn name(&self, code: &str) -> Option<&Text> {
        let at = self.0.binary_search_by(|(known, _)| (*known).cmp(code)).ok()?;
        self.0.get(at).map(|(_, name)| name)
    }

    /// The code of what was written: a code in any case, or a name in either language.
    pub fn code(&self, written: &str) -> Option<&'static str> {
        let lower = written.to_lowercase();
        let named = |name: &Text| [Lang::Sq, Lang::En].iter().any(|lang| name.get(*lang).to_lowercase() == lower);
        let known = self.0.iter();
        known
            .clone()
            .find(|(code, _)| code.to_lowercase() == lower)
            .or(known.clone().find(|(_, name)| named(name)))
            .map(|(code, _)| *code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found_by_itself_and_by_its_names() {
        assert_eq!(COUNTRIES.all().count(), 250);
        assert!(LANGUAGES.all().count() > 400);
        for list in [&COUNTRIES, &LANGUAGES] {
            for (code, names) in list.all() {
                assert_eq!(list.name(code), Some(names));
                assert_eq!(list.code(&code.to_lowercase()), Some(code));
                assert_eq!(list.code(&code.to_uppercase()), Some(code));
                assert_eq!(list.code(&names.sq), Some(code), "{}", names.sq);
                assert_eq!(list.code(&names.en), Some(code), "{}", names.en);
            }
        }
    }

    #[test]
    fn norway_is_a_country_and_not_a_refusal() {
        assert_eq!(COUNTRIES.code("NO"), Some("NO"));
        assert_eq!(COUNTRIES.name("NO").map(|name| name.sq.as_str()), Some("Norvegji"));
        assert_eq!(COUNTRIES.code("false"), None);
    }

    #[test]
    fn languages_of_the_region_and_signs_are_there() {
        for (written, code) in [("shqip", "sq"), ("romisht", "rom"), ("Sign language", "sgn"), ("arumanisht", "rup")] {
            assert_eq!(LANGUAGES.code(written), Some(code));
        }
    }
}
