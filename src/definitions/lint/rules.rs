//! Rules beside each other: two that cannot both be satisfied shut an action for ever.

use super::Lint;
use crate::definitions::expressions::{self, Conjunct};
use crate::definitions::model::{Action, Discharge, Expr, Rule};
use crate::definitions::written;
use crate::error::Effect;
use crate::msg;

impl Lint<'_, '_> {
    pub(super) fn rules(&mut self) {
        let workflow = self.workflow;
        let conditions = |expr: Option<&Expr>| expr.map(|e| expressions::conjuncts(&e.source)).unwrap_or_default();
        let rules: Vec<Known<'_>> = workflow
            .rules
            .values()
            .map(|rule| Known {
                rule,
                must: conditions(Some(&rule.must)),
                applies: {
                    let stage = rule.stage.as_ref().and_then(|path| workflow.stages.get(path));
                    let outer = stage.and_then(|stage| stage.applies.as_ref());
                    [conditions(rule.applies.as_ref()), conditions(outer)].concat()
                },
            })
            .collect();
        for (index, one) in rules.iter().enumerate() {
            self.guarded(one.rule);
            if one.applies.iter().any(|applies| one.must.iter().any(|must| must.contradicts(applies))) {
                self.warn(&one.rule.place, msg!("definitions-lint-rule-never-holds", rule = &one.rule.id));
            }
            for other in &rules[index + 1..] {
                self.beside(one, other);
            }
        }
    }

    /// An action that cannot be taken needs no guard.
    fn guarded(&mut self, rule: &Rule) {
        for (action, _) in &rule.guards {
            let Action::Do(id) = action else { continue };
            let Some(task) = self.workflow.tasks.get(id) else { continue };
            if !task.met.iter().any(|discharge| matches!(discharge, Discharge::ByHand)) {
                self.warn(&rule.place, msg!("definitions-lint-not-by-hand", rule = &rule.id, task = id));
            }
        }
    }

    fn beside(&mut self, one: &Known<'_>, other: &Known<'_>) {
        let both = one.rule.guards.iter().filter_map(|(action, effect)| {
            let same = other.rule.guards.iter().find(|(theirs, _)| theirs == action);
            same.map(|(_, theirs)| (action, *effect, *theirs))
        });
        let Some((action, mine, theirs)) = both.min_by_key(|(_, mine, theirs)| (*mine).max(*theirs)) else { return };
        let names = (&one.rule.id, &other.rule.id);
        let place = &other.rule.place;
        let apart = one.applies.iter().any(|a| other.applies.iter().any(|b| a.contradicts(b)));
        if one.rule.must.source == other.rule.must.source && one.applies == other.applies {
            self.warn(
                place,
                msg!("definitions-lint-same-rule", one = names.0, other = names.1, action = written::action(action)),
            );
        } else if !apart && one.must.iter().any(|a| other.must.iter().any(|b| a.contradicts(b))) {
            let message = msg!(
                "definitions-lint-contradiction",
                one = names.0,
                other = names.1,
                action = written::action(action)
            );
            // With a reason a warning can be passed; two refusals cannot.
            match (mine, theirs) {
                (Effect::Deny, Effect::Deny) => self.error(place, message),
                _ => self.warn(place, message),
            }
        }
    }
}

struct Known<'w> {
    rule: &'w Rule,
    must: Vec<Conjunct>,
    applies: Vec<Conjunct>,
}
