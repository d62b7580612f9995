//! A request to assume a role, written by the generated crate of STS and by the official one. `cargo xtask bench`
//! generates the one, and builds this program with both.
//!
//! Prints one line an outcome: case, rival, seconds.

#![allow(
    clippy::expect_used,
    reason = "a bench that fails should say where"
)]

#[allow(dead_code, reason = "there is nothing to read")]
mod codec;
mod measure;

use measure::{compare, rounds};

/// What is measured of a crate, in words that both crates understand.
macro_rules! side {
    ($sdk:ident) => {
        pub(crate) mod $sdk {
            use crate::codec::{configured, writes};
            use crate::measure::Task;
            use ::$sdk::operation::assume_role::{AssumeRole, AssumeRoleInput};
            use ::$sdk::types::{PolicyDescriptorType, Tag};
            use aws_smithy_runtime_api::client::interceptors::context::Input;

            /// Writes a request.
            pub(crate) fn encode() -> Task<'static> {
                let input = input();
                writes(configured(&AssumeRole::new()), move || {
                    Input::erase(input.clone())
                })
            }

            /// A session with policies and tags.
            fn input() -> AssumeRoleInput {
                let mut input = AssumeRoleInput::builder()
                    .role_arn("arn:aws:iam::123456789012:role/deploy")
                    .role_session_name("nightly@build-42")
                    .policy(r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#)
                    .duration_seconds(3600);
                for name in ["ReadOnlyAccess", "AmazonSQSFullAccess"] {
                    let policy = PolicyDescriptorType::builder();
                    let policy = policy.arn(format!("arn:aws:iam::aws:policy/{name}"));
                    input = input.policy_arns(policy.build());
                }
                for number in 0..20 {
                    let key = format!("cost-centre-{number}");
                    let tag = Tag::builder().key(&key).value(format!("R&D {number}"));
                    input = input.tags(tag.build().expect("a tag"));
                    input = input.transitive_tag_keys(key);
                }
                input.build().expect("an input")
            }
        }
    };
}

mod sides {
    side!(ours);
    side!(official);
}

fn main() {
    let [ours, official] = [sides::ours::encode(), sides::official::encode()];
    compare("assume-role", [("ours", ours), ("official", official)], rounds());
}
