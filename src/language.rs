//! The one catalogue of sentences. Code names a sentence by its id and gives it arguments ([`msg!`](crate::msg));
//! `locales/<language>/sop.ftl` holds the words. Texts that come from definitions are [`Text`]s and carry both
//! languages themselves.

use std::cell::OnceCell;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

/// A language of the interface. Albanian is the language of the act and the default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Sq,
    En,
}

impl Lang {
    /// `sq` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Sq => "sq",
            Lang::En => "en",
        }
    }

    /// Reads `sq`, `en`, `sq_AL.UTF-8`, `en-GB` …; none for any other language.
    pub fn parse(tag: &str) -> Option<Lang> {
        match tag.split(['_', '-', '.', '@']).next()? {
            "sq" => Some(Lang::Sq),
            "en" => Some(Lang::En),
            _ => None,
        }
    }
}

/// A text of the definitions in both languages; both are required.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub sq: String,
    pub en: String,
}

impl Text {
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Sq => &self.sq,
            Lang::En => &self.en,
        }
    }
    /// The same words in both languages: for ids, names and numbers.
    pub fn same(word: impl Into<String>) -> Text {
        let word = word.into();
        Text { sq: word.clone(), en: word }
    }
}

/// An argument of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    Word(String),
    Number(i64),
    Text(Text),
    Message(Box<Message>),
}

impl From<&str> for Arg {
    fn from(word: &str) -> Arg {
        Arg::Word(word.to_owned())
    }
}
impl From<String> for Arg {
    fn from(word: String) -> Arg {
        Arg::Word(word)
    }
}
impl From<&String> for Arg {
    fn from(word: &String) -> Arg {
        Arg::Word(word.clone())
    }
}
impl From<Text> for Arg {
    fn from(text: Text) -> Arg {
        Arg::Text(text)
    }
}
impl From<&Text> for Arg {
    fn from(text: &Text) -> Arg {
        Arg::Text(text.clone())
    }
}
impl From<Message> for Arg {
    fn from(message: Message) -> Arg {
        Arg::Message(Box::new(message))
    }
}
/// Why the operating system refused, in our words where people meet it; else in its own.
impl From<&std::io::Error> for Arg {
    fn from(error: &std::io::Error) -> Arg {
        use std::io::ErrorKind;
        Arg::from(match error.kind() {
            ErrorKind::NotFound => crate::msg!("io-not-found"),
            ErrorKind::PermissionDenied => crate::msg!("io-not-allowed"),
            ErrorKind::IsADirectory => crate::msg!("io-folder"),
            ErrorKind::NotADirectory => crate::msg!("io-not-a-folder"),
            ErrorKind::StorageFull => crate::msg!("io-full"),
            ErrorKind::ReadOnlyFilesystem => crate::msg!("io-read-only"),
            _ => return Arg::Word(error.to_string()),
        })
    }
}
macro_rules! number_arg {
    ($($int:ty),*) => {$(
        impl From<$int> for Arg {
            fn from(number: $int) -> Arg {
                Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )*};
}
number_arg!(i64, i32, u32, u64, usize, u8);

/// A sentence to be: its id in the catalogue and its arguments. Made with [`msg!`](crate::msg).
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    pub id: &'static str,
    pub args: Vec<(&'static str, Arg)>,
}

/// Names a sentence of the catalogue: `msg!("case-opened", case = id, count = 3)`.
#[macro_export]
macro_rules! msg {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::language::Message {
            id: $id,
            args: vec![$((stringify!($name), $crate::language::Arg::from($value))),*],
        }
    };
}

impl Message {
    /// The sentence in that language. An id that the catalogue lacks is shown as the bare id, so that nothing is
    /// silent; a test checks that no id is missing.
    pub fn in_language(&self, lang: Lang) -> String {
        let mut args = FluentArgs::new();
        for (name, arg) in &self.args {
            let value = match arg {
                Arg::Word(word) => FluentValue::from(word.clone()),
                Arg::Number(number) => FluentValue::from(*number),
                Arg::Text(text) => FluentValue::from(text.get(lang).to_owned()),
                Arg::Message(message) => FluentValue::from(message.in_language(lang)),
            };
            args.set(*name, value);
        }
        with_bundle(lang, |bundle| {
            let Some(pattern) = bundle.get_message(self.id).and_then(|m| m.value()) else {
                return self.id.to_owned();
            };
            let mut errors = Vec::new();
            bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned()
        })
    }
}

/// The sentences of one language, as Fluent source.
pub fn sentences(lang: Lang) -> &'static str {
    match lang {
        Lang::Sq => include_str!("../locales/sq/sop.ftl"),
        Lang::En => include_str!("../locales/en/sop.ftl"),
    }
}

thread_local! {
    static SQ: OnceCell<FluentBundle<FluentResource>> = const { OnceCell::new() };
    static EN: OnceCell<FluentBundle<FluentResource>> = const { OnceCell::new() };
}

/// A sentence without arguments, if the catalogue of that language has it.
pub fn lookup(lang: Lang, id: &str) -> Option<String> {
    with_bundle(lang, |bundle| {
        let pattern = bundle.get_message(id)?.value()?;
        Some(bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned())
    })
}

/// The catalogue of that language has this sentence, and it parsed.
pub fn has(lang: Lang, id: &str) -> bool {
    with_bundle(lang, |bundle| bundle.get_message(id).is_some_and(|message| message.value().is_some()))
}

fn with_bundle<R>(lang: Lang, use_it: impl FnOnce(&FluentBundle<FluentResource>) -> R) -> R {
    let cell = match lang {
        Lang::Sq => &SQ,
        Lang::En => &EN,
    };
    cell.with(|cell| use_it(cell.get_or_init(|| bundle(lang))))
}

fn bundle(lang: Lang) -> FluentBundle<FluentResource> {
    let tag = match lang {
        Lang::Sq => unic_langid::LanguageIdentifier::from_bytes(b"sq"),
        Lang::En => unic_langid::LanguageIdentifier::from_bytes(b"en"),
    };
    let mut bundle = FluentBundle::new(tag.into_iter().collect());
    // The invisible direction marks around values would be copied along with ids and commands.
    bundle.set_use_isolating(false);
    // A sentence that does not parse is left out by Fluent and then shows as its id; a test looks for those.
    let resource = match FluentResource::try_new(sentences(lang).to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    bundle.add_resource_overriding(resource);
    bundle
}
