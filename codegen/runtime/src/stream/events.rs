//! Event streams: messages in frames, each of them one event or exception.

mod error;
mod frame;
mod header;
mod read;
mod receiver;
mod sender;
mod write;

pub use error::{EventError, FrameError};
pub use frame::{Frames, encode};
pub use read::{Kind, kind, read_event};
pub use receiver::{EventReceiver, Received};
pub use sender::{EventStreamSender, Sent};
pub use write::write_event;
