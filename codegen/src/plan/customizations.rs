//! What services have by hand: what official clients do for a few services and no model says. It stands
//! here and nowhere else.

mod calls;
mod change;
mod table;
mod values;

pub(crate) use calls::{Argument, Custom, OfOperation, OfService};
pub(super) use calls::{of_operation, of_service};
pub(crate) use change::change;
pub(crate) use table::SignedPayload;
pub(super) use table::{
    dialect, extensions, has_extended_request_id, has_sessions, in_endpoint, takes_any_region,
    time_or_text,
};
