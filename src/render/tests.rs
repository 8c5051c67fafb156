use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeZone, Utc};
use proptest::prelude::*;

use super::*;
use crate::case::value::Value;
use crate::definitions::model::{Choice, Expr, FieldType, Place, RoleRef, Section};
use crate::language::Text;

fn field(id: &str, kind: FieldType, vault: &str) -> Field {
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
        vault: vault.to_owned(),
        sets_fact: None,
        prefill: Vec::new(),
        norms: Vec::new(),
        columns: Vec::new(),
        place: Place::default(),
    }
}

fn choice(id: &str, group: Option<&str>) -> Choice {
    Choice {
        id: id.to_owned(),
        text: Text { sq: format!("Vlera {id}"), en: format!("Choice {id}") },
        group: group.map(str::to_owned),
        norms: Vec::new(),
    }
}

fn loan() -> Form {
    let fields = vec![
        field("reader", FieldType::Person, "personal"),
        field("remark", FieldType::LongText, "personal"),
        Field { columns: vec![field("title", FieldType::Text, "personal")], ..field("books", FieldType::Table, "personal") },
        field("lent_at", FieldType::DateTime, "process"),
        field("born_on", FieldType::Date, "process"),
        field("member", FieldType::Bool, "process"),
        Field { choices: vec![choice("new", None), choice("no", None)], ..field("state", FieldType::Choice, "process") },
        Field {
            choices: vec![choice("a", Some("g")), choice("b", Some("g"))],
            groups: IndexMap::from([("g".to_owned(), Text::same("Shelves of the house"))]),
            ..field("shelves", FieldType::MultiChoice, "process")
        },
        field("country", FieldType::Country, "process"),
    ];
    Form {
        id: "LOAN".to_owned(),
        title: Text { sq: "Huazim".into(), en: "Loan".into() },
        stage: None,
        filled_by: Vec::new(),
        signed_by: vec![Signatory { role: RoleRef { role: "librarian".into(), seat: None }, when: None }],
        sent_to: Vec::new(),
        vault: "process".to_owned(),
        repeats: false,
        sections: vec![Section { id: "all".to_owned(), title: Text::same("All"), fields }],
        checks: Vec::new(),
        note: Some(Text::same("A note on the form.")),
        place: Place::default(),
    }
}

fn workflow() -> Workflow {
    crate::definitions::model::tests_support::empty_workflow()
}

fn layout() -> IndexMap<String, Arc<str>> {
    IndexMap::from([("_layout/form.md.j2".to_owned(), include_str!("../../forms/_layout/form.md.j2").into())])
}
