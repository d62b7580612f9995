//! Fluent builders: the input of an operation, a client, and `send`.

/// The methods of a fluent builder that do not depend on the members. It has the fields `handle`,
/// `inner` and `config_override`.
#[doc(hidden)]
#[macro_export]
macro_rules! fluent_builder {
    (
        $name:ident,
        $operation:ty,
        $input_builder:ty,
        $output:ty,
        $error:ty,
        $service:ty,
        $client:ty $(,)?
    ) => {
        impl $name {
            #[inline]
            pub(crate) fn new(handle: ::std::sync::Arc<$crate::client::Handle<$service>>) -> Self {
                Self {
                    handle,
                    inner: ::std::default::Default::default(),
                    config_override: None,
                }
            }

            /// The input as it is so far.
            #[inline]
            pub fn as_input(&self) -> &$input_builder {
                &self.inner
            }

            /// Lets interceptors, request changes and other settings be added to this one call.
            #[inline]
            pub fn customize(
                self,
            ) -> $crate::client::CustomizableOperation<$output, $error, Self, $service> {
                $crate::client::CustomizableOperation::new(self)
            }
        }

        $crate::fluent_send!(
            $name,
            $operation,
            $input_builder,
            $output,
            $error,
            $service,
            $client
        );
    };
}

/// The ways to send: from this builder, with another configuration, and from the builder of the input.
#[doc(hidden)]
#[macro_export]
macro_rules! fluent_send {
    (
        $name:ident, $operation:ty, $input_builder:ty, $output:ty, $error:ty, $service:ty,
        $client:ty $(,)?
    ) => {
        impl $crate::client::CustomizableSend<$output, $error, $service> for $name {
            #[inline]
            fn send(
                self,
                config_override: $crate::client::config::Builder<$service>,
            ) -> $crate::client::Sending<$output, $error> {
                $crate::client::invoke::<$operation>(
                    self.handle,
                    self.inner.build(),
                    Some(config_override),
                )
            }
        }

        impl $name {
            /// Sends the request and waits for what the service answers.
            ///
            /// A failure that may pass is tried again, as the retry configuration says.
            ///
            /// # Errors
            ///
            /// `ServiceError` holds what the service reports; the other variants say how far the
            /// request came.
            #[inline]
            pub async fn send(
                self,
            ) -> ::std::result::Result<$output, $crate::error::SdkError<$error>> {
                $crate::client::invoke::<$operation>(
                    self.handle,
                    self.inner.build(),
                    self.config_override,
                )
                .await
            }
        }

        impl $input_builder {
            /// Sends a request with this input through the given client.
            ///
            /// # Errors
            ///
            /// As the `send` of the fluent builder.
            #[inline]
            pub async fn send_with(
                self,
                client: &$client,
            ) -> ::std::result::Result<$output, $crate::error::SdkError<$error>> {
                $crate::client::invoke::<$operation>(
                    $crate::client::Connected::connected(client),
                    self.build(),
                    None,
                )
                .await
            }
        }
    };
}
