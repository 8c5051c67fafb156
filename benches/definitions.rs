//! How long it takes to have the definitions at hand: `cargo bench --bench definitions` (without PDF:
//! `--no-default-features`). Prints the least and the middle of many rounds, in milliseconds, and ends with 1 if a
//! target is missed: loading what is built in under 5 ms, looking at everything (`sop workflow lint`) under 100 ms.

use std::hint::black_box;
use std::time::{Duration, Instant};

use sop::definitions::{self, Sources};

const ROUNDS: usize = 60;

/// The least and the middle time of a piece of work.
fn measure(name: &str, mut work: impl FnMut()) -> Duration {
    work();
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let begun = Instant::now();
            work();
            begun.elapsed()
        })
        .collect();
    times.sort();
    let (least, middle) = (times[0], times[ROUNDS / 2]);
    println!("{name:<44} {:>8.2} ms  {:>8.2} ms", least.as_secs_f64() * 1e3, middle.as_secs_f64() * 1e3);
    least
}

fn main() {
    let sources = Sources::built_in(None).expect("the built-in definitions");
    let files = sources.workflow.iter().chain(&sources.forms).filter(|(name, _)| name.ends_with(".yaml"));
    let texts: Vec<&str> = files
        .filter(|(name, _)| !name.starts_with("tests/"))
        .map(|(_, file)| std::str::from_utf8(&file.bytes).expect("UTF-8"))
        .collect();
    let lines: usize = texts.iter().map(|text| text.lines().count()).sum();
    println!("{} files without scenarios, {lines} lines of YAML{:>18}{:>13}", texts.len(), "least", "middle");
    measure("the YAML alone, as events", || {
        for text in &texts {
            black_box(granit_parser::Parser::new_from_str(text).map_while(Result::ok).count());
        }
    });
    measure("the files by name", || {
        black_box(Sources::built_in(None).ok());
    });
    let load = measure("loading what is built in", || {
        black_box(definitions::built_in().ok());
    });
    let lint = measure("looking at everything", || {
        black_box(definitions::check(&sources).problems.len());
    });
    let missed = load > Duration::from_millis(5) || lint > Duration::from_millis(100);
    // `cargo test --benches` builds without optimisation and asks for nothing.
    std::process::exit(i32::from(missed && !cfg!(debug_assertions)));
}
