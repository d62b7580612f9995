//! Bodies of events, each of them a message in a frame.

use codegen::model::{EventBinding, Protocol, ShapeKind};
use flate2::Crc;

use super::{Answers, Bound, Damage, Node, json, xml};

/// Some events of a union.
pub(super) fn body<'a>(answers: &mut Answers<'a>, union: &str, damage: Damage) -> Vec<u8> {
    let count = answers.random.usize(..4);
    let mut body = Vec::new();
    for _ in 0..count {
        let Node::Structure(event) = answers.shape(union, None, damage, 0) else {
            unreachable!("events are a union")
        };
        for (member, node) in event {
            let (media_type, payload) = payload(answers, &member.target.shape, node);
            let headers = [
                (":message-type", "event"),
                (":event-type", &member.name),
                (":content-type", media_type),
            ];
            body.extend(frame(&headers, &payload));
        }
    }
    body
}

/// The payload of an event with its media type.
fn payload<'a>(
    answers: &mut Answers<'a>,
    shape: &'a str,
    node: Node<'a>,
) -> (&'static str, Vec<u8>) {
    let service = answers.service;
    let ShapeKind::Structure(structure) = &service.shapes[shape].kind else {
        unreachable!("{shape} is an event")
    };
    let has = |binding| {
        let mut members = structure.members.iter();
        members.find(|member| member.event == Some(binding))
    };
    assert!(
        has(EventBinding::Header).is_none(),
        "no service that is compared has headers in {shape} so far"
    );
    let members = match node {
        Node::Structure(members) => members,
        // Something else where a structure should be.
        _ => Vec::new(),
    };
    let Some(bound) = has(EventBinding::Payload) else {
        return document(answers, shape, &members);
    };
    let mut members = members.into_iter();
    let node = members.find(|(member, _)| member.name == bound.name);
    let target = bound.target.shape.as_str();
    let inner = match node.map(|(_, node)| node) {
        Some(Node::Blob(bytes)) => return ("application/octet-stream", bytes),
        Some(Node::Structure(members)) => members,
        _ => Vec::new(),
    };
    match service.shapes[target].kind {
        ShapeKind::Structure(_) => document(answers, target, &inner),
        _ => ("application/octet-stream", Vec::new()),
    }
}

/// A structure in the format of the protocol.
fn document<'a>(
    answers: &mut Answers<'a>,
    shape: &str,
    members: &[Bound<'a>],
) -> (&'static str, Vec<u8>) {
    match answers.protocol {
        Protocol::RestXml => (
            "application/xml",
            xml::rest(answers.service, shape, members),
        ),
        _ => ("application/json", json::body(answers, members)),
    }
}

/// A message: its length and that of its headers, their sum, the headers, the payload, and the sum of all.
fn frame(headers: &[(&str, &str)], payload: &[u8]) -> Vec<u8> {
    let mut head = Vec::new();
    for (name, value) in headers {
        head.push(name.len() as u8);
        head.extend(name.bytes());
        // A text.
        head.push(7);
        head.extend((value.len() as u16).to_be_bytes());
        head.extend(value.bytes());
    }
    let mut frame = Vec::new();
    frame.extend(((16 + head.len() + payload.len()) as u32).to_be_bytes());
    frame.extend((head.len() as u32).to_be_bytes());
    frame.extend(sum(&frame));
    frame.extend(head);
    frame.extend(payload);
    frame.extend(sum(&frame));
    frame
}

fn sum(bytes: &[u8]) -> [u8; 4] {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum().to_be_bytes()
}
