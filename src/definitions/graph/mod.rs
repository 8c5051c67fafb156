//! The procedure as a graph: what leads to what. Without a stage the stages with their duties and times, and what leads
//! from one to the other; with a stage each duty of it, and what opens it. [`mermaid`], [`dot`] and [`svg`] draw it.
//!
//! A graph shows the way, not each condition: where an occurrence has an `if`, its arrow is dashed and carries the
//! occurrence as it is written.

mod build;
mod dot;
mod layout;
mod mermaid;
mod svg;

use super::model::{Stage, Workflow};
use crate::language::Lang;

pub use dot::dot;
pub use mermaid::mermaid;
pub use svg::svg;

/// What there is to draw, in one language.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    pub title: String,
    pub lang: Lang,
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
}

#[derive(Clone, Debug)]
pub struct Node {
    /// Unique in the graph; letters, digits and `_`.
    pub id: String,
    pub kind: NodeKind,
    /// The id in the definitions, where it stands for something that has one.
    pub of: Option<String>,
    pub title: String,
    /// What is said below the title.
    pub lines: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NodeKind {
    Stage,
    /// A stage that is not the one drawn.
    OtherStage,
    Duty,
    Right,
    /// A task of a stage that is not the one drawn.
    OtherTask,
    Form,
    Fact,
    /// Something that happens: a time passes, a duty is waived, the case is opened, a stage is done.
    Event,
}

/// An arrow between two nodes, by their places in [`Graph::nodes`].
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    pub from: usize,
    pub to: usize,
    pub kind: EdgeKind,
    /// The occurrence as it is written, where it has a condition.
    pub when: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EdgeKind {
    /// What is behind it opens what is before it.
    Opens,
    /// The same, under a condition.
    OpensIf,
    /// A rule asks for it before the stage may be entered.
    Requires,
    /// It closes or suspends the stage.
    Ends,
}

impl EdgeKind {
    /// In the order of a legend.
    pub const ALL: [EdgeKind; 4] = [EdgeKind::Opens, EdgeKind::OpensIf, EdgeKind::Requires, EdgeKind::Ends];
}

impl Graph {
    /// The stages of a procedure with their duties, and what leads from one to the other.
    pub fn whole(workflow: &Workflow, lang: Lang) -> Graph {
        build::whole(workflow, lang)
    }

    /// One stage with those inside it: each task, and what opens it.
    pub fn of_stage(workflow: &Workflow, stage: &Stage, lang: Lang) -> Graph {
        build::of_stage(workflow, stage, lang)
    }
}
