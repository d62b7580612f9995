//! The part of JMESPath that waiters use, as data: the generator has parsed and checked it.

use serde_json::Value;
use std::borrow::Cow;
use std::cmp::Ordering;

/// An expression.
#[derive(Debug)]
pub enum Expr {
    /// `@`
    Current,
    /// `name`
    Field(&'static str),
    /// `left.right`
    Sub(&'static Expr, &'static Expr),
    /// `list[0]`, `list[-1]`
    Index(&'static Expr, i64),
    /// `list[]`
    Flatten(&'static Expr),
    /// `list[*].each`
    Project(&'static Expr, &'static Expr),
    /// `map.*.each`
    Values(&'static Expr, &'static Expr),
    /// `list[?condition].each`
    Filter(&'static Expr, &'static Expr, &'static Expr),
    /// `[a, b]`
    List(&'static [Expr]),
    /// `{name: a}`
    Object(&'static [(&'static str, Expr)]),
    /// A string.
    Text(&'static str),
    /// A number.
    Number(f64),
    /// `true` or `false`
    Boolean(bool),
    /// `null`
    Null,
    /// `a == b`
    Equal(&'static Expr, &'static Expr),
    /// `a < b`; `a > b` with the sides exchanged
    Less(&'static Expr, &'static Expr),
    /// `a <= b`; `a >= b` with the sides exchanged
    LessOrEqual(&'static Expr, &'static Expr),
    /// `a && b`
    And(&'static Expr, &'static Expr),
    /// `a || b`
    Or(&'static Expr, &'static Expr),
    /// `!a`
    Not(&'static Expr),
    /// `length(a)`
    Length(&'static Expr),
    /// `contains(a, b)`
    Contains(&'static Expr, &'static Expr),
}

impl Expr {
    /// The value of the expression for `value`; null where there is nothing.
    pub fn eval<'a>(&self, value: &'a Value) -> Cow<'a, Value> {
        let nothing = || Cow::Owned(Value::Null);
        match self {
            Self::Current => Cow::Borrowed(value),
            Self::Field(name) => value.get(name).map_or_else(nothing, Cow::Borrowed),
            Self::Sub(left, right) => of(left.eval(value), right),
            Self::Index(list, index) => match list.eval(value) {
                Cow::Borrowed(list) => element(list, *index).map_or_else(nothing, Cow::Borrowed),
                Cow::Owned(list) => Cow::Owned(element(&list, *index).cloned().unwrap_or_default()),
            },
            Self::Flatten(list) => Cow::Owned(flatten(list.eval(value).into_owned())),
            Self::Project(list, each) => project(list.eval(value), |_| true, each),
            Self::Values(map, each) => {
                let values = match map.eval(value).into_owned() {
                    Value::Object(members) => members.into_iter().map(|(_, of)| of).collect(),
                    _ => Value::Null,
                };
                project(Cow::Owned(values), |_| true, each)
            }
            Self::Filter(list, condition, each) => project(
                list.eval(value),
                |item| is_true(&condition.eval(item)),
                each,
            ),
            Self::List(items) => Cow::Owned(
                items
                    .iter()
                    .map(|item| item.eval(value).into_owned())
                    .collect(),
            ),
            Self::Object(members) => Cow::Owned(
                members
                    .iter()
                    .map(|(name, of)| (*name, of.eval(value).into_owned()))
                    .collect(),
            ),
            Self::Text(text) => Cow::Owned((*text).into()),
            Self::Number(number) => Cow::Owned((*number).into()),
            Self::Boolean(boolean) => Cow::Owned((*boolean).into()),
            Self::Null => nothing(),
            _ => self.logic(value),
        }
    }

    fn logic<'a>(&self, value: &'a Value) -> Cow<'a, Value> {
        Cow::Owned(match self {
            Self::Equal(left, right) => equal(&left.eval(value), &right.eval(value)).into(),
            Self::Less(left, right) => ordering(&left.eval(value), &right.eval(value))
                .map(Ordering::is_lt)
                .into(),
            Self::LessOrEqual(left, right) => ordering(&left.eval(value), &right.eval(value))
                .map(Ordering::is_le)
                .into(),
            Self::And(left, right) => match left.eval(value) {
                left if is_true(&left) => return right.eval(value),
                left => return left,
            },
            Self::Or(left, right) => match left.eval(value) {
                left if is_true(&left) => return left,
                _ => return right.eval(value),
            },
            Self::Not(inner) => (!is_true(&inner.eval(value))).into(),
            Self::Length(inner) => length(&inner.eval(value)).into(),
            Self::Contains(list, item) => contains(&list.eval(value), &item.eval(value)).into(),
            _ => Value::Null,
        })
    }
}

fn of<'a>(value: Cow<'a, Value>, expr: &Expr) -> Cow<'a, Value> {
    match value {
        Cow::Borrowed(value) => expr.eval(value),
        Cow::Owned(value) => Cow::Owned(expr.eval(&value).into_owned()),
    }
}

fn element(list: &Value, index: i64) -> Option<&Value> {
    let list = list.as_array()?;
    match usize::try_from(index) {
        Ok(index) => list.get(index),
        Err(_) => list
            .len()
            .checked_sub(usize::try_from(-index).ok()?)
            .and_then(|at| list.get(at)),
    }
}

fn flatten(list: Value) -> Value {
    let Value::Array(items) = list else {
        return Value::Null;
    };
    let mut flat = Vec::with_capacity(items.len());
    for item in items {
        match item {
            Value::Array(inner) => flat.extend(inner),
            item => flat.push(item),
        }
    }
    Value::Array(flat)
}

/// What `each` is for the elements that are kept; nulls are left out.
fn project<'a>(list: Cow<'a, Value>, keep: impl Fn(&Value) -> bool, each: &Expr) -> Cow<'a, Value> {
    let Value::Array(items) = list.as_ref() else {
        return Cow::Owned(Value::Null);
    };
    let kept = items
        .iter()
        .filter(|item| keep(item))
        .map(|item| each.eval(item).into_owned());
    Cow::Owned(Value::Array(
        kept.filter(|value| !value.is_null()).collect(),
    ))
}

/// Empty lists, objects and strings, `false` and null are false.
fn is_true(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(boolean) => *boolean,
        Value::Number(_) => true,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
    }
}

fn equal(left: &Value, right: &Value) -> bool {
    match (left.as_f64(), right.as_f64()) {
        (Some(left), Some(right)) => left == right,
        _ => left == right,
    }
}

fn ordering(left: &Value, right: &Value) -> Option<Ordering> {
    left.as_f64()?.partial_cmp(&right.as_f64()?)
}

fn length(value: &Value) -> Option<usize> {
    match value {
        Value::String(text) => Some(text.chars().count()),
        Value::Array(items) => Some(items.len()),
        Value::Object(members) => Some(members.len()),
        _ => None,
    }
}

fn contains(whole: &Value, part: &Value) -> bool {
    match (whole, part) {
        (Value::Array(items), part) => items.iter().any(|item| equal(item, part)),
        (Value::String(whole), Value::String(part)) => whole.contains(part.as_str()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::Expr;
    use serde_json::json;

    #[test]
    fn values_of_an_object() {
        let states = Expr::Values(&Expr::Field("of"), &Expr::Field("state"));
        let object = json!({ "of": { "a": { "state": "on" }, "b": {}, "c": { "state": "off" } } });
        assert_eq!(*states.eval(&object), json!(["on", "off"]));
        assert!(states.eval(&json!({ "of": ["a"] })).is_null());
    }
}
