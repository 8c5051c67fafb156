//! Where a passphrase comes from: `SOP_PASSPHRASE_FILE`, or the terminal, without echo. Never an argument or a
//! variable, which other programs can see.

use std::io::IsTerminal;
use std::path::Path;

use age::secrecy::SecretString;
use zeroize::Zeroizing;

use crate::error::{Error, Result};
use crate::language::Lang;
use crate::msg;

/// How a passphrase may be asked for.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// The language of the question.
    pub lang: Lang,
    /// Whether a person may be asked at all (`sop cat` under git never asks).
    pub ask: bool,
}

impl Source {
    /// The passphrase of an existing key file.
    pub fn existing(&self, file: &Path) -> Result<SecretString> {
        self.get(file, "SOP_PASSPHRASE_FILE", false)
    }

    /// A new passphrase for a key file, typed twice.
    pub fn fresh(&self, file: &Path) -> Result<SecretString> {
        self.get(file, "SOP_PASSPHRASE_FILE", true)
    }

    /// A new passphrase that replaces the one of `SOP_PASSPHRASE_FILE`: from `SOP_NEW_PASSPHRASE_FILE`, else asked.
    pub fn replacement(&self, file: &Path) -> Result<SecretString> {
        self.get(file, "SOP_NEW_PASSPHRASE_FILE", true)
    }

    fn get(&self, file: &Path, variable: &str, fresh: bool) -> Result<SecretString> {
        if let Some(path) = std::env::var_os(variable).filter(|p| !p.is_empty()) {
            return from_file(Path::new(&path), fresh);
        }
        let name = file.display().to_string();
        if !self.ask || !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
            return Err(Error::not_allowed(msg!("store-passphrase-needed", file = name))
                .hint(msg!("store-passphrase-needed-hint", variable = variable)));
        }
        let prompt =
            if fresh { msg!("store-passphrase-new", file = name) } else { msg!("store-passphrase-ask", file = name) };
        let again = msg!("store-passphrase-again").in_language(self.lang);
        let differ = msg!("store-passphrase-differ").in_language(self.lang);
        let prompt = prompt.in_language(self.lang);
        let question = inquire::Password::new(&prompt)
            .with_display_mode(inquire::PasswordDisplayMode::Hidden)
            .with_custom_confirmation_message(&again)
            .with_custom_confirmation_error_message(&differ);
        let question = if fresh { question } else { question.without_confirmation() };
        let answer = question
            .prompt()
            .map_err(|error| Error::not_allowed(msg!("store-passphrase-not-given", reason = error.to_string())))?;
        checked(answer, fresh)
    }
}

fn from_file(path: &Path, fresh: bool) -> Result<SecretString> {
    let name = path.display().to_string();
    let failed = |reason: String| Error::invalid(msg!("store-passphrase-file", file = name.as_str(), reason = reason));
    let bytes = Zeroizing::new(std::fs::read(path).map_err(|e| failed(e.to_string()))?);
    let text = std::str::from_utf8(&bytes).map_err(|e| failed(e.to_string()))?;
    let line = text.lines().next().unwrap_or_default();
    checked(line.to_owned(), fresh)
}

fn checked(answer: String, fresh: bool) -> Result<SecretString> {
    if answer.is_empty() {
        return Err(if fresh {
            Error::invalid(msg!("store-passphrase-empty"))
        } else {
            Error::not_allowed(msg!("store-passphrase-empty"))
        });
    }
    Ok(SecretString::from(answer))
}
