//! Waiters in both forms: botocore's `waiters-2.json` and Smithy's `waitable` trait.

use serde_json::Value;

use super::cursor::Cursor;
use super::jmespath;
use crate::diagnostic::{Diagnostic, Failure, collect};
use crate::model::{Acceptor, AcceptorState, Comparator, Matcher, PathMatcher, Waiter};

/// The delays of `smithy.waiters#waitable` unless it gives others, in seconds.
const DEFAULT_MIN_DELAY: u64 = 2;
const DEFAULT_MAX_DELAY: u64 = 120;

/// botocore's waiters.
pub(super) fn read(root: &Cursor<'_>) -> Result<Vec<Waiter>, Failure> {
    let mut object = root.object()?;
    let version = object.required("version")?;
    if version.integer::<u8>()? != 2 {
        return Err(Diagnostic::new(version.at(), "waiters must have version 2")
            .note("version", &version)
            .into());
    }
    let waiters = object.required("waiters")?;
    object.finish(&[])?;
    collect(waiters.entries()?, |(name, cursor)| {
        botocore_waiter(name, &cursor)
    })
}

/// botocore's delay never grows; Smithy's does, up to its default of two minutes.
fn botocore_waiter(name: &str, cursor: &Cursor<'_>) -> Result<Waiter, Failure> {
    let mut object = cursor.object()?;
    let delay = object.required("delay")?.integer::<u32>()?.into();
    let waiter = Waiter {
        at: cursor.at().clone(),
        name: name.to_owned(),
        operation: object.required_string("operation")?,
        docs: object.string("description")?,
        deprecated: object.flag("deprecated")?,
        min_delay: delay,
        max_delay: delay.max(DEFAULT_MAX_DELAY),
        acceptors: collect(object.required("acceptors")?.elements()?, |c| {
            botocore_acceptor(&c)
        })?,
    };
    object.finish(&["maxAttempts"])?;
    Ok(waiter)
}

fn botocore_acceptor(cursor: &Cursor<'_>) -> Result<Acceptor, Failure> {
    let mut object = cursor.object()?;
    let state = state(&object.required("state")?)?;
    let kind = object.required("matcher")?;
    let expected = object.required("expected")?;
    let mut path = |comparator| {
        let path = object.required("argument")?;
        Ok::<_, Failure>(Matcher::Output(path_matcher(&path, comparator, &expected)?))
    };
    let matcher = match kind.string()? {
        // No path gives booleans in a list: with `pathAll`, too, a boolean is meant, as the Smithy
        // models of such services say.
        "path" | "pathAll" | "pathAny" if expected.value().is_boolean() => {
            path(Comparator::BooleanEquals)?
        }
        "path" => path(Comparator::StringEquals)?,
        "pathAll" => path(Comparator::AllStringEquals)?,
        "pathAny" => path(Comparator::AnyStringEquals)?,
        "status" => Matcher::Status(expected.integer()?),
        "error" => match expected.value() {
            Value::Bool(any_error) => Matcher::Success(!any_error),
            _ => Matcher::ErrorType(expected.string()?.to_owned()),
        },
        other => {
            let known = ["path", "pathAll", "pathAny", "status", "error"];
            return Err(kind.unknown("matcher", other, known).into());
        }
    };
    object.finish(&[])?;
    Ok(Acceptor {
        at: cursor.at().clone(),
        state,
        matcher,
    })
}

/// The value of `smithy.waiters#waitable` on `operation`.
pub(super) fn waitable(operation: &str, cursor: &Cursor<'_>) -> Result<Vec<Waiter>, Failure> {
    collect(cursor.entries()?, |(name, cursor)| {
        smithy_waiter(name, operation, &cursor)
    })
}

fn smithy_waiter(name: &str, operation: &str, cursor: &Cursor<'_>) -> Result<Waiter, Failure> {
    let mut object = cursor.object()?;
    let delay = |value: Option<Cursor<'_>>, default| {
        value.map_or(Ok(default), |value| value.integer::<u32>().map(u64::from))
    };
    let waiter = Waiter {
        at: cursor.at().clone(),
        name: name.to_owned(),
        operation: operation.to_owned(),
        docs: object.string("documentation")?,
        deprecated: object.flag("deprecated")?,
        min_delay: delay(object.take("minDelay"), DEFAULT_MIN_DELAY)?,
        max_delay: delay(object.take("maxDelay"), DEFAULT_MAX_DELAY)?,
        acceptors: collect(object.required("acceptors")?.elements()?, |c| {
            smithy_acceptor(&c)
        })?,
    };
    object.leave_rest_out(&["tags"]);
    if waiter.min_delay > waiter.max_delay {
        return Err(
            Diagnostic::new(cursor.at(), "the shortest delay is longer than the longest")
                .note("minDelay", waiter.min_delay)
                .note("maxDelay", waiter.max_delay)
                .into(),
        );
    }
    Ok(waiter)
}

fn smithy_acceptor(cursor: &Cursor<'_>) -> Result<Acceptor, Failure> {
    let mut object = cursor.object()?;
    let state = state(&object.required("state")?)?;
    let matcher = smithy_matcher(&object.required("matcher")?)?;
    object.leave_rest_out(&[]);
    Ok(Acceptor {
        at: cursor.at().clone(),
        state,
        matcher,
    })
}

/// A union: exactly one member is there.
fn smithy_matcher(cursor: &Cursor<'_>) -> Result<Matcher, Failure> {
    let mut object = cursor.object()?;
    let matcher = if let Some(success) = object.take("success") {
        Matcher::Success(success.boolean()?)
    } else if let Some(error) = object.take("errorType") {
        let id = error.string()?;
        Matcher::ErrorType(id.rsplit_once('#').map_or(id, |(_, name)| name).to_owned())
    } else if let Some(output) = object.take("output") {
        Matcher::Output(smithy_path(&output)?)
    } else if let Some(both) = object.take("inputOutput") {
        Matcher::InputOutput(smithy_path(&both)?)
    } else {
        let what = "`success`, `errorType`, `output` or `inputOutput`";
        return Err(Diagnostic::new(cursor.at(), format!("a matcher has one of {what}")).into());
    };
    object.finish(&[])?;
    Ok(matcher)
}

fn smithy_path(cursor: &Cursor<'_>) -> Result<PathMatcher, Failure> {
    let mut object = cursor.object()?;
    let path = jmespath::path(&object.required("path")?)?;
    let comparator = object.required("comparator")?;
    let expected = object.required("expected")?;
    object.finish(&[])?;
    // Smithy writes booleans as strings here.
    let matcher = |comparator| {
        Ok(PathMatcher {
            path,
            comparator,
            expected: expected.string()?.to_owned(),
        })
    };
    match comparator.string()? {
        "stringEquals" => matcher(Comparator::StringEquals),
        "booleanEquals" => matcher(Comparator::BooleanEquals),
        "allStringEquals" => matcher(Comparator::AllStringEquals),
        "anyStringEquals" => matcher(Comparator::AnyStringEquals),
        other => {
            let known = [
                "stringEquals",
                "booleanEquals",
                "allStringEquals",
                "anyStringEquals",
            ];
            Err(comparator.unknown("comparator", other, known).into())
        }
    }
}

/// botocore's `path` matchers, which compare with a value of any simple type.
fn path_matcher(
    path: &Cursor<'_>,
    comparator: Comparator,
    expected: &Cursor<'_>,
) -> Result<PathMatcher, Failure> {
    let equals = comparator == Comparator::StringEquals;
    if let (Value::Number(number), true) = (expected.value(), equals) {
        // Only strings and booleans can be compared, so JMESPath compares the number.
        let text = format!("({}) == `{number}`", path.string()?);
        return Ok(PathMatcher {
            path: jmespath::parsed(&text, path)?,
            comparator: Comparator::BooleanEquals,
            expected: true.to_string(),
        });
    }
    let expected = match expected.value() {
        Value::Bool(boolean) if comparator == Comparator::BooleanEquals => boolean.to_string(),
        _ => expected.string()?.to_owned(),
    };
    Ok(PathMatcher {
        path: jmespath::path(path)?,
        comparator,
        expected,
    })
}

fn state(cursor: &Cursor<'_>) -> Result<AcceptorState, Diagnostic> {
    match cursor.string()? {
        "success" => Ok(AcceptorState::Success),
        "failure" => Ok(AcceptorState::Failure),
        "retry" => Ok(AcceptorState::Retry),
        other => Err(cursor.unknown("state", other, ["success", "failure", "retry"])),
    }
}

#[cfg(test)]
mod tests;
