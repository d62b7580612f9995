//! CBOR (RFC 8949) as the protocol rpcv2Cbor has it: structures are maps of indefinite length, times are
//! seconds with a tag, binary data is itself.
//!
//! Reading takes definite and indefinite lengths everywhere, floats of all sizes, and whatever nobody
//! reads; it allocates no more than the input is worth, and goes only so deep.

mod bits;
mod decoder;
mod error;
mod read;
mod scalar_read;
mod scalar_write;
mod write;

pub use error::Error;
pub use read::{read_structure, read_texts};
pub use write::write_structure;
