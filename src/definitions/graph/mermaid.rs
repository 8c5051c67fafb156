//! A graph in the language of Mermaid, which many places that show Markdown draw.

use super::{EdgeKind, Graph, NodeKind};
use crate::terminal::wrap_to;

/// The graph as a Mermaid flowchart.
pub fn mermaid(graph: &Graph) -> String {
    let mut text = format!("---\ntitle: {}\n---\nflowchart LR\n", yaml(&graph.title));
    for node in &graph.nodes {
        let mut lines = wrap_to(&node.title, 40);
        lines.extend(node.lines.iter().flat_map(|line| wrap_to(line, 40)));
        let label = lines.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("<br>");
        let (open, close, class) = match node.kind {
            NodeKind::Stage => ("[[", "]]", "stage"),
            NodeKind::OtherStage => ("[[", "]]", "other"),
            NodeKind::Duty => ("[", "]", "duty"),
            NodeKind::OtherTask => ("[", "]", "other"),
            NodeKind::Right => ("(", ")", "right"),
            NodeKind::Form => ("[/", "/]", "form"),
            NodeKind::Fact | NodeKind::Event => ("([", "])", "event"),
        };
        text.push_str(&format!("  {}{open}\"{label}\"{close}:::{class}\n", node.id));
    }
    for edge in &graph.edges {
        let arrow = match edge.kind {
            EdgeKind::Opens => "-->",
            EdgeKind::OpensIf | EdgeKind::Requires => "-.->",
            EdgeKind::Ends => "--x",
        };
        let (from, to) = (&graph.nodes[edge.from].id, &graph.nodes[edge.to].id);
        text.push_str(&format!("  {from} {arrow} {to}\n"));
    }
    for (class, look) in [
        ("stage", "fill:#dbe7f3,stroke:#23527c,text-align:left"),
        ("duty", "fill:#ffffff,stroke:#444444"),
        ("right", "fill:#e9f3e4,stroke:#3c763d"),
        ("form", "fill:#fbf3d5,stroke:#8a6d3b"),
        ("event", "fill:#f0f0f0,stroke:#777777"),
        ("other", "fill:#ffffff,stroke:#777777,stroke-dasharray:4"),
    ] {
        text.push_str(&format!("  classDef {class} {look}\n"));
    }
    text
}

/// A label between quotes: what means something to Mermaid or HTML becomes an entity of its kind.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '"' | '#' | '&' | '<' | '>' | '`' | '*' | '_' | '\\' | ';' => out.push_str(&format!("#{};", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

/// A title between quotes.
fn yaml(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
