//! What holds for every time, span and calendar.

use chrono::{NaiveDate, TimeDelta, TimeZone, Utc};
use proptest::prelude::*;
use sop::deadline::words::{date_time, full_date_time};
use sop::deadline::{
    Calendar, Instant, Roll, Span, due, due_at, due_with_pauses, lay_out, local_date, nth_at, parse_date, parse_moment,
    rfc3339, working_days_between,
};
use sop::language::Lang;

use super::{ZONE, albania};

/// Within and around the years of the calendar, to the second.
fn instant() -> impl Strategy<Value = Instant> {
    (1_600_000_000i64..2_200_000_000).prop_map(|seconds| Utc.timestamp_opt(seconds, 0).single().unwrap_or_default())
}

fn span() -> impl Strategy<Value = Span> {
    prop_oneof![
        (1u32..5_000).prop_map(Span::Minutes),
        (1u32..2_000).prop_map(Span::Hours),
        (1u32..400).prop_map(Span::Days),
        (1u32..60).prop_map(Span::Weeks),
        (1u32..30).prop_map(Span::Months),
        (1u32..200).prop_map(Span::WorkingDays),
        Just(Span::SameDay),
    ]
}

fn roll() -> impl Strategy<Value = Roll> {
    prop_oneof![Just(Roll::None), Just(Roll::NextWorkingDay)]
}

/// Reading the calendar for each example would take longer than the arithmetic.
fn calendar() -> Calendar {
    thread_local!(static CALENDAR: Calendar = albania());
    CALENDAR.with(Clone::clone)
}

proptest! {
    #[test]
    fn what_begins_later_ends_no_earlier(one in instant(), other in instant(), span in span(), roll in roll()) {
        let calendar = calendar();
        let at = |from| due_at(from, span, roll, &calendar, ZONE).map(|due| due.at);
        prop_assert!(at(one.min(other)) <= at(one.max(other)));
    }

    #[test]
    fn a_longer_time_ends_no_earlier(from in instant(), n in 1u32..120, roll in roll()) {
        let calendar = calendar();
        for make in [Span::Minutes, Span::Hours, Span::Days, Span::Weeks, Span::WorkingDays] {
            let at = |n| due_at(from, make(n), roll, &calendar, ZONE).map(|due| due.at);
            prop_assert!(at(n) <= at(n + 1));
        }
    }

    #[test]
    fn it_ends_after_it_begins_and_what_is_counted_in_days_ends_with_a_day(from in instant(), span in span(), roll in roll()) {
        let due = due(from, span, roll, &calendar(), ZONE).expect("a due time");
        prop_assert!(due.at >= from);
        if !span.is_exact() {
            let clock = due.at.with_timezone(&ZONE).time().to_string();
            prop_assert_eq!(clock, "23:59:59");
        }
    }

    #[test]
    fn a_rolled_time_never_ends_on_a_day_off(from in instant(), span in span()) {
        let calendar = calendar();
        let last = due_at(from, span, Roll::NextWorkingDay, &calendar, ZONE).map(|due| local_date(due.at, ZONE));
        if !span.is_exact() && span != Span::SameDay {
            prop_assert!(last.is_some_and(|last| calendar.is_working_day(last)));
        }
    }

    #[test]
    fn rolling_passes_over_days_off_only(from in instant(), span in span()) {
        let calendar = calendar();
        let last = |roll| due_at(from, span, roll, &calendar, ZONE).map(|due| local_date(due.at, ZONE)).expect("a day");
        let (plain, rolled) = (last(Roll::None), last(Roll::NextWorkingDay));
        prop_assert!(plain <= rolled);
        prop_assert!(plain.iter_days().take_while(|day| *day < rolled).all(|day| !calendar.is_working_day(day)));
    }

    #[test]
    fn working_days_count_back_to_their_number(from in instant(), n in 1u32..300) {
        let calendar = calendar();
        let at = due_at(from, Span::WorkingDays(n), Roll::None, &calendar, ZONE).expect("a due time").at;
        prop_assert_eq!(working_days_between(from, at, &calendar, ZONE), i64::from(n));
        prop_assert_eq!(working_days_between(at, from, &calendar, ZONE), -i64::from(n));
    }

    #[test]
    fn hours_are_exact(from in instant(), n in 1u32..5000) {
        let at = due_at(from, Span::Hours(n), Roll::NextWorkingDay, &calendar(), ZONE).expect("a due time").at;
        prop_assert_eq!(at - from, TimeDelta::hours(i64::from(n)));
    }

    #[test]
    fn a_series_rises_and_instance_one_is_the_span_itself(anchor in instant(), span in span(), roll in roll()) {
        let calendar = calendar();
        let at = |n| nth_at(anchor, span, n, roll, &calendar, ZONE);
        if span == Span::SameDay {
            prop_assert_eq!(at(1), None);
        } else {
            prop_assert_eq!(at(1), due_at(anchor, span, roll, &calendar, ZONE));
            if let (Some(one), Some(two)) = (at(1), at(2)) {
                prop_assert!(one.at <= two.at);
            }
        }
    }

    #[test]
    fn the_explanation_changes_nothing_and_names_the_result(from in instant(), span in span(), roll in roll()) {
        let calendar = calendar();
        let due = due(from, span, roll, &calendar, ZONE).expect("a due time");
        let brief = due_at(from, span, roll, &calendar, ZONE).expect("a due time");
        prop_assert_eq!((due.at, due.provisional), (brief.at, brief.provisional));
        for lang in [Lang::Sq, Lang::En] {
            let lines = lay_out(&due.steps, lang);
            prop_assert!(lines.iter().all(|line| line.chars().count() <= 80), "{:#?}", lines);
            prop_assert!(!lines.iter().any(|line| line.contains("deadline-") || line.contains("{$")), "{:#?}", lines);
            let result = full_date_time(due.at, ZONE).in_language(lang);
            prop_assert!(lines.last().is_some_and(|line| line.ends_with(&result)), "{:#?}", lines);
            let provisional = if lang == Lang::En { "Provisional" } else { "I përkohshëm" };
            prop_assert_eq!(due.provisional, lines.iter().any(|line| line.starts_with(provisional)));
        }
    }

    #[test]
    fn a_pause_never_shortens_a_time(from in instant(), span in span(), roll in roll(), after in 0i64..200_000, lasting in 0i64..2_000_000) {
        let calendar = calendar();
        let begun = from + TimeDelta::seconds(after);
        let pauses = [(begun, begun + TimeDelta::seconds(lasting))];
        let plain = due_at(from, span, roll, &calendar, ZONE).expect("a due time").at;
        let due = due_with_pauses(from, span, roll, &pauses, &calendar, ZONE).expect("a due time");
        prop_assert!(due.at >= plain);
        if begun > plain {
            prop_assert_eq!(due.at, plain);
        } else if span.is_exact() {
            prop_assert_eq!(due.at - plain, TimeDelta::seconds(lasting));
        }
    }

    #[test]
    fn what_is_written_for_a_program_is_read_back(at in instant()) {
        prop_assert_eq!(parse_moment(&rfc3339(at, ZONE), ZONE), Ok(at));
        prop_assert_eq!(parse_moment(&rfc3339(at, chrono_tz::UTC), ZONE), Ok(at));
    }

    #[test]
    fn reading_never_panics_and_never_guesses(text in "[0-9TtZz:./ +-]{0,24}|\\PC{0,12}") {
        let _ = parse_moment(&text, ZONE);
        if let Ok(date) = parse_date(&text) {
            let spelled = [date.format("%Y-%m-%d").to_string(), date.format("%-d.%-m.%Y").to_string(), date.format("%d.%m.%Y").to_string(), date.format("%-d.%m.%Y").to_string(), date.format("%d.%-m.%Y").to_string()];
            prop_assert!(spelled.contains(&text.trim().to_owned()), "{text}");
        }
    }

    #[test]
    fn a_span_is_what_it_was_written_as(text in "[0-9]{1,5}(min|h|d|w|mo|wd)|\\PC{0,8}") {
        if let Ok(span) = text.parse::<Span>() {
            prop_assert_eq!(span.to_string(), text);
        }
    }

    #[test]
    fn times_at_the_ends_of_the_accepted_years_do_not_panic(days in 0i64..109_000, span in span(), roll in roll()) {
        let first = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a date");
        let from = sop::deadline::start_of_day(first + TimeDelta::days(days), ZONE).expect("a moment");
        let due = due(from, span, roll, &calendar(), ZONE).expect("a due time");
        let _ = date_time(due.at, ZONE).in_language(Lang::Sq);
    }
}
