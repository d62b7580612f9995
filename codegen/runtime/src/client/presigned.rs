//! The mark of a request that is signed now and sent by others later.

use aws_smithy_types::config_bag::{Storable, StoreReplace};

/// In the configuration of a call: the request gets no headers but those that the user has set.
#[derive(Debug)]
pub(super) struct Presigned;

impl Storable for Presigned {
    type Storer = StoreReplace<Self>;
}
