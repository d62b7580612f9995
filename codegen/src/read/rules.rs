//! Endpoint rule sets and their tests, whose JSON is the same in botocore and Smithy.

use std::collections::BTreeMap;

use serde_json::Value;

use super::context;
use super::cursor::{Cursor, Object};
use crate::diagnostic::{Diagnostic, Failure, Location, collect, join};
use crate::model::{
    Condition, EndpointTest, Expr, Function, Outcome, Parameter, Property, Rule, RuleSet,
    TemplatePart,
};

mod template;

/// A rule set.
pub(super) fn rule_set(cursor: &Cursor<'_>) -> Result<RuleSet, Failure> {
    let mut object = cursor.object()?;
    let version = object.required("version")?;
    if !matches!(version.string()?, "1.0" | "1.1") {
        return Err(
            Diagnostic::new(version.at(), "the rule set has an unknown version")
                .note("version", &version)
                .into(),
        );
    }
    let parameters = object.required("parameters")?.entries()?;
    let rules = object.required("rules")?.elements()?;
    object.finish(&[])?;
    Ok(RuleSet {
        at: cursor.at().clone(),
        parameters: collect(parameters, |(name, c)| {
            Ok((name.to_owned(), parameter(&c)?))
        })?,
        rules: collect(rules, |c| rule(&c))?,
    })
}

fn parameter(cursor: &Cursor<'_>) -> Result<Parameter, Failure> {
    let mut object = cursor.object()?;
    let parameter = Parameter {
        at: cursor.at().clone(),
        kind: context::kind(&object.required("type")?)?,
        built_in: object.string("builtIn")?,
        required: object.flag("required")?,
        default: object
            .take("default")
            .map(|default| context::value(&default))
            .transpose()?,
        docs: object.string("documentation")?,
    };
    object.finish(&["deprecated"])?;
    Ok(parameter)
}

fn rule(cursor: &Cursor<'_>) -> Result<Rule, Failure> {
    let mut object = cursor.object()?;
    let conditions = object.elements("conditions")?;
    let kind = object.required("type")?;
    let then = match kind.string()? {
        "endpoint" => endpoint(&object.required("endpoint")?)?,
        "error" => Outcome::Error(expr(&object.required("error")?)?),
        "tree" => Outcome::Tree(collect(object.required("rules")?.elements()?, |c| {
            rule(&c)
        })?),
        other => {
            return Err(kind
                .unknown("rule type", other, ["endpoint", "error", "tree"])
                .into());
        }
    };
    object.finish(&["documentation"])?;
    Ok(Rule {
        at: cursor.at().clone(),
        conditions: collect(conditions, |c| condition(&c))?,
        then,
    })
}

fn condition(cursor: &Cursor<'_>) -> Result<Condition, Failure> {
    let mut object = cursor.object()?;
    let assign = object.string("assign")?;
    Ok(Condition {
        at: cursor.at().clone(),
        call: call(object)?,
        assign,
    })
}

fn endpoint(cursor: &Cursor<'_>) -> Result<Outcome, Failure> {
    let mut object = cursor.object()?;
    let url = expr(&object.required("url")?)?;
    let headers = collect(object.entries("headers")?, |(name, cursor)| {
        Ok((
            name.to_owned(),
            collect(cursor.elements()?, |value| expr(&value))?,
        ))
    })?;
    let properties = properties(object.entries("properties")?)?;
    object.finish(&[])?;
    Ok(Outcome::Endpoint {
        url,
        headers,
        properties,
    })
}

fn properties(entries: Vec<(&str, Cursor<'_>)>) -> Result<BTreeMap<String, Property>, Failure> {
    collect(entries, |(name, cursor)| {
        Ok((name.to_owned(), property(&cursor)?))
    })
}

fn property(cursor: &Cursor<'_>) -> Result<Property, Failure> {
    match cursor.value() {
        Value::Bool(value) => Ok(Property::Boolean(*value)),
        Value::Number(_) => Ok(Property::Number(cursor.integer()?)),
        Value::String(_) => expr(cursor).map(Property::String),
        Value::Array(_) => collect(cursor.elements()?, |c| property(&c)).map(Property::List),
        Value::Object(_) => properties(cursor.entries()?).map(Property::Map),
        Value::Null => Err(cursor.expected("an endpoint property").into()),
    }
}

fn expr(cursor: &Cursor<'_>) -> Result<Expr, Failure> {
    match cursor.value() {
        Value::Bool(value) => Ok(Expr::Boolean(*value)),
        Value::Number(_) => Ok(Expr::Number(cursor.integer()?)),
        Value::String(text) => Ok(Expr::Template(template(text, cursor)?)),
        Value::Array(_) => collect(cursor.elements()?, |element| expr(&element)).map(Expr::List),
        Value::Object(_) => {
            let mut object = cursor.object()?;
            match object.take("ref") {
                Some(name) => {
                    object.finish(&[])?;
                    Ok(Expr::Ref(name.string()?.to_owned()))
                }
                None => call(object),
            }
        }
        Value::Null => Err(cursor.expected("an expression").into()),
    }
}

/// `{ "fn": …, "argv": […] }`.
fn call(mut object: Object<'_>) -> Result<Expr, Failure> {
    let name = object.required_string("fn")?;
    let arguments = object.required("argv")?.elements()?;
    let at = object.at().clone();
    object.finish(&[])?;
    let function = function(&name, arguments.len(), &at);
    let arguments = collect(arguments, |argument| expr(&argument));
    let (function, arguments) = join(function, arguments)?;
    Ok(Expr::Call {
        at,
        function,
        arguments,
    })
}

/// The function of this name, which must have so many arguments.
fn function(name: &str, arguments: usize, at: &Location) -> Result<Function, Failure> {
    let known = Function::ALL.into_iter().find(|known| known.name() == name);
    let problem = match known {
        Some(function) if function.arity() == arguments => return Ok(function),
        Some(function) => Diagnostic::new(
            at,
            "the rules call a function with the wrong number of arguments",
        )
        .note("function", name)
        .note("expected", function.arity())
        .note("found", arguments),
        None => Diagnostic::new(at, "the rules call a function that is not known")
            .note("function", name)
            .did_you_mean(name, Function::ALL.map(Function::name)),
    };
    Err(problem.into())
}

/// A string that is no template.
fn text(cursor: &Cursor<'_>) -> Result<Expr, Diagnostic> {
    let text = cursor.string()?.to_owned();
    Ok(Expr::Template(vec![TemplatePart::Text(text)]))
}

fn template(text: &str, cursor: &Cursor<'_>) -> Result<Vec<TemplatePart>, Diagnostic> {
    template::parse(text)
        .map_err(|problem| Diagnostic::new(cursor.at(), problem).note("template", text))
}

/// `endpoint-tests-1.json`, or `smithy.rules#endpointTests`.
pub(super) fn tests(cursor: &Cursor<'_>) -> Result<Vec<EndpointTest>, Failure> {
    let mut object = cursor.object()?;
    let cases = object.elements("testCases")?;
    object.finish(&["version"])?;
    collect(cases, |case| test(&case))
}

fn test(cursor: &Cursor<'_>) -> Result<EndpointTest, Failure> {
    let mut object = cursor.object()?;
    let documentation = object.string("documentation")?;
    let params = collect(object.entries("params")?, |(name, value)| {
        Ok((name.to_owned(), context::value(&value)?))
    })?;
    let mut expect = object.required("expect")?.object()?;
    // Calls of operations: they need a client, while these tests are of the rules alone.
    object.leave_rest_out(&["operationInputs"]);
    let expected = match expect.take("error") {
        Some(error) => Outcome::Error(text(&error)?),
        None => endpoint(&expect.required("endpoint")?)?,
    };
    expect.finish(&[])?;
    Ok(EndpointTest {
        at: cursor.at().clone(),
        documentation,
        params,
        expect: expected,
    })
}

#[cfg(test)]
mod tests;
