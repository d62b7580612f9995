//! Whom a client believes: certificates of an authority that it knows, for the host that it calls, in
//! their time.

use crate::authority::{Authority, Valid};
use crate::callers::{CALLERS, without_tls};
use crate::service::{Tls, lightsail};
use tokio_rustls::TlsAcceptor;

/// What all callers say of a server at `localhost` with this certificate; `known` is the authority
/// that they know. Gives how many requests came through, too.
async fn calls(acceptor: TlsAcceptor, known: &Authority) -> (Vec<(&'static str, String)>, u64) {
    let server = lightsail().await;
    let tls = Tls::before(&server, acceptor).await;
    let url = format!("https://localhost:{}", tls.address().port());
    let known = known.file().to_str().unwrap();
    let call = || {
        CALLERS
            .iter()
            .map(|it| (it.name, it.call(&url, &[("SSL_CERT_FILE", known)])))
    };
    let said = tokio::task::block_in_place(|| call().collect());
    (said, server.requests())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_good_certificate_is_believed() {
    let authority = Authority::new("known");
    let (said, requests) = calls(authority.acceptor("localhost", Valid::Long), &authority).await;
    for (name, said) in &said {
        assert_eq!(said, "7 snapshots\n", "{name}");
    }
    assert_eq!(requests, said.len() as u64);
}

/// All callers refuse the certificate, before anything is sent.
async fn refused(acceptor: TlsAcceptor, known: &Authority, reason: &str) {
    let (said, requests) = calls(acceptor, known).await;
    for (name, said) in &said {
        assert!(said.contains("invalid peer certificate"), "{name}: {said}");
        assert!(said.contains(reason), "{name}: {said}");
    }
    assert_eq!(requests, 0);
    let of = |wanted| said.iter().find(|(name, _)| *name == wanted).unwrap();
    for (official, ours) in [("official", "ours"), ("official, old", "ours, old")] {
        assert_eq!(without_times(&of(official).1), without_times(&of(ours).1));
    }
}

/// The text with `…` in the place of moments: the two are not asked in the same second.
fn without_times(text: &str) -> String {
    let parts = text.split_inclusive(|c: char| !c.is_ascii_digit());
    let part = |part: &str| {
        let number = part.trim_end_matches(|c: char| !c.is_ascii_digit());
        match number.len() {
            9.. => part.replace(number, "…"),
            _ => part.to_owned(),
        }
    };
    parts.map(part).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn that_of_an_unknown_authority_is_refused() {
    let (known, unknown) = (Authority::new("known"), Authority::new("unknown"));
    let acceptor = unknown.acceptor("localhost", Valid::Long);
    refused(acceptor, &known, "UnknownIssuer").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn that_of_another_host_is_refused() {
    let authority = Authority::new("known");
    let acceptor = authority.acceptor("example.com", Valid::Long);
    refused(acceptor, &authority, "NotValidForName").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_one_is_refused() {
    let authority = Authority::new("known");
    let acceptor = authority.acceptor("localhost", Valid::UntilYesteryear);
    refused(acceptor, &authority, "Expired").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_tls_feature_there_is_no_http_client() {
    let said = tokio::task::block_in_place(|| without_tls().call("http://localhost:1", &[]));
    let says = "No HTTP client was available to send this request.";
    assert!(
        said.starts_with("dispatch: ") && said.contains(says),
        "{said}"
    );
}
