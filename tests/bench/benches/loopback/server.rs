//! A server on loopback that answers everything with an empty page, and the client that trusts it.

use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::service::service_fn;
use hyper::{Request, Response, body::Incoming};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use std::convert::Infallible;
use std::fmt;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Transport {
    Plain,
    Tls,
}

impl fmt::Display for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Plain => "plain",
            Self::Tls => "TLS",
        })
    }
}

pub(crate) struct Server {
    transport: Transport,
    address: SocketAddr,
    certificate: String,
}

impl Server {
    /// Starts it in a thread that ends with the program.
    pub(crate) fn start(transport: Transport) -> Self {
        let key =
            rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let certificate = key.cert.pem();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            let acceptor = (transport == Transport::Tls).then(|| acceptor(&key));
            runtime
                .expect("a runtime")
                .block_on(accept(listener, acceptor));
        });
        Self {
            transport,
            address,
            certificate,
        }
    }

    pub(crate) fn url(&self) -> String {
        let scheme = if self.transport == Transport::Tls {
            "https"
        } else {
            "http"
        };
        format!("{scheme}://localhost:{}", self.address.port())
    }

    /// A client of its own, with the certificate of the server.
    pub(crate) fn client(&self) -> SharedHttpClient {
        let trusted = TrustStore::empty().with_pem_certificate(self.certificate.as_bytes());
        let context = TlsContext::builder()
            .with_trust_store(trusted)
            .build()
            .expect("a context");
        aws_smithy_http_client::Builder::new()
            .tls_provider(Provider::Rustls(CryptoMode::Ring))
            .tls_context(context)
            .build_https()
    }
}

fn acceptor(key: &rcgen::CertifiedKey<rcgen::KeyPair>) -> TlsAcceptor {
    let chain = vec![key.cert.der().clone()];
    let private = PrivateKeyDer::Pkcs8(key.signing_key.serialize_der().into());
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(chain, private)
        .expect("a certificate");
    // As the endpoints of AWS do.
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    TlsAcceptor::from(Arc::new(config))
}

async fn accept(listener: TcpListener, acceptor: Option<TlsAcceptor>) {
    listener.set_nonblocking(true).expect("a socket");
    let listener = tokio::net::TcpListener::from_std(listener).expect("a socket");
    while let Ok((stream, _)) = listener.accept().await {
        stream.set_nodelay(true).expect("a socket");
        let acceptor = acceptor.clone();
        tokio::spawn(async move {
            match acceptor {
                Some(acceptor) => {
                    if let Ok(stream) = acceptor.accept(stream).await {
                        serve(stream).await;
                    }
                }
                None => serve(stream).await,
            }
        });
    }
}

async fn serve(stream: impl AsyncRead + AsyncWrite + Unpin + 'static) {
    let service = service_fn(answer);
    let server = auto::Builder::new(TokioExecutor::new());
    // A client that goes away is no error.
    server
        .http1_only()
        .serve_connection(TokioIo::new(stream), service)
        .await
        .ok();
}

async fn answer(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    request.into_body().collect().await.ok();
    let mut response = Response::new(Full::new(Bytes::from_static(b"{}")));
    let kind = http::HeaderValue::from_static("application/x-amz-json-1.1");
    response
        .headers_mut()
        .insert(http::header::CONTENT_TYPE, kind);
    Ok(response)
}
