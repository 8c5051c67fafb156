//! Until the engine lands.
use super::*;
pub struct Entry {
    pub stage: String,
    pub allowed: bool,
    pub unmet: Vec<crate::error::Unmet>,
}
use crate::definitions::*;
pub fn admit(_: &Workflow, _: &CaseState, _: &Intent, _: &Options) -> crate::error::Result<Permit> {
    todo!()
}
pub fn next(_: &Workflow, _: &CaseState, _: &Options) -> Vec<Entry> {
    todo!()
}
pub fn holds(_: &Workflow, _: &str, _: &[RoleRef]) -> bool {
    todo!()
}
pub fn form_condition(_: &Workflow, _: &CaseState, _: &str, _: &crate::case::Values, _: &Expr) -> bool {
    todo!()
}
