//! Events of the vault, in both directions: the second half of the program.

use aws_smithy_types::event_stream::{Header, HeaderValue, Message, RawMessage};
use vault::primitives::event_stream::EventStreamSender;
use vault::types::error::HearingError;
use vault::types::{Heard, Hearing, Sound, Talking};
use whittle_runtime::stream::events::{Frames, encode};

fn event(kind: &str, name: &str, payload: &str) -> Vec<u8> {
    let header = |name: &'static str, value: &str| {
        Header::new(name, HeaderValue::String(value.to_owned().into()))
    };
    let named = match kind {
        "event" => ":event-type",
        _ => ":exception-type",
    };
    let message = Message::new(payload.as_bytes().to_vec())
        .add_header(header(":message-type", kind))
        .add_header(header(named, name))
        .add_header(header(":content-type", "application/json"));
    encode(&message).unwrap()
}

fn messages(bytes: &[u8]) -> Vec<Message> {
    let mut frames = Frames::default();
    frames.push(bytes);
    let mut messages = Vec::new();
    while let Some(message) = frames.next_message().unwrap() {
        messages.push(message);
    }
    assert!(frames.is_empty());
    messages
}

fn text<'a>(message: &'a Message, name: &str) -> &'a str {
    let mut headers = message.headers().iter();
    let header = headers.find(|header| header.name().as_str() == name);
    header.unwrap().value().as_string().unwrap().as_str()
}

async fn receives_events() {
    let sent = [
        event("event", "heard", r#"{"text":"hi","volume":3}"#),
        event("event", "sound", "\u{1}\u{2}"),
        event("event", "new", "{}"),
    ]
    .concat();
    let client = client(move |_| {
        // Frames do not come as they are.
        let chunks: Vec<_> = sent
            .chunks(7)
            .map(|chunk| {
                Ok::<_, std::io::Error>(http_body::Frame::data(bytes::Bytes::copy_from_slice(
                    chunk,
                )))
            })
            .collect();
        let body = http_body_util::StreamBody::new(futures_util::stream::iter(chunks));
        http::Response::builder()
            .header("x-session", "s")
            .body(SdkBody::from_body_1_x(body))
            .unwrap()
    });
    let mut output = client.listen().send().await.unwrap();
    assert_eq!(output.session(), Some("s"));
    let heard = Heard::builder().text("hi").volume(3).build();
    assert_eq!(
        output.hearing.recv().await.unwrap(),
        Some(Hearing::Heard(heard))
    );
    let sound = Sound::builder()
        .bytes(vault::primitives::Blob::new([1, 2]))
        .build();
    assert_eq!(
        output.hearing.recv().await.unwrap(),
        Some(Hearing::Sound(sound))
    );
    assert!(output.hearing.recv().await.unwrap().unwrap().is_unknown());
    assert_eq!(output.hearing.recv().await.unwrap(), None);
    assert_eq!(output.hearing.recv().await.unwrap(), None);
}

async fn heard(bytes: Vec<u8>) -> SdkError<HearingError, RawMessage> {
    let client = client(move |_| http::Response::new(SdkBody::from(bytes.clone())));
    let mut output = client.listen().send().await.unwrap();
    let mut received = output.hearing.recv().await;
    while let Ok(Some(_)) = received {
        received = output.hearing.recv().await;
    }
    let error = received.unwrap_err();
    assert_eq!(
        output.hearing.recv().await.unwrap(),
        None,
        "nothing follows an error"
    );
    error
}

async fn exceptions_and_damage_end_a_stream() {
    let good = event("event", "heard", "{}");
    let failed = event("exception", "failed", r#"{"message":"m","reason":"r"}"#);
    let error = heard([good.clone(), failed, good.clone()].concat()).await;
    assert_eq!(error.message(), Some("m"));
    match error.into_service_error() {
        HearingError::Failed(failed) => assert_eq!(failed.reason(), Some("r")),
        other => panic!("{other:?}"),
    }
    let unknown = heard(event("exception", "new", r#"{"message":"m"}"#)).await;
    assert_eq!(unknown.message(), Some("m"));
    assert!(matches!(unknown, SdkError::ServiceError(_)));

    let malformed = heard(event("event", "heard", "{")).await;
    assert!(
        matches!(malformed, SdkError::ResponseError(_)),
        "{malformed:?}"
    );
    let other = heard(event("other", "heard", "{}")).await;
    assert!(matches!(other, SdkError::ResponseError(_)), "{other:?}");
    let cut = heard([&good[..], &good[..10]].concat()).await;
    assert!(matches!(cut, SdkError::ResponseError(_)), "{cut:?}");
    for at in 0..good.len() {
        let mut damaged = good.clone();
        damaged[at] ^= 1;
        let error = heard(damaged).await;
        assert!(
            matches!(error, SdkError::ResponseError(_)),
            "{at}: {error:?}"
        );
    }
    let mut huge = vec![0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0];
    huge.extend(crc32fast::hash(&huge).to_be_bytes());
    let error = heard(huge).await;
    assert!(matches!(error, SdkError::ResponseError(_)), "{error:?}");
}

fn said(text: &str) -> Talking {
    Talking::Said(Heard::builder().text(text).build())
}

async fn talk(
    words: impl Into<EventStreamSender<Talking, vault::types::error::TalkingError>>,
    config: vault::config::Builder,
) -> (
    aws_smithy_runtime_api::client::orchestrator::HttpRequest,
    Vec<Message>,
) {
    let answer = http::Response::new(SdkBody::from(event("event", "heard", "{}")));
    let (http, requests) = capture_request(Some(answer));
    let client = Client::from_conf(config.http_client(http).build());
    let mut output = client
        .talk()
        .room("r")
        .talking(words.into())
        .send()
        .await
        .unwrap();
    assert!(output.hearing.recv().await.unwrap().is_some());
    let mut request = requests.expect_request();
    let body = std::mem::replace(request.body_mut(), SdkBody::taken());
    let bytes = ByteStream::new(body).collect().await.unwrap().to_vec();
    (request, messages(&bytes))
}

async fn sends_events_each_with_a_signature() {
    let words = futures_util::stream::iter([
        Ok(said("hi")),
        Ok(Talking::Sound(
            Sound::builder()
                .bytes(vault::primitives::Blob::new([1, 2]))
                .build(),
        )),
    ]);
    let (request, sent) = talk(words, config()).await;
    assert_eq!(
        request.headers().get("content-type"),
        Some("application/vnd.amazon.eventstream")
    );
    assert_eq!(request.headers().get("content-length"), None);
    assert_eq!(request.headers().get("x-room"), Some("r"));
    assert!(
        request
            .headers()
            .get("authorization")
            .unwrap()
            .starts_with("AWS4-HMAC-SHA256")
    );
    // Two events and the end.
    assert_eq!(sent.len(), 3);
    for message in &sent {
        let names: Vec<_> = message
            .headers()
            .iter()
            .map(|it| it.name().as_str())
            .collect();
        assert_eq!(names, [":chunk-signature", ":date"]);
    }
    let [said, sound] = [0, 1].map(|at: usize| messages(sent[at].payload()).remove(0));
    assert_eq!(text(&said, ":event-type"), "said");
    assert_eq!(text(&said, ":message-type"), "event");
    assert_eq!(text(&said, ":content-type"), "application/json");
    assert_eq!(said.payload(), &br#"{"text":"hi"}"#[..]);
    assert_eq!(text(&sound, ":content-type"), "application/octet-stream");
    assert_eq!(sound.payload(), &[1, 2][..]);
    assert!(sent[2].payload().is_empty());
}
