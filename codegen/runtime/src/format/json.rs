//! JSON, read and written by code of our own: everything but the way to a member is compiled here, once, and not
//! for each shape.

mod bytes;
mod document;
mod error;
mod number;
mod read;
mod scalar;
mod scan;
mod text;
mod write;

pub use error::Error;
pub use read::{Into, ReadRow, read_body, whole};
pub use scan::{ReadEntry, Scanner};
pub use write::{Place, write_body};
