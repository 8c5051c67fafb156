//! A graph as a picture (SVG 1.1): one file without scripts, links or fonts of its own, which a browser shows and an
//! office program takes.

use super::layout::{Layout, Point, layout};
use super::{EdgeKind, Graph, Node, NodeKind};
use crate::language::Message;
use crate::msg;

const MARGIN: f64 = 24.0;
/// Around the words in a box.
const PADDING: f64 = 10.0;
const TITLE: f64 = 13.0;
const LINE: f64 = 11.5;
/// Widest words in a box; a stage of the whole procedure lists its duties and is wider.
const WIDEST: f64 = 230.0;
const WIDEST_STAGE: f64 = 260.0;
const LEGEND: f64 = 84.0;

/// A box with its words cut into lines.
struct Drawn<'g> {
    node: &'g Node,
    title: Vec<String>,
    lines: Vec<String>,
    size: (f64, f64),
}

/// The graph as SVG.
pub fn svg(graph: &Graph) -> String {
    let boxes: Vec<Drawn<'_>> = graph.nodes.iter().map(measure).collect();
    let sizes: Vec<(f64, f64)> = boxes.iter().map(|drawn| drawn.size).collect();
    let edges: Vec<(usize, usize)> = graph.edges.iter().map(|edge| (edge.from, edge.to)).collect();
    let laid = layout(&sizes, &edges);
    let title = wrap(&graph.title, 1200.0, 18.0, true);
    let heading = 24.0 + 22.0 * title.len() as f64;
    let title_width = title.iter().map(|line| width(line, 18.0, true)).fold(0.0, f64::max);
    let legend_width = legend(graph).iter().map(|(_, words)| 64.0 + width(words, LINE, false)).fold(0.0, f64::max);
    let wide = laid.size.0.max(title_width).max(legend_width) + 2.0 * MARGIN;
    let high = heading + laid.size.1 + LEGEND + 2.0 * MARGIN;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide:.0}\" height=\"{high:.0}\" \
         viewBox=\"0 0 {wide:.0} {high:.0}\" role=\"img\" lang=\"{}\">\n<title>{}</title>\n{STYLE}",
        graph.lang.code(),
        escaped(&graph.title)
    );
    out.push_str(&format!("<rect class=\"paper\" width=\"{wide:.0}\" height=\"{high:.0}\"/>\n"));
    for (row, line) in title.iter().enumerate() {
        out.push_str(&words(line, MARGIN, MARGIN + 18.0 + row as f64 * 22.0, "heading"));
    }
    out.push_str(&format!("<g transform=\"translate({MARGIN:.0} {:.0})\">\n", MARGIN + heading));
    arrows(graph, &laid, &mut out);
    for (drawn, corner) in boxes.iter().zip(&laid.corners) {
        put(drawn, *corner, &mut out);
    }
    out.push_str("</g>\n");
    let below = MARGIN + heading + laid.size.1 + 24.0;
    for (row, (kind, text)) in legend(graph).into_iter().enumerate() {
        let y = below + row as f64 * 18.0;
        out.push_str(&format!(
            "<path class=\"edge {}\" d=\"M{MARGIN:.0} {y:.1}h44\" marker-end=\"url(#{})\"/>\n",
            class(kind),
            marker(kind)
        ));
        out.push_str(&words(&text, MARGIN + 60.0, y + 4.0, "line"));
    }
    out.push_str("</svg>\n");
    out
}

const STYLE: &str = "<style>\n\
    text { font-family: 'Noto Sans', 'DejaVu Sans', 'Liberation Sans', Arial, sans-serif; fill: #1a1a1a; }\n\
    .paper { fill: #fff; }\n.heading { font-size: 18px; font-weight: bold; }\n\
    .title { font-size: 13px; font-weight: bold; }\n.line { font-size: 11.5px; fill: #333; }\n\
    .box { fill: #fff; stroke: #444; }\n.stage { fill: #dbe7f3; stroke: #23527c; stroke-width: 2; }\n\
    .right { fill: #e9f3e4; stroke: #3c763d; }\n.form { fill: #fbf3d5; stroke: #8a6d3b; }\n\
    .event { fill: #f0f0f0; stroke: #777; }\n.other { stroke: #777; stroke-dasharray: 4 3; }\n\
    .edge { fill: none; stroke: #555; stroke-width: 1.2; }\n.if { stroke-dasharray: 7 4; }\n\
    .requires { stroke-dasharray: 1.5 4; stroke: #23527c; stroke-width: 1.8; }\n.ends { stroke: #a02622; }\n\
    .head { fill: #555; }\n.head-requires { fill: #23527c; }\n.bar { stroke: #a02622; stroke-width: 2; }\n\
    </style>\n<defs>\n\
    <marker id=\"head\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\" markerUnits=\"userSpaceOnUse\"><path class=\"head\" d=\"M0 0L10 5L0 10z\"/></marker>\n\
    <marker id=\"head-requires\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\" markerUnits=\"userSpaceOnUse\"><path class=\"head-requires\" d=\"M0 0L10 5L0 10z\"/></marker>\n\
    <marker id=\"bar\" viewBox=\"0 0 4 12\" refX=\"3\" refY=\"6\" markerWidth=\"4\" markerHeight=\"12\" orient=\"auto\" markerUnits=\"userSpaceOnUse\"><path class=\"bar\" d=\"M2 0V12\"/></marker>\n\
    </defs>\n";

fn class(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Opens => "opens",
        EdgeKind::OpensIf => "if",
        EdgeKind::Requires => "requires",
        EdgeKind::Ends => "ends",
    }
}

fn marker(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Opens | EdgeKind::OpensIf => "head",
        EdgeKind::Requires => "head-requires",
        EdgeKind::Ends => "bar",
    }
}

/// What the arrows that there are mean.
fn legend(graph: &Graph) -> Vec<(EdgeKind, String)> {
    let kinds = EdgeKind::ALL.into_iter().filter(|kind| graph.edges.iter().any(|edge| edge.kind == *kind));
    let words = |message: Message| message.in_language(graph.lang);
    kinds
        .map(|kind| {
            let text = match kind {
                EdgeKind::Opens => words(msg!("definitions-graph-legend-opens")),
                EdgeKind::OpensIf => words(msg!("definitions-graph-legend-if")),
                EdgeKind::Requires => words(msg!("definitions-graph-legend-requires")),
                EdgeKind::Ends => words(msg!("definitions-graph-legend-ends")),
            };
            (kind, text)
        })
        .collect()
}

fn arrows(graph: &Graph, laid: &Layout, out: &mut String) {
    for (edge, points) in graph.edges.iter().zip(&laid.routes).filter(|(_, points)| !points.is_empty()) {
        let title = match &edge.when {
            Some(when) => format!("<title>{}</title>", escaped(when)),
            None => String::new(),
        };
        out.push_str(&format!(
            "<path class=\"edge {}\" d=\"{}\" marker-end=\"url(#{})\">{title}</path>\n",
            class(edge.kind),
            curve(points),
            marker(edge.kind)
        ));
    }
}

/// Through the points: bent between columns, straight through one.
fn curve(points: &[Point]) -> String {
    let mut path = String::new();
    for (index, (x, y)) in points.iter().enumerate() {
        let before = index.checked_sub(1).map(|index| points[index]);
        match before {
            None => path.push_str(&format!("M{x:.1} {y:.1}")),
            Some((from_x, from_y)) if index % 2 == 1 => {
                let middle = (from_x + x) / 2.0;
                path.push_str(&format!("C{middle:.1} {from_y:.1} {middle:.1} {y:.1} {x:.1} {y:.1}"));
            }
            Some(_) => path.push_str(&format!("L{x:.1} {y:.1}")),
        }
    }
    path
}

fn measure(node: &Node) -> Drawn<'_> {
    let many = node.kind == NodeKind::Stage && node.lines.len() > 1;
    let widest = if many { WIDEST_STAGE } else { WIDEST };
    let title = wrap(&node.title, widest, TITLE, true);
    let lines: Vec<String> = node.lines.iter().flat_map(|line| wrap(line, widest, LINE, false)).collect();
    let titles = title.iter().map(|line| width(line, TITLE, true));
    let words = titles.chain(lines.iter().map(|line| width(line, LINE, false))).fold(60.0, f64::max);
    let height = title.len() as f64 * (TITLE + 4.0) + lines.len() as f64 * (LINE + 3.5);
    Drawn { node, title, lines, size: (words + 2.0 * PADDING, height + 2.0 * PADDING) }
}

fn put(drawn: &Drawn<'_>, (x, y): Point, out: &mut String) {
    let (wide, high) = drawn.size;
    let (class, round) = match drawn.node.kind {
        NodeKind::Stage => ("box stage", 3.0),
        NodeKind::OtherStage => ("box stage other", 3.0),
        NodeKind::Duty => ("box", 3.0),
        NodeKind::OtherTask => ("box other", 3.0),
        NodeKind::Right => ("box right", 12.0),
        NodeKind::Form => ("box form", 0.0),
        NodeKind::Fact | NodeKind::Event => ("box event", 16.0),
    };
    if drawn.node.kind == NodeKind::Form {
        // A sheet with a folded corner.
        let fold = 10.0;
        out.push_str(&format!(
            "<path class=\"{class}\" d=\"M{x:.1} {y:.1}h{:.1}l{fold} {fold}v{:.1}h-{wide:.1}z\"/>\n",
            wide - fold,
            high - fold
        ));
    } else {
        out.push_str(&format!(
            "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{wide:.1}\" height=\"{high:.1}\" rx=\"{round}\"/>\n"
        ));
    }
    let mut baseline = y + PADDING - 3.0;
    for line in &drawn.title {
        baseline += TITLE + 4.0;
        out.push_str(&words(line, x + PADDING, baseline - 1.0, "title"));
    }
    for line in &drawn.lines {
        baseline += LINE + 3.5;
        out.push_str(&words(line, x + PADDING, baseline, "line"));
    }
}

fn words(text: &str, x: f64, y: f64, class: &str) -> String {
    format!("<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{}</text>\n", escaped(text))
}

/// Lines of at most that width, cut at spaces; a word that is wider is cut in itself.
fn wrap(text: &str, widest: f64, size: f64, bold: bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let mut rest = word;
        loop {
            if let Some(line) = lines.last_mut() {
                let longer = format!("{line} {rest}");
                if width(&longer, size, bold) <= widest {
                    *line = longer;
                    break;
                }
            }
            let fits = rest.char_indices().map(|(at, c)| at + c.len_utf8());
            let end = fits.take_while(|end| width(&rest[..*end], size, bold) <= widest).last();
            let end = end.unwrap_or_else(|| rest.chars().next().map_or(0, char::len_utf8));
            lines.push(rest[..end].to_owned());
            rest = &rest[end..];
            if rest.is_empty() {
                break;
            }
        }
    }
    lines
}

/// The width of a text in the widest of the fonts that are named (DejaVu Sans), rounded up by kinds of letters.
fn width(text: &str, size: f64, bold: bool) -> f64 {
    let units: f64 = text
        .chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | '’' => 0.36,
            'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' | '"' | '“' | '”' => 0.43,
            'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' => 1.0,
            '#' | '<' | '>' | '=' | '+' | '_' | '…' | '≥' | '≤' => 0.86,
            c if c.is_uppercase() => 0.78,
            c if c.is_ascii() || c.is_alphabetic() => 0.64,
            c => 0.66 * unicode_width::UnicodeWidthChar::width(c).unwrap_or(1).max(1) as f64,
        })
        .sum();
    units * size * if bold { 1.12 } else { 1.0 }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
