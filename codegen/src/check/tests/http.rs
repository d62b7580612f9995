//! Tests of the rules about bindings to HTTP.

use super::check;
use crate::read::testing::{botocore, good, problems, service};

/// A model that speaks restJson1.
fn rest(operations: &str, shapes: &str) -> String {
    botocore(operations, shapes).replace(
        r#""protocols": ["json"], "protocol": "json", "jsonVersion": "1.1""#,
        r#""protocols": ["rest-json"], "protocol": "rest-json""#,
    )
}

/// What is wrong with a model whose operation has this route, and an input with these members.
fn input_problems(uri: &str, more: &str, members: &str) -> String {
    let shapes = format!(
        r#""In": {{"type": "structure", {more} "members": {{{members}}}}}, "S": {{"type": "string"}},
        "I": {{"type": "integer"}}, "B": {{"type": "blob"}}, "L": {{"type": "list", "member": {{"shape": "S"}}}},
        "M": {{"type": "map", "key": {{"shape": "S"}}, "value": {{"shape": "L"}}}}"#
    );
    let operation = format!(
        r#""Do": {{"http": {{"method": "PUT", "requestUri": "{uri}"}}, "input": {{"shape": "In"}}}}"#
    );
    problems(check(&service(&rest(&operation, &shapes))))
}

#[test]
fn members_in_all_places() {
    good(check(&service(&rest(
        r#""Do": {"http": {"method": "PUT", "requestUri": "/a/{Label}/{Rest+}?b=c"}, "input": {"shape": "In"},
            "output": {"shape": "In"}, "errors": [{"shape": "E"}]}"#,
        r#""In": {"type": "structure", "required": ["Label", "Rest"], "payload": "p", "members": {
            "Label": {"shape": "S", "location": "uri", "locationName": "Label"},
            "Rest": {"shape": "S", "location": "uri", "locationName": "Rest"},
            "q": {"shape": "L", "location": "querystring", "locationName": "q"},
            "m": {"shape": "M", "location": "querystring"},
            "h": {"shape": "S", "location": "header", "locationName": "x-h"},
            "s": {"shape": "I", "location": "statusCode"},
            "p": {"shape": "S"}}},
        "E": {"type": "structure", "exception": true, "members": {
            "h": {"shape": "S", "location": "header", "locationName": "X-H"}}},
        "S": {"type": "string"}, "I": {"type": "integer"}, "L": {"type": "list", "member": {"shape": "S"}},
        "M": {"type": "map", "key": {"shape": "S"}, "value": {"shape": "L"}}"#,
    ))));
}

#[test]
fn labels_are_required_members_of_the_input() {
    assert_eq!(
        input_problems(
            "/{a}/{b}",
            r#""required": ["c"],"#,
            r#""a": {"shape": "S", "location": "uri"}, "c": {"shape": "S", "location": "uri"}"#
        ),
        "\
error: no member of the input is the label `b`
  --> test.json: /operations/Do
   |  route: PUT /{a}/{b}

error: the member is in the path, but it is not required
  --> test.json: /shapes/In/members/a
   |  route: PUT /{a}/{b}

error: the member is in the path, but the route has no such label
  --> test.json: /shapes/In/members/c
   |  route: PUT /{a}/{b}"
    );
}

#[test]
fn an_operation_has_a_route_of_http() {
    assert_eq!(
        problems(check(&service(&rest(r#""Do": {}"#, "")))),
        "\
error: the operation has no route
  --> test.json: /operations/Do
   |  operation: Do"
    );
    assert_eq!(
        input_problems("/a b", "", ""),
        "\
error: the route has a character that no URI has
  --> test.json: /operations/Do
   |  route: PUT /a b"
    );
}

#[test]
fn no_two_members_have_one_place() {
    assert_eq!(
        input_problems(
            "/",
            r#""payload": "p","#,
            r#""a": {"shape": "S", "location": "header", "locationName": "X-A"},
            "b": {"shape": "S", "location": "header", "locationName": "x-a"},
            "p": {"shape": "B"}, "q": {"shape": "S"}"#
        ),
        "\
error: two members are in the same place
  --> test.json: /shapes/In/members/b
   |  members: `a` and `b`
   |  place: header `x-a`

error: the member is in the body, but another one is the whole body
  --> test.json: /shapes/In/members/q"
    );
}

#[test]
fn values_fit_where_they_are() {
    assert_eq!(
        input_problems(
            "/{l}",
            r#""required": ["l"],"#,
            r#""l": {"shape": "L", "location": "uri"},
            "b": {"shape": "B", "location": "header", "locationName": "x y"},
            "h": {"shape": "M", "location": "header", "locationName": "x-h"}"#
        ),
        "\
error: a value of this type does not fit where the member is
  --> test.json: /shapes/In/members/b
   |  shape: B

error: the name of the header is malformed
  --> test.json: /shapes/In/members/b
   |  header: \"x y\"

error: a value of this type does not fit where the member is
  --> test.json: /shapes/In/members/h
   |  shape: M

error: a value of this type does not fit where the member is
  --> test.json: /shapes/In/members/l
   |  shape: L"
    );
}
