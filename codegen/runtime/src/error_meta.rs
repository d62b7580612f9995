//! The error that every operation's error becomes.

use crate::runtime::error::service_error;

service_error! {
    Error {
        NotFoundException;
        ThrottledException;
    }
}
