//! A test of the package: its operation is called nowhere else.

use sqs::operation::purge_queue::PurgeQueueInput;

#[test]
fn a_purge_needs_a_queue() {
    let input = PurgeQueueInput::builder()
        .queue_url("http://localhost/q")
        .build();
    assert_eq!(input.unwrap().queue_url(), Some("http://localhost/q"));
}
