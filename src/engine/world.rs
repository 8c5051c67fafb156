//! What expressions can see of a case while it is folded.

/// The facts, documents, tasks and stages, as values of the expression language.
#[derive(Clone, Debug, Default)]
pub struct World {}
