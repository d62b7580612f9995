//! Values: every reference resolved, every attribute and argument typed.

use std::collections::BTreeMap;

use super::code::Value;
use super::functions::{ATTRIBUTES, Kind, Typed, signature};
use crate::diagnostic::{Diagnostic, Failure, Location};
use crate::model::{Expr, Function, TemplatePart};

/// How deep rules and properties may be nested; in AWS it is 18.
const MAX_DEPTH: usize = 24;

/// How many values a value may be made of; in AWS it is 13. Variables are replaced by what they stand for,
/// which could be twice as much in each rule.
const MAX_SIZE: usize = 32;

/// The variables in sight.
#[derive(Clone, Default)]
pub(super) struct Scope {
    pub(super) variables: BTreeMap<String, Typed>,
    pub(super) depth: usize,
}

impl Scope {
    pub(super) fn variable(&self, name: &str, at: &Location) -> Result<Typed, Failure> {
        self.variables.get(name).cloned().ok_or_else(|| {
            Diagnostic::new(at, "the rules refer to something that has no value here")
                .note("name", name)
                .did_you_mean(name, self.variables.keys().map(String::as_str))
                .into()
        })
    }

    /// What is in sight one level further inside.
    pub(super) fn deeper(&self, at: &Location) -> Result<Self, Failure> {
        if self.depth == MAX_DEPTH {
            return Err(Diagnostic::new(at, "endpoint rules are nested too deeply").into());
        }
        Ok(Self {
            depth: self.depth + 1,
            ..self.clone()
        })
    }

    pub(super) fn value(&self, expr: &Expr, at: &Location) -> Result<Typed, Failure> {
        let value = self.any_value(expr, at)?;
        if value.value.size() > MAX_SIZE {
            return Err(Diagnostic::new(at, "value is made of too many others").into());
        }
        Ok(value)
    }

    fn any_value(&self, expr: &Expr, at: &Location) -> Result<Typed, Failure> {
        let typed = |value, kind| {
            Ok(Typed {
                value,
                kind,
                optional: false,
            })
        };
        match expr {
            Expr::Boolean(value) => typed(Value::Boolean(*value), Kind::Bool),
            Expr::Number(value) => typed(Value::Number(*value), Kind::Number),
            Expr::Template(parts) => typed(self.template(parts, at)?, Kind::Str),
            Expr::List(_) => Err(Diagnostic::new(at, "list is not expected here").into()),
            Expr::Ref(name) => self.variable(name, at),
            Expr::Call {
                at,
                function,
                arguments,
            } => match (*function, arguments.as_slice()) {
                (Function::GetAttr, [value, path]) => {
                    self.attribute(&self.value(value, at)?, path, at)
                }
                (function, arguments) => self.call(function, arguments, at),
            },
        }
    }

    fn call(
        &self,
        function: Function,
        arguments: &[Expr],
        at: &Location,
    ) -> Result<Typed, Failure> {
        let name = function.name();
        let Some(signature) = signature(function) else {
            let problem = Diagnostic::new(at, "the function cannot be called here");
            return Err(problem.note("function", name).into());
        };
        let arguments = arguments
            .iter()
            .zip(signature.parameters)
            .map(|(argument, kind)| {
                let value = self.present(self.value(argument, at)?, at)?;
                Ok(value.expect(*kind, name, at)?.value)
            })
            .collect::<Result<_, Failure>>()?;
        Ok(Typed {
            value: Value::Call(function, arguments),
            kind: signature.result,
            optional: signature.optional,
        })
    }

    pub(super) fn present(&self, value: Typed, at: &Location) -> Result<Typed, Failure> {
        if !value.optional {
            return Ok(value);
        }
        let missing =
            Diagnostic::new(at, "value may be missing here").help("test it with `isSet` first");
        Err(match &value.value {
            Value::Variable(name) => missing.note("variable", name).into(),
            _ => missing.into(),
        })
    }

    /// `PartitionResult#dnsSuffix`, `ParsedArn#resourceId[1]`, `ResourceArnList#[0]`.
    pub(super) fn attribute(
        &self,
        value: &Typed,
        path: &Expr,
        at: &Location,
    ) -> Result<Typed, Failure> {
        let Expr::Template(parts) = path else {
            return Err(Diagnostic::new(at, "path of `getAttr` is not a string").into());
        };
        match parts.as_slice() {
            [TemplatePart::Text(path)] => attribute(value, path, at),
            _ => Err(Diagnostic::new(at, "path of `getAttr` is not a plain string").into()),
        }
    }

    pub(super) fn template(&self, parts: &[TemplatePart], at: &Location) -> Result<Value, Failure> {
        let mut values = Vec::new();
        for part in parts {
            values.push(match part {
                TemplatePart::Text(text) => Value::String(text.clone()),
                TemplatePart::Ref(name) => self.text(self.variable(name, at)?, at)?,
                TemplatePart::Attr(name, path) => {
                    self.text(attribute(&self.variable(name, at)?, path, at)?, at)?
                }
            });
        }
        Ok(match values.pop() {
            None => Value::String(String::new()),
            // `{Region}` alone is the parameter.
            Some(only @ (Value::String(_) | Value::Variable(_) | Value::Field(..)))
                if values.is_empty() =>
            {
                only
            }
            Some(last) => {
                values.push(last);
                Value::Format(values)
            }
        })
    }

    /// A value that is a string, as URLs, headers and messages need it.
    pub(super) fn string(&self, expr: &Expr, at: &Location) -> Result<Value, Failure> {
        self.text(self.value(expr, at)?, at)
    }

    fn text(&self, value: Typed, at: &Location) -> Result<Value, Failure> {
        let value = self.present(value, at)?;
        match value.kind {
            Kind::Str => Ok(value.value),
            _ => Err(Diagnostic::new(at, "value is not a string").into()),
        }
    }
}

fn attribute(value: &Typed, path: &str, at: &Location) -> Result<Typed, Failure> {
    let unknown = || {
        let known = ATTRIBUTES
            .iter()
            .filter(|(kind, ..)| *kind == value.kind)
            .map(|(_, name, _)| *name);
        Failure::from(
            Diagnostic::new(at, "endpoint rule reads an unknown attribute")
                .note("path", path)
                .did_you_mean(path, known),
        )
    };
    if value.optional {
        return Err(Diagnostic::new(at, "value may be missing here")
            .note("path", path)
            .into());
    }
    let (name, index) = match path.split_once('[') {
        Some((name, index)) => {
            let index = index.strip_suffix(']').and_then(|index| index.parse().ok());
            (name, Some(index.ok_or_else(unknown)?))
        }
        None => (path, None),
    };
    let list = if name.is_empty() && value.kind == Kind::List {
        value.clone()
    } else {
        let (_, attribute, kind) = ATTRIBUTES
            .iter()
            .find(|(kind, attribute, _)| *kind == value.kind && *attribute == name)
            .ok_or_else(unknown)?;
        // Functions that give a structure may give none, so it is bound before it is read.
        let Value::Variable(of) = &value.value else {
            return Err(unknown());
        };
        Typed {
            value: Value::Field(of.clone(), attribute),
            kind: *kind,
            optional: false,
        }
    };
    match (index, list.kind) {
        (Some(index), Kind::List) => Ok(Typed {
            value: Value::Index(Box::new(list.value), index),
            kind: Kind::Str,
            optional: true,
        }),
        (None, _) => Ok(list),
        (Some(_), _) => Err(unknown()),
    }
}
