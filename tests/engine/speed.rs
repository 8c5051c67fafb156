//! How long folding takes. Run by hand, with optimisation:
//! `CARGO_PROFILE_TEST_OPT_LEVEL=3 cargo test --test engine speed -- --ignored --nocapture`

use std::time::Instant as Clock;

use sop::definitions::{Sources, embedded};
use sop::engine::scenario::{Reached, read, run};
use sop::engine::{Options, fold};

use crate::law::at;

#[test]
#[ignore = "measures time"]
fn four_hundred_cases() {
    let workflow = embedded().expect("the definitions");
    let sources = Sources::built_in(None).expect("their files");
    let mut stories = Vec::new();
    for (name, file) in sources.workflow.iter().filter(|(name, _)| name.starts_with("tests/")) {
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        if let Ok(scenario) = read(name, &text, &workflow) {
            stories.push(run(&workflow, &scenario, None, &mut Reached::default()).events);
        }
    }
    let cases: Vec<_> = stories.iter().cycle().take(400).collect();
    let events: usize = cases.iter().map(|case| case.len()).sum();
    let options = Options::new(at("2026-06-01 12:00"), workflow.vaults.keys().cloned());
    for round in 0..3 {
        let begun = Clock::now();
        let open: usize = cases.iter().map(|case| fold(&workflow, "case", case, &options).obligations.len()).sum();
        let took = begun.elapsed();
        println!("round {round}: {} cases, {events} events, {open} obligations: {took:?} in one thread", cases.len());
    }
}
