//! Members that are in paths, queries, headers and the status, and bodies that are a member: what is sent,
//! what is read, and what cannot be.

mod shapes;

use self::shapes::*;
use crate::miniature::Miniature;
use aws_smithy_types::{Blob, DateTime};
use std::collections::HashMap;
use whittle_runtime::error::BuildError;
use whittle_runtime::http::Reply;
use whittle_runtime::operation::Service;
use whittle_runtime::protocol::{Protocol, RestJson1};
use whittle_runtime::schema::Structure;
use whittle_runtime::service::{OperationFacts, Route};

fn request<T: Structure>(
    method: &'static str,
    uri: &'static str,
    input: &T,
) -> Result<http::Request<Vec<u8>>, BuildError> {
    let operation = OperationFacts {
        name: "Do",
        has_input: true,
        route: Route { method, uri },
        element: "",
    };
    RestJson1::request(Miniature::FACTS, &operation, input)
}

fn put(input: PutBuilder) -> Result<http::Request<Vec<u8>>, BuildError> {
    let uri = "/v1/{Account}/{Path+}?mode=put&strict";
    request("PUT", uri, &input.build().unwrap())
}

/// What must be there.
fn least() -> PutBuilder {
    Put::builder().account(1).path("p").owner("o")
}

fn text(request: &http::Request<Vec<u8>>) -> String {
    let mut text = format!("{} {}\n", request.method(), request.uri());
    for (name, value) in request.headers() {
        text.push_str(&format!("{name}: {}\n", value.to_str().unwrap()));
    }
    text + str::from_utf8(request.body()).unwrap()
}

#[test]
fn every_member_is_in_its_place() {
    let filters = HashMap::from([("x y".to_owned(), vec!["1".to_owned(), "&".to_owned()])]);
    let input = least()
        .path("a b/ü?")
        .account(-7)
        .owner("me=you")
        .tags("a/b")
        .tags("")
        .since(DateTime::from_secs(0))
        .set_filters(Some(filters))
        .factor(f64::INFINITY)
        .names("plain")
        .names("with, comma")
        .times(DateTime::from_secs(0))
        .context("{\"a\": 1}")
        .r#type(false)
        .labels("One", "1")
        .text("t");
    assert_eq!(
        text(&put(input).unwrap()),
        "PUT /v1/-7/a%20b/%C3%BC%3F?mode=put&strict&x%20y=1&x%20y=%26\
         &owner=me%3Dyou&tag=a%2Fb&tag=&since=1970-01-01T00%3A00%3A00Z\n\
         x-factor: Infinity\n\
         x-names: plain\n\
         x-names: \"with, comma\"\n\
         x-times: Thu, 01 Jan 1970 00:00:00 GMT\n\
         x-context: eyJhIjogMX0=\n\
         x-type: false\n\
         x-label-one: 1\n\
         content-type: application/json\n\
         content-length: 12\n\
         {\"Text\":\"t\"}"
    );
}

#[test]
fn members_of_the_query_come_before_a_map_of_it() {
    let filters = ["owner", "other"].map(|key| (key.to_owned(), vec!["x".to_owned()]));
    let request = put(least().set_filters(Some(filters.into()))).unwrap();
    let query = request.uri().query().unwrap();
    assert_eq!(query, "mode=put&strict&other=x&owner=o");
}

#[test]
fn an_empty_list_is_an_empty_header_and_no_query() {
    let request = put(least().set_names(Some(vec![])).set_tags(Some(vec![]))).unwrap();
    assert_eq!(request.headers()["x-names"], "");
    assert_eq!(request.uri().query(), Some("mode=put&strict&owner=o"));
}

fn problem(input: PutBuilder) -> String {
    put(input).unwrap_err().to_string()
}

#[test]
fn labels_and_required_parameters_must_have_a_value() {
    let missing = |field: &str| {
        BuildError::missing_field(
            Box::leak(field.to_owned().into_boxed_str()),
            "cannot be empty or unset",
        )
        .to_string()
    };
    assert_eq!(problem(least().path("")), missing("path"));
    assert_eq!(problem(least().set_path(None)), missing("path"));
    assert_eq!(problem(least().owner("")), missing("owner"));
    assert_eq!(problem(least().set_owner(None)), missing("owner"));
    // The first one of the path is told, whatever the order of members, and whatever else is wrong.
    let input = Put::builder().secret("\n");
    assert_eq!(problem(input), missing("account"));
    assert_eq!(problem(Put::builder().account(1)), missing("path"));
}

#[test]
fn headers_cannot_have_control_characters() {
    let wrong = problem(least().names("a\nb"));
    assert!(wrong.contains("names"), "{wrong}");
    assert!(
        wrong.contains("`a\nb` cannot be used as a header value"),
        "{wrong}"
    );
    let wrong = problem(least().labels("a b", "c"));
    assert!(wrong.contains("labels"), "{wrong}");
    assert!(
        wrong.contains("`a b` cannot be used as a header name"),
        "{wrong}"
    );
    let wrong = problem(least().secret("hush\n"));
    assert!(
        wrong.contains("secret") && !wrong.contains("hush"),
        "{wrong}"
    );
    let wrong = put(least().secret("hush\n")).unwrap_err();
    assert!(!format!("{wrong:?}").contains("hush"), "{wrong:?}");
}

#[test]
fn times_out_of_range_are_not_sent() {
    let wrong = problem(least().since(DateTime::from_secs(i64::MAX)));
    assert!(!wrong.is_empty());
}

#[test]
fn a_body_of_bytes_is_what_the_model_or_a_member_says() {
    let sent = |input: UploadBuilder| text(&request("POST", "/", &input.build()).unwrap());
    assert_eq!(
        sent(Upload::builder().data(Blob::new("png"))),
        "POST /\ncontent-type: image/png\ncontent-length: 3\npng"
    );
    assert_eq!(
        sent(Upload::builder().kind("image/gif").data(Blob::new("gif"))),
        "POST /\ncontent-type: image/gif\ncontent-length: 3\ngif"
    );
    assert_eq!(
        sent(Upload::builder()),
        "POST /\ncontent-type: image/png\ncontent-length: 0\n"
    );
}

#[test]
fn a_payload_that_is_not_set_is_an_empty_object() {
    let sent = |input: WrappedBuilder| text(&request("POST", "/", &input.build()).unwrap());
    let head = "POST /\ncontent-type: application/json\ncontent-length:";
    assert_eq!(sent(Wrapped::builder()), format!("{head} 2\n{{}}"));
    let tag = Tag::builder().key("k").build();
    let full = sent(Wrapped::builder().inner(tag));
    assert_eq!(full, format!("{head} 11\n{{\"Key\":\"k\"}}"));
}

fn read<T: Structure>(headers: &[(&str, &str)], body: &str) -> Result<T, String> {
    let mut response = http::Response::builder().status(201);
    for (name, value) in headers {
        let value = http::HeaderValue::from_bytes(value.as_bytes()).unwrap();
        response = response.header(*name, value);
    }
    let response = response.body(body.to_owned()).unwrap();
    let (reply, mut builder) = (Reply::of_http(&response), T::Builder::default());
    let read = RestJson1::output::<T>(Miniature::FACTS, "", &reply, &mut builder);
    read.map(|()| T::finish(builder))
        .map_err(|error| error.to_string())
}

#[test]
fn every_member_is_read_from_its_place() {
    let headers = [
        ("x-count", " 8 "),
        ("x-factor", "NaN"),
        ("x-name", "a, b"),
        ("x-names", "a , \"b, \\\"c\\\"\""),
        ("x-names", "d"),
        (
            "x-times",
            "Thu, 01 Jan 1970 00:00:00 GMT, Thu, 01 Jan 1970 00:00:01 GMT",
        ),
        ("x-flag", "true"),
        ("x-context", "eyJhIjogMX0="),
        ("x-label-one", "1"),
        ("x-until", "Thu, 01 Jan 1970 00:00:02 GMT"),
    ];
    let got: Got = read(&headers, r#"{"Text": "t", "Name": "not this one"}"#).unwrap();
    assert!(got.factor.unwrap().is_nan());
    let expected = Got {
        status: Some(201),
        count: Some(8),
        factor: None,
        name: Some("a, b".to_owned()),
        names: Some(["a", "b, \"c\"", "d"].map(str::to_owned).to_vec()),
        times: Some([0, 1].map(DateTime::from_secs).to_vec()),
        flag: Some(true),
        context: Some("{\"a\": 1}".to_owned()),
        labels: Some(HashMap::from([("one".to_owned(), "1".to_owned())])),
        text: Some("t".to_owned()),
        until: Some(DateTime::from_secs(2)),
        until_text: Some("Thu, 01 Jan 1970 00:00:02 GMT".to_owned()),
    };
    assert_eq!(
        Got {
            factor: None,
            ..got
        },
        expected
    );
}

#[test]
fn a_header_that_is_no_time_is_still_a_text() {
    for text in ["tomorrow", "2", "Thu, 01 Jan 1970"] {
        let got: Got = read(&[("x-until", text)], "{}").unwrap();
        assert_eq!((got.until, got.until_text.as_deref()), (None, Some(text)));
    }
    // Where there is only a time, that is an error, and so is a number.
    for text in ["tomorrow", "2"] {
        read::<Got>(&[("x-times", text)], "{}").unwrap_err();
    }
}

#[test]
fn maps_of_headers_come_last() {
    let labels = |key: &str| Some(HashMap::from([(key.to_owned(), "1".to_owned())]));
    let sent = put(least().context("c").set_labels(labels("a"))).unwrap();
    let names: Vec<&str> = sent.headers().keys().map(|name| name.as_str()).collect();
    assert_eq!(names[..2], ["x-context", "x-label-a"]);
    let problem = problem(least().set_labels(labels("é")));
    assert!(problem.contains("`é` cannot be"), "{problem}");
}

#[test]
fn what_is_not_there_is_not_set() {
    let expected = Got {
        status: Some(201),
        labels: Some(HashMap::new()),
        ..Got::default()
    };
    assert_eq!(read::<Got>(&[], ""), Ok(expected.clone()));
    let empty = [("x-count", ""), ("x-names", ""), ("x-flag", " ")];
    assert_eq!(read::<Got>(&empty, "{}"), Ok(expected.clone()));
    let empty = Got {
        name: Some(String::new()),
        ..expected
    };
    assert_eq!(read::<Got>(&[("x-name", "")], "{}"), Ok(empty));
}

#[test]
fn malformed_headers_are_told_without_their_values() {
    for (name, value) in [
        ("X-Count", "2147483648"),
        ("X-Count", "1, 2"),
        ("X-Factor", "much"),
        ("X-Names", "\"a"),
        ("X-Times", "yesterday"),
        ("X-Flag", "yes"),
        ("X-Context", "%"),
        ("X-Name", "\u{e9}\u{20ac}"),
    ] {
        let read = read::<Got>(&[(name, value)], "{}");
        match name {
            "X-Name" => assert_eq!(read.unwrap().name.as_deref(), Some(value)),
            _ => assert_eq!(
                read.unwrap_err(),
                format!("Failed to parse {} from header `{name}`", &name[2..])
            ),
        }
    }
    let twice = read::<Got>(&[("X-Name", "a"), ("X-Name", "b")], "{}");
    let message = "Failed to parse Name from header `X-Name`";
    assert_eq!(twice, Err(message.to_owned()));
}

#[test]
fn bodies_that_are_a_member() {
    let upload: Upload = read(&[("content-type", "x/y")], "bytes").unwrap();
    assert_eq!(upload.kind.as_deref(), Some("x/y"));
    assert_eq!(upload.data, Some(Blob::new("bytes")));
    assert_eq!(read::<Upload>(&[], "").unwrap().data, None);
    let wrapped: Wrapped = read(&[], r#"{"Key": "k"}"#).unwrap();
    assert_eq!(wrapped.inner.unwrap().key.as_deref(), Some("k"));
    assert_eq!(read::<Wrapped>(&[], "").unwrap().inner, None);
    assert!(read::<Wrapped>(&[], r#"{"Key": "k"} x"#).is_err());
}

/// For people, an input is its members, wherever they are.
#[test]
fn serde_has_all_members_under_their_names() {
    let input = least().context("c").build().unwrap();
    let json = serde_json::to_value(&input).unwrap();
    let expected = serde_json::json!({"Account": 1, "Path": "p", "Owner": "o", "Context": "c"});
    assert_eq!(json, expected);
    assert_eq!(serde_json::from_value::<Put>(json).unwrap(), input);
    let upload = Upload::builder().data(Blob::new("png")).build();
    let json = serde_json::to_value(&upload).unwrap();
    assert_eq!(json, serde_json::json!({"Data": "cG5n"}));
    assert_eq!(serde_json::from_value::<Upload>(json).unwrap(), upload);
}
