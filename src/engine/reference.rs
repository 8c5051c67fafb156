//! Names of obligations: `convene`, `lend@K3F0`, `lend@K3F0>branch`, `report#2`. A person may leave out what is clear.

/// The parts of such a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference<'a> {
    pub task: &'a str,
    /// The end of an event's id.
    pub event: Option<&'a str>,
    pub number: Option<&'a str>,
    pub to: Option<&'a str>,
}

impl<'a> Reference<'a> {
    pub fn read(text: &'a str) -> Reference<'a> {
        let (rest, to) = cut(text, '>');
        let (rest, number) = cut(rest, '#');
        let (task, event) = cut(rest, '@');
        Reference { task, event, number, to }
    }

    /// Everything that it says is true of that name. The end of an id may be given longer or shorter than the name has
    /// it: a later event can make more characters necessary.
    pub fn fits(&self, name: &str) -> bool {
        let name = Reference::read(name);
        let event = match (self.event, name.event) {
            (None, _) => true,
            (Some(wanted), Some(there)) => {
                let (wanted, there) = (wanted.to_ascii_uppercase(), there.to_ascii_uppercase());
                wanted.ends_with(&there) || there.ends_with(&wanted)
            }
            (Some(_), None) => false,
        };
        let given = |wanted: Option<&str>, there: Option<&str>| wanted.is_none() || wanted == there;
        event && self.task == name.task && given(self.number, name.number) && given(self.to, name.to)
    }
}

fn cut(text: &str, at: char) -> (&str, Option<&str>) {
    match text.split_once(at) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}
