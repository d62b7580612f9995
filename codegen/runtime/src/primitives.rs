//! Data types that shapes are made of.

pub use aws_smithy_types::date_time::Format as DateTimeFormat;
pub use aws_smithy_types::{Blob, DateTime};

/// Nothing yet: the operations here have no event streams.
pub mod event_stream {}
