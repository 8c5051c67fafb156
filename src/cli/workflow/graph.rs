//! `sop workflow graph`: what leads to what, as a picture or in the language of a drawing program.

use std::path::PathBuf;

use serde_json::json;

use crate::cli::Context;
use crate::definitions::graph::{self, Graph};
use crate::definitions::nearest;
use crate::error::{Error, Result};
use crate::msg;

/// What leads to what, drawn: the stages with their duties and times; with --stage each duty of one.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Only this stage (by its path) and those inside it, each duty by itself.
    #[arg(long, value_name = "STAGE")]
    stage: Option<String>,
    /// What comes out (default: by the file's name, else mermaid).
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Writes to this file instead of standard output.
    #[arg(short = 'o', long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Mermaid,
    Dot,
    Svg,
}

/// # Errors
/// No such stage, or a file whose name says no format (exit code 2); the file cannot be written.
pub fn run(context: &Context, args: &Args) -> Result<()> {
    let workflow = context.workflow()?;
    let graph = match &args.stage {
        None => Graph::whole(workflow, context.lang()),
        Some(path) => match workflow.stages.get(path) {
            Some(stage) => Graph::of_stage(workflow, stage, context.lang()),
            None => {
                let error = Error::invalid(msg!("definitions-graph-no-stage", stage = path));
                return Err(match nearest(path, workflow.stages.keys().map(String::as_str)) {
                    Some(near) => error.hint(msg!("definitions-did-you-mean", word = near)),
                    None => error.hint(msg!("definitions-graph-stages-hint")),
                });
            }
        },
    };
    if context.json && args.format.is_none() && args.output.is_none() {
        return context.print_json(&document(&graph));
    }
    let format = format(args)?;
    let text = match format {
        Format::Mermaid => graph::mermaid(&graph),
        Format::Dot => graph::dot(&graph),
        Format::Svg => graph::svg(&graph),
    };
    let Some(path) = &args.output else { return context.print(&text) };
    let file = path.display().to_string();
    std::fs::write(path, text)
        .map_err(|error| Error::damaged(msg!("definitions-graph-not-written", file = &file, reason = &error)))?;
    context.say(&msg!("definitions-graph-written", file = &file));
    Ok(())
}

/// `--format`, else by the ending of the file's name, else Mermaid.
fn format(args: &Args) -> Result<Format> {
    let Some(path) = &args.output else { return Ok(args.format.unwrap_or(Format::Mermaid)) };
    let by_name = match path.extension().and_then(|extension| extension.to_str()) {
        Some("svg") => Some(Format::Svg),
        Some("dot" | "gv") => Some(Format::Dot),
        Some("mmd" | "mermaid") => Some(Format::Mermaid),
        _ => None,
    };
    args.format.or(by_name).ok_or_else(|| {
        Error::invalid(msg!("definitions-graph-format", file = path.display().to_string()))
            .hint(msg!("definitions-graph-format-hint"))
    })
}

fn document(graph: &Graph) -> serde_json::Value {
    let nodes: Vec<_> = graph
        .nodes
        .iter()
        .map(|node| json!({"id": node.id, "kind": node.kind, "of": node.of, "title": node.title, "lines": node.lines}))
        .collect();
    let edges: Vec<_> = graph
        .edges
        .iter()
        .map(|edge| {
            let (from, to) = (&graph.nodes[edge.from].id, &graph.nodes[edge.to].id);
            json!({"from": from, "to": to, "kind": edge.kind, "when": edge.when})
        })
        .collect();
    json!({"title": graph.title, "nodes": nodes, "edges": edges})
}
