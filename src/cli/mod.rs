//! The command line: one file per command, with its arguments and its output and nothing else. This file reads the
//! global options, calls the command and turns an error into words, JSON and an exit code.

mod advance;
mod attach;
mod attachments;
mod audit;
mod case;
mod case_documents;
mod case_list;
mod case_log;
mod case_migrate;
mod case_new;
mod case_share;
mod case_show;
mod case_state;
mod cat;
mod changes;
mod completions;
mod context;
mod correct;
mod deadline;
mod demo;
mod detach;
mod doctor;
mod done;
mod due;
mod explain;
mod failure;
mod fill;
mod forms;
mod home;
mod init;
mod key;
mod man;
mod member;
mod note;
mod obligations;
mod office;
mod output;
mod recording;
mod render;
mod session;
mod trust;
mod usage;
mod verify;
mod waive;
mod workflow;

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser};

pub use context::{Context, Settings};

use crate::error::{Error, Result};
use crate::language::Lang;
use crate::msg;

/// Carries out a standard operating procedure: cases, duties, deadlines and forms, in an encrypted case store.
#[derive(Parser, Debug)]
#[command(name = "sop", version, propagate_version = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(clap::Args, Debug)]
struct Global {
    /// The case store's folder (else SOP_STORE, else the store around the current folder).
    #[arg(long, global = true, value_name = "DIR", env = "SOP_STORE")]
    store: Option<PathBuf>,
    /// Your key file.
    #[arg(short = 'i', long, global = true, value_name = "FILE", env = "SOP_IDENTITY")]
    identity: Option<PathBuf>,
    /// The case: any unique beginning of its id (else SOP_CASE, else the current case).
    #[arg(short = 'c', long, global = true, value_name = "ID", env = "SOP_CASE")]
    case: Option<String>,
    /// Definitions to use instead of the built-in ones.
    #[arg(long, global = true, value_name = "DIR")]
    definitions: Option<PathBuf>,
    /// Language: sq or en (else SOP_LANG, the store's, the locale's).
    #[arg(long, global = true, value_name = "LANG", env = "SOP_LANG")]
    lang: Option<String>,
    /// The moment that counts as now; local time of the procedure unless it has an offset.
    #[arg(long, global = true, value_name = "TIME", env = "SOP_NOW")]
    now: Option<String>,
    /// One JSON document on standard output.
    #[arg(long, global = true)]
    json: bool,
    /// No messages beside the data.
    #[arg(long, global = true)]
    quiet: bool,
    /// When to use colour.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: clap::ColorChoice,
}

#[derive(clap::Subcommand, Debug)]
enum Command {
    Key(key::Args),
    Init(init::Args),
    Member(member::Args),
    Office(office::Args),
    Trust(trust::Args),
    Verify(verify::Args),
    Doctor(doctor::Args),
    Cat(cat::Args),
    Deadline(deadline::Args),
    Audit(audit::Args),
    Workflow(workflow::Args),
    Forms(forms::Args),
    Explain(explain::Args),
    Fill(fill::Args),
    Render(render::Args),
    Case(case::Args),
    Advance(advance::Args),
    Done(done::Args),
    Waive(waive::Args),
    Note(note::Args),
    Attach(attach::Args),
    DetachTo(detach::Args),
    Correct(correct::Args),
    Due(due::Args),
    Demo(demo::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// Runs the command that the arguments of the process name.
pub fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let (lang, json) = foretold(&arguments);
    let spoken = lang.unwrap_or_else(context::locale_language);
    let command = usage::localized(Cli::command(), spoken);
    let cli = match command.try_get_matches_from(arguments).and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) if !error.use_stderr() => {
            let _ = std::io::stdout().lock().write_all(usage::display(&error, spoken).as_bytes());
            return ExitCode::SUCCESS;
        }
        Err(error) => return failure::report(json, spoken, None, &usage::error(&error)),
    };
    let context = match context(&cli.global) {
        Ok(context) => context,
        Err(error) => return failure::report(json, spoken, None, &error),
    };
    let result = match &cli.command {
        Some(command) => run(&context, command),
        None => home::run(&context),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            context.settle_language();
            failure::report(context.json && !context.json_printed(), context.lang(), context.known_workflow(), &error)
        }
    }
}

/// The language and `--json`, read before the arguments are parsed: their errors are written in that language too.
fn foretold(arguments: &[std::ffi::OsString]) -> (Option<Lang>, bool) {
    let mut lang = std::env::var("SOP_LANG").ok();
    let mut json = false;
    let mut words = arguments.iter().skip(1).filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        match word {
            "--" => break,
            "--json" => json = true,
            "--lang" => lang = words.next().map(str::to_owned).or(lang),
            _ => {
                if let Some(tag) = word.strip_prefix("--lang=") {
                    lang = Some(tag.to_owned());
                }
            }
        }
    }
    (lang.as_deref().and_then(Lang::parse), json)
}

fn run(context: &Context, command: &Command) -> Result<()> {
    match command {
        Command::Key(args) => key::run(context, args),
        Command::Init(args) => init::run(context, args),
        Command::Member(args) => member::run(context, args),
        Command::Office(args) => office::run(context, args),
        Command::Trust(args) => trust::run(context, args),
        Command::Verify(args) => verify::run(context, args),
        Command::Doctor(args) => doctor::run(context, args),
        Command::Cat(args) => cat::run(context, args),
        Command::Deadline(args) => deadline::run(context, args),
        Command::Audit(args) => audit::run(context, args),
        Command::Workflow(args) => workflow::run(context, args),
        Command::Forms(args) => forms::run(context, args),
        Command::Explain(args) => explain::run(context, args),
        Command::Fill(args) => fill::run(context, args),
        Command::Render(args) => render::run(context, args),
        Command::Case(args) => case::run(context, args),
        Command::Advance(args) => advance::run(context, args),
        Command::Done(args) => done::run(context, args),
        Command::Waive(args) => waive::run(context, args),
        Command::Note(args) => note::run(context, args),
        Command::Attach(args) => attach::run(context, args),
        Command::DetachTo(args) => detach::run(context, args),
        Command::Correct(args) => correct::run(context, args),
        Command::Due(args) => due::run(context, args),
        Command::Demo(args) => demo::run(context, args),
        Command::Completions(args) => completions::run(context, args),
        Command::Man(args) => man::run(context, args),
    }
}

fn context(global: &Global) -> Result<Context> {
    let lang = match global.lang.as_ref().filter(|tag| !tag.is_empty()) {
        None => None,
        Some(tag) => Some(Lang::parse(tag).ok_or_else(|| Error::invalid(msg!("cli-unknown-language", given = tag)))?),
    };
    let color = match global.color {
        clap::ColorChoice::Always => true,
        clap::ColorChoice::Never => false,
        clap::ColorChoice::Auto => {
            std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) && std::io::stdout().is_terminal()
        }
    };
    let context = Context::new(Settings {
        lang,
        now: None,
        store: global.store.clone(),
        identity: global.identity.clone(),
        definitions: global.definitions.clone(),
        case: global.case.clone().filter(|case| !case.is_empty()),
        json: global.json,
        quiet: global.quiet,
        color,
    });
    match &global.now {
        None => Ok(context),
        Some(text) => {
            let now = context.moment(text, "--now")?;
            Ok(context.with_now(now))
        }
    }
}
