//! Whom the server lets in: every way to get a signature wrong, and the error that AWS gives.

mod changes;

use crate::harness::{Call, Raw, seed, send};
use crate::ours::side;
use aws_smithy_http_client::test_util::capture_request;
use changes::{AUTHORIZATION, CHANGES, INVALID, UNKNOWN};
use lightsail_local::{Access, Clock, Credentials, Server};
use std::time::{Duration, SystemTime};

/// A signed request, before it is sent.
#[derive(Clone)]
struct Signed {
    method: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Signed {
    /// The request of a call, as our client signs it now.
    async fn new(url: &str, keys: &Credentials, call: Call) -> Self {
        let (http, sent) = capture_request(None);
        let config = side::config_with(url, keys).http_client(http).build();
        // Nobody answers.
        let _ = side::send(&lightsail_snapshots::Client::from_conf(config), call).await;
        let request = sent.expect_request();
        let header = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let mut headers: Vec<_> = request.headers().iter().map(header).collect();
        headers.push(("host".to_owned(), url.replace("http://", "")));
        Self {
            method: request.method().to_owned(),
            headers,
            body: request.body().bytes().unwrap().to_vec(),
        }
    }

    fn header(&mut self, name: &str) -> &mut String {
        let mut headers = self.headers.iter_mut();
        &mut headers.find(|(key, _)| key == name).unwrap().1
    }

    /// Replaces text in the value of a header; it has to be there.
    fn replace(&mut self, name: &str, old: &str, new: &str) {
        let value = self.header(name);
        assert!(value.contains(old), "{value}");
        *value = value.replacen(old, new, 1);
    }

    fn remove(&mut self, name: &str) {
        let before = self.headers.len();
        self.headers.retain(|(key, _)| key != name);
        assert!(self.headers.len() < before);
    }

    fn add(&mut self, name: &str, value: &str) {
        self.headers.push((name.to_owned(), value.to_owned()));
    }

    async fn send(&self, server: &Server) -> Raw {
        send(server.address(), &self.method, &self.headers, &self.body).await
    }
}

fn keys() -> Credentials {
    Credentials::new("AKIDLOCAL", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
}

async fn server(keys: Credentials) -> Server {
    let server = Server::builder().seed(seed()).credentials(keys);
    server.start().await.unwrap()
}

#[tokio::test]
async fn what_is_changed_on_the_way_is_refused() {
    let server = server(keys()).await;
    let call = Call::create("changed", "data-1");
    for (name, change, code) in CHANGES {
        let mut request = Signed::new(&server.url(), &keys(), call).await;
        change(&mut request);
        let answer = request.send(&server).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (400, *code),
            "{name}: {answer:?}"
        );
        assert!(answer.header("x-amzn-requestid").is_some());
        let text = String::from_utf8(answer.body).unwrap();
        assert!(
            !text.contains("Signature="),
            "{name}: the signature comes back: {text}"
        );
    }
    assert_eq!(server.dump(), seed(), "nobody got in");
    let request = Signed::new(&server.url(), &keys(), call).await;
    assert_eq!(request.send(&server).await.status, 200);
}

#[tokio::test]
async fn every_bit_of_a_signature_counts() {
    let server = server(keys()).await;
    let good = Signed::new(&server.url(), &keys(), Call::DiskSnapshots(None)).await;
    assert_eq!(good.send(&server).await.status, 200);
    for digit in 0..64 {
        let mut request = good.clone();
        let value = request.header(AUTHORIZATION);
        let at = value.len() - 64 + digit;
        let other = if &value[at..=at] == "0" { "1" } else { "0" };
        value.replace_range(at..=at, other);
        assert_eq!(request.send(&server).await.code(), INVALID, "digit {digit}");
    }
}

#[tokio::test]
async fn blanks_and_unsigned_headers_do_not_matter() {
    let server = server(keys()).await;
    let mut request = Signed::new(&server.url(), &keys(), Call::DiskSnapshots(None)).await;
    request.add("x-forwarded-for", "somebody");
    let agent = request.header("x-amz-user-agent");
    *agent = format!("  {}  ", agent.replace(' ', "   "));
    request.replace(AUTHORIZATION, ", SignedHeaders", ",SignedHeaders");
    assert_eq!(request.send(&server).await.status, 200);
}

#[tokio::test]
async fn clocks_may_be_five_minutes_apart() {
    for (seconds, code) in [
        (0, None),
        (295, None),
        (310, Some(INVALID)),
        (90_000, Some(INVALID)),
    ] {
        for is_ahead in [false, true] {
            let (now, off) = (SystemTime::now(), Duration::from_secs(seconds));
            let clock = Clock::standing(if is_ahead { now + off } else { now - off });
            let server = Server::builder().credentials(keys()).clock(clock);
            let server = server.start().await.unwrap();
            let request = Signed::new(&server.url(), &keys(), Call::Records(None)).await;
            let answer = request.send(&server).await;
            let refusal = (answer.status != 200).then(|| answer.code());
            assert_eq!(refusal.as_deref(), code, "{seconds} s, ahead: {is_ahead}");
            if code.is_some() {
                let text = String::from_utf8(answer.body).unwrap();
                let reason = if is_ahead {
                    "Signature expired"
                } else {
                    "not yet current"
                };
                assert!(text.contains(reason), "{text}");
            }
        }
    }
}

#[tokio::test]
async fn temporary_credentials() {
    let now = SystemTime::now();
    let temporary = |token: &str, until| keys().with_session(token, until);
    let hour = Duration::from_secs(3600);
    let cases = [
        (temporary("token", None), temporary("token", None), None),
        (
            temporary("token", Some(now + hour)),
            temporary("token", None),
            None,
        ),
        (
            temporary("token", Some(now - hour)),
            temporary("token", None),
            Some("ExpiredTokenException"),
        ),
        (
            temporary("token", None),
            temporary("tokem", None),
            Some(UNKNOWN),
        ),
        (temporary("token", None), keys(), Some(UNKNOWN)),
        (keys(), temporary("token", None), Some(UNKNOWN)),
        (
            keys(),
            Credentials::new("AKIDLOCAL", "guess"),
            Some(INVALID),
        ),
    ];
    for (known, used, code) in cases {
        let server = server(known.clone()).await;
        let request = Signed::new(&server.url(), &used, Call::Records(None)).await;
        let answer = request.send(&server).await;
        let refusal = (answer.status != 200).then(|| answer.code());
        assert_eq!(refusal.as_deref(), code, "{known:?} {used:?}");
    }
}

#[tokio::test]
async fn one_of_many_and_anybody() {
    let other = Credentials::new("AKIDOTHER", "other");
    let both = Access::Only(vec![keys(), other.clone()]);
    let server = Server::builder().access(both).start().await.unwrap();
    let request = Signed::new(&server.url(), &other, Call::Records(None)).await;
    assert_eq!(request.send(&server).await.status, 200);

    let nobody = Server::builder().access(Access::Only(Vec::new()));
    let nobody = nobody.start().await.unwrap();
    let request = Signed::new(&nobody.url(), &keys(), Call::Records(None)).await;
    assert_eq!(request.send(&nobody).await.code(), UNKNOWN);

    let open = Server::builder()
        .access(Access::Open)
        .start()
        .await
        .unwrap();
    let mut request = Signed::new(&open.url(), &keys(), Call::Records(None)).await;
    request.remove(AUTHORIZATION);
    assert_eq!(request.send(&open).await.status, 200);
}
