//! The only place that touches minijinja's syntax tree, which has no stable interface (the version is pinned): turns
//! an expression into a small tree of our own, each part with the byte at which it stands.

use minijinja::machinery::ast;

/// A part of an expression and the byte of its beginning; of an attribute, the byte of its name.
#[derive(Debug)]
pub struct Ex {
    pub at: usize,
    pub kind: Kind,
}

#[derive(Debug)]
pub enum Kind {
    Name(String),
    Nothing,
    Bool,
    Integer,
    /// A number with a fraction.
    Fraction,
    Word(String),
    List(Vec<Ex>),
    Attribute(Box<Ex>, String),
    Item(Box<Ex>, Box<Ex>),
    Not(Box<Ex>),
    And(Box<Ex>, Box<Ex>),
    Or(Box<Ex>, Box<Ex>),
    Compare(Comparison, Box<Ex>, Box<Ex>),
    /// `+ - * / // %`, and `-x` with a zero before it.
    Arithmetic(Box<Ex>, Box<Ex>),
    /// `then if test else otherwise`
    If {
        test: Box<Ex>,
        then: Box<Ex>,
        otherwise: Option<Box<Ex>>,
    },
    Filter(Call),
    Test(Call),
    /// A function with its arguments.
    Function(Call),
    /// Something that the definitions do not use, by its name in minijinja.
    Unsupported(&'static str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Equal,
    NotEqual,
    /// `< <= > >=`
    Order,
    In,
    NotIn,
}

/// A filter (`value | name(arguments)`), a test (`value is name(arguments)`) or a function (`name(arguments)`).
#[derive(Debug)]
pub struct Call {
    pub name: String,
    /// What stands before a filter or test.
    pub value: Option<Box<Ex>>,
    pub arguments: Vec<Ex>,
    /// `attribute='x'`
    pub named: Vec<(String, Ex)>,
}

impl Ex {
    /// Visits this part and all parts of it.
    pub fn each(&self, visit: &mut dyn FnMut(&Ex)) {
        visit(self);
        match &self.kind {
            Kind::List(items) => items.iter().for_each(|item| item.each(visit)),
            Kind::Attribute(inner, _) | Kind::Not(inner) => inner.each(visit),
            Kind::Item(a, b) | Kind::And(a, b) | Kind::Or(a, b) | Kind::Compare(_, a, b) | Kind::Arithmetic(a, b) => {
                a.each(visit);
                b.each(visit);
            }
            Kind::If { test, then, otherwise } => {
                test.each(visit);
                then.each(visit);
                otherwise.iter().for_each(|part| part.each(visit));
            }
            Kind::Filter(call) | Kind::Test(call) | Kind::Function(call) => {
                call.value.iter().for_each(|part| part.each(visit));
                call.arguments.iter().for_each(|part| part.each(visit));
                call.named.iter().for_each(|(_, part)| part.each(visit));
            }
            Kind::Name(_)
            | Kind::Nothing
            | Kind::Bool
            | Kind::Integer
            | Kind::Fraction
            | Kind::Word(_)
            | Kind::Unsupported(_) => {}
        }
    }
}

/// Bytes. A tree is as deep as its text is long at most, and walking it must not exhaust the stack.
pub const LONGEST: usize = 2_000;

/// Parses an expression.
///
/// # Errors
/// Where and why it is none.
pub fn parse(source: &str) -> Result<Ex, (usize, String)> {
    if source.len() > LONGEST {
        return Err((0, format!("> {LONGEST}")));
    }
    match minijinja::machinery::parse_expr(source) {
        Ok(tree) => Ok(convert(&tree)),
        Err(error) => {
            let at = error.range().map_or(0, |range| range.start.min(source.len()));
            Err((at, error.detail().map_or_else(|| error.kind().to_string(), str::to_owned)))
        }
    }
}

fn convert(expr: &ast::Expr<'_>) -> Ex {
    let boxed = |expr: &ast::Expr<'_>| Box::new(convert(expr));
    let mut at = expr.span().start_offset as usize;
    let kind = match expr {
        ast::Expr::Var(var) => Kind::Name(var.id.to_owned()),
        ast::Expr::Const(constant) => constant_kind(&constant.value),
        ast::Expr::List(list) => Kind::List(list.items.iter().map(convert).collect()),
        ast::Expr::Tuple(tuple) => Kind::List(tuple.items.iter().map(convert).collect()),
        ast::Expr::GetAttr(attribute) => {
            at = attribute_start(expr, attribute.name);
            Kind::Attribute(boxed(&attribute.expr), attribute.name.to_owned())
        }
        ast::Expr::GetItem(item) => Kind::Item(boxed(&item.expr), boxed(&item.subscript_expr)),
        ast::Expr::UnaryOp(unary) => match unary.op {
            ast::UnaryOpKind::Not => Kind::Not(boxed(&unary.expr)),
            ast::UnaryOpKind::Neg => {
                let operand = boxed(&unary.expr);
                Kind::Arithmetic(Box::new(Ex { at, kind: Kind::Integer }), operand)
            }
        },
        ast::Expr::BinOp(binary) => binary_kind(binary),
        ast::Expr::Compare(compare) => return chain(compare),
        ast::Expr::IfExpr(conditional) => Kind::If {
            test: boxed(&conditional.test_expr),
            then: boxed(&conditional.true_expr),
            otherwise: conditional.false_expr.as_ref().map(boxed),
        },
        ast::Expr::Filter(filter) => Kind::Filter(call(filter.name, filter.expr.as_ref().map(boxed), &filter.args)),
        ast::Expr::Test(test) => Kind::Test(call(test.name, Some(boxed(&test.expr)), &test.args)),
        ast::Expr::Call(function) => match function.identify_call() {
            ast::CallType::Function(name) => Kind::Function(call(name, None, &function.args)),
            _ => Kind::Unsupported("method"),
        },
        ast::Expr::Slice(_) => Kind::Unsupported("slice"),
        ast::Expr::Map(_) => Kind::Unsupported("map"),
    };
    Ex { at, kind }
}

fn constant_kind(value: &minijinja::Value) -> Kind {
    use minijinja::value::ValueKind;
    match value.kind() {
        ValueKind::None | ValueKind::Undefined => Kind::Nothing,
        ValueKind::Bool => Kind::Bool,
        ValueKind::Number => {
            if value.is_integer() {
                Kind::Integer
            } else {
                Kind::Fraction
            }
        }
        _ => value.as_str().map_or(Kind::Unsupported("constant"), |word| Kind::Word(word.to_owned())),
    }
}

/// The span of `a.b` ends with the name.
fn attribute_start(expr: &ast::Expr<'_>, name: &str) -> usize {
    (expr.span().end_offset as usize).saturating_sub(name.len())
}

fn binary_kind(binary: &ast::BinOp<'_>) -> Kind {
    use ast::BinOpKind as Op;
    let (left, right) = (Box::new(convert(&binary.left)), Box::new(convert(&binary.right)));
    match binary.op {
        Op::ScAnd => Kind::And(left, right),
        Op::ScOr => Kind::Or(left, right),
        Op::Eq => Kind::Compare(Comparison::Equal, left, right),
        Op::Ne => Kind::Compare(Comparison::NotEqual, left, right),
        Op::Lt | Op::Lte | Op::Gt | Op::Gte => Kind::Compare(Comparison::Order, left, right),
        Op::In => Kind::Compare(Comparison::In, left, right),
        Op::Add | Op::Sub | Op::Mul | Op::Div | Op::FloorDiv | Op::Rem => Kind::Arithmetic(left, right),
        Op::Pow => Kind::Unsupported("**"),
        Op::Concat => Kind::Unsupported("~"),
    }
}

/// `a < b < c` is `a < b and b < c`.
fn chain(compare: &ast::Compare<'_>) -> Ex {
    use ast::CompareOpKind as Op;
    let mut result: Option<Ex> = None;
    let mut left = &compare.expr;
    for op in &compare.ops {
        let comparison = match op.op {
            Op::Eq => Comparison::Equal,
            Op::Ne => Comparison::NotEqual,
            Op::Lt | Op::Lte | Op::Gt | Op::Gte => Comparison::Order,
            Op::In => Comparison::In,
            Op::NotIn => Comparison::NotIn,
        };
        let kind = Kind::Compare(comparison, Box::new(convert(left)), Box::new(convert(&op.expr)));
        let next = Ex { at: left.span().start_offset as usize, kind };
        result = Some(match result {
            None => next,
            Some(before) => Ex { at: before.at, kind: Kind::And(Box::new(before), Box::new(next)) },
        });
        left = &op.expr;
    }
    result.unwrap_or_else(|| convert(&compare.expr))
}

fn call(name: &str, value: Option<Box<Ex>>, args: &[ast::CallArg<'_>]) -> Call {
    let mut call = Call { name: name.to_owned(), value, arguments: Vec::new(), named: Vec::new() };
    for arg in args {
        match arg {
            ast::CallArg::Pos(expr) => call.arguments.push(convert(expr)),
            ast::CallArg::Kwarg(name, expr) => call.named.push(((*name).to_owned(), convert(expr))),
            ast::CallArg::PosSplat(expr) | ast::CallArg::KwargSplat(expr) => {
                let at = expr.span().start_offset as usize;
                call.arguments.push(Ex { at, kind: Kind::Unsupported("*") });
            }
        }
    }
    call
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each name, attribute, word, filter and function of an expression with its place.
    fn places(source: &str) -> Vec<(String, usize)> {
        let mut out = Vec::new();
        parse(source).unwrap().each(&mut |ex| match &ex.kind {
            Kind::Name(name) | Kind::Word(name) | Kind::Attribute(_, name) => out.push((name.clone(), ex.at)),
            Kind::Filter(call) | Kind::Test(call) | Kind::Function(call) => out.push((call.name.clone(), ex.at)),
            _ => {}
        });
        out
    }

    #[test]
    fn every_name_stands_at_its_byte() {
        let source =
            "facts.age and not (event.a.b == 'x') or stages['q'].state in ['y', 'z'] | sort and has(event.l, ['w'])";
        for (name, at) in places(source) {
            let at_name = &source[at..];
            let at_name = at_name.strip_prefix('\'').unwrap_or(at_name);
            assert!(at_name.starts_with(&name) || name == "sort", "{name} at {at}: {at_name}");
        }
    }

    #[test]
    fn what_is_no_expression_is_refused_at_its_place() {
        assert_eq!(parse("a and").unwrap_err().0, 2);
        assert!(parse("a b").is_err());
        assert!(parse(&"(".repeat(100_000)).is_err());
    }
}
