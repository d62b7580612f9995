//! Shapes with a member in each place.

#![allow(
    unexpected_cfgs,
    reason = "the shapes are those of a crate without a client"
)]
#![allow(
    dead_code,
    unreachable_pub,
    reason = "the macros write what is public in a generated crate, and not all of it is called here"
)]

use aws_smithy_types::{Blob, DateTime};
use std::collections::HashMap;
use whittle_runtime::codec::{
    DateTimeOffset, Float, HttpDate, HttpDateOrText, Integer, List, Map, MediaText, NativeBytes,
    Plain, Secret, Structure,
};
use whittle_runtime::members;

/// One of each in a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Put {
    pub account: Option<i64>,
    pub path: Option<String>,
    pub owner: Option<String>,
    pub tags: Option<Vec<String>>,
    pub since: Option<DateTime>,
    pub filters: Option<HashMap<String, Vec<String>>>,
    pub factor: Option<f64>,
    pub names: Option<Vec<String>>,
    pub times: Option<Vec<DateTime>>,
    pub secret: Option<String>,
    pub context: Option<String>,
    pub r#type: Option<bool>,
    pub labels: Option<HashMap<String, String>>,
    pub text: Option<String>,
}

members! {
    #[derive(Debug)]
    Put by PutBuilder -> Result<Self> [0 1 2 3 4 5 6 7 8 9 10 11 12 13] {
        path, set_path, get_path: text(String) = "Path" in Path "Path" Plain;
        account, set_account, get_account: copy(i64) = "Account" in Path "Account" Integer;
        owner, set_owner, get_owner: text(String) = "Owner" in RequiredQuery "owner" Plain;
        tags, set_tags, get_tags: list(as String) = "Tags" in Query "tag" List<Plain>;
        since, set_since, get_since: value(DateTime) = "Since" in Query "since" DateTimeOffset;
        filters, set_filters, get_filters:
            map(as String, Vec<String>) = "Filters" in QueryMap Map<List<Plain>>;
        factor, set_factor, get_factor: copy(f64) = "Factor" in Header "X-Factor" Float;
        names, set_names, get_names: list(as String) = "Names" in Header "X-Names" List<Plain>;
        times, set_times, get_times: list(DateTime) = "Times" in Header "X-Times" List<HttpDate>;
        secret, set_secret, get_secret: text(String) = "Secret" in Header "X-Secret" Secret<Plain>;
        context, set_context, get_context: text(String) = "Context" in Header "X-Context" MediaText;
        r#type, set_type, get_type: copy(bool) = "Type" in Header "X-Type" Plain;
        labels, set_labels, get_labels:
            map(as String, as String) = "Labels" in PrefixHeaders "x-label-" Map<Plain>;
        text, set_text, get_text: text(String) = "Text" Plain;
    }
}

/// One of each in a response.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Got {
    pub status: Option<i32>,
    pub count: Option<i32>,
    pub factor: Option<f32>,
    pub name: Option<String>,
    pub names: Option<Vec<String>>,
    pub times: Option<Vec<DateTime>>,
    pub flag: Option<bool>,
    pub context: Option<String>,
    pub labels: Option<HashMap<String, String>>,
    pub text: Option<String>,
    pub until: Option<DateTime>,
    pub until_text: Option<String>,
}

members! {
    #[derive(Debug)]
    Got by GotBuilder -> Self [0 1 2 3 4 5 6 7 8 9 10 11] {
        status, set_status, get_status: copy(i32) = "Status" in Status Integer;
        count, set_count, get_count: copy(i32) = "Count" in Header "X-Count" Integer;
        factor, set_factor, get_factor: copy(f32) = "Factor" in Header "X-Factor" Float;
        name, set_name, get_name: text(String) = "Name" in Header "X-Name" Plain;
        names, set_names, get_names: list(as String) = "Names" in Header "X-Names" List<Plain>;
        times, set_times, get_times: list(DateTime) = "Times" in Header "X-Times" List<HttpDate>;
        flag, set_flag, get_flag: copy(bool) = "Flag" in Header "X-Flag" Plain;
        context, set_context, get_context: text(String) = "Context" in Header "X-Context" MediaText;
        labels, set_labels, get_labels:
            map(as String, as String) = "Labels" in PrefixHeaders "X-Label-" Map<Plain>;
        text, set_text, get_text: text(String) = "Text" Plain;
        until, set_until, get_until: value(DateTime) = "Until" in Header "X-Until" HttpDateOrText;
        until_text, set_until_text, get_until_text: text(String) = "UntilText" in Header "X-Until" Plain;
    }
}

/// Bytes that are the body.
#[derive(Clone, Debug, PartialEq)]
pub struct Upload {
    pub kind: Option<String>,
    pub data: Option<Blob>,
}

members! {
    #[derive(Debug)]
    Upload by UploadBuilder -> Self [0 1] {
        kind, set_kind, get_kind: text(String) = "Kind" in Header "Content-Type" Plain;
        data, set_data, get_data: value(Blob) = "Data" in Content "image/png" NativeBytes;
    }
}

/// A structure that is the body.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrapped {
    pub inner: Option<Tag>,
}

members! {
    #[derive(Debug)]
    Wrapped by WrappedBuilder -> Self [0] {
        inner, set_inner, get_inner: value(Tag) = "Inner" in Payload "{}" Structure;
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    pub key: Option<String>,
}

members! {
    #[derive(Debug)]
    Tag by TagBuilder -> Self [0] {
        key, set_key, get_key: text(String) = "Key" Plain;
    }
}
