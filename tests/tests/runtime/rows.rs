//! Rows of all places, lists, maps, structures and unions: by restXml, whose bodies serde does not know, and
//! in formats of serde.

#![allow(
    deprecated,
    unexpected_cfgs,
    reason = "the shapes are those of a crate without a client"
)]
#![allow(
    dead_code,
    unreachable_pub,
    reason = "the macros write what is public in a generated crate, and not all of it is called here"
)]

use crate::miniature::Miniature;
use aws_smithy_types::{Blob, DateTime};
use std::collections::HashMap;
use whittle_runtime::codec::{
    Base64, Boxed, Enum, EpochSeconds, FlatList, FlatMap, HttpDate, Integer, List, Map, Nullable,
    Plain, Structure, Union,
};
use whittle_runtime::http::Reply;
use whittle_runtime::operation::Service;
use whittle_runtime::protocol::{Protocol, RestXml};
use whittle_runtime::schema::{self, At, Structure as _};
use whittle_runtime::service::{OperationFacts, Route};
use whittle_runtime::string_enum;
use whittle_runtime::string_enum::UnknownVariantValue;
use whittle_runtime::{members, variants};

#[non_exhaustive]
#[derive(Clone, Debug, Hash, Ord, PartialEq, PartialOrd)]
pub enum Colour {
    Red,
    #[deprecated]
    Unknown(UnknownVariantValue),
}
string_enum!(Colour, [(Red, "red")]);

#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    pub key: String,
    pub colours: Option<Vec<Colour>>,
}

members! {
    #[derive(Debug)]
    Tag by TagBuilder -> Result<Self> requires key [0 1] {
        key, set_key, get_key [or Default::default()]: text(String) = "key" in Body "Key" Plain;
        colours, set_colours, get_colours: list(Colour) = "colours" / "Colour" List<Enum>;
    }
}

#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    pub r#type: String,
}

members! {
    #[derive(Debug)]
    Measure by MeasureBuilder -> Result<Self> requires r#type [0] {
        r#type, set_type, get_type [or Default::default()]: text(String) = "type" in Body "Type" Plain;
    }
}

#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    Disk(String),
    Many(Vec<Source>),
    Nothing,
    Unknown,
}

variants! {
    Source [0 1 2] {
        Disk, as_disk, is_disk: String = "disk" in Body "Disk" Plain;
        Many, as_many, is_many: Vec<Source> = "many" List<Union>;
        Nothing, as_nothing, is_nothing = "nothing";
    }
}

/// One of each.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Everywhere {
    pub id: Option<String>,
    pub count: Option<i32>,
    pub colours: Option<Vec<Colour>>,
    pub others: Option<HashMap<String, String>>,
    pub since: Option<DateTime>,
    pub labels: Option<HashMap<String, String>>,
    pub status: Option<i32>,
    pub name: Option<String>,
    pub fresh: Option<bool>,
    pub born: Option<DateTime>,
    pub data: Option<Blob>,
    pub tags: Option<Vec<Tag>>,
    pub names: Option<Vec<String>>,
    pub notes: Option<Vec<Option<String>>>,
    pub limits: Option<HashMap<Colour, i32>>,
    pub sizes: Option<HashMap<String, i32>>,
    pub source: Option<Source>,
    pub parent: Option<Box<Everywhere>>,
}

members! {
    Everywhere inside EverywhereBuilder -> Self [0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17] {
        id, set_id, get_id: text(String) = "id" in Path "Id" Plain;
        count, set_count, get_count: copy(i32) = "count" in Query "max" Integer;
        colours, set_colours, get_colours: list(Colour) = "colours" in Query "colour" List<Enum>;
        others, set_others, get_others: map(as String, as String) = "others" in QueryMap Map<Plain>;
        since, set_since, get_since: value(DateTime) = "since" in Header "if-since" HttpDate;
        labels, set_labels, get_labels: map(as String, as String) = "labels" in PrefixHeaders "x-" Map<Plain>;
        status, set_status, get_status: copy(i32) = "status" in Status Integer;
        name, set_name, get_name: text(String) = "name" Plain;
        fresh, set_fresh, get_fresh: copy(bool) = "fresh" in Body "Fresh" Plain;
        born, set_born, get_born: value(DateTime) = "born" EpochSeconds;
        data, set_data, get_data: value(Blob) = "data" Base64;
        tags, set_tags, get_tags: list(Tag) = "tags" in Body "TagSet" / "Tag" List<Structure>;
        names, set_names, get_names: list(as String) = "names" in Body "Name" FlatList<Plain>;
        notes, set_notes, get_notes: list(Option<String>) = "notes" List<Nullable<Plain>>;
        limits, set_limits, get_limits:
            map(Colour, i32) = "limits" in Body "Limits" / "Colour" / "Limit" Map<Integer>;
        sizes, set_sizes, get_sizes: map(as String, i32) = "sizes" in Body "Size" FlatMap<Integer>;
        source, set_source, get_source: value(Source) = "source" Union;
        parent, set_parent, get_parent: boxed(Everywhere) = "parent" Boxed<Structure>;
    }
}

/// The body of this one is the tag.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Upload {
    pub tag: Option<Tag>,
}

members! {
    Upload inside UploadBuilder -> Self [0] {
        tag, set_tag, get_tag: value(Tag) = "tag" in Payload "Tagging" Structure;
    }
}

fn everywhere() -> Everywhere {
    let tag = Tag::builder().key("8").colours(Colour::Red);
    Everywhere::builder()
        .id("i/1")
        .count(8)
        .colours(Colour::Red)
        .colours(Colour::from("blue"))
        .others("a", "1")
        .since(DateTime::from_secs(1_700_000_000))
        .labels("owner", "me")
        .status(201)
        .name("n")
        .fresh(true)
        .born(DateTime::from_secs(1_700_000_000))
        .data(Blob::new([1, 2, 255]))
        .tags(tag.build().unwrap())
        .names("one")
        .names("two")
        .notes(Some("x".to_owned()))
        .limits(Colour::Red, -3)
        .sizes("s", 4)
        .source(Source::Many(vec![
            Source::Disk("d".into()),
            Source::Nothing,
        ]))
        .parent(Everywhere::builder().name("").build())
        .build()
}

/// A request as text.
fn sent<T: schema::Structure>(
    uri: &'static str,
    element: &'static str,
    input: &T,
) -> Result<String, String> {
    let operation = OperationFacts {
        name: "Do",
        has_input: true,
        route: Route { method: "PUT", uri },
        element,
    };
    let request = RestXml::request(Miniature::FACTS, &operation, input);
    let request = request.map_err(|error| format!("{error:?}"))?;
    let mut text = format!("{}\n", request.uri());
    for (name, value) in request.headers() {
        text += &format!("{name}: {}\n", value.to_str().unwrap());
    }
    Ok(text + str::from_utf8(request.body()).unwrap())
}

/// The output in a response.
fn read<T: schema::Structure>(headers: &[(&str, &str)], body: &str) -> Result<T, String> {
    let response = http::Response::builder().status(201);
    let response = headers.iter().fold(response, |response, (name, value)| {
        response.header(*name, *value)
    });
    let response = response.body(body.to_owned()).unwrap();
    let (reply, mut builder) = (Reply::of_http(&response), T::Builder::default());
    let read = RestXml::output::<T>(Miniature::FACTS, "", &reply, &mut builder);
    read.map(|()| T::finish(builder))
        .map_err(|error| error.to_string())
}

const BODY: &str = "<Everywhere>\
    <born>1700000000</born><data>AQL/</data><Fresh>true</Fresh>\
    <Limits><entry><Colour>red</Colour><Limit>-3</Limit></entry></Limits>\
    <name>n</name><Name>one</Name><Name>two</Name><notes><member>x</member></notes>\
    <parent><name></name></parent><Size><key>s</key><value>4</value></Size>\
    <source><many><member><Disk>d</Disk></member><member><nothing></nothing></member></many></source>\
    <TagSet><Tag><Key>8</Key><colours><Colour>red</Colour></colours></Tag></TagSet>\
    </Everywhere>";

#[test]
fn members_are_where_their_rows_say() {
    let head = "/i%2F1?a=1&max=8&colour=red&colour=blue\nif-since: Tue, 14 Nov 2023 22:13:20 GMT\n\
                x-owner: me\ncontent-type: application/xml\n";
    let length = BODY.len();
    let expected = format!("{head}content-length: {length}\n{BODY}");
    assert_eq!(sent("/{Id}", "Everywhere", &everywhere()), Ok(expected));
    let headers = [
        ("if-since", "Tue, 14 Nov 2023 22:13:20 GMT"),
        ("x-owner", "me"),
    ];
    let mut answered = everywhere();
    // What is in the path or the query is in no response.
    (answered.id, answered.count) = (None, None);
    (answered.colours, answered.others) = (None, None);
    assert_eq!(read(&headers, BODY), Ok(answered));
}

#[test]
fn a_payload_is_the_body() {
    let tag = Tag::builder().key("k").build().unwrap();
    let upload = Upload::builder().tag(tag).build();
    let body = "<Tagging><Key>k</Key></Tagging>";
    let text = sent("/", "", &upload).unwrap();
    assert!(text.ends_with(&format!("\n{body}")), "{text}");
    assert_eq!(read(&[], body), Ok(upload));
}

#[test]
fn an_item_that_is_none_is_not_written() {
    let notes = Everywhere::builder()
        .id("i")
        .notes(None)
        .notes(Some("x".into()))
        .build();
    let text = sent("/{Id}", "All", &notes).unwrap();
    let body = "<All><notes><member>x</member></notes></All>";
    assert!(text.ends_with(&format!("\n{body}")), "{text}");
}

#[test]
fn a_builder_that_holds_the_structure_is_printed_under_its_own_name() {
    let builder = Upload::builder();
    assert_eq!(format!("{builder:?}"), "UploadBuilder { tag: None }");
    let builder = Some(builder.tag(Tag::builder().key("k").build().unwrap()));
    let inside = format!("{:#?}", builder.clone().map(UploadBuilder::build));
    let expected = inside.replace("Upload {", "UploadBuilder {");
    assert_eq!(format!("{builder:#?}"), expected);
}

#[test]
fn what_no_row_has_is_ignored_and_what_is_wrong_is_refused() {
    let read = |text: &str| read::<Everywhere>(&[], &format!("<Everywhere>{text}</Everywhere>"));
    let nothing = Everywhere::builder().status(201);
    let nothing = nothing.set_labels(Some(HashMap::new())).build();
    assert_eq!(read("<new><name>n</name></new>"), Ok(nothing.clone()));
    assert_eq!(read("<id>1</id>"), Ok(nothing), "it is in the path");
    let source = read("<source><new>1</new></source>").unwrap().source;
    assert_eq!(source, Some(Source::Unknown));
    assert!(read("<born>x</born>").is_err());
    assert!(read("<Fresh>1</Fresh>").is_err());
    let unknown = Everywhere::builder().id("i").source(Source::Unknown);
    let error = sent("/{Id}", "Everywhere", &unknown.build()).unwrap_err();
    let says = r#"CannotSerializeUnknownVariant { union: "Source" }"#;
    assert!(error.contains(says), "{error}");
}

#[test]
fn the_same_rows_are_members_of_one_object_in_serdes_formats() {
    let json = serde_json::to_string(&everywhere()).unwrap();
    assert_eq!(
        json,
        r#"{"id":"i/1","count":8,"colours":["red","blue"],"others":{"a":"1"},"since":"Tue, 14 Nov 2023 22:13:20 GMT","labels":{"owner":"me"},"status":201,"name":"n","fresh":true,"born":1700000000,"data":"AQL/","tags":[{"key":"8","colours":["red"]}],"names":["one","two"],"notes":["x"],"limits":{"red":-3},"sizes":{"s":4},"source":{"many":[{"disk":"d"},{"nothing":{}}]},"parent":{"name":""}}"#
    );
    assert_eq!(
        serde_json::from_str::<Everywhere>(&json).unwrap(),
        everywhere()
    );
    let null = serde_json::from_str::<Everywhere>(r#"{"names":null,"sizes":null}"#).unwrap();
    assert_eq!(null, Everywhere::builder().build());
}

#[test]
fn keys_are_found_in_any_order() {
    let json = r#"{"status":2,"id":"a","zz":0,"status":3,"count":1,"id":"b"}"#;
    let read: Everywhere = serde_json::from_str(json).unwrap();
    assert_eq!(
        (read.id(), read.count(), read.status()),
        (Some("b"), Some(1), Some(3))
    );
}

#[test]
fn a_row_says_where_its_member_is() {
    let [tag] = Upload::MEMBERS else {
        panic!("{:?}", Upload::MEMBERS)
    };
    assert_eq!(
        (tag.name, tag.at, tag.wire),
        ("tag", At::Payload, "Tagging")
    );
    let name = &Everywhere::MEMBERS[7];
    assert_eq!((name.name, name.at, name.wire), ("name", At::Body, "name"));
    assert_eq!(name.parts, [""; 0]);
    let limits = &Everywhere::MEMBERS[14];
    assert_eq!(limits.parts, ["Colour", "Limit"]);
}

/// What a response has to say, and may not.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Required {
    pub tag: Option<Tag>,
    pub source: Option<Source>,
    pub fresh: bool,
}

members! {
    #[derive(Debug)]
    Required by RequiredBuilder -> Self
    fills(tag = schema::empty(), source = Source::Unknown, fresh = Default::default()) [0 1 2] {
        tag, set_tag, get_tag: value(Tag) = "tag" Structure;
        source, set_source, get_source: value(Source) = "source" Union;
        fresh, set_fresh, get_fresh [or true]: copy(bool) = "fresh" Plain;
    }
}

#[test]
fn what_is_required_is_filled_in_where_it_is_read_and_left_out_where_it_is_built() {
    let read: Required = serde_json::from_str("{}").unwrap();
    let tag = Tag::builder().key("").build().unwrap();
    assert_eq!(read.tag(), Some(&tag));
    assert_eq!(
        (read.source(), read.fresh()),
        (Some(&Source::Unknown), false)
    );
    let read: Required =
        serde_json::from_str(r#"{"source": {"disk": "d"}, "fresh": true}"#).unwrap();
    assert_eq!(
        (read.source(), read.fresh()),
        (Some(&Source::Disk("d".to_owned())), true)
    );
    let built = Required::builder().build();
    assert_eq!(
        (built.tag(), built.source(), built.fresh()),
        (None, None, true)
    );
}

#[test]
fn a_builder_fails_without_what_it_requires() {
    let error = Tag::builder().colours(Colour::Red).build().unwrap_err();
    assert!(error.to_string().starts_with("key was missing"), "{error}");
    // As the official builders call it.
    let error = Measure::builder().build().unwrap_err();
    assert!(
        error.to_string().starts_with("r#type was missing"),
        "{error}"
    );
}
