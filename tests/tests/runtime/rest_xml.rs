//! Bodies of restXml: the order of the members of an input.

#![allow(
    unexpected_cfgs,
    reason = "the shapes are those of a crate without a client"
)]
#![allow(
    dead_code,
    unreachable_pub,
    reason = "the macros write what is public in a generated crate, and not all of it is called here"
)]

use crate::miniature::Miniature;
use whittle_runtime::codec::{List, Plain};
use whittle_runtime::http::Reply;
use whittle_runtime::members;
use whittle_runtime::operation::Service;
use whittle_runtime::protocol::{
    AwsQuery, Ec2Query, ErrorBody, Protocol, RestXml, RestXmlNoErrorWrapping,
};
use whittle_runtime::service::{OperationFacts, Route};

/// An input.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    pub name: Option<String>,
    pub hosts: Option<Vec<String>>,
    pub comment: Option<String>,
    pub lang: Option<String>,
}

members! {
    Zone inside ZoneBuilder -> Self [0 1 2 3] {
        name, set_name, get_name: text(String) = "Name" Plain;
        hosts, set_hosts, get_hosts: list(as String) = "Hosts" / "Host" List<Plain>;
        comment, set_comment, get_comment: text(String) = "Comment" in Body "About" Plain;
        lang, set_lang, get_lang: text(String) = "Lang" in Attribute "xml:lang" Plain;
    }
}

fn body(input: &Zone) -> String {
    let operation = OperationFacts {
        name: "PutZone",
        has_input: true,
        route: Route {
            method: "POST",
            uri: "/zone",
        },
        element: "Zone xmlns=\"urn:zones\"",
    };
    let request = RestXml::request(Miniature::FACTS, &operation, input).unwrap();
    String::from_utf8(request.into_body()).unwrap()
}

#[test]
fn members_of_an_input_are_in_the_order_of_their_names() {
    let zone = Zone::builder().name("a&b").hosts("x").hosts("é");
    let zone = zone.comment("first").lang("de");
    // `Comment` comes before `Hosts` though it is called `About` there.
    assert_eq!(
        body(&zone.build()),
        "<Zone xmlns=\"urn:zones\" xml:lang=\"de\"><About>first</About>\
         <Hosts><Host>x</Host><Host>é</Host></Hosts><Name>a&amp;b</Name></Zone>"
    );
    let sorted = Zone::builder().hosts("x").name("n").build();
    assert_eq!(
        body(&sorted),
        "<Zone xmlns=\"urn:zones\"><Hosts><Host>x</Host></Hosts><Name>n</Name></Zone>"
    );
    assert_eq!(
        body(&Zone::builder().build()),
        "<Zone xmlns=\"urn:zones\"></Zone>"
    );
}

/// Whether an output, and an exception, are read from a body.
fn reads<P: Protocol>(root: &str, body: &str) -> (bool, bool) {
    let response = http::Response::new(body);
    let reply = Reply::of_http(&response);
    let error = P::error(Miniature::FACTS, &reply);
    let error = error.and_then(|(_, body)| body.members::<Zone>(&mut Zone::builder()));
    let output = P::output::<Zone>(Miniature::FACTS, root, &reply, &mut Zone::builder());
    (output.is_ok(), error.is_ok())
}

#[test]
fn a_root_of_another_name_is_refused() {
    let zone = "<n:Zone xmlns:n=\"u\"><Name>n</Name></n:Zone>";
    assert_eq!(reads::<RestXml>("Zone", zone), (true, false));
    assert_eq!(reads::<RestXml>("", zone), (true, false), "nobody says");
    assert_eq!(reads::<RestXml>("zone", zone), (false, false));
    let error = "<ErrorResponse><Error><Code>C</Code></Error></ErrorResponse>";
    assert_eq!(reads::<RestXml>("Zone", error), (false, true));
    let bare = "<Error><Code>C</Code></Error>";
    assert_eq!(reads::<RestXmlNoErrorWrapping>("Zone", bare), (false, true));
    let of_ec2 = "<Response><Errors><Error><Code>C</Code></Error></Errors></Response>";
    assert_eq!(reads::<Ec2Query>("GetResponse", of_ec2), (false, true));
    let result = |inside| format!("<GetResponse>{inside}</GetResponse>");
    let good = result("<GetResult/><ResponseMetadata/>");
    assert_eq!(reads::<Ec2Query>("GetResponse", &good), (true, false));
    assert_eq!(reads::<AwsQuery>("GetResponse", &good), (true, false));
    assert_eq!(reads::<AwsQuery>("PutResponse", &good), (false, false));
    for other in ["", "<PutResult/>", "<ResponseMetadata/><GetResult/>"] {
        assert_eq!(
            reads::<AwsQuery>("GetResponse", &result(other)),
            (false, false)
        );
    }
    assert_eq!(reads::<AwsQuery>("GetResponse", error), (false, true));
}
