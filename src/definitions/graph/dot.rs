//! A graph in the language of Graphviz.

use super::{EdgeKind, Graph, NodeKind};
use crate::terminal::wrap_to;

/// The graph as DOT; `dot -Tsvg` and its relatives draw it.
pub fn dot(graph: &Graph) -> String {
    let mut text = String::from("digraph procedure {\n");
    text.push_str(&format!("  label={};\n", quoted(&[&graph.title])));
    text.push_str("  labelloc=t;\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\", fontsize=11];\n");
    text.push_str("  edge [arrowsize=0.7];\n");
    for node in &graph.nodes {
        let look = match node.kind {
            NodeKind::Stage => "shape=box, style=\"filled,bold\", fillcolor=\"#dbe7f3\"",
            NodeKind::OtherStage | NodeKind::OtherTask => "shape=box, style=dashed",
            NodeKind::Duty => "shape=box, style=filled, fillcolor=\"#ffffff\"",
            NodeKind::Right => "shape=box, style=\"filled,rounded\", fillcolor=\"#e9f3e4\"",
            NodeKind::Form => "shape=note, style=filled, fillcolor=\"#fbf3d5\"",
            NodeKind::Fact | NodeKind::Event => "shape=ellipse, style=filled, fillcolor=\"#f0f0f0\"",
        };
        let mut lines = vec![node.title.as_str()];
        lines.extend(node.lines.iter().map(String::as_str));
        text.push_str(&format!("  {} [label={}, {look}];\n", node.id, quoted(&lines)));
    }
    for edge in &graph.edges {
        let look = match edge.kind {
            EdgeKind::Opens => "style=solid",
            EdgeKind::OpensIf => "style=dashed",
            EdgeKind::Requires => "style=dotted",
            EdgeKind::Ends => "style=solid, arrowhead=tee",
        };
        let when = edge.when.as_ref().map(|when| format!(", edgetooltip={}", quoted(&[when]))).unwrap_or_default();
        let (from, to) = (&graph.nodes[edge.from].id, &graph.nodes[edge.to].id);
        text.push_str(&format!("  {from} -> {to} [{look}{when}];\n"));
    }
    text.push_str("}\n");
    text
}

/// A string of DOT; its lines wrapped, as Graphviz does not.
fn quoted(lines: &[&str]) -> String {
    let wrapped: Vec<String> = lines.iter().flat_map(|line| wrap_to(line, 40)).collect();
    let escaped: Vec<String> = wrapped.iter().map(|line| line.replace('\\', "\\\\").replace('"', "\\\"")).collect();
    format!("\"{}\"", escaped.join("\\n"))
}
