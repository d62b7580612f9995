//! What all protocols read of a model is the same in both formats: the pair in `fixtures/formats/wire`
//! has every trait of the wire that both formats can say.

use codegen::model::{Member, Operation, Service, Shape};
use codegen::read;

use super::{fixtures, load};

fn service(file: &str) -> Service {
    let source = load(&fixtures().join("wire").join(file));
    read::read(&source).unwrap_or_else(|failure| panic!("{failure}"))
}

/// A line for everything that is put on the wire in some way of its own.
fn wire(service: &Service) -> Vec<String> {
    let Service {
        protocols,
        auth,
        query_compatible,
        no_error_wrapping,
        xml_namespace,
        endpoint_discovery,
        ..
    } = service;
    let mut lines = vec![
        format!("{protocols:?} {auth:?} {query_compatible} {no_error_wrapping}"),
        format!("{xml_namespace:?} {endpoint_discovery:?}"),
    ];
    lines.extend(service.operations.values().map(operation));
    for shape in service.shapes.values().filter(|s| !s.name.contains('#')) {
        lines.push(self::shape(shape));
        lines.extend(
            shape
                .members()
                .map(|of| format!("{}.{}", shape.name, member(of))),
        );
    }
    let unsupported = service.shapes.values().flat_map(|shape| {
        let of_members = shape.members().flat_map(|member| &member.unsupported);
        shape.unsupported.iter().chain(of_members)
    });
    let of_operations = service.operations.values().flat_map(|op| &op.unsupported);
    let all = unsupported.chain(of_operations).chain(&service.unsupported);
    assert_eq!(all.count(), 0, "the pair says nothing that is not read");
    lines
}

fn operation(operation: &Operation) -> String {
    let Operation {
        name,
        http,
        host_prefix,
        auth,
        unsigned_payload,
        request_compression,
        checksum_required,
        checksum,
        ..
    } = operation;
    let uri = http.as_ref().map(|http| http.uri.to_string());
    let discovered = operation.discovered_endpoint.as_ref().map(|it| it.required);
    format!(
        "{name} {uri:?} {http:?} {host_prefix:?} {auth:?} unsigned {unsigned_payload} \
         {request_compression:?} {checksum_required} {checksum:?} {discovered:?}"
    )
}

fn shape(shape: &Shape) -> String {
    let Shape {
        name,
        streaming,
        xml,
        ..
    } = shape;
    let kind = format!("{:?}", shape.kind);
    let kind = kind.split(['(', ' ']).next().unwrap_or_default();
    format!("{name} {kind} {streaming:?} {xml:?}")
}

fn member(member: &Member) -> String {
    let Member {
        name,
        http,
        json_name,
        json_value,
        xml,
        event,
        timestamp_format,
        endpoint_discovery_id,
        ..
    } = member;
    format!(
        "{name} {http:?} {json_name:?} {json_value} {xml:?} {event:?} {timestamp_format:?} \
         {endpoint_discovery_id}"
    )
}

#[test]
fn both_formats_say_the_same_of_the_wire() {
    let [botocore, smithy] = ["botocore.json", "smithy.json"].map(|file| wire(&service(file)));
    assert_eq!(botocore, smithy);
    // The pair says something: each of these stands somewhere.
    let text = botocore.join("\n");
    for part in [
        "[RestXml, AwsQuery] [SigV4, SigV4a, HttpBearer]",
        "Some(\"ListEndpoints\")",
        "/wires/{wireId}/{rest+}?full&format=xml",
        "code: 206",
        "Some([NoAuth])",
        "unsigned true",
        "[\"gzip\"]",
        "request_required: true",
        "response_algorithms: [\"CRC32\", \"SHA256\"]",
        "HostPrefix { parts: [Label(\"wireId\"), Text(\".put-\")] }",
        "wireId Some(Label)",
        "others Some(QueryParams)",
        "Some(Query(\"since\"))",
        "Some(DateTime)",
        "Some(Header(\"x-where\"))",
        "context Some(Header(\"x-context\")) None true",
        "Some(PrefixHeaders(\"x-meta-\"))",
        "Some(Payload)",
        "Some(ResponseCode)",
        "Bytes Blob Some(KnownLength)",
        "Events Union Some(AnyLength)",
        "Some(Header) None false",
        "Some(Payload) None false",
        "PutWireRequest Structure None Xml { name: Some(\"Wire\")",
        "prefix: Some(\"pl\")",
        "attribute: true",
        "flattened: true",
        "ec2_query_name: Some(\"TagMap\")",
        "Ends.member None None false Xml { name: Some(\"Point\")",
        "Tags.key None None false Xml { name: Some(\"Name\")",
    ] {
        assert!(text.contains(part), "nothing has {part}:\n{text}");
    }
}

/// Elements and labels that botocore names otherwise than Smithy.
#[test]
fn names_of_botocore_are_those_of_the_protocols() {
    let mut source = load(&fixtures().join("wire/botocore.json"));
    let text = String::from_utf8(source.model.bytes).unwrap();
    let json = text.replace(
        r#""protocols": ["rest-xml", "query"]"#,
        r#""protocols": ["rest-json"]"#,
    );
    assert_ne!(json, text);
    source.model.bytes = json.into_bytes();
    let service = read::read(&source).unwrap_or_else(|failure| panic!("{failure}"));
    let shape = &service.shapes["PutWireRequest"];
    let ends = shape
        .members()
        .find(|member| member.name == "ends")
        .unwrap();
    assert_eq!(ends.json_name.as_deref(), Some("End"));
    assert_eq!(ends.xml.name, None);
}
