//! The Markdown that templates make, as events: CommonMark with tables. Raw HTML is text like any other.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeStream};

/// The events of a document; a text that stands together comes in one piece.
pub(super) fn events(source: &str) -> impl Iterator<Item = Event<'_>> {
    let events = Parser::new_ext(source, Options::ENABLE_TABLES).filter_map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        // What stood between these is text now.
        Event::Start(Tag::HtmlBlock) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::HtmlBlock) => Some(Event::End(TagEnd::Paragraph)),
        // A template's own link shows its words only: nothing leads out of a document.
        Event::Start(Tag::Link { .. } | Tag::Image { .. }) | Event::End(TagEnd::Link | TagEnd::Image) => None,
        event => Some(event),
    });
    TextMergeStream::new(events)
}
