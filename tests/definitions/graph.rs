//! `sop workflow graph`: Mermaid, DOT and SVG say the same, and the picture can be read.

use crate::common::Sandbox;
use crate::library::Library;

#[test]
fn the_whole_procedure_and_one_stage() {
    let library = Library::new();
    let whole = library.sop(&["workflow", "graph", "--json"]).ok().json();
    let nodes = whole["nodes"].as_array().expect("nodes");
    let stage = nodes.iter().find(|node| node["of"] == "loan").expect("the stage");
    assert_eq!((&stage["kind"], &stage["title"]), (&"stage".into(), &"Loan".into()));
    let lines: Vec<&str> = stage["lines"].as_array().unwrap().iter().filter_map(|line| line.as_str()).collect();
    assert!(lines.contains(&"• The book is brought back: 14 days"), "{lines:?}");
    assert!(lines.contains(&"• Its state is looked at every month: every 1 month"), "{lines:?}");
    let one = library.sop(&["workflow", "graph", "--stage", "loan", "--json"]).ok().json();
    let edge = |from: &str, to: &str| {
        let found = one["edges"].as_array().unwrap().iter().find(|edge| edge["from"] == from && edge["to"] == to);
        found.unwrap_or_else(|| panic!("{from} → {to}: {one:#}"))["kind"].clone()
    };
    assert_eq!(edge("form_LOAN", "stage_loan"), "opens");
    assert_eq!(edge("stage_loan", "task_bring_back"), "opens");
    assert_eq!(edge("task_bring_back", "task_bring_back_passes"), "opens");
    assert_eq!(edge("task_bring_back_passes", "task_remind"), "opens");
    assert_eq!(edge("fact_damaged_true", "task_write_off"), "opens");
    assert_eq!(edge("stage_loan", "stage_loan_reading_room"), "opens");
    assert_eq!(edge("form_BACK", "stage_loan_done"), "opens-if");
    let sq = library.sop(&["--lang", "sq", "workflow", "graph", "--stage", "loan"]).ok().out;
    assert!(sq.contains("Kalon afati: Libri kthehet"), "{sq}");
}

#[test]
fn the_file_s_name_says_what_is_drawn() {
    let library = Library::new();
    library.sop(&["workflow", "graph", "-o", "loan.dot"]).ok();
    assert!(library.sandbox.read("loan.dot").starts_with("digraph procedure {\n"));
    let ran = library.sop(&["workflow", "graph", "-o", "loan.svg"]).ok();
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", "Drawn: loan.svg\n"));
    let mermaid = library.sop(&["workflow", "graph", "--stage", "loan"]).ok().out;
    assert!(mermaid.starts_with("---\ntitle: \"Lending books: Loan\"\n---\nflowchart LR\n"), "{mermaid}");
    assert!(mermaid.contains("  task_bring_back --> task_bring_back_passes\n"), "{mermaid}");
    let ran = library.sop(&["workflow", "graph", "-o", "loan.png"]).code(2);
    assert_eq!(
        ran.err,
        "loan.png: the name does not say what is to be drawn.\nName it .svg, .dot or .mmd, or say --format.\n"
    );
    let ran = library.sop(&["workflow", "graph", "--stage", "loans"]).code(2);
    assert_eq!(ran.err, "The procedure has no stage “loans”.\nDid you mean loan?\n");
    library.sop(&["workflow", "graph", "-o", "no/such/folder.svg"]).code(5);
}

/// A title with the signs that mean something to each of the three.
#[test]
fn words_stay_words() {
    let hostile = r#"en: "<b>\"&amp; end; %% #quot; [x]|y{z} -->""#;
    let library = Library::new().change("stages/loan.yaml", "en: \"The book is brought back\"", hostile);
    let svg = library.sop(&["workflow", "graph", "--stage", "loan", "--format", "svg"]).ok().out;
    let read = roxmltree::Document::parse(&svg).expect("XML");
    let words: String = read.descendants().filter_map(|node| node.text()).collect();
    assert!(words.contains("<b>\"&amp; end;") && !read.descendants().any(|node| node.has_tag_name("b")), "{words}");
    let mermaid = library.sop(&["workflow", "graph", "--stage", "loan"]).ok().out;
    let line = mermaid.lines().find(|line| line.starts_with("  task_bring_back[")).expect("the duty");
    assert_eq!(line.matches('"').count(), 2, "{line}");
    let Some(dot) = graphviz() else { return };
    let text = library.sop(&["workflow", "graph", "--stage", "loan", "--format", "dot"]).ok().out;
    dot(&library.sandbox, &text);
}

/// Graphviz, where it is installed: it draws the text.
fn graphviz() -> Option<impl Fn(&Sandbox, &str)> {
    if Sandbox::new().run("sh", &["-c", "command -v dot"], None).code != 0 {
        assert!(std::env::var_os("CI").is_none(), "CI needs Graphviz");
        eprintln!("left out: Graphviz is not installed");
        return None;
    }
    Some(|sandbox: &Sandbox, text: &str| {
        let ran = sandbox.run("dot", &["-Tplain"], Some(text)).ok();
        assert!(ran.out.starts_with("graph ") && ran.err.is_empty(), "{ran:?}");
    })
}

struct Rect {
    x: f64,
    y: f64,
    wide: f64,
    high: f64,
}

/// The procedure that is built in, whole and each stage, in both languages: no box lies on another, and every word lies in a
/// box. (The width of the letters is that of the widest usual font.)
#[test]
fn the_pictures_can_be_read() {
    let sandbox = Sandbox::new();
    let list = sandbox.sop(&["workflow", "list", "--json"]).ok().json();
    let stages: Vec<String> = list["stages"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|stage| Some(stage["stage"].as_str()?.to_owned()))
        .collect();
    let dot = graphviz();
    for stage in std::iter::once(None).chain(stages.iter().map(Some)) {
        for lang in ["sq", "en"] {
            let mut args = vec!["--lang", lang, "workflow", "graph"];
            if let Some(stage) = stage {
                args.extend(["--stage", stage.as_str()]);
            }
            let drawn = |format: &str| sandbox.sop(&[args.as_slice(), &["--format", format]].concat()).ok().out;
            readable(&drawn("svg"), &format!("{stage:?} {lang}"));
            if let Some(dot) = &dot {
                dot(&sandbox, &drawn("dot"));
            }
        }
    }
}

fn readable(svg: &str, which: &str) {
    let read = roxmltree::Document::parse(svg).expect("XML");
    let number = |node: roxmltree::Node<'_, '_>, name: &str| -> f64 {
        node.attribute(name).and_then(|value| value.parse().ok()).unwrap_or_default()
    };
    let class = |node: &roxmltree::Node<'_, '_>| node.attribute("class").unwrap_or_default().to_owned();
    let mut boxes = Vec::new();
    for node in read.descendants().filter(|node| class(node).starts_with("box")) {
        boxes.push(match node.attribute("d") {
            None => Rect {
                x: number(node, "x"),
                y: number(node, "y"),
                wide: number(node, "width"),
                high: number(node, "height"),
            },
            // A sheet: M x y h (width - 10) l 10 10 v (height - 10) …
            Some(path) => {
                let numbers: Vec<f64> = path
                    .split(|c: char| !c.is_ascii_digit() && c != '.')
                    .filter_map(|part| part.parse().ok())
                    .collect();
                Rect { x: numbers[0], y: numbers[1], wide: numbers[2] + 10.0, high: numbers[5] + 10.0 }
            }
        });
    }
    assert!(!boxes.is_empty(), "{which}");
    for (index, a) in boxes.iter().enumerate() {
        for b in &boxes[..index] {
            let apart = a.x + a.wide <= b.x || b.x + b.wide <= a.x || a.y + a.high <= b.y || b.y + b.high <= a.y;
            assert!(apart, "{which}: boxes at {},{} and {},{}", a.x, a.y, b.x, b.y);
        }
    }
    let mut baselines: Vec<(f64, f64)> = Vec::new();
    let drawn = read.descendants().filter(|node| node.has_tag_name("g")).flat_map(|group| group.children());
    for text in drawn.filter(|node| node.has_tag_name("text")) {
        let (x, y) = (number(text, "x"), number(text, "y"));
        let around = boxes.iter().find(|b| x > b.x && x < b.x + b.wide && y > b.y && y < b.y + b.high);
        assert!(around.is_some(), "{which}: {:?} stands in no box", text.text());
        assert!(!baselines.iter().any(|b| b.0 == x && (b.1 - y).abs() < 11.0), "{which}: {:?} on another", text.text());
        baselines.push((x, y));
    }
}
