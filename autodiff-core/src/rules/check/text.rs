//! Evaluation of the texts of rules with dual numbers, whose derivatives are
//! those of the rules themselves.

use super::case;
use crate::rule::Rule;
use crate::rules::constant;
use std::{collections::BTreeMap, string::String, vec, vec::Vec};

/// The derivative of the partial number `row` along the argument `arg`, from the
/// texts of the rule and of those that they use.
pub(super) fn second_partial(rule: &Rule, at: &[f64], row: usize, arg: usize) -> f64 {
    let seed = |i: usize, value: f64| match rule.args[i].kind {
        #[allow(clippy::cast_possible_truncation)]
        crate::rule::ArgKind::Int => Value::Int(value as i32),
        crate::rule::ArgKind::Float => Value::Float { value, tangent: if i == arg { 1.0 } else { 0.0 } },
    };
    let args: Vec<_> = at.iter().enumerate().map(|(i, value)| seed(i, *value)).collect();
    let mut names: Names = rule.args.iter().map(|arg| arg.name).zip(args.clone()).collect();
    names.insert(rule.result, apply(rule.name, &args));
    for (name, text) in rule.lets {
        let value = evaluate(text, &names);
        names.insert(name, value);
    }
    evaluate(rule.partials[row].text, &names).float().1
}

type Names = BTreeMap<&'static str, Value>;

#[derive(Clone, Copy, Debug)]
enum Value {
    Float { value: f64, tangent: f64 },
    Int(i32),
    Bool(bool),
}

impl Value {
    fn constant(value: f64) -> Self {
        Value::Float { value, tangent: 0.0 }
    }

    /// Value and tangent.
    fn float(self) -> (f64, f64) {
        match self {
            Value::Float { value, tangent } => (value, tangent),
            other => panic!("expected a float, found {other:?}"),
        }
    }

    fn bool(self) -> bool {
        match self {
            Value::Bool(value) => value,
            other => panic!("expected a bool, found {other:?}"),
        }
    }

    /// What a comparison compares, and a compiled rule is called with.
    fn number(self) -> f64 {
        match self {
            Value::Int(value) => f64::from(value),
            other => other.float().0,
        }
    }
}

/// A rule on dual numbers. An exact zero wins over an infinite factor.
fn apply(name: &str, args: &[Value]) -> Value {
    let values: Vec<_> = args.iter().map(|arg| arg.number()).collect();
    let (value, partials) = (case(name).at_f64)(&values);
    let tangents = args.iter().filter_map(|arg| match arg {
        Value::Float { tangent, .. } => Some(tangent),
        _ => None,
    });
    let product = |(s, p): (&f64, f64)| if *s == 0.0 || p == 0.0 { 0.0 } else { s * p };
    Value::Float { value, tangent: tangents.zip(partials).map(product).sum() }
}

fn evaluate(text: &str, names: &Names) -> Value {
    let tokens = tokens(text);
    let mut parser = Parser { tokens: &tokens, names };
    let value = parser.binary(0);
    assert!(parser.tokens.is_empty(), "{:?} is left of `{text}`", parser.tokens);
    value
}

/// Names, numbers and operators. A path is one name.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = vec![];
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut token = String::from(c);
        let is_number = c.is_ascii_digit();
        let is_name = c.is_alphabetic();
        while let Some(&next) = chars.peek() {
            let more = match next {
                '.' => is_number && !token.contains('.'),
                ':' => is_name,
                '=' => "<>=!".contains(token.as_str()),
                '&' | '|' => token.starts_with(next) && token.len() == 1,
                _ => (is_name || is_number) && (next.is_alphanumeric() || next == '_'),
            };
            if !more {
                break;
            }
            token.push(next);
            chars.next();
        }
        tokens.push(token);
    }
    tokens
}

/// A parser that evaluates as it reads. As nothing has an effect, both arms of
/// an `if` can be read so.
struct Parser<'t> {
    tokens: &'t [String],
    names: &'t Names,
}

/// Binary operators, by rising precedence, with the rules of the arithmetic ones.
const PRECEDENCE: [&[(&str, &str)]; 5] = [
    &[("||", "")],
    &[("&&", "")],
    &[("<", ""), ("<=", ""), (">", ""), (">=", ""), ("==", ""), ("!=", "")],
    &[("+", "add"), ("-", "sub")],
    &[("*", "mul"), ("/", "div"), ("%", "rem")],
];

impl Parser<'_> {
    fn peek(&self) -> &str {
        self.tokens.first().map_or("", String::as_str)
    }

    fn next(&mut self) -> String {
        let (first, rest) = self.tokens.split_first().expect("the text goes on");
        self.tokens = rest;
        first.clone()
    }

    fn eat(&mut self, token: &str) -> bool {
        let found = self.peek() == token;
        if found {
            self.next();
        }
        found
    }

    fn expect(&mut self, token: &str) {
        assert!(self.eat(token), "expected `{token}`, found {:?}", self.tokens);
    }

    fn binary(&mut self, level: usize) -> Value {
        let Some(operators) = PRECEDENCE.get(level) else {
            return self.cast();
        };
        let mut left = self.binary(level + 1);
        while let Some((operator, rule)) = operators.iter().find(|(op, _)| *op == self.peek()) {
            self.next();
            let right = self.binary(level + 1);
            left = match *operator {
                "||" => Value::Bool(left.bool() || right.bool()),
                "&&" => Value::Bool(left.bool() && right.bool()),
                "<" => Value::Bool(left.number() < right.number()),
                "<=" => Value::Bool(left.number() <= right.number()),
                ">" => Value::Bool(left.number() > right.number()),
                ">=" => Value::Bool(left.number() >= right.number()),
                "==" => Value::Bool(left.number() == right.number()),
                "!=" => Value::Bool(left.number() != right.number()),
                _ => apply(rule, &[left, right]),
            };
        }
        left
    }

    fn cast(&mut self) -> Value {
        let value = self.unary();
        if self.eat("as") {
            self.expect("F");
            return Value::constant(value.number());
        }
        value
    }

    fn unary(&mut self) -> Value {
        if self.eat("-") {
            return apply("neg", &[self.unary()]);
        }
        if self.eat("!") {
            return Value::Bool(!self.unary().bool());
        }
        let mut value = self.primary();
        while self.eat(".") {
            let name = self.next();
            self.expect("(");
            let mut args = vec![value];
            while !self.eat(")") {
                args.push(self.binary(0));
                self.eat(",");
            }
            value = call(&name, &args);
        }
        value
    }

    fn primary(&mut self) -> Value {
        let token = self.next();
        match token.as_str() {
            "(" => {
                let value = self.binary(0);
                self.expect(")");
                value
            }
            "if" => self.conditional(),
            "F::INFINITY" => Value::constant(f64::INFINITY),
            "F::NAN" => Value::constant(f64::NAN),
            number if number.starts_with(|c: char| c.is_ascii_digit()) => match number.parse() {
                Ok(int) => Value::Int(int),
                Err(_) => Value::constant(number.parse().expect("a literal")),
            },
            name => self.named(name),
        }
    }

    fn conditional(&mut self) -> Value {
        let condition = self.binary(0).bool();
        let then = self.block();
        self.expect("else");
        let otherwise = if self.eat("if") { self.conditional() } else { self.block() };
        if condition { then } else { otherwise }
    }

    fn block(&mut self) -> Value {
        self.expect("{");
        let value = self.binary(0);
        self.expect("}");
        value
    }

    fn named(&self, name: &str) -> Value {
        let constant = || constant::TABLE.iter().find(|(constant, _)| *constant == name);
        let value = self.names.get(name).copied();
        let value = value.or_else(|| constant().map(|(_, value)| Value::constant(*value)));
        value.unwrap_or_else(|| panic!("a text names `{name}`"))
    }
}

/// A method: a predicate, a function of integers, or a rule.
fn call(name: &str, args: &[Value]) -> Value {
    match (name, args) {
        ("saturating_sub", [Value::Int(a), Value::Int(b)]) => Value::Int(a.saturating_sub(*b)),
        ("is_nan", [x]) => Value::Bool(x.number().is_nan()),
        ("is_finite", [x]) => Value::Bool(x.number().is_finite()),
        ("is_infinite", [x]) => Value::Bool(x.number().is_infinite()),
        ("is_sign_negative", [x]) => Value::Bool(x.number().is_sign_negative()),
        ("is_sign_positive", [x]) => Value::Bool(x.number().is_sign_positive()),
        _ => apply(name, args),
    }
}
