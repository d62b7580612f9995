//! The endpoint that was found last, whatever the service. What copies and drops endpoints is compiled here,
//! not in each crate that has a client.

use crate::error::BoxError;
use aws_smithy_types::endpoint::Endpoint;
use std::any::Any;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Mutex;

/// Finds the endpoint for some parameters.
pub(super) type Finder = Box<
    dyn Fn(&dyn AnyParams) -> Result<Endpoint, BoxError> + Send + Sync + UnwindSafe + RefUnwindSafe,
>;

/// The parameters of some service.
pub(super) trait AnyParams: Any + Send + Sync {
    /// Whether these are the same.
    fn are(&self, others: &dyn Any) -> bool;

    fn copied(&self) -> Box<dyn AnyParams>;

    fn resolve(&self) -> Result<Endpoint, BoxError>;
}

/// Follows the rules, unless the parameters are those of the last call.
pub(super) fn finder() -> Finder {
    let last = Last::new(None);
    Box::new(move |params| find(&last, params))
}

type Last = Mutex<Option<(Box<dyn AnyParams>, Endpoint)>>;

fn find(last: &Last, params: &dyn AnyParams) -> Result<Endpoint, BoxError> {
    if let Some(endpoint) = remembered(last, params) {
        return Ok(endpoint);
    }
    let endpoint = params.resolve()?;
    if let Ok(mut last) = last.try_lock() {
        *last = Some((params.copied(), endpoint.clone()));
    }
    Ok(endpoint)
}

/// The last endpoint, if it is for these parameters and nobody else is looking right now.
fn remembered(last: &Last, params: &dyn AnyParams) -> Option<Endpoint> {
    match last.try_lock().ok()?.as_ref() {
        Some((before, endpoint)) if params.are(&**before) => Some(endpoint.clone()),
        _ => None,
    }
}
