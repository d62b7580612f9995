//! The setting of services that have endpoints of accounts.

use super::builder::Builder;
use super::settings::HasSetting;
use aws_types::endpoint_config::AccountIdEndpointMode;

impl<S: HasSetting<AccountIdEndpointMode>> Builder<S> {
    /// Sets whether requests go to the endpoint of an account.
    pub fn account_id_endpoint_mode(mut self, mode: AccountIdEndpointMode) -> Self {
        self.set_account_id_endpoint_mode(Some(mode));
        self
    }

    /// Sets or unsets whether requests go to the endpoint of an account.
    pub fn set_account_id_endpoint_mode(
        &mut self,
        mode: Option<AccountIdEndpointMode>,
    ) -> &mut Self {
        self.parts.layer.store_or_unset(mode);
        self
    }
}
