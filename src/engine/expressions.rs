//! The expressions of the definitions: compiled once, with the names that they read, and evaluated by minijinja. This is
//! the only file of the engine that looks into minijinja's syntax tree (its version is pinned).
//!
//! A missing value is *undefined* here, from wherever it comes: false, equal only to another missing one, and so is
//! anything asked of it. The literal `none` is compiled as a name that nothing defines, so that it equals a missing value.

use std::sync::{Arc, LazyLock};

use minijinja::machinery::{ast, parse_expr};
use minijinja::value::{Rest, Value};
use minijinja::{Environment, Error, ErrorKind, Expression, State, UndefinedBehavior};

use super::state::Failure;
use super::world::{Clock, Scope};
use crate::deadline::{self, Instant, Span};
use crate::definitions::Expr;

/// No expression of a procedure needs as much; a hostile one stops here.
const FUEL: u64 = 50_000;
/// A name that no scope defines: what `none` is compiled to. As long as `none`, so that positions stay.
const NOTHING: &str = "non_";
/// Under this name the scope holds the zone and the calendar for the functions.
pub(super) const CLOCK: &str = "__clock";

static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(environment);

/// An expression, ready to be asked.
pub(super) struct Code {
    origin: Expr,
    compiled: Result<Compiled, String>,
}

struct Compiled {
    expression: Expression<'static, 'static>,
    reads: Reads,
}

/// What an expression mentions.
#[derive(Clone, Debug, Default)]
pub(super) struct Reads {
    /// Names with what is asked of them: `facts.late`, `forms.LOAN.signed_at`, `event.to`, a bare field.
    pub paths: Vec<Vec<String>>,
    /// Texts and attribute names anywhere: arguments of `selectattr`, `map(attribute=…)`, choices.
    pub words: Vec<String>,
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Code").field(&self.origin.source).finish()
    }
}

impl Code {
    /// Compiles; an expression that does not parse (the loader refuses those) fails whenever it is asked.
    pub fn new(origin: &Expr) -> Code {
        Code { origin: origin.clone(), compiled: compile(&origin.source) }
    }

    pub fn reads(&self) -> &[Vec<String>] {
        self.compiled.as_ref().map_or(&[], |compiled| &compiled.reads.paths)
    }

    pub fn words(&self) -> &[String] {
        self.compiled.as_ref().map_or(&[], |compiled| &compiled.reads.words)
    }

    /// The value; undefined where something is missing.
    pub fn value(&self, scope: &Arc<Scope>) -> Result<Value, Failure> {
        let compiled = self.compiled.as_ref().map_err(|reason| self.failure(reason.clone()))?;
        compiled.expression.eval(Value::from_dyn_object(scope.clone())).map_err(|error| self.failure(words(&error)))
    }

    /// Whether it holds.
    pub fn holds(&self, scope: &Arc<Scope>) -> Result<bool, Failure> {
        self.value(scope).map(|value| value.is_true())
    }

    /// The moment it names; none if it is not known.
    pub fn moment(&self, scope: &Arc<Scope>) -> Result<Option<Instant>, Failure> {
        let value = self.value(scope)?;
        if is_missing(&value) {
            return Ok(None);
        }
        match moment(&value) {
            Some(at) => Ok(Some(at)),
            None => Err(self.failure(format!("{value} is not a time"))),
        }
    }

    fn failure(&self, reason: String) -> Failure {
        let place = &self.origin.place;
        Failure {
            file: place.file.to_string(),
            line: place.line,
            column: place.column,
            source: self.origin.source.clone(),
            reason,
        }
    }
}

pub(super) fn is_missing(value: &Value) -> bool {
    value.is_undefined() || value.is_none()
}

/// Seconds of the years 1800 to 2400: what lies outside is no time of a case, and arithmetic on it could fail.
const TIMES: std::ops::Range<i64> = -5_364_662_400..13_569_465_600;

/// A moment from its seconds.
pub(super) fn moment(value: &Value) -> Option<Instant> {
    value.as_i64().filter(|seconds| TIMES.contains(seconds)).and_then(|seconds| Instant::from_timestamp(seconds, 0))
}

fn words(error: &Error) -> String {
    match error.detail() {
        Some(detail) => format!("{}: {detail}", error.kind()),
        None => error.kind().to_string(),
    }
}

fn compile(source: &str) -> Result<Compiled, String> {
    let mut reads = Reads::default();
    let mut nothings = Vec::new();
    let tree = parse_expr(source).map_err(|error| words(&error))?;
    walk(&tree, &mut reads, &mut nothings);
    let mut text = source.to_owned();
    for at in nothings {
        // Positions of constants are exact; a wrong one leaves the literal as it is.
        if text.get(at..at + NOTHING.len()).is_some_and(|word| word.eq_ignore_ascii_case("none")) {
            text.replace_range(at..at + NOTHING.len(), NOTHING);
        }
    }
    let expression = ENVIRONMENT.compile_expression_owned(text).map_err(|error| words(&error))?;
    Ok(Compiled { expression, reads })
}

/// Collects names, texts and the places of `none`.
fn walk(expr: &ast::Expr<'_>, reads: &mut Reads, nothings: &mut Vec<usize>) {
    if let Some(path) = path_of(expr) {
        reads.words.extend(path.iter().cloned());
        reads.paths.push(path);
        return;
    }
    match expr {
        ast::Expr::Var(var) => reads.paths.push(vec![var.id.to_owned()]),
        ast::Expr::Const(constant) => {
            if constant.value.is_none() {
                nothings.push(constant.span().start_offset as usize);
            } else if let Some(text) = constant.value.as_str() {
                reads.words.push(text.to_owned());
            } else if let Ok(items) = constant.value.try_iter() {
                reads.words.extend(items.filter_map(|item| item.as_str().map(str::to_owned)));
            }
        }
        ast::Expr::Slice(slice) => {
            walk(&slice.expr, reads, nothings);
            for part in [&slice.start, &slice.stop, &slice.step].into_iter().flatten() {
                walk(part, reads, nothings);
            }
        }
        ast::Expr::UnaryOp(op) => walk(&op.expr, reads, nothings),
        ast::Expr::BinOp(op) => {
            walk(&op.left, reads, nothings);
            walk(&op.right, reads, nothings);
        }
        ast::Expr::Compare(compare) => {
            walk(&compare.expr, reads, nothings);
            for op in &compare.ops {
                walk(&op.expr, reads, nothings);
            }
        }
        ast::Expr::IfExpr(choice) => {
            walk(&choice.test_expr, reads, nothings);
            walk(&choice.true_expr, reads, nothings);
            if let Some(other) = &choice.false_expr {
                walk(other, reads, nothings);
            }
        }
        ast::Expr::Filter(filter) => {
            if let Some(expr) = &filter.expr {
                walk(expr, reads, nothings);
            }
            walk_args(&filter.args, reads, nothings);
        }
        ast::Expr::Test(test) => {
            walk(&test.expr, reads, nothings);
            walk_args(&test.args, reads, nothings);
        }
        ast::Expr::GetAttr(attr) => {
            reads.words.push(attr.name.to_owned());
            walk(&attr.expr, reads, nothings);
        }
        ast::Expr::GetItem(item) => {
            walk(&item.expr, reads, nothings);
            walk(&item.subscript_expr, reads, nothings);
        }
        ast::Expr::Call(call) => {
            // The name of a function is not a value.
            match &call.expr {
                ast::Expr::Var(_) => {}
                ast::Expr::GetAttr(method) => walk(&method.expr, reads, nothings),
                other => walk(other, reads, nothings),
            }
            walk_args(&call.args, reads, nothings);
        }
        ast::Expr::List(list) => list.items.iter().for_each(|item| walk(item, reads, nothings)),
        ast::Expr::Tuple(tuple) => tuple.items.iter().for_each(|item| walk(item, reads, nothings)),
        ast::Expr::Map(map) => {
            map.keys.iter().chain(&map.values).for_each(|item| walk(item, reads, nothings));
        }
    }
}

fn walk_args(args: &[ast::CallArg<'_>], reads: &mut Reads, nothings: &mut Vec<usize>) {
    for arg in args {
        match arg {
            ast::CallArg::Pos(expr)
            | ast::CallArg::Kwarg(_, expr)
            | ast::CallArg::PosSplat(expr)
            | ast::CallArg::KwargSplat(expr) => walk(expr, reads, nothings),
        }
    }
}

/// `a.b['c'].d` as its parts; none for anything else.
fn path_of(expr: &ast::Expr<'_>) -> Option<Vec<String>> {
    match expr {
        ast::Expr::Var(var) => Some(vec![var.id.to_owned()]),
        ast::Expr::GetAttr(attr) => {
            let mut path = path_of(&attr.expr)?;
            path.push(attr.name.to_owned());
            Some(path)
        }
        ast::Expr::GetItem(item) => {
            let mut path = path_of(&item.expr)?;
            let ast::Expr::Const(key) = &item.subscript_expr else { return None };
            path.push(key.value.as_str()?.to_owned());
            Some(path)
        }
        _ => None,
    }
}

fn environment() -> Environment<'static> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Chainable);
    env.set_fuel(Some(FUEL));
    env.add_test("none", |value: &Value| is_missing(value));
    env.add_test("defined", |value: &Value| !is_missing(value));
    env.add_test("undefined", |value: &Value| is_missing(value));
    env.add_filter("length", length);
    env.add_filter("count", length);
    env.add_function("age_on", age_on);
    env.add_function("minutes_between", |from: Value, to: Value| between(&from, &to, deadline::minutes_between));
    env.add_function("hours_between", |from: Value, to: Value| between(&from, &to, deadline::hours_between));
    env.add_function("days_between", days_between);
    env.add_function("working_days_between", working_days_between);
    env.add_function("same_day", same_day);
    env.add_function("earliest", |times: Rest<Value>| pick(&times, |a, b| a.min(b)));
    env.add_function("latest", |times: Rest<Value>| pick(&times, |a, b| a.max(b)));
    env.add_function("has_all", has_all);
    env.add_function("due", due);
    env
}

fn clock(state: &State) -> Result<Arc<Clock>, Error> {
    state
        .lookup(CLOCK)
        .and_then(|value| value.downcast_object::<Clock>())
        .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "no calendar here"))
}

fn time_of(value: &Value) -> Result<Instant, Error> {
    moment(value).ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("{value} is not a time")))
}

/// The two moments, or nothing if one is missing.
fn two(from: &Value, to: &Value) -> Result<Option<(Instant, Instant)>, Error> {
    if is_missing(from) || is_missing(to) {
        return Ok(None);
    }
    Ok(Some((time_of(from)?, time_of(to)?)))
}

fn length(value: &Value) -> Result<Value, Error> {
    if is_missing(value) {
        return Ok(Value::UNDEFINED);
    }
    match value.len() {
        Some(length) => Ok(Value::from(length)),
        None => Ok(Value::from(value.try_iter()?.count())),
    }
}

fn between(from: &Value, to: &Value, count: fn(Instant, Instant) -> i64) -> Result<Value, Error> {
    Ok(two(from, to)?.map_or(Value::UNDEFINED, |(from, to)| Value::from(count(from, to))))
}

fn age_on(state: &State, birth: Value, on: Value) -> Result<Value, Error> {
    let zone = clock(state)?.zone;
    Ok(two(&birth, &on)?.map_or(Value::UNDEFINED, |(birth, on)| {
        Value::from(deadline::age_on(deadline::local_date(birth, zone), deadline::local_date(on, zone)))
    }))
}

fn days_between(state: &State, from: Value, to: Value) -> Result<Value, Error> {
    let zone = clock(state)?.zone;
    Ok(two(&from, &to)?.map_or(Value::UNDEFINED, |(from, to)| Value::from(deadline::days_between(from, to, zone))))
}

fn working_days_between(state: &State, from: Value, to: Value) -> Result<Value, Error> {
    let clock = clock(state)?;
    Ok(two(&from, &to)?.map_or(Value::UNDEFINED, |(from, to)| {
        Value::from(deadline::working_days_between(from, to, &clock.calendar, clock.zone))
    }))
}

fn same_day(state: &State, one: Value, other: Value) -> Result<Value, Error> {
    let zone = clock(state)?.zone;
    Ok(two(&one, &other)?.map_or(Value::UNDEFINED, |(one, other)| Value::from(deadline::same_day(one, other, zone))))
}

fn pick(times: &[Value], better: fn(i64, i64) -> i64) -> Result<Value, Error> {
    let mut best = None;
    for time in times {
        if is_missing(time) {
            return Ok(Value::UNDEFINED);
        }
        let seconds = time_of(time)?.timestamp();
        best = Some(best.map_or(seconds, |best| better(best, seconds)));
    }
    Ok(best.map_or(Value::UNDEFINED, Value::from))
}

fn has_all(list: Value, items: Value) -> Result<Value, Error> {
    if is_missing(&list) || is_missing(&items) {
        return Ok(Value::UNDEFINED);
    }
    let there: Vec<Value> = list.try_iter()?.collect();
    Ok(Value::from(items.try_iter()?.all(|item| there.contains(&item))))
}

fn due(state: &State, from: Value, span: Value) -> Result<Value, Error> {
    if is_missing(&from) || is_missing(&span) {
        return Ok(Value::UNDEFINED);
    }
    let clock = clock(state)?;
    let text = span.as_str().unwrap_or_default();
    let span: Span =
        text.parse().map_err(|_| Error::new(ErrorKind::InvalidOperation, format!("{span} is not a length of time")))?;
    let due = deadline::due_at(time_of(&from)?, span, clock.roll, &clock.calendar, clock.zone);
    Ok(due.map_or(Value::UNDEFINED, |due| Value::from(due.at.timestamp())))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::deadline::{Calendar, Roll, parse_moment};
    use crate::definitions::Place;
    use crate::engine::world::{Field, Names, Record, World};

    /// A scope with some fields of one document: `x` is missing.
    fn scope() -> Arc<Scope> {
        let zone = chrono_tz::Europe::Tirane;
        let clock = Clock { zone, calendar: Calendar::weekends_only("test", zone), roll: Roll::None };
        let names = Names { clock: Value::from_object(clock), ..Names::default() };
        let world = World {
            names: Arc::new(names),
            facts: Vec::new(),
            documents: Vec::new(),
            tasks: Vec::new(),
            stages: Vec::new(),
            opened_at: None,
            closed_at: None,
        };
        let at = |text| Value::from(parse_moment(text, zone).expect("a time").timestamp());
        let row =
            |who: &str, asked: bool| Value::from_pairs([("who", Value::from(who)), ("asked", Value::from(asked))]);
        let fields = [
            ("items", Value::from(vec!["book", "map"])),
            ("people", Value::from(vec![row("clerk", true), row("reader", false)])),
            ("n", Value::from(3)),
            ("born", at("2008-02-29")),
            ("start", at("2026-02-28T10:00")),
            ("end", at("2026-03-02T00:30")),
        ];
        let fields =
            fields.into_iter().map(|(id, value)| (id.to_owned(), Field { value, process: id != "n", claimed: None }));
        let record = Record {
            id: "X1".into(),
            at: Instant::default(),
            by: "somebody".into(),
            role: "clerk".into(),
            to: None,
            fields: fields.collect::<HashMap<_, _>>(),
        };
        Arc::new(Scope::new(&Arc::new(world)).event(Some(Arc::new(record))).all_vaults().bare())
    }

    fn code(source: &str) -> Code {
        Code::new(&Expr { source: source.to_owned(), place: Place::default() })
    }

    #[track_caller]
    fn says(source: &str, expected: bool) {
        assert_eq!(code(source).holds(&scope()), Ok(expected), "{source}");
    }

    #[test]
    fn what_is_missing_is_false_and_equal_only_to_none() {
        for source in [
            "x",
            "event.x",
            "event.x.y",
            "x == 1",
            "x == ''",
            "x in ['a']",
            "'a' in x",
            "has_all(x, ['a'])",
            "x != none",
        ] {
            says(source, false);
        }
        for source in ["not x", "x == none", "event.x.y == none", "x is none", "x != 'a'", "x | list | length == 0"] {
            says(source, true);
        }
        says("none == none", true);
        says("n == none", false);
        says("(x or 0) + n == 3", true);
        says("people | selectattr('nothing') | list | length == 0", true);
    }

    #[test]
    fn functions_give_nothing_where_an_argument_is_missing() {
        for call in
            ["age_on(x, end)", "minutes_between(start, x)", "same_day(x, x)", "latest(start, x)", "due(x, '3d')"]
        {
            says(&format!("{call} == none"), true);
        }
        says("minutes_between(start, end) == 2310", true);
        says("hours_between(start, end) == 38 and days_between(start, end) == 2", true);
        says("working_days_between(start, end) == 1 and not same_day(start, end)", true);
        says("earliest(end, start) == start and latest(end, start) == end", true);
        says("age_on(born, start) == 17 and age_on(born, end) == 18", true);
        says("has_all(items, ['book']) and not has_all(items, ['book', 'film'])", true);
        says("due(start, '24h') == start + 86400", true);
        assert!(code("due(start, 'soon')").value(&scope()).is_err());
    }

    #[test]
    fn filters_of_tables() {
        says("people | selectattr('who', 'eq', 'clerk') | rejectattr('asked') | list | length == 0", true);
        says("'reader' in (people | map(attribute='who') | list)", true);
        says("people | selectattr('who', 'in', ['reader']) | list", true);
    }

    #[test]
    fn what_fails_says_why_and_runs_out_of_fuel() {
        let failed = |source: &str| code(source).value(&scope()).expect_err(source).reason;
        assert!(failed("x - 1").contains("undefined"), "{}", failed("x - 1"));
        assert!(failed("(range(10000) | list) + (range(90000) | list)").contains("fuel"));
        assert!(failed("1 +").contains("syntax"));
        assert!(failed("nobody(1)").contains("unknown function"));
    }

    #[test]
    fn only_moments_of_a_case_are_moments() {
        assert_eq!(code("x").moment(&scope()), Ok(None));
        assert!(code("end").moment(&scope()).is_ok_and(|at| at.is_some()));
        assert!(code("'soon'").moment(&scope()).is_err());
        assert!(code("end * 1000").moment(&scope()).is_err(), "a time outside the years of a case");
    }

    #[test]
    fn names_and_words_are_found() {
        let code =
            code("forms.A.x and 'clerk' in (documents['B'] | map(attribute='who') | list) and (y or event.to == 'z')");
        assert_eq!(code.reads(), [vec!["forms", "A", "x"], vec!["documents", "B"], vec!["y"], vec!["event", "to"]]);
        for word in ["clerk", "who", "z", "x"] {
            assert!(code.words().iter().any(|known| known == word), "{word}");
        }
    }
}
