//! An HTTP client that gives the same answer to all requests, at once.

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;

#[derive(Clone, Debug)]
pub(crate) struct Canned(SharedHttpConnector);

impl Canned {
    pub(crate) fn new(body: &'static str) -> Self {
        Self(SharedHttpConnector::new(Connector(body)))
    }

    pub(crate) fn response(body: &'static str) -> HttpResponse {
        let body = SdkBody::from(body);
        http::Response::new(body).try_into().expect("a response")
    }
}

impl HttpClient for Canned {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        self.0.clone()
    }
}

#[derive(Debug)]
struct Connector(&'static str);

impl HttpConnector for Connector {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::ready(Ok(Canned::response(self.0)))
    }
}
