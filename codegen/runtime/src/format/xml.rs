//! XML: a member is an element of its wire name, a list has an element for each item, a map one for each
//! entry, and a scalar is text.
//!
//! The wire name of a member, and each name of its parts, is what its start tag says: a name, and after a
//! space the declarations of namespaces, as in `Grantee xmlns:xsi="…"`. A document is read by its names
//! alone, without their prefixes; what follows the space is for writing.

mod error;
mod names;
mod read;
mod scan;
mod start;
mod tag;
mod text;
#[cfg(feature = "rest-xml")]
mod write;

pub use error::Error;
pub use read::{Value, read_member, read_members};
pub use scan::Scanner;
pub use start::Start;
#[cfg(feature = "rest-xml")]
pub use write::{write_by_name, write_element};
