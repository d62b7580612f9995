//! Traits that shapes, members and operations of a Smithy AST share, and those of errors.

use super::super::cursor::{Cursor, Object};
use crate::diagnostic::Failure;
use crate::model::{Deprecated, ErrorTraits, Fault, Retryable};

/// `smithy.api#deprecated`.
pub(super) fn deprecated(traits: &mut Object<'_>) -> Result<Option<Deprecated>, Failure> {
    let Some(cursor) = traits.take("smithy.api#deprecated") else {
        return Ok(None);
    };
    let mut object = cursor.object()?;
    let deprecated = Deprecated {
        message: object.string("message")?,
        since: object.string("since")?,
    };
    object.leave_rest_out(&[]);
    Ok(Some(deprecated))
}

/// `smithy.api#error` and its companions.
pub(super) fn error(name: &str, traits: &mut Object<'_>) -> Result<Option<ErrorTraits>, Failure> {
    let Some(fault) = traits.take("smithy.api#error") else {
        return Ok(None);
    };
    let status = traits.take("smithy.api#httpError");
    let retryable = traits.take("smithy.api#retryable");
    let query = traits.take("aws.protocols#awsQueryError");
    Ok(Some(ErrorTraits {
        fault: match fault.string()? {
            "client" => Fault::Client,
            "server" => Fault::Server,
            other => return Err(fault.unknown("fault", other, ["client", "server"]).into()),
        },
        status: status.map(|status| status.integer()).transpose()?,
        retryable: retryable
            .map(|cursor| self::retryable(&cursor))
            .transpose()?,
        query_code: query
            .map(|cursor| query_code(&cursor))
            .transpose()?
            .filter(|code| code != name),
    }))
}

fn retryable(cursor: &Cursor<'_>) -> Result<Retryable, Failure> {
    let mut object = cursor.object()?;
    let throttling = object.flag("throttling")?;
    object.leave_rest_out(&[]);
    Ok(if throttling {
        Retryable::Throttling
    } else {
        Retryable::Transient
    })
}

/// The status in it is that of the query protocol.
fn query_code(cursor: &Cursor<'_>) -> Result<String, Failure> {
    let mut object = cursor.object()?;
    let code = object.required_string("code")?;
    object.finish(&["httpResponseCode"])?;
    Ok(code)
}
