//! Files that nobody reads, and forms without a template: mostly a name that was mistyped.

use super::Lint;
use crate::definitions::model::Place;
use crate::definitions::source::Sources;
use crate::msg;

impl Lint<'_, '_> {
    pub(super) fn files(&mut self, sources: &Sources) {
        let known = |name: &str| match name.split_once('/') {
            None => matches!(name, "workflow.yaml" | "facts.yaml" | "roles.yaml" | "norms.yaml"),
            Some(("stages", file)) => {
                file.strip_suffix(".yaml").is_some_and(|stage| self.workflow.stages.contains_key(stage))
            }
            Some(("norms" | "tests", file)) => file.ends_with(".yaml"),
            Some(_) => false,
        };
        let top = |file| Place { file, line: 1, column: 1 };
        let strangers: Vec<Place> =
            sources.workflow.iter().filter(|(name, _)| !known(name)).map(|(_, file)| top(file.shown.clone())).collect();
        for place in strangers {
            let file = place.file.to_string();
            self.warn(&place, msg!("definitions-lint-file-unlisted", file = file));
        }
        for form in self.workflow.forms.values() {
            if !sources.forms.contains_key(&format!("{}/template.md.j2", form.id)) {
                self.warn(&form.place, msg!("definitions-lint-no-template", form = &form.id));
            }
        }
    }
}
