//! A pseudo-terminal of 100 columns with a program in it, and a person before it.

use std::fs::File;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use crate::common::Sandbox;

/// A busy machine may need so long for one answer.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Person {
    keyboard: Option<File>,
    screen: Receiver<Vec<u8>>,
    /// What was printed and not looked at yet, without escape sequences.
    unread: String,
    program: Child,
}

impl Person {
    /// Starts `sop` with these arguments in a sandbox. The terminal is its controlling one, as in a window.
    pub fn at(sandbox: &Sandbox, args: &[&str]) -> Person {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a pseudo-terminal");
        grantpt(&master).expect("a pseudo-terminal");
        unlockpt(&master).expect("a pseudo-terminal");
        tcsetwinsize(&master, Winsize { ws_row: 40, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0 }).expect("a size");
        let name = ptsname(&master, Vec::new()).expect("a name").into_string().expect("a name");
        let terminal = File::options().read(true).write(true).open(name).expect("a terminal");
        let mut command = Command::new("setsid");
        sandbox.equip(command.args(["--ctty", env!("CARGO_BIN_EXE_sop")]).args(args));
        command.env("TERM", "xterm").stdin(Stdio::from(terminal.try_clone().expect("a terminal")));
        command.stdout(Stdio::from(terminal.try_clone().expect("a terminal"))).stderr(Stdio::from(terminal));
        let program = command.spawn().expect("setsid");
        let keyboard = File::from(master);
        let mut printed = keyboard.try_clone().expect("a terminal");
        let (sender, screen) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = printed.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Person { keyboard: Some(keyboard), screen, unread: String::new(), program }
    }

    /// Waits until this is seen; what stands before it is read with it.
    #[track_caller]
    pub fn sees(&mut self, words: &str) -> &mut Person {
        let since = Instant::now();
        let mut raw = Vec::new();
        loop {
            if let Some(at) = self.unread.find(words) {
                self.unread.drain(..at + words.len());
                return self;
            }
            match self.screen.recv_timeout(PATIENCE.saturating_sub(since.elapsed())) {
                Ok(bytes) => {
                    raw.extend(bytes);
                    // A letter or a sequence that is cut off waits for its rest.
                    if std::str::from_utf8(&raw).is_ok() {
                        self.unread.push_str(&plain(&String::from_utf8_lossy(&raw)));
                        raw.clear();
                    }
                }
                Err(_) => panic!("{words:?} was not seen in:\n{}", self.unread),
            }
        }
    }

    pub fn types(&mut self, keys: &str) -> &mut Person {
        let mut keyboard = self.keyboard.as_ref().expect("a keyboard");
        keyboard.write_all(keys.as_bytes()).expect("a terminal that listens");
        self
    }

    /// The rest of what is printed until the program ends, and its exit code.
    #[track_caller]
    pub fn ends(mut self) -> (String, i32) {
        let code = self.program.wait().expect("an end").code().unwrap_or(-1);
        // A little later the terminal has handed over everything.
        let mut raw = Vec::new();
        while let Ok(bytes) = self.screen.recv_timeout(Duration::from_millis(200)) {
            raw.extend(bytes);
        }
        (format!("{}{}", self.unread, plain(&String::from_utf8_lossy(&raw))), code)
    }

    /// The program is killed as the system does when it runs out of memory.
    pub fn dies(mut self) {
        // setsid became the program: it is no leader of a process group, so it did not fork.
        self.program.kill().expect("a program to kill");
        self.program.wait().expect("an end");
    }

    /// The window is closed.
    pub fn closes(mut self) {
        self.keyboard = None;
        while self.screen.recv_timeout(Duration::from_millis(200)).is_ok() {}
    }
}

impl Drop for Person {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// Without the sequences by which a program moves about on the screen.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => {
                if chars.next() == Some('[') {
                    chars.find(|c| c.is_ascii_alphabetic());
                }
            }
            c => plain.push(c),
        }
    }
    plain
}
