//! `sop demo`: a store with invented people, made by running the product's own commands. What they are stands in
//! `examples/demo.toml`, so that this file knows no form and no stage.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use chrono::{Days, NaiveTime};
use clap::Parser;
use serde::Deserialize;

use super::output::Table;
use super::{Cli, Context};
use crate::deadline::{Instant, local_date, moment};
use crate::error::{Error, Result};
use crate::language::Text;
use crate::msg;
use crate::store::Store;

/// Makes a store with invented cases to try things out.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The folder to make.
    #[arg(value_name = "DIR", default_value = "sop-demo")]
    dir: PathBuf,
    /// So many cases more, each made after one of those.
    #[arg(long, value_name = "N", default_value_t = 0)]
    cases: u32,
    /// Moves the days of those further cases about; the same number gives the same store.
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
}

/// `examples/demo.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Demo {
    admin: String,
    institution: String,
    member: Vec<Member>,
    office: Vec<Office>,
    step: Vec<Step>,
    tour: Vec<Stop>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Member {
    id: String,
    institution: String,
    office: Option<String>,
    roles: Vec<String>,
}

/// A standing office, made before its members.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Office {
    id: String,
    reads: String,
}

/// One command: when, by whom, in which case, with which values. A value `@-3d 10:30` is a moment, `@-3d` a date.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    /// `-3d 10:30`: local time, so many days before today.
    at: String,
    by: String,
    /// The case's name within the demo.
    case: String,
    run: Vec<String>,
    #[serde(default)]
    set: toml::Table,
}

/// A command to try, and what it shows. `{keys}` stands for the folder of the keys, `{adult}` for the case of that name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stop {
    run: String,
    shows: Text,
}

pub fn run(context: &Context, args: &Args) -> Result<()> {
    if args.dir.exists() {
        return Err(Error::invalid(msg!("cli-demo-exists", folder = args.dir.display().to_string()))
            .hint(msg!("cli-demo-exists-hint")));
    }
    let demo: Demo = toml::from_str(include_str!("../../examples/demo.toml"))
        .map_err(|error| Error::invalid(msg!("cli-demo-broken", reason = error.to_string())))?;
    let stage = Stand { context, root: args.dir.clone(), opened: RefCell::default() };
    stage.members(&demo)?;
    let store = Rc::new(Store::open(&stage.store())?);
    store.hurry()?;
    stage.opened.replace(Some(Rc::clone(&store)));
    let shown = stage.play(demo.step.iter(), 0)?;
    let mut kinds: Vec<&str> = demo.step.iter().map(|step| step.case.as_str()).collect();
    kinds.dedup();
    let mut random = args.seed.max(1);
    for kind in kinds.iter().cycle().take(args.cases as usize) {
        // xorshift: only to spread the days, and the same on every machine.
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        stage.play(demo.step.iter().filter(|step| step.case == *kind), random % 45)?;
    }
    for notice in store.settle()? {
        context.warn(&notice);
    }
    stage.use_first(&demo, &shown)?;
    tour(context, &stage, &demo, &shown)
}

/// The demo's folder: a store, and the keys beside it.
struct Stand<'a> {
    context: &'a Context,
    root: PathBuf,
    /// Opened once, when it has its members.
    opened: RefCell<Option<Rc<Store>>>,
}

impl Stand<'_> {
    fn store(&self) -> PathBuf {
        self.root.join("store")
    }
    fn key(&self, member: &str) -> PathBuf {
        self.root.join(format!("{member}.key"))
    }

    /// Runs one command of the product, as if typed by that member, at that moment; its output.
    fn sop(&self, by: &str, now: Instant, words: &[String]) -> Result<Vec<u8>> {
        let line = std::iter::once("sop".to_owned()).chain(words.iter().cloned());
        let cli = Cli::try_parse_from(line).map_err(|error| super::usage::error(&error))?;
        let Some(command) = &cli.command else { return Ok(Vec::new()) };
        let context = Context::new(super::Settings {
            lang: Some(self.context.lang()),
            now: None,
            store: Some(self.store()),
            identity: Some(self.key(by)),
            definitions: self.context.definitions.clone(),
            case: cli.global.case.clone(),
            json: cli.global.json,
            quiet: true,
            color: false,
        });
        let context = context.with_now(now).sharing(self.context)?.in_store(self.opened.borrow().clone()).capturing();
        super::run(&context, command)?;
        Ok(context.captured())
    }

    fn members(&self, demo: &Demo) -> Result<()> {
        std::fs::create_dir_all(&self.root).map_err(|error| {
            let folder = self.root.display().to_string();
            Error::damaged(msg!("cli-demo-folder", folder = folder, reason = &error))
        })?;
        // The store is older than all that happens in it, also in the further cases.
        let begin = self.moment("-200d 08:00", 0)?;
        let admin = demo.admin.as_str();
        for member in std::iter::once(admin).chain(demo.member.iter().map(|member| member.id.as_str())) {
            let path = self.key(member).display().to_string();
            let card = self.sop(member, begin, &words(&["key", "new", "--no-passphrase", "-o", &path]))?;
            std::fs::write(self.root.join(format!("{member}.card")), card)
                .map_err(|error| Error::damaged(msg!("cli-demo-folder", folder = path, reason = &error)))?;
        }
        let store = self.store().display().to_string();
        self.sop(admin, begin, &words(&["init", &store, "--admin", admin, "--institution", &demo.institution]))?;
        for office in &demo.office {
            self.sop(admin, begin, &words(&["office", "add", &office.id, "--reads", &office.reads]))?;
        }
        for member in &demo.member {
            let card = self.root.join(format!("{}.card", member.id)).display().to_string();
            let mut line = words(&["member", "add", &card, "--id", &member.id, "--institution", &member.institution]);
            if let Some(office) = &member.office {
                line.extend(words(&["--office", office]));
            }
            for role in &member.roles {
                line.extend(words(&["--role", role]));
            }
            self.sop(admin, begin, &line)?;
        }
        // An office without a key reads nothing: its first member makes one before the first case opens, and lets the
        // colleagues in.
        let mut first: BTreeMap<&str, &str> = BTreeMap::new();
        for member in &demo.member {
            let id = member.id.as_str();
            match first.get(member.office.as_deref().unwrap_or(id)) {
                Some(colleague) => self.sop(colleague, begin, &words(&["office", "admit", id]))?,
                None => {
                    first.insert(member.office.as_deref().unwrap_or(id), id);
                    self.sop(id, begin, &words(&["office", "rotate"]))?
                }
            };
        }
        Ok(())
    }

    /// Plays the steps, so many days earlier: the cases by their names within the demo.
    fn play<'s>(&self, steps: impl Iterator<Item = &'s Step>, days: u64) -> Result<BTreeMap<&'s str, String>> {
        let mut cases: BTreeMap<&str, String> = BTreeMap::new();
        for step in steps {
            let now = self.moment(&step.at, days)?;
            let mut line = step.run.clone();
            for (field, value) in &step.set {
                line.push("--set".to_owned());
                line.push(format!("{field}={}", self.value(value, days)?));
            }
            line.push("--json".to_owned());
            if let Some(case) = cases.get(step.case.as_str()) {
                line.extend(words(&["--case", case]));
            }
            let output = self.sop(&step.by, now, &line)?;
            let document: serde_json::Value = serde_json::from_slice(&output).unwrap_or_default();
            if let Some(case) = document.get("case").and_then(|case| case.as_str()) {
                cases.entry(step.case.as_str()).or_insert_with(|| case.to_owned());
            }
        }
        Ok(cases)
    }

    /// Makes the first case the current one.
    fn use_first(&self, demo: &Demo, cases: &BTreeMap<&str, String>) -> Result<()> {
        let Some(first) = demo.step.first() else { return Ok(()) };
        let Some(case) = cases.get(first.case.as_str()) else { return Ok(()) };
        self.sop(&first.by, self.context.now(), &words(&["case", "use", case])).map(drop)
    }

    /// A value as `--set` takes it.
    fn value(&self, value: &toml::Value, days: u64) -> Result<String> {
        Ok(match value {
            toml::Value::String(text) => self.text(text, days)?,
            toml::Value::Array(items) if items.iter().all(toml::Value::is_str) => {
                items.iter().filter_map(toml::Value::as_str).collect::<Vec<_>>().join(",")
            }
            toml::Value::Array(rows) => {
                let rows: Result<Vec<String>> = rows.iter().map(|row| self.row(row, days)).collect();
                format!("[{}]", rows?.join(", "))
            }
            other => other.to_string(),
        })
    }

    fn row(&self, row: &toml::Value, days: u64) -> Result<String> {
        let cells: Result<Vec<String>> = row
            .as_table()
            .into_iter()
            .flatten()
            .map(|(id, cell)| {
                Ok(match cell.as_str() {
                    Some(text) => format!("{id} = {}", toml::Value::String(self.text(text, days)?)),
                    None => format!("{id} = {cell}"),
                })
            })
            .collect();
        Ok(format!("{{{}}}", cells?.join(", ")))
    }

    fn text(&self, text: &str, days: u64) -> Result<String> {
        match text.strip_prefix('@') {
            None => Ok(text.to_owned()),
            Some(relative) => {
                let zone = self.context.workflow()?.zone;
                let (clock, format) =
                    if relative.contains(' ') { ("", "%Y-%m-%dT%H:%M:%S") } else { (" 12:00", "%Y-%m-%d") };
                let at = self.moment(&format!("{relative}{clock}"), days)?.with_timezone(&zone);
                Ok(at.format(format).to_string())
            }
        }
    }

    /// `-3d 10:30` → the moment; never after now.
    fn moment(&self, relative: &str, earlier: u64) -> Result<Instant> {
        let broken = || Error::invalid(msg!("cli-demo-broken", reason = relative));
        let (days, clock) = relative.split_once(' ').ok_or_else(broken)?;
        let days: u64 =
            days.strip_prefix('-').and_then(|d| d.strip_suffix('d')).and_then(|d| d.parse().ok()).ok_or_else(broken)?;
        let clock = NaiveTime::parse_from_str(clock, "%H:%M").map_err(|_| broken())?;
        let zone = self.context.workflow()?.zone;
        let today = local_date(self.context.now(), zone);
        let date = today.checked_sub_days(Days::new(days + earlier)).ok_or_else(broken)?;
        // An hour that the clock change skips does not exist: the demo takes the next one.
        moment::resolve(date.and_time(clock), zone)
            .or_else(|_| moment::resolve(date.and_time(clock) + chrono::Duration::hours(1), zone))
            .map_err(|reason| Error::invalid(msg!("cli-bad-time", argument = relative, reason = reason)))
    }
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn tour(context: &Context, stand: &Stand<'_>, demo: &Demo, cases: &BTreeMap<&str, String>) -> Result<()> {
    let first = demo.step.first().map(|step| step.by.as_str()).unwrap_or_default();
    let store = absolute(&stand.store());
    let key = absolute(&stand.key(first));
    if context.json {
        return context.print_json(&serde_json::json!({"store": store, "identity": key}));
    }
    context.print(&context.words(&msg!("cli-demo-made", store = &store)))?;
    context.print("")?;
    context.print(&format!("  export SOP_STORE={} SOP_IDENTITY={}", quoted(&store), quoted(&key)))?;
    let mut table = Table::new(2);
    let opened = Store::open(&stand.store())?;
    for stop in &demo.tour {
        let mut run = stop.run.replace("{keys}", &quoted(&absolute(&stand.root)));
        for (name, case) in cases {
            let case = opened.resolve(case).map(|id| opened.short(&id))?;
            run = run.replace(&format!("{{{name}}}"), &case);
        }
        table.row([run, stop.shows.get(context.lang()).to_owned()]);
    }
    context.print(&table.text())?;
    context.print(&context.words(&msg!("cli-demo-invented")))
}

fn absolute(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string()
}

/// Quoted where a shell would take the path apart.
fn quoted(path: &str) -> String {
    if path.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c)) {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}
