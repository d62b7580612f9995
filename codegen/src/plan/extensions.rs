//! What only some operations need: functions of the runtime's client, each behind a feature.

pub(super) mod function;

use super::structures::Struct;
use super::types::Type;
use crate::model::Operation;
pub(crate) use function::Extension;

const COMPRESSION: Extension = Extension {
    function: "compression::extend",
    feature: "request-compression",
    settings: Some("compression::Settings"),
    shown: &[],
};

/// Streams of events may stop to flow for a while.
const EVENTS: Extension = Extension {
    function: "events::extend",
    feature: "event-streams",
    settings: None,
    shown: &[],
};

const SENT_EVENTS: Extension = Extension {
    function: "events::sent",
    feature: "event-streams",
    settings: None,
    shown: &[],
};

const UNSIGNED_PAYLOAD: Extension = Extension {
    function: "unsigned_payload::extend",
    feature: "unsigned-payload",
    settings: None,
    shown: &[],
};

/// `Content-MD5`, where no other checksum is asked for.
const MD5: Extension = Extension {
    function: "md5::extend",
    feature: "md5",
    settings: None,
    shown: &[],
};

/// One of the checksums of `@httpChecksum`, and which it is about.
const fn checksum(function: &'static str) -> Extension {
    Extension {
        function,
        feature: "checksums",
        settings: Some("checksums::Settings"),
        shown: &[
            "checksums::RequestChecksumCalculation",
            "checksums::ResponseChecksumValidation",
        ],
    }
}

/// The chunks that a body which streams is sent in.
const CHUNKS: Extension = Extension {
    function: "checksums::chunked",
    feature: "checksums",
    settings: Some("checksums::ChunkSize"),
    shown: &[],
};

/// What an operation needs with this input and output.
pub(super) fn of(operation: &Operation, input: &Struct, output: &Struct) -> Vec<Extension> {
    let sent = input.stream().map(|field| &field.ty);
    let received = output.stream().map(|field| &field.ty);
    let sends_events = matches!(sent, Some(Type::SentEvents(..)));
    let has_events = sends_events || matches!(received, Some(Type::ReceivedEvents(..)));
    // The only encoding there is; official clients send bodies as they are where they know none.
    let is_compressed = operation.request_compression.iter().any(|it| it == "gzip");
    let checksum = operation.checksum.as_ref();
    let summed = checksum.filter(|it| it.request_algorithm_member.is_some());
    let needs = [
        (is_compressed, COMPRESSION),
        (has_events, EVENTS),
        (sends_events, SENT_EVENTS),
        (operation.unsigned_payload, UNSIGNED_PAYLOAD),
        (operation.checksum_required && checksum.is_none(), MD5),
        (
            summed.is_some_and(|it| it.request_required),
            self::checksum("checksums::required"),
        ),
        (
            summed.is_some_and(|it| !it.request_required),
            self::checksum("checksums::supported"),
        ),
        (summed.is_some() && sent.is_some(), CHUNKS),
        (
            checksum.is_some_and(|it| it.request_validation_mode_member.is_some()),
            self::checksum("checksums::validated"),
        ),
    ];
    let needed = needs.into_iter().filter(|(needed, _)| *needed);
    needed.map(|(_, extension)| extension).collect()
}
