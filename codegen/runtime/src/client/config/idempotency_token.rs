//! The setting of services with requests that have a token, by which they know one that comes again.

use super::builder::Builder;
use super::settings::HasSetting;
use aws_smithy_types::config_bag::{Storable, StoreReplace};

/// Makes the tokens of requests to which the caller gives none.
#[derive(Clone, Debug, Default)]
pub struct IdempotencyTokenProvider(Tokens);

#[derive(Clone, Debug, Default)]
enum Tokens {
    #[default]
    Random,
    Fixed(&'static str),
}

impl IdempotencyTokenProvider {
    /// A random UUID for each request.
    pub fn random() -> Self {
        Self(Tokens::Random)
    }

    /// The same token for all requests, for tests.
    pub fn fixed(token: &'static str) -> Self {
        Self(Tokens::Fixed(token))
    }

    /// The token of a request.
    pub fn make_idempotency_token(&self) -> String {
        match self.0 {
            Tokens::Random => uuid(fastrand::u128(..)),
            Tokens::Fixed(token) => token.to_owned(),
        }
    }
}

impl From<&'static str> for IdempotencyTokenProvider {
    fn from(token: &'static str) -> Self {
        Self::fixed(token)
    }
}

impl Storable for IdempotencyTokenProvider {
    type Storer = StoreReplace<Self>;
}

/// The UUID (version 4) of these bits as text.
fn uuid(random: u128) -> String {
    let version = (random & !(0xf << 76)) | (0x4 << 76);
    let uuid = (version & !(0x3 << 62)) | (0x2 << 62);
    let hex = format!("{uuid:032x}");
    let [a, b, c, d, e] = [0..8, 8..12, 12..16, 16..20, 20..32].map(|part| &hex[part]);
    format!("{a}-{b}-{c}-{d}-{e}")
}

impl<S: HasSetting<IdempotencyTokenProvider>> Builder<S> {
    /// Sets what makes the tokens of requests to which the caller gives none: a text is the token of all.
    pub fn idempotency_token_provider(
        mut self,
        provider: impl Into<IdempotencyTokenProvider>,
    ) -> Self {
        self.set_idempotency_token_provider(Some(provider.into()));
        self
    }

    /// Sets or unsets what makes the tokens of requests to which the caller gives none.
    pub fn set_idempotency_token_provider(
        &mut self,
        provider: Option<IdempotencyTokenProvider>,
    ) -> &mut Self {
        self.parts.layer.store_or_unset(provider);
        self
    }
}
