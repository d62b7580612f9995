//! The formats of serde: JSON, CBOR and those that users bring. A structure is a map, so that members can
//! be left out; all its rows are in it, under their names.

mod read;
mod write;

pub use read::{Reader, read, read_structure};
pub use write::{Writer, write, write_structure};
