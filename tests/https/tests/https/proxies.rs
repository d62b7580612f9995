//! Proxies from the environment: where they are heeded and where not, as the official client does it.

use crate::authority::{Authority, Valid};
use crate::callers::{CALLERS, Caller, Http};
use crate::proxy::{Manner, Proxy};
use crate::service::{Tls, lightsail};
use tokio::net::TcpSocket;

/// An environment, and which way a call takes in it. `PROXY` stands for the proxy's address.
struct Case {
    environment: &'static [(&'static str, &'static str)],
    scheme: &'static str,
    way: Way,
}

/// Which way a call takes to a port where nobody listens; the proxy has the server there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// Through the proxy, which is asked this; `URL` stands for the address asked for.
    Proxy(&'static str),
    /// Past the proxy, so that it fails.
    Direct,
}

const TUNNEL: Way = Way::Proxy("CONNECT localhost:PORT HTTP/1.1");
const PASSED_ON: Way = Way::Proxy("POST http://localhost:PORT/ HTTP/1.1");

const fn case(
    environment: &'static [(&'static str, &'static str)],
    scheme: &'static str,
    way: Way,
) -> Case {
    Case {
        environment,
        scheme,
        way,
    }
}

const CASES: [Case; 13] = [
    case(&[], "https", Way::Direct),
    case(&[("HTTPS_PROXY", "http://PROXY")], "https", TUNNEL),
    case(&[("https_proxy", "http://PROXY")], "https", TUNNEL),
    case(&[("HTTPS_PROXY", "PROXY")], "https", TUNNEL),
    case(&[("ALL_PROXY", "http://PROXY")], "https", TUNNEL),
    case(
        &[("HTTPS_PROXY", "http://me:secret@PROXY")],
        "https",
        Way::Proxy("CONNECT localhost:PORT HTTP/1.1 by Basic bWU6c2VjcmV0"),
    ),
    case(&[("HTTPS_PROXY", "http://PROXY")], "http", Way::Direct),
    case(&[("HTTP_PROXY", "http://PROXY")], "http", PASSED_ON),
    case(
        &[("HTTP_PROXY", "http://me:secret@PROXY")],
        "http",
        Way::Proxy("POST http://localhost:PORT/ HTTP/1.1 by Basic bWU6c2VjcmV0"),
    ),
    case(&[("HTTP_PROXY", "http://PROXY")], "https", Way::Direct),
    case(
        &[("HTTPS_PROXY", "http://PROXY"), ("NO_PROXY", "localhost")],
        "https",
        Way::Direct,
    ),
    case(
        &[
            ("ALL_PROXY", "http://PROXY"),
            ("no_proxy", "a.test,localhost"),
        ],
        "http",
        Way::Direct,
    ),
    case(
        &[("HTTPS_PROXY", "http://PROXY"), ("NO_PROXY", "elsewhere")],
        "https",
        TUNNEL,
    ),
];

/// A port where nobody listens, nor can as long as this is kept.
fn nobody() -> TcpSocket {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    socket
}

fn port(socket: &TcpSocket) -> u16 {
    socket.local_addr().unwrap().port()
}

/// What a caller says in an environment, and what the proxy was asked.
fn outcome(
    caller: &Caller,
    url: &str,
    environment: &[(&str, String)],
    proxy: &Proxy,
) -> (String, Vec<String>) {
    let environment: Vec<_> = environment
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let said = tokio::task::block_in_place(|| caller.call(url, &environment));
    (said, proxy.asked())
}

#[tokio::test(flavor = "multi_thread")]
async fn each_way_is_that_of_the_official_client() {
    let server = lightsail().await;
    let authority = Authority::new("known");
    let tls = Tls::before(&server, authority.acceptor("localhost", Valid::Long)).await;
    let manner = Manner::Passes {
        tls: tls.address(),
        plain: server.address(),
    };
    let proxy = Proxy::start(manner).await;
    let nobody = nobody();
    let port = port(&nobody).to_string();
    for case in CASES {
        let url = format!("{}://localhost:{port}", case.scheme);
        let known = (
            "SSL_CERT_FILE",
            authority.file().to_str().unwrap().to_owned(),
        );
        let variables = case.environment.iter();
        let variables = variables
            .map(|(name, value)| (*name, value.replace("PROXY", &proxy.address().to_string())));
        let environment: Vec<_> = variables.chain([known]).collect();
        for caller in CALLERS.iter() {
            let (said, asked) = outcome(caller, &url, &environment, &proxy);
            let what = format!(
                "{} with {:?} to {url}: {said}",
                caller.name, case.environment
            );
            let way = match caller.http {
                Http::Today => case.way,
                Http::Legacy | Http::Absent => Way::Direct,
            };
            match way {
                Way::Proxy(line) => {
                    assert_eq!(asked, [line.replace("PORT", &port)], "{what}");
                    assert_eq!(said, "7 snapshots\n", "{what}");
                }
                Way::Direct => {
                    assert_eq!(asked, [""; 0], "{what}");
                    assert!(said.starts_with("io: "), "{what}");
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_that_refuses_or_is_gone_is_an_error() {
    let proxy = Proxy::start(Manner::Refuses).await;
    let (gone, nobody) = (nobody(), nobody());
    let authority = Authority::new("known");
    let known = (
        "SSL_CERT_FILE",
        authority.file().to_str().unwrap().to_owned(),
    );
    let url = format!("https://localhost:{}", port(&nobody));
    for (address, times) in [
        (proxy.address().to_string(), 1),
        (gone.local_addr().unwrap().to_string(), 0),
    ] {
        let environment = [("HTTPS_PROXY", format!("http://{address}")), known.clone()];
        let mut official = None;
        for caller in CALLERS.iter().filter(|caller| caller.http == Http::Today) {
            let (said, asked) = outcome(caller, &url, &environment, &proxy);
            assert_eq!(asked.len(), times, "{}: {said}", caller.name);
            assert!(!said.contains("snapshots\n"), "{}: {said}", caller.name);
            let official = official.get_or_insert_with(|| said.clone());
            assert_eq!(&said, official, "{}", caller.name);
        }
    }
}
