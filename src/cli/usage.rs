//! Help and usage errors in the language of the run. The English help is the doc comments of the arguments; the
//! Albanian is in the catalogue under ids made of the command's path (`help--case-new`, `help--case-new--at`).

use clap::builder::Styles;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

use crate::error::Error;
use crate::language::{Lang, Message};
use crate::msg;

/// The command as clap sees it, with its texts in that language.
pub fn localized(command: Command, lang: Lang) -> Command {
    let word = |message: Message| message.in_language(lang);
    let command = command
        .styles(Styles::plain())
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .infer_subcommands(false)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .global(true)
                .action(ArgAction::Help)
                .help("What this command does and takes"),
        )
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version).help("The program's version"));
    translate(command, "", lang, &word)
}

fn translate(command: Command, path: &str, lang: Lang, word: &dyn Fn(Message) -> String) -> Command {
    let template =
        format!("{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}", word(msg!("cli-help-usage")));
    let options = word(msg!("cli-help-options"));
    let arguments = word(msg!("cli-help-arguments"));
    let global = word(msg!("cli-help-global"));
    let about = text(lang, path, None).or_else(|| command.get_about().map(ToString::to_string));
    let top = path.is_empty();
    let mut command = command
        .help_template(template)
        .subcommand_help_heading(word(msg!("cli-help-commands")))
        .subcommand_value_name(word(msg!("cli-help-command")))
        .mut_args(|arg| {
            let id = arg.get_id().to_string();
            let help = text(lang, if top || arg.is_global_set() { "" } else { path }, Some(&id))
                .or_else(|| arg.get_help().map(ToString::to_string))
                .unwrap_or_default();
            let heading = match (arg.is_positional(), arg.is_global_set()) {
                (true, _) => arguments.clone(),
                (false, true) => global.clone(),
                (false, false) => options.clone(),
            };
            arg.help(help).long_help(None::<&str>).help_heading(heading).hide_env(true)
        });
    if let Some(about) = about {
        command = command.about(about).long_about(None::<&str>);
    }
    command.mut_subcommands(|sub| {
        let path = if path.is_empty() { sub.get_name().to_owned() } else { format!("{path}-{}", sub.get_name()) };
        translate(sub, &path, lang, word)
    })
}

/// The catalogue's id of a help text.
pub fn help_id(path: &str, arg: Option<&str>) -> String {
    match (path, arg) {
        ("", None) => "help".to_owned(),
        ("", Some(arg)) => format!("help----{arg}"),
        (path, None) => format!("help--{path}"),
        (path, Some(arg)) => format!("help--{path}--{arg}"),
    }
}

/// Arguments that many commands share stand once, under the path `any`.
fn text(lang: Lang, path: &str, arg: Option<&str>) -> Option<String> {
    match lang {
        Lang::En => None,
        Lang::Sq => crate::language::lookup(lang, &help_id(path, arg))
            .or_else(|| crate::language::lookup(lang, &help_id("any", arg))),
    }
}

/// What clap prints for `--help` and `--version`, with its own English words replaced.
pub fn display(error: &clap::Error, lang: Lang) -> String {
    let text = error.render().to_string();
    match lang {
        Lang::En => text,
        Lang::Sq => values_in_albanian(&text).replace("[OPTIONS]", "[OPSIONE]").replace("[default:", "[nëse s’jepet:"),
    }
}

/// `[possible values: …]`, also where a line ends within it.
fn values_in_albanian(text: &str) -> String {
    let mut parts = text.split("[possible");
    let mut said = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start();
        let space = &part[..part.len() - rest.len()];
        match rest.strip_prefix("values:") {
            Some(rest) if space.contains('\n') => said.extend(["[vlerat:", space, rest.trim_start()]),
            Some(rest) => said.extend(["[vlerat:", rest]),
            None => said.extend(["[possible", part]),
        }
    }
    said
}

/// A wrong use of the command line, in our words: what is wrong and where to read how it is used.
pub fn error(error: &clap::Error) -> Error {
    let one = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => word.clone(),
        Some(ContextValue::Strings(words)) => words.join(", "),
        Some(ContextValue::StyledStr(word)) => word.to_string(),
        Some(ContextValue::StyledStrs(words)) => words.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    };
    let message = match error.kind() {
        ErrorKind::UnknownArgument => msg!("cli-unknown-argument", given = one(ContextKind::InvalidArg)),
        ErrorKind::InvalidSubcommand => msg!("cli-unknown-command", given = one(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => msg!("cli-missing-argument", names = one(ContextKind::InvalidArg)),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            msg!("cli-missing-command", names = one(ContextKind::ValidSubcommand))
        }
        ErrorKind::ArgumentConflict => {
            msg!("cli-conflict", one = one(ContextKind::InvalidArg), other = one(ContextKind::PriorArg))
        }
        ErrorKind::InvalidValue if !one(ContextKind::ValidValue).is_empty() => msg!(
            "cli-invalid-choice",
            given = one(ContextKind::InvalidValue),
            argument = one(ContextKind::InvalidArg),
            allowed = one(ContextKind::ValidValue)
        ),
        ErrorKind::InvalidValue if one(ContextKind::InvalidValue).is_empty() => {
            msg!("cli-value-needed", argument = one(ContextKind::InvalidArg))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            msg!("cli-invalid-value", given = one(ContextKind::InvalidValue), argument = one(ContextKind::InvalidArg))
        }
        ErrorKind::InvalidUtf8 => msg!("cli-not-utf8"),
        ErrorKind::NoEquals | ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            msg!("cli-wrong-number", argument = one(ContextKind::InvalidArg))
        }
        _ => msg!("cli-usage", reason = error.kind().to_string()),
    };
    let suggestion = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
        .into_iter()
        .map(one)
        .find(|word| !word.is_empty());
    let hint = match suggestion {
        Some(word) => msg!("cli-did-you-mean", word = word),
        None => msg!("cli-see-help"),
    };
    Error::invalid(message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn collect(command: &Command, path: &str, ids: &mut Vec<String>) {
        ids.push(help_id(path, None));
        for arg in command.get_arguments() {
            let path = if arg.is_global_set() { "" } else { path };
            let id = help_id(path, Some(arg.get_id().as_str()));
            let shared = help_id("any", Some(arg.get_id().as_str()));
            ids.push(if crate::language::has(Lang::Sq, &id) { id } else { shared });
        }
        for sub in command.get_subcommands() {
            let path = if path.is_empty() { sub.get_name().to_owned() } else { format!("{path}-{}", sub.get_name()) };
            collect(sub, &path, ids);
        }
    }

    #[test]
    fn values_are_named_in_albanian_on_one_line_or_two() {
        assert_eq!(values_in_albanian("x [possible values: md, txt]"), "x [vlerat: md, txt]");
        assert_eq!(values_in_albanian("x [possible\n   values: md]\n [possible"), "x [vlerat:\n   md]\n [possible");
    }

    #[test]
    fn every_command_and_argument_has_help_in_albanian_and_none_is_left_over() {
        let mut ids = Vec::new();
        collect(&localized(crate::cli::Cli::command(), Lang::En), "", &mut ids);
        ids.sort();
        ids.dedup();
        let missing: Vec<_> = ids.iter().filter(|id| !crate::language::has(Lang::Sq, id)).collect();
        let left_over: Vec<_> = crate::language::sentences(Lang::Sq)
            .lines()
            .filter_map(|line| line.split_once(" = ").map(|(id, _)| id))
            .filter(|id| (*id == "help" || id.starts_with("help-")) && !ids.iter().any(|known| known == id))
            .collect();
        assert!(missing.is_empty() && left_over.is_empty(), "missing: {missing:#?}; left over: {left_over:#?}");
    }
}
