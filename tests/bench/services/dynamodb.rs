//! Items of DynamoDB, read from the answer to a query and written in a batch, by the generated crate and by the
//! official one. `cargo xtask bench` generates the one, and builds this program with both.
//!
//! Prints one line an outcome: case, rival, seconds.

#![allow(
    clippy::expect_used,
    reason = "a bench that fails should say where"
)]

mod codec;
mod measure;

use codec::floor;
use measure::{compare, rounds};
use serde::de::IgnoredAny;
use std::hint::black_box;

/// What is measured of a crate, in words that both crates understand.
macro_rules! side {
    ($sdk:ident) => {
        pub(crate) mod $sdk {
            use crate::codec::{configured, reads, response, writes};
            use crate::measure::Task;
            use ::$sdk::operation::batch_write_item::{BatchWriteItem, BatchWriteItemInput};
            use ::$sdk::operation::query::Query;
            use ::$sdk::types::{AttributeValue, PutRequest, WriteRequest};
            use aws_smithy_runtime_api::client::interceptors::context::Input;
            use std::collections::HashMap;

            /// Reads this page as the answer to a call.
            pub(crate) fn decode(page: &str) -> Task<'static> {
                reads(configured(&Query::new()), response(page))
            }

            /// Writes a request.
            pub(crate) fn encode() -> Task<'static> {
                let input = input();
                writes(configured(&BatchWriteItem::new()), move || {
                    Input::erase(input.clone())
                })
            }

            /// As many items as there may be.
            fn input() -> BatchWriteItemInput {
                let requests = (0..25).map(|number| {
                    let put = PutRequest::builder().set_item(Some(item(number)));
                    let put = put.build().expect("a request");
                    WriteRequest::builder().put_request(put).build()
                });
                let input = BatchWriteItemInput::builder();
                let input = input.request_items("orders", requests.collect());
                input.build().expect("an input")
            }

            fn item(number: usize) -> HashMap<String, AttributeValue> {
                let text = |text: &str| AttributeValue::S(text.to_owned());
                let line = |sku: usize| {
                    let line = [
                        ("sku", AttributeValue::S(format!("SKU-{sku:06}"))),
                        ("count", AttributeValue::N((1 + sku % 7).to_string())),
                        ("gift", AttributeValue::Bool(sku % 2 == 0)),
                    ];
                    AttributeValue::M(line.map(|(key, value)| (key.to_owned(), value)).into())
                };
                let item = [
                    ("pk", AttributeValue::S(format!("customer#{number:08}"))),
                    ("sk", AttributeValue::S(format!("order#2024-02-29#{number:06}"))),
                    ("total", AttributeValue::N(format!("{}.95", 10 + number))),
                    ("paid", AttributeValue::Bool(true)),
                    ("coupon", AttributeValue::Null(true)),
                    ("address", text("1 \"Main\" Street, London")),
                    ("labels", AttributeValue::Ss(vec!["new".to_owned(), "web".to_owned()])),
                    ("lines", AttributeValue::L((0..3).map(|n| line(number + n)).collect())),
                ];
                item.map(|(key, value)| (key.to_owned(), value)).into()
            }
        }
    };
}

mod sides {
    side!(ours);
    side!(official);
}

fn main() {
    use ours::operation::query::Query;
    let page = page(1_000_000);
    let output = Query::parse(&http::Response::new(page.as_bytes())).expect("a page");
    let [ours, official] = [sides::ours::decode(&page), sides::official::decode(&page)];
    let tokens = move || {
        black_box(serde_json::from_str::<IgnoredAny>(&page)).expect("JSON");
    };
    let floor = floor(tokens, output);
    let rivals = [("ours", ours), ("official", official), ("floor", floor)];
    compare("query", rivals, rounds());
    let [ours, official] = [sides::ours::encode(), sides::official::encode()];
    compare("batch-write-item", [("ours", ours), ("official", official)], rounds());
}

/// A page of at least so many bytes.
fn page(bytes: usize) -> String {
    let mut items: Vec<String> = Vec::new();
    let mut size = 0;
    while size < bytes {
        items.push(item(items.len()));
        size += items.last().map_or(0, String::len);
    }
    let count = items.len();
    format!(
        r#"{{"Count":{count},"Items":[{}],"LastEvaluatedKey":{{"pk":{{"S":"customer#1"}}}},"ScannedCount":{count}}}"#,
        items.join(",")
    )
}

fn item(number: usize) -> String {
    let line = |sku: usize| {
        format!(
            r#"{{"M":{{"sku":{{"S":"SKU-{sku:06}"}},"count":{{"N":"{}"}},"gift":{{"BOOL":{}}}}}}}"#,
            1 + sku % 7,
            sku % 2 == 0
        )
    };
    format!(
        r#"{{"pk":{{"S":"customer#{number:08}"}},"sk":{{"S":"order#2024-02-29#{number:06}"}},"total":{{"N":"{}.95"}},"paid":{{"BOOL":true}},"coupon":{{"NULL":true}},"address":{{"S":"1 \"Main\" Street, London"}},"labels":{{"SS":["new","web"]}},"photo":{{"B":"iVBORw0KGgoAAAANSUhEUgAA"}},"lines":{{"L":[{},{},{}]}}}}"#,
        10 + number,
        line(number),
        line(number + 1),
        line(number + 2)
    )
}
