//! Which names of an expression are not known yet: what a person must fill in so that a time can run.

use std::sync::Arc;

use minijinja::value::Value;

use super::expressions::{Code, is_missing};
use super::world::Scope;

/// The names in the expression that have no value, as they are written.
pub(super) fn names(code: &Code, scope: Scope) -> Vec<String> {
    let scope = Value::from_dyn_object(Arc::new(scope));
    let mut names = Vec::new();
    for path in code.reads() {
        let value = path.iter().try_fold(scope.clone(), |value, part| value.get_attr(part));
        if !value.is_ok_and(|value| !is_missing(&value)) {
            let name = path.iter().skip(1).fold(path[0].clone(), |whole, part| {
                let plain = part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
                if plain { format!("{whole}.{part}") } else { format!("{whole}['{part}']") }
            });
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}
