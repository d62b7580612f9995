//! The errors of the service.

mod not_found_exception;
mod throttled_exception;

/// Builders of exceptions.
pub mod builders {
    pub use super::not_found_exception::NotFoundExceptionBuilder;
    pub use super::throttled_exception::ThrottledExceptionBuilder;
}

pub use not_found_exception::NotFoundException;
pub use throttled_exception::ThrottledException;
