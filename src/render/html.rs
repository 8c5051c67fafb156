//! A self-contained HTML page: no scripts, nothing from elsewhere, prints on A4.

use pulldown_cmark::{Event, Tag, TagEnd, html::push_html};

use super::markdown;
use crate::language::Lang;

const STYLE: &str = "\
:root{color-scheme:light}
body{font:11pt/1.45 Georgia,'Times New Roman',serif;color:#111;background:#fff;margin:0 auto;padding:1.2rem;max-width:46rem}
h1{font-size:1.5em;line-height:1.25;margin:.4em 0 .6em}
h2{font-size:1.15em;margin:1.6em 0 .4em;border-bottom:1px solid #777;break-after:avoid}
h3{font-size:1em;margin:1em 0 .2em;break-after:avoid}
p,ul{margin:.4em 0}
table{border-collapse:collapse;width:100%;margin:.5em 0}
th,td{border:1px solid #999;padding:.3em .5em;text-align:left;vertical-align:top;overflow-wrap:anywhere}
tr{break-inside:avoid}
thead{display:table-header-group}
th[scope=row]{width:40%;font-weight:normal;background:#f4f4f4}
p,li{overflow-wrap:anywhere}
blockquote{margin:1em 0;padding:.4em .8em;border:2px solid #111}
article+article{margin-top:3rem;border-top:4px double #777;break-before:page}
hr{border:0;border-top:1px solid #777;margin:1.6em 0 .6em}
@page{size:A4;margin:18mm}
@media print{body{padding:0;max-width:none;font-size:10.5pt}article+article{margin:0;border:0}}
@media screen and (max-width:34rem){body{padding:.8rem}th[scope=row],th[scope=row]+td{display:block;width:auto}th[scope=row]+td{border-top:0}}";

/// The page for the Markdown of one document or several.
pub(super) fn html<'a>(sources: impl Iterator<Item = &'a str>, title: &str, lang: Lang) -> String {
    let mut body = String::new();
    for source in sources {
        body.push_str("<article>\n");
        push_html(&mut body, headings_of_rows(markdown::events(source)).into_iter());
        body.push_str("</article>\n");
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        lang = lang.code(),
        title = text(title),
    )
}

/// A table without column headings has its headings in the first column: fields and their values.
fn headings_of_rows<'a>(events: impl Iterator<Item = Event<'a>>) -> Vec<Event<'a>> {
    let mut out: Vec<Event<'a>> = Vec::new();
    let mut header: Option<Vec<Event<'a>>> = None;
    let (mut headless, mut column) = (false, 0);
    for event in events {
        match event {
            Event::Start(Tag::TableHead) => header = Some(vec![event]),
            Event::End(TagEnd::TableHead) => {
                let mut cells = header.take().unwrap_or_default();
                headless = !cells.iter().any(|event| matches!(event, Event::Text(_) | Event::Code(_)));
                cells.push(Event::End(TagEnd::TableHead));
                if headless {
                    out.push(Event::Html("<tbody>\n".into()));
                } else {
                    out.append(&mut cells);
                }
            }
            event if header.is_some() => {
                if let Some(cells) = &mut header {
                    cells.push(event);
                }
            }
            Event::Start(Tag::TableRow) => {
                column = 0;
                out.push(if headless { Event::Html("<tr>".into()) } else { event });
            }
            Event::End(TagEnd::TableRow) if headless => out.push(Event::Html("</tr>\n".into())),
            Event::Start(Tag::TableCell) if headless => {
                out.push(Event::Html(if column == 0 { "<th scope=\"row\">" } else { "<td>" }.into()));
            }
            Event::End(TagEnd::TableCell) if headless => {
                out.push(Event::Html(if column == 0 { "</th>" } else { "</td>" }.into()));
                column += 1;
            }
            event => out.push(event),
        }
    }
    out
}

/// Text in HTML.
fn text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
