use chrono::{TimeZone, Utc};
use indexmap::IndexMap;
use proptest::prelude::*;

use super::*;
use crate::case::blank::blank;
use crate::case::value::Row;
use crate::definitions::model::{Choice, Expr, FieldType, Place as DefinedAt, Section};
use crate::language::{Lang, Text};

fn clock() -> Clock {
    Clock { now: Utc.with_ymd_and_hms(2026, 3, 2, 12, 0, 0).unwrap(), zone: chrono_tz::Europe::Tirane }
}

fn field(id: &str, kind: FieldType) -> Field {
    Field {
        id: id.to_owned(),
        kind,
        label: Text { sq: format!("Fusha {id}"), en: format!("Field {id}") },
        hint: None,
        required: false,
        future: false,
        choices: Vec::new(),
        groups: IndexMap::new(),
        when: None,
        vault: "process".to_owned(),
        sets_fact: None,
        prefill: Vec::new(),
        norms: Vec::new(),
        columns: Vec::new(),
        place: DefinedAt::default(),
    }
}

fn chosen(id: &str, kind: FieldType, ids: &[&str]) -> Field {
    let choices = ids.iter().map(|id| Choice {
        id: (*id).to_owned(),
        text: Text { sq: format!("Vlera {id}"), en: format!("Choice {id}") },
        group: None,
        norms: Vec::new(),
    });
    Field { choices: choices.collect(), ..field(id, kind) }
}

/// A library's loan.
fn loan() -> Form {
    let rows = Field {
        columns: vec![
            Field { required: true, ..field("title", FieldType::Text) },
            field("pages", FieldType::Integer),
            field("printed_on", FieldType::Date),
        ],
        ..field("books", FieldType::Table)
    };
    let fields = vec![
        Field {
            required: true,
            label: Text { sq: "Lexuesi".into(), en: "Borrower".into() },
            ..field("reader", FieldType::Person)
        },
        field("remark", FieldType::LongText),
        field("phone", FieldType::Phone),
        field("card", FieldType::IdNumber),
        field("country", FieldType::Country),
        field("tongue", FieldType::Language),
        field("member", FieldType::Bool),
        field("copies", FieldType::Integer),
        chosen("state", FieldType::Choice, &["new", "used", "yes", "no"]),
        chosen("shelves", FieldType::MultiChoice, &["a", "b", "c", "d", "e", "f", "g", "h", "poetry"]),
        field("born_on", FieldType::Date),
        field("lent_at", FieldType::DateTime),
        Field { future: true, ..field("return_on", FieldType::Date) },
        Field {
            required: true,
            vault: "personal".to_owned(),
            when: Some(Expr { source: "member".to_owned(), place: DefinedAt::default() }),
            ..field("member_number", FieldType::Text)
        },
        rows,
    ];
    Form {
        id: "LOAN".to_owned(),
        title: Text::same("Loan"),
        stage: None,
        filled_by: Vec::new(),
        signed_by: Vec::new(),
        sent_to: Vec::new(),
        vault: "process".to_owned(),
        repeats: false,
        sections: vec![Section { id: "all".to_owned(), title: Text::same("All"), fields }],
        checks: Vec::new(),
        note: None,
        place: DefinedAt::default(),
    }
}

fn document(text: &str) -> Result<Filling> {
    read(&loan(), Given { document: Some(("loan.toml", text.as_bytes())), set: &[] }, clock())
}

fn set(values: &[&str]) -> Result<Filling> {
    let set: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
    read(&loan(), Given { document: None, set: &set }, clock())
}

#[track_caller]
fn complaints(result: Result<Filling>) -> String {
    let error = result.expect_err("this is wrong");
    let mut text = error.message.in_language(Lang::En);
    for detail in &error.details {
        text.push('\n');
        text.push_str(&detail.in_language(Lang::En));
    }
    text
}

#[test]
fn all_that_is_wrong_is_said_at_once_with_line_and_remedy() {
    let text = "reader = \"Ana\"\nborn_on = 1991-02-29\nstate = \"old\"\nborower = \"F\"\nlexuesi = \"F\"\ncopies = \"many\"\n\
                member = \"perhaps\"\nlent_at = 2026-03-02\nshelves = [\"poetri\"]\nremark = no quotes here\ncard = 12\n";
    assert_eq!(
        complaints(document(text)),
        "loan.toml: 10 errors. Nothing was saved.\n\
         line 2   born_on = 1991-02-29   this date does not exist (February 1991 has 28 days)\n\
         line 3   state = \"old\"   \"old\" is not there; allowed: new, used, yes, no\n\
         line 4   borower = \"F\"   unknown field; perhaps `reader`\n\
         line 5   lexuesi = \"F\"   unknown field; perhaps `reader`\n\
         line 6   copies = \"many\"   must be a whole number\n\
         line 7   member = \"perhaps\"   must be true or false\n\
         line 8   lent_at = 2026-03-02   the hour is missing: 2026-03-02T09:30\n\
         line 9   shelves = [\"poetri\"]   \"poetri\" is not there; perhaps \"poetry\"\n\
         line 10   remark = no quotes here   a text stands between quotes: \"no quotes here\"\n\
         line 11   card = 12   a text stands between quotes: \"12\""
    );
}

#[test]
fn impossible_dates_are_refused_and_possible_ones_come_back_as_written() {
    for wrong in
        ["1991-02-29", "1991-15-01", "1989-02-31", "1989-00-10", "1989-01-31T25:00", "'31 shkurt'", "0209-03-01"]
    {
        document(&format!("born_on = {wrong}")).expect_err(wrong);
    }
    for slashes in ["12/07/1999", "07/12/1999"] {
        let said = complaints(set(&[&format!("born_on={slashes}")]));
        assert!(said.contains("1999-07-12") && said.contains("1999-12-07"), "{said}");
    }
    assert!(complaints(set(&["born_on=31/12/1999"])).contains("write 1999-12-31"));
    for month in 1..=12 {
        let date = chrono::NaiveDate::from_ymd_opt(1990, month, 28).unwrap();
        let filling = document(&format!("born_on = 1990-{month:02}-28")).unwrap();
        assert_eq!(filling.values["born_on"], Value::Date(date));
        let dotted = set(&[&format!("born_on=28.{month}.1990")]).unwrap();
        assert_eq!(dotted, filling);
    }
}

#[test]
fn what_records_the_past_may_not_lie_ahead() {
    let said = complaints(document("lent_at = 2026-03-02T13:01\nborn_on = 2026-03-03\nreturn_on = 2026-04-01\n"));
    assert!(said.starts_with("loan.toml: 2 errors"), "{said}");
    document("lent_at = 2026-03-02T13:00\nborn_on = 2026-03-02\n").unwrap();
}

#[test]
fn local_times_are_of_the_procedures_zone() {
    let filling = document("lent_at = 2026-03-02T00:15:00\n").unwrap();
    let Value::DateTime(at) = &filling.values["lent_at"] else { panic!("{filling:?}") };
    assert_eq!(at.to_rfc3339(), "2026-03-02T00:15:00+01:00");
    assert_eq!(document("lent_at = \"2.3.2026 00:15\"").unwrap(), filling);
    assert_eq!(document("lent_at = 2026-03-01T23:15:00Z").unwrap(), filling);
}

#[test]
fn norway_stays_norway_and_a_word_stays_a_word() {
    let filling = set(&["country=NO", "reader=Yes", "state=no", "card=012", "member=po"]).unwrap();
    assert_eq!(filling.values["country"], Value::Text("NO".into()));
    assert_eq!(filling.values["reader"], Value::Text("Yes".into()));
    assert_eq!(filling.values["state"], Value::Text("no".into()));
    assert_eq!(filling.values["card"], Value::Text("012".into()));
    assert_eq!(filling.values["member"], Value::Bool(true));
    assert!(complaints(set(&["country=Norvegj"])).contains("perhaps \"NO\""));
    set(&["country=Norvegji"]).unwrap();
}

#[test]
fn telephones_documents_and_languages_are_of_any_country() {
    for (field, written, kept) in [
        ("phone", "+355 69 123 4567", "+355 69 123 4567"),
        ("phone", "069 123 4567", "069 123 4567"),
        ("phone", "129", "129"),
        ("card", "a12345678b", "A12345678B"),
        ("card", "BA-1234567", "BA-1234567"),
        ("tongue", "Shqip", "sq"),
        ("tongue", "SQ", "sq"),
        ("tongue", "Romani", "rom"),
        ("country", "shqipëri", "AL"),
    ] {
        let filling = set(&[&format!("{field}={written}")]).expect("well written");
        assert_eq!(filling.values[field], Value::Text(kept.to_owned()), "{written}");
    }
    for (written, why) in [
        ("phone=00355 69 123 4567", "instead of 00 write +: +355 69 123 4567"),
        ("phone=+069 123 4567", "after + come the country's code and the number"),
        ("phone=+355", "after + come the country's code and the number"),
        ("phone=069-KREU", "must be a phone number"),
        ("phone=+355 69 123 4567 890 123", "must be a phone number"),
        ("card=none", "document"),
        ("tongue=shqyp", "perhaps \"sq\" (Albanian)"),
        ("tongue=xyzzy", "no language has this name or code"),
        ("country=Shqypëri", "perhaps \"AL\""),
    ] {
        let text = complaints(set(&[written]));
        assert!(text.contains(why), "{written}: {text}");
    }
}

#[test]
fn choices_come_in_the_order_of_the_definition_and_none_is_an_answer() {
    assert_eq!(
        set(&["shelves=poetry,a , a"]).unwrap().values["shelves"],
        Value::List(vec!["a".into(), "poetry".into()])
    );
    assert_eq!(document("shelves = []").unwrap().values["shelves"], Value::List(vec![]));
    assert_eq!(set(&["shelves=[]"]).unwrap().values["shelves"], Value::List(vec![]));
    assert!(set(&["shelves="]).unwrap().emptied.contains("shelves"));
}

#[test]
fn a_set_value_goes_before_the_document() {
    let set = ["copies=2".to_owned()];
    let given = Given { document: Some(("loan.toml", b"copies = 1\nmember = true")), set: &set };
    let filling = read(&loan(), given, clock()).unwrap();
    assert_eq!(filling.values["copies"], Value::Integer(2));
    assert_eq!(filling.values["member"], Value::Bool(true));
}

#[test]
fn rows_are_judged_cell_by_cell() {
    let filling = set(&["books=[{title = \"A\", pages = 3}, {title = \"B\"}]"]).unwrap();
    let Value::Table(rows) = &filling.values["books"] else { panic!("{filling:?}") };
    assert_eq!(rows.len(), 2);
    let said =
        complaints(document("[[books]]\ntitle = \"A\"\npages = -1\n[[books]]\nprinted_on = 2025-02-30\ntitel = 1\n"));
    assert_eq!(
        said,
        "loan.toml: 4 errors. Nothing was saved.\n\
         line 3   books[1].pages = -1   must lie between 0 and 999999999\n\
         line 4   books[2].title   is missing in this row\n\
         line 5   books[2].printed_on = 2025-02-30   this date does not exist (February 2025 has 28 days)\n\
         line 6   books[2].titel = 1   unknown field; perhaps `title`"
    );
}

#[test]
fn what_is_no_form_is_one_error() {
    let large = vec![b'#'; MOST_BYTES + 1];
    let deep = format!("a = {}", "[".repeat(5000));
    let hostile: [&[u8]; 7] = [
        b"reader = \"Ana",
        b"reader = \"Ana\"\n[[books\n",
        b"\x00\xff\xfe",
        b"PK\x03\x04 zip",
        &large,
        deep.as_bytes(),
        b"{\"reader\": 1}",
    ];
    for bytes in hostile {
        let error = read(&loan(), Given { document: Some(("x.toml", bytes)), set: &[] }, clock()).unwrap_err();
        assert!(error.details.is_empty(), "{error:?}");
        assert!(error.message.in_language(Lang::En).starts_with("x.toml: "), "{error:?}");
    }
    assert!(complaints(document("copies = 1\ncopies = 2")).ends_with("line 2   copies   written twice"));
    assert!(complaints(document("reader = \"a\\u001b[2Jb\"")).contains("U+001B"));
    assert!(complaints(document("reader =\n")).contains("nothing stands after the sign"));
    assert!(complaints(set(&["reader"])).contains("--set field=value"));
    assert!(complaints(document("[books]\na = 1")).contains("must be a list of rows"));
}

#[test]
fn a_field_that_is_not_asked_is_seen_once_its_condition_is_known() {
    let form = loan();
    let asked = |values: &Values| {
        let member = values.get("member") == Some(&Value::Bool(true));
        move |field: &Field| field.when.is_none() || member
    };
    let number = ("member_number".to_owned(), Value::Text("7".into()));
    let values = Values::from([number.clone()]);
    assert!(not_asked(&form, &values, asked(&values)).is_empty(), "not known yet");
    let values = Values::from([number.clone(), ("member".to_owned(), Value::Bool(false))]);
    assert_eq!(not_asked(&form, &values, asked(&values)).len(), 1);
    assert_eq!(missing(&form, &values, asked(&values)), ["reader"]);
    let values = Values::from([("member".to_owned(), Value::Bool(true))]);
    assert_eq!(missing(&form, &values, asked(&values)), ["reader", "member_number"]);
    assert_eq!(by_vault(&form, &Values::from([number]))["personal"].len(), 1);
}

#[test]
fn an_unedited_blank_gives_no_value() {
    for lang in [Lang::Sq, Lang::En] {
        let text = blank(&loan(), &Values::new(), lang, clock().zone);
        assert_eq!(document(&text).unwrap(), Filling::default(), "{text}");
        assert!(text.contains("# reader = \n"), "{text}");
    }
}

fn any_text() -> impl Strategy<Value = String> {
    let nasty = prop_oneof![
        Just("{{ 7*7 }}".to_owned()),
        Just("\"\"\"\n'''".to_owned()),
        Just("# reader = 1\n[books]".to_owned()),
        Just("\\u0041 \u{202e}txt\u{1f4a9}".to_owned()),
        "\\PC{0,60}",
    ];
    nasty.prop_map(|text| text.trim().to_owned()).prop_filter("a value", |text| !text.is_empty())
}

proptest! {
    #[test]
    fn any_value_comes_back_from_an_edited_document(
        reader in any_text(), remark in any_text(), title in any_text(), copies in 0i64..1_000_000,
        day in 0i64..40_000, minute in 0i64..40_000, shelves in proptest::sample::subsequence(vec!["a", "b", "poetry"], 0..=3),
    ) {
        let date = chrono::NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + chrono::TimeDelta::days(day);
        let at = clock().now - chrono::TimeDelta::minutes(minute);
        let values = Values::from([
            ("reader".to_owned(), Value::Text(reader)),
            ("remark".to_owned(), Value::Text(remark)),
            ("copies".to_owned(), Value::Integer(copies)),
            ("member".to_owned(), Value::Bool(minute % 2 == 0)),
            ("return_on".to_owned(), Value::Date(date)),
            ("lent_at".to_owned(), Value::DateTime(at.with_timezone(&clock().zone).fixed_offset())),
            ("shelves".to_owned(), Value::List(shelves.iter().map(|id| (*id).to_owned()).collect())),
            ("books".to_owned(), Value::Table(vec![Row::from([("title".to_owned(), Value::Text(title))])])),
        ]);
        let text = blank(&loan(), &values, Lang::Sq, clock().zone);
        let filling = document(&text).unwrap_or_else(|error| panic!("{error:?}\n{text}"));
        prop_assert_eq!(filling, Filling { values, emptied: BTreeSet::new() });
    }
}
