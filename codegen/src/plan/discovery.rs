//! How a client finds out which endpoint to call.

use syn::Ident;

use super::context::Context;
use crate::check;
use crate::diagnostic::Failure;

/// The call that tells endpoints, and what is read of its output.
#[derive(Debug)]
pub(crate) struct Discovery {
    /// The client's method.
    pub(crate) method: Ident,
    /// The list of endpoints in the output.
    pub(crate) endpoints: Ident,
    /// The host name of an endpoint.
    pub(crate) address: Ident,
    /// For how many minutes it holds.
    pub(crate) minutes: Ident,
}

/// The plan of discovery.
pub(super) fn lower(cx: &Context<'_>, found: &check::Discovery<'_>) -> Result<Discovery, Failure> {
    let check::Discovery {
        operation,
        output,
        endpoint,
        ..
    } = found;
    let field = |shape: &str, member: &crate::model::Member| {
        cx.names.field(&member.at, shape, &member.name)
    };
    Ok(Discovery {
        method: cx.names.client_method(&operation.at, &operation.name)?,
        endpoints: field(&output.name, found.endpoints)?,
        address: field(&endpoint.name, found.address)?,
        minutes: field(&endpoint.name, found.minutes)?,
    })
}
