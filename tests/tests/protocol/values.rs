//! Values as Rust expressions: the `params` and results of a case, which are JSON, built with the
//! types of the generated crate.
//!
//! They are not read through the crate's own codecs, which are what the cases test.

use codegen::InRust;
use codegen::Role;
use codegen::model::{Member, Service, ShapeKind, Structure};
use serde_json::Value;

/// Where a value is put, and what it may do without.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// A list or map with null.
    Sparse,
    Plain,
}

/// Writes the values of one crate.
pub(crate) struct Values<'a> {
    pub(crate) service: &'a Service,
    pub(crate) rust: InRust<'a>,
    /// The name of the library.
    pub(crate) krate: String,
}

impl Values<'_> {
    /// `KitchenSinkOperationInput::builder().set_string(Some("abc".to_owned())).build().unwrap()`
    pub(crate) fn input(&self, operation: &str, value: &Value) -> String {
        let shape = self.service.operations[operation].input.as_ref();
        let ty = format!("{}Input", self.marker(operation));
        let members = self.members(shape.map(|shape| shape.shape.as_str()), Role::Input, value);
        format!("{ty}::builder(){}.build().unwrap()", members.0)
    }

    /// The same for an output.
    pub(crate) fn output(&self, operation: &str, value: &Value) -> String {
        let shape = self.service.operations[operation].output.as_ref();
        let ty = format!("{}Output", self.marker(operation));
        let (members, end) =
            self.members(shape.map(|shape| shape.shape.as_str()), Role::Output, value);
        format!("{ty}::builder(){members}{end}")
    }

    /// The exception of a shape, with the metadata of `found`.
    pub(crate) fn exception(&self, shape: &str, value: &Value) -> String {
        let ty = self.rust.type_name(shape);
        let (members, end) = self.members(Some(shape), Role::Exception, value);
        let krate = &self.krate;
        format!("{krate}::types::error::{ty}::builder(){members}.meta(found.meta().clone()){end}")
    }

    /// The path of an operation's marker: `protocol_0::operation::json_enums::JsonEnums`.
    pub(crate) fn marker(&self, operation: &str) -> String {
        let (module, marker) = (self.rust.module(operation), self.rust.marker(operation));
        format!("{}::operation::{module}::{marker}", self.krate)
    }

    /// The calls that set the members of a structure, and the one that builds it.
    fn members(&self, shape: Option<&str>, role: Role, value: &Value) -> (String, &'static str) {
        let empty = Structure::default();
        let structure = match shape.map(|shape| &self.service.shapes[shape].kind) {
            Some(ShapeKind::Structure(structure)) => structure,
            None => &empty,
            Some(other) => panic!("{shape:?} is no structure but {other:?}"),
        };
        let (mut calls, mut needed) = (String::new(), false);
        let mut seen = 0;
        for member in &structure.members {
            let shape = shape.unwrap_or_default();
            let in_rust = self.rust.field(shape, member, role);
            needed |= in_rust.needed;
            let Some(value) = value.get(&member.name) else {
                continue;
            };
            seen += 1;
            let value = match value {
                Value::Null => "None".to_owned(),
                value if in_rust.ty.contains("Box<") => {
                    format!("Some(Box::new({}))", self.value(member, value))
                }
                value => format!("Some({})", self.value(member, value)),
            };
            calls.push_str(&format!(".set_{}({value})", in_rust.name));
        }
        let given = value.as_object().map_or(0, serde_json::Map::len);
        assert_eq!(seen, given, "not all of {value} are members of {shape:?}");
        (
            calls,
            if needed {
                ".build().unwrap()"
            } else {
                ".build()"
            },
        )
    }

    /// The value of a member or element.
    fn value(&self, member: &Member, value: &Value) -> String {
        let name = member.target.shape.as_str();
        let shape = &self.service.shapes[name];
        match &shape.kind {
            ShapeKind::Structure(_) => {
                let (members, end) = self.members(Some(name), Role::Shape, value);
                format!("{}::builder(){members}{end}", self.ty(name))
            }
            ShapeKind::Union(members) => self.union(name, members, value),
            ShapeKind::List { member, sparse } => {
                let items = value.as_array().unwrap();
                let items = items
                    .iter()
                    .map(|item| self.element(member, item, place(*sparse)) + ", ");
                format!("vec![{}]", items.collect::<String>())
            }
            ShapeKind::Map {
                key,
                value: of,
                sparse,
            } => {
                let entries = value.as_object().unwrap().iter().map(|(k, v)| {
                    let k = self.value(key, &Value::String(k.clone()));
                    format!("({k}, {}), ", self.element(of, v, place(*sparse)))
                });
                format!("HashMap::from([{}])", entries.collect::<String>())
            }
            ShapeKind::Enum(_) => format!("{}::from({value})", self.ty(name)),
            kind => simple(kind, value),
        }
    }

    fn element(&self, member: &Member, value: &Value, place: Place) -> String {
        match (place, value) {
            (Place::Sparse, Value::Null) => "None".to_owned(),
            (Place::Sparse, value) => format!("Some({})", self.value(member, value)),
            (Place::Plain, value) => self.value(member, value),
        }
    }

    fn union(&self, name: &str, members: &[Member], value: &Value) -> String {
        let is_set = |member: &&Member| value.get(&member.name).is_some_and(|v| !v.is_null());
        let set = members.iter().find(is_set);
        let set = set.unwrap_or_else(|| panic!("no member of {name} is set: {value}"));
        let in_rust = self.rust.union_variant(name, set);
        let value = match (self.value(set, &value[&set.name]), &in_rust.ty) {
            (value, ty) if ty.contains("Box<") => format!("Box::new({value})"),
            (value, _) => value,
        };
        format!("{}::{}({value})", self.ty(name), in_rust.name)
    }

    fn ty(&self, shape: &str) -> String {
        format!("{}::types::{}", self.krate, self.rust.type_name(shape))
    }
}

fn place(sparse: bool) -> Place {
    if sparse { Place::Sparse } else { Place::Plain }
}

/// A value without members. Blobs are text, timestamps seconds, and numbers that JSON lacks text.
fn simple(kind: &ShapeKind, value: &Value) -> String {
    match kind {
        ShapeKind::String => format!("{:?}.to_owned()", value.as_str().unwrap()),
        ShapeKind::Blob => format!("Blob::new({:?})", value.as_str().unwrap()),
        ShapeKind::Document => format!("document({:?})", value.to_string()),
        ShapeKind::Timestamp(_) => {
            let text = value.to_string();
            let (seconds, fraction) = text.split_once('.').unwrap_or((&text, ""));
            format!("DateTime::from_secs_and_nanos({seconds}, {fraction:0<9})")
        }
        ShapeKind::Float | ShapeKind::Double => match value.as_str() {
            Some(text) => format!("{text:?}.parse().unwrap()"),
            None => format!("{:?}", value.as_f64().unwrap()),
        },
        ShapeKind::Boolean
        | ShapeKind::Byte
        | ShapeKind::Short
        | ShapeKind::Integer
        | ShapeKind::IntEnum(_)
        | ShapeKind::Long => value.to_string(),
        other => panic!("no case has needed {other:?} so far: {value}"),
    }
}
