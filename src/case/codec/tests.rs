use super::*;
use proptest::prelude::*;

fn part(values: Values) -> ProcessPart {
    let at = DateTime::from_timestamp(1_770_000_000, 0).unwrap();
    ProcessPart {
        store: "0123456789abcdef0123456789abcdef".into(),
        case: "2026-0123456789abcdef".into(),
        id: "01KAX3Q4T0ABCDEFGHJKMNPQRS".into(),
        by: "librarian".into(),
        role: "loan-desk".into(),
        at,
        recorded: at,
        seen: vec!["01KAX3Q4T0ABCDEFGHJKMNPQRT".into()],
        definitions: "ab".into(),
        parts: BTreeMap::from([("personal".into(), "00".into())]),
        act: Act::File {
            form: "L1".into(),
            amends: None,
            complete: false,
            missing: vec!["title".into()],
            cleared: vec![],
        },
        values,
        reasons: BTreeMap::from([("returned-late".into(), "ill \"at home\"\nsince Monday".into())]),
        overridden: BTreeMap::new(),
        satisfied: vec![],
    }
}

fn value() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Integer),
        any::<String>().prop_map(Value::Text),
        (1..9999i32, 1..=365u32).prop_filter_map("a day", |(y, d)| NaiveDate::from_yo_opt(y, d).map(Value::Date)),
        (0..4_000_000_000i64, -14..=14i32).prop_filter_map("a time", |(s, h)| {
            let zone = chrono::FixedOffset::east_opt(h * 3600)?;
            Some(Value::DateTime(DateTime::from_timestamp(s, 0)?.with_timezone(&zone)))
        }),
    ];
    let rows = prop::collection::btree_map("[a-z_]{1,8}", scalar.clone(), 1..4);
    prop_oneof![
        4 => scalar,
        1 => prop::collection::vec(any::<String>(), 0..4).prop_map(Value::List),
        1 => prop::collection::vec(rows, 1..3).prop_map(Value::Table),
    ]
}

proptest! {
    #[test]
    fn s5_an_event_comes_back_as_it_was(values in prop::collection::btree_map(any::<String>(), value(), 0..6)) {
        let one = part(values.clone());
        prop_assert_eq!(ProcessPart::parse(&one.to_toml()).unwrap(), one);
        let other = OtherPart { store: "s".into(), case: "c".into(), id: "i".into(), vault: "health".into(), values: values.clone() };
        prop_assert_eq!(OtherPart::parse(&other.to_toml()).unwrap(), other);
        let typed = Unfinished { case: "c".into(), form: "L1".into(), kept: chrono::DateTime::UNIX_EPOCH, emptied: vec!["a".into()], values };
        prop_assert_eq!(Unfinished::parse(&typed.to_toml()).unwrap(), typed);
    }

    #[test]
    fn s27_any_text_is_read_or_refused(text in "\\PC*") {
        let _ = ProcessPart::parse(&text);
    }
}

#[test]
fn s1_s5_what_is_unknown_is_refused() {
    let text = part(Values::new()).to_toml();
    let refused = [
        (text.replace("v = 1", "v = 99"), Unread::Version),
        (text.replace("v = 1\n", ""), Unread::Shape),
        (text.replace("v = 1", "v = 1\nnew = 2"), Unread::Shape),
        (text.replace("kind = \"file\"", "kind = \"burn\""), Unread::Shape),
        (text.replace("kind = \"file\"", "kind = \"note\""), Unread::Shape),
        (text.replace("complete = false", "complete = false\nmore = 1"), Unread::Shape),
        (text.replace("[values]", "[values]\nx = 1.5"), Unread::Shape),
        (text.replace("[values]", "[values]\nx = 07:30:00"), Unread::Shape),
        (text.replace("[values]", "[values]\nx = {y = 1}"), Unread::Shape),
        (format!("{}{} = 1", text, vec!["a"; 100_000].join(".")), Unread::Shape),
        (format!("{}x = {}", text, "[".repeat(100_000)), Unread::Shape),
    ];
    for (text, why) in refused {
        assert_eq!(ProcessPart::parse(&text), Err(why), "{}", &text[..text.len().min(200)]);
    }
}
