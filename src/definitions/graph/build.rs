//! From the definitions to a [`Graph`].

use indexmap::IndexMap;

use super::{Edge, EdgeKind, Graph, Node, NodeKind};
use crate::definitions::model::{
    Action, CaseBecomes, Discharge, Id, Occurrence, PolicyValue, Repeat, RoleRef, Roles, Stage, StageBecomes, Task,
    TaskBecomes, TaskKind, Trigger, Within, Workflow,
};
use crate::definitions::{expressions, written};
use crate::language::{Lang, Message};
use crate::msg;

struct Builder<'w> {
    workflow: &'w Workflow,
    lang: Lang,
    /// The stage of which each task is drawn; none: the whole procedure, each stage as a box.
    drawn: Option<&'w Stage>,
    nodes: IndexMap<String, Node>,
    edges: Vec<Edge>,
}

pub fn whole(workflow: &Workflow, lang: Lang) -> Graph {
    let mut builder = Builder { workflow, lang, drawn: None, nodes: IndexMap::new(), edges: Vec::new() };
    for stage in workflow.stages.values() {
        builder.stage(&stage.path);
    }
    for stage in workflow.stages.values() {
        let to = builder.stage(&stage.path);
        builder.entry(stage, to);
        builder.occurrences(&stage.resume, to, EdgeKind::Opens);
        builder.occurrences(&stage.exit, to, EdgeKind::Ends);
        builder.occurrences(&stage.suspend, to, EdgeKind::Ends);
    }
    builder.graph(workflow.title.get(lang).to_owned())
}

pub fn of_stage(workflow: &Workflow, stage: &Stage, lang: Lang) -> Graph {
    let mut builder = Builder { workflow, lang, drawn: Some(stage), nodes: IndexMap::new(), edges: Vec::new() };
    let first = builder.stage(&stage.path);
    builder.entry(stage, first);
    for inner in workflow.stages.values().filter(|inner| inner.outer.as_ref() == Some(&stage.path)) {
        let to = builder.stage(&inner.path);
        builder.entry(inner, to);
    }
    for task in workflow.tasks.values().filter(|task| task.stage == stage.path) {
        let to = builder.task(&task.id);
        match &task.after {
            None => {
                let from = builder.stage(&task.stage);
                let kind = if task.applies.is_some() { EdgeKind::OpensIf } else { EdgeKind::Opens };
                let when = task.applies.as_ref().map(|expr| expr.source.clone());
                builder.edge(from, to, kind, when);
            }
            Some(after) => builder.occurrences(after, to, EdgeKind::Opens),
        }
    }
    let ends = [
        (StageBecomes::Done, &stage.done),
        (StageBecomes::Suspended, &stage.suspend),
        (StageBecomes::Resumed, &stage.resume),
        (StageBecomes::Closed, &stage.exit),
    ];
    for (becomes, occurrences) in ends.into_iter().filter(|(_, occurrences)| !occurrences.is_empty()) {
        let to = builder.stage_becomes(&stage.path, becomes);
        builder.occurrences(occurrences, to, EdgeKind::Opens);
    }
    builder.graph(format!("{}: {}", workflow.title.get(lang), stage.title.get(lang)))
}

impl<'w> Builder<'w> {
    fn graph(self, title: String) -> Graph {
        Graph { title, lang: self.lang, nodes: self.nodes.into_values().collect(), edges: self.edges }
    }

    fn words(&self, message: &Message) -> String {
        message.in_language(self.lang)
    }

    /// The stage as which this one is drawn with all its tasks: in the whole procedure itself, in a stage the one just
    /// inside it. None: it is the one drawn, or another.
    fn boxed<'p>(&self, path: &'p str) -> Option<&'p str> {
        let Some(drawn) = self.drawn else { return Some(path) };
        let inner = path.strip_prefix(drawn.path.as_str())?.strip_prefix('/')?;
        let end = inner.find('/').unwrap_or(inner.len());
        Some(&path[..path.len() - inner.len() + end])
    }

    fn is_drawn(&self, path: &str) -> bool {
        self.drawn.is_some_and(|drawn| drawn.path == path)
    }

    fn node(&mut self, id: String, make: impl FnOnce(&Self) -> (NodeKind, Option<&str>, String, Vec<String>)) -> usize {
        let id: String = id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        if let Some(index) = self.nodes.get_index_of(&id) {
            return index;
        }
        let (kind, of, title, lines) = make(self);
        let of = of.map(str::to_owned);
        self.nodes.insert_full(id.clone(), Node { id, kind, of, title, lines }).0
    }

    fn edge(&mut self, from: usize, to: usize, kind: EdgeKind, when: Option<String>) {
        let same = |edge: &&mut Edge| (edge.from, edge.to) == (from, to);
        match self.edges.iter_mut().find(same) {
            // Of two ways between the same nodes the one without a condition is shown.
            Some(known) if known.kind == EdgeKind::OpensIf && kind == EdgeKind::Opens => {
                (known.kind, known.when) = (kind, None);
            }
            Some(_) => {}
            None if from == to => {}
            None => self.edges.push(Edge { from, to, kind, when }),
        }
    }

    fn stage(&mut self, path: &str) -> usize {
        let boxed = self.boxed(path).map(str::to_owned);
        let path = boxed.as_deref().unwrap_or(path);
        self.node(format!("stage_{path}"), |builder| {
            let Some(stage) = builder.workflow.stages.get(path) else {
                return (NodeKind::OtherStage, None, path.to_owned(), Vec::new());
            };
            let title = stage.title.get(builder.lang).to_owned();
            let here = boxed.is_some() || builder.is_drawn(path);
            let mut lines = Vec::new();
            if here {
                lines.extend(builder.enters(stage));
            }
            if boxed.is_some() {
                // In a stage those further inside are not drawn by themselves.
                let within = |task: &&Task| builder.boxed(&task.stage) == Some(path);
                lines.extend(builder.workflow.tasks.values().filter(within).map(|task| builder.row(task)));
            }
            (if here { NodeKind::Stage } else { NodeKind::OtherStage }, Some(&stage.path), title, lines)
        })
    }

    /// How a stage is entered: with which documents, or by hand.
    fn enters(&self, stage: &Stage) -> Option<String> {
        if stage.enter.is_empty() {
            return Some(format!("sop advance --stage {}", stage.path));
        }
        let forms = stage.enter.iter().flat_map(|occurrence| match &occurrence.on {
            Trigger::Form(forms) => forms.as_slice(),
            _ => &[],
        });
        let forms: Vec<&str> = forms.map(String::as_str).collect();
        (!forms.is_empty()).then(|| self.words(&msg!("definitions-graph-entered", forms = forms.join(", "))))
    }

    /// A task in one line: its title and its time.
    fn row(&self, task: &Task) -> String {
        let title = task.title.get(self.lang);
        match self.time(task) {
            Some(time) => format!("• {title}: {time}"),
            None => format!("• {title}"),
        }
    }

    /// The time allowed, in words.
    fn time(&self, task: &Task) -> Option<String> {
        if let Repeat::Every { every, .. } = &task.repeat {
            return Some(self.words(&msg!("definitions-graph-every", every = every.words())));
        }
        let span = match task.within.as_ref()? {
            Within::Span(span) => *span,
            Within::Policy(id) => match self.workflow.policies.get(id)?.is {
                PolicyValue::Span(span) => span,
                PolicyValue::Number(_) => return None,
            },
        };
        Some(self.words(&span.words()))
    }

    /// The task, or the stage as which it is drawn.
    fn task(&mut self, id: &Id) -> usize {
        let workflow = self.workflow;
        let found = workflow.tasks.get(id);
        if let Some(stage) = found.and_then(|task| self.boxed(&task.stage)) {
            return self.stage(stage);
        }
        self.node(format!("task_{id}"), |builder| {
            let Some(task) = found else { return (NodeKind::OtherTask, None, id.clone(), Vec::new()) };
            let title = task.title.get(builder.lang).to_owned();
            if !builder.is_drawn(&task.stage) {
                let stage = workflow.stages.get(&task.stage).map(|stage| stage.title.get(builder.lang).to_owned());
                return (NodeKind::OtherTask, Some(&task.id), title, stage.into_iter().collect());
            }
            let kind = if task.kind == TaskKind::Right { NodeKind::Right } else { NodeKind::Duty };
            (kind, Some(&task.id), title, builder.about(task))
        })
    }

    /// What is said of a task below its title: time, who, what discharges it.
    fn about(&self, task: &Task) -> Vec<String> {
        let mut lines = Vec::new();
        if task.kind == TaskKind::Right {
            lines.push(self.words(&msg!("definitions-show-right")));
        }
        lines.extend(self.time(task).map(|time| self.words(&msg!("definitions-graph-time", time = time))));
        lines.push(self.words(&msg!("definitions-graph-who", who = self.who(&task.role))));
        let mut forms: Vec<&str> = Vec::new();
        for discharge in &task.met {
            if let Discharge::By(Occurrence { on: Trigger::Form(ids), .. }) = discharge {
                forms.extend(ids.iter().map(String::as_str).filter(|id| !forms.contains(id)).collect::<Vec<_>>());
            }
        }
        if !forms.is_empty() {
            lines.push(self.words(&msg!("definitions-graph-met", forms = forms.join(", "))));
        }
        lines
    }

    fn who(&self, roles: &Roles) -> String {
        let named = |role: &RoleRef| {
            let known = self.workflow.roles.get(&role.role);
            let abbr = known.and_then(|known| known.abbr.clone());
            abbr.or_else(|| known.map(|known| known.title.get(self.lang).to_owned()))
                .unwrap_or_else(|| role.to_string())
        };
        let lists: Vec<&RoleRef> = match roles {
            Roles::Any(list) => list.iter().collect(),
            Roles::ByFact(by_fact) => by_fact.iter().flat_map(|(_, list)| list).collect(),
        };
        let mut names: Vec<String> = lists.into_iter().map(named).collect();
        let mut seen = std::collections::BTreeSet::new();
        names.retain(|name| seen.insert(name.clone()));
        names.join(", ")
    }

    /// The form; in the whole procedure, which draws none, the stages whose duties it discharges.
    fn form(&mut self, id: &Id) -> Vec<usize> {
        let workflow = self.workflow;
        if self.drawn.is_some() {
            return vec![self.node(format!("form_{id}"), |builder| {
                let form = workflow.forms.get(id);
                let title = form.map(|form| form.title.get(builder.lang).to_owned()).unwrap_or_default();
                (NodeKind::Form, form.map(|form| form.id.as_str()), id.clone(), vec![title])
            })];
        }
        let by_form = |discharge: &Discharge| matches!(discharge, Discharge::By(Occurrence { on: Trigger::Form(ids), .. }) if ids.contains(id));
        let tasks = workflow.tasks.values().filter(|task| task.met.iter().any(by_form));
        let mut stages: Vec<&str> = tasks.map(|task| task.stage.as_str()).collect();
        stages.dedup();
        stages.into_iter().map(|stage| self.stage(stage)).collect()
    }

    fn event(&mut self, id: String, title: &Message) -> usize {
        self.node(id, |builder| (NodeKind::Event, None, builder.words(title), Vec::new()))
    }

    fn stage_becomes(&mut self, path: &str, becomes: StageBecomes) -> usize {
        if self.boxed(path).is_some() {
            return self.stage(path);
        }
        let (word, title) = match becomes {
            StageBecomes::Entered => return self.stage(path),
            StageBecomes::Done => ("done", msg!("definitions-graph-stage-done", stage = self.stage_title(path))),
            StageBecomes::Closed => ("closed", msg!("definitions-graph-stage-closed", stage = self.stage_title(path))),
            StageBecomes::Suspended => {
                ("suspended", msg!("definitions-graph-stage-suspended", stage = self.stage_title(path)))
            }
            StageBecomes::Resumed => {
                ("resumed", msg!("definitions-graph-stage-resumed", stage = self.stage_title(path)))
            }
        };
        self.event(format!("stage_{path}_{word}"), &title)
    }

    fn stage_title(&self, path: &str) -> String {
        self.workflow.stages.get(path).map_or_else(|| path.to_owned(), |stage| stage.title.get(self.lang).to_owned())
    }

    /// What leads into a stage: its occurrences, the stage around it, and what its rules ask for.
    fn entry(&mut self, stage: &'w Stage, to: usize) {
        let before = self.edges.len();
        self.occurrences(&stage.enter, to, EdgeKind::Opens);
        if let (Some(outer), true) = (&stage.outer, self.edges.len() == before) {
            let from = self.stage(outer);
            self.edge(from, to, EdgeKind::Opens, None);
        }
        let guards = |rule: &&crate::definitions::Rule| {
            rule.guards.iter().any(|(action, _)| *action == Action::Enter(stage.path.clone()))
        };
        let workflow = self.workflow;
        for rule in workflow.rules.values().filter(guards) {
            for path in expressions::paths(&rule.must.source) {
                let mut parts = path.split('.');
                let (space, name) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
                let from = match space {
                    "forms" | "documents" => named(workflow.forms.keys(), name).map(|id| self.form(id)),
                    "tasks" => named(workflow.tasks.keys(), name).map(|id| vec![self.task(id)]),
                    "stages" => named(workflow.stages.keys(), name).map(|id| vec![self.stage(id)]),
                    _ => None,
                };
                for from in from.unwrap_or_default() {
                    self.edge(from, to, EdgeKind::Requires, Some(rule.message.get(self.lang).to_owned()));
                }
            }
        }
    }

    fn occurrences(&mut self, occurrences: &[Occurrence], to: usize, kind: EdgeKind) {
        for occurrence in occurrences {
            let conditional = occurrence.if_.is_some() && kind == EdgeKind::Opens;
            let kind = if conditional { EdgeKind::OpensIf } else { kind };
            let when = occurrence.if_.is_some().then(|| written::occurrence(occurrence));
            for from in self.sources(occurrence) {
                self.edge(from, to, kind, when.clone());
            }
        }
    }

    /// The nodes that an occurrence waits for.
    fn sources(&mut self, occurrence: &Occurrence) -> Vec<usize> {
        match &occurrence.on {
            Trigger::Form(forms) => forms.iter().flat_map(|id| self.form(id)).collect(),
            Trigger::Task { tasks, becomes } => tasks.iter().map(|id| self.task_becomes(id, *becomes)).collect(),
            Trigger::Stage { stages, becomes } => {
                stages.iter().map(|path| self.stage_becomes(path, *becomes)).collect()
            }
            Trigger::Fact { facts, becomes } => facts.iter().map(|id| self.fact(id, becomes.as_deref())).collect(),
            Trigger::Due(tasks) => tasks.iter().map(|id| self.passes(id)).collect(),
            Trigger::Time(moment) => {
                let title = self.moment(&moment.source);
                vec![self.event(format!("time_{}", moment.source), &msg!("definitions-graph-moment", moment = title))]
            }
            Trigger::Case(becomes) => {
                let (word, title) = match becomes {
                    CaseBecomes::Opened => ("opened", msg!("definitions-graph-case-opened")),
                    CaseBecomes::Closed => ("closed", msg!("definitions-graph-case-closed")),
                    CaseBecomes::Reopened => ("reopened", msg!("definitions-graph-case-reopened")),
                };
                vec![self.event(format!("case_{word}"), &title)]
            }
        }
    }

    fn task_becomes(&mut self, id: &Id, becomes: TaskBecomes) -> usize {
        let task = self.task(id);
        let title = self.task_title(id);
        let (word, title) = match becomes {
            TaskBecomes::Met => return task,
            _ if self.is_boxed(id) => return task,
            TaskBecomes::Opened => ("opened", msg!("definitions-graph-task-opened", task = title)),
            TaskBecomes::Waived => ("waived", msg!("definitions-graph-task-waived", task = title)),
            TaskBecomes::Lapsed => ("lapsed", msg!("definitions-graph-task-lapsed", task = title)),
        };
        let event = self.event(format!("task_{id}_{word}"), &title);
        self.edge(task, event, EdgeKind::Opens, None);
        event
    }

    fn is_boxed(&self, task: &Id) -> bool {
        self.workflow.tasks.get(task).is_some_and(|task| self.boxed(&task.stage).is_some())
    }

    /// The due time of a task passes.
    fn passes(&mut self, id: &Id) -> usize {
        let task = self.task(id);
        if self.is_boxed(id) {
            return task;
        }
        let title = msg!("definitions-graph-passes", task = self.task_title(id));
        let event = self.event(format!("task_{id}_passes"), &title);
        self.edge(task, event, EdgeKind::Opens, None);
        event
    }

    fn task_title(&self, id: &Id) -> String {
        self.workflow.tasks.get(id).map_or_else(|| id.clone(), |task| task.title.get(self.lang).to_owned())
    }

    fn fact(&mut self, id: &Id, becomes: Option<&str>) -> usize {
        self.node(format!("fact_{id}_{}", becomes.unwrap_or_default()), |builder| {
            let fact = builder.workflow.facts.get(id);
            let title = fact.map_or(id.as_str(), |fact| fact.title.get(builder.lang));
            let title = match becomes {
                None => title.to_owned(),
                Some("true") => format!("{title}: {}", builder.words(&msg!("definitions-graph-yes"))),
                Some("false") => format!("{title}: {}", builder.words(&msg!("definitions-graph-no"))),
                Some(value) => format!("{title}: {value}"),
            };
            (NodeKind::Fact, fact.map(|fact| fact.id.as_str()), title, Vec::new())
        })
    }

    /// A moment in words, where it is simply a fact.
    fn moment(&self, source: &str) -> String {
        let fact = source.strip_prefix("facts.").and_then(|id| self.workflow.facts.get(id));
        fact.map_or_else(|| source.to_owned(), |fact| fact.title.get(self.lang).to_owned())
    }
}

/// The id that an expression names; there a hyphen is written `_`.
fn named<'i>(mut ids: impl Iterator<Item = &'i String>, name: &str) -> Option<&'i String> {
    ids.find(|id| id.replace('-', "_") == name.replace('-', "_"))
}
