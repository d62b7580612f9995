//! What is changed of a model, where official clients have another one.

use std::collections::BTreeSet;

use super::table::{Customization::*, of};
use super::values::Named;
use crate::model::{
    self, AuthScheme, Deprecated, Fault, HttpBinding, JmesPath, Literal, Member, PathExpr,
    Retryable, Shape, ShapeKind, Structure,
};

/// Changes the model where official clients have another one.
pub(crate) fn change(service: &mut model::Service) {
    for customization in of(&service.sdk_id) {
        match customization {
            Sensitive(name) => {
                if let Some(shape) = service.shapes.get_mut(*name) {
                    shape.sensitive = true;
                }
            }
            RetryableServerError(name) => retryable_server_error(service, name),
            NoHostPrefix(text) => {
                for operation in service.operations.values_mut() {
                    let prefix = &mut operation.host_prefix;
                    prefix.take_if(|prefix| prefix.to_string() == *text);
                }
            }
            AllOptional => all_optional(service),
            NoDefault(names) => {
                for_named(service, names, |member| member.default = None);
            }
            OffByDefault(names) => for_named(service, names, |member| {
                member.default = Some(Literal::Boolean(false));
            }),
            ZeroByDefault(names) => for_named(service, names, |member| {
                member.default = Some(Literal::Number("0".to_owned()));
            }),
            Values(of) => name_values(service, of),
            NoPlainDefaults => no_plain_defaults(service),
            Unwrapped(name) => {
                if let Some(operation) = service.operations.get_mut(*name) {
                    operation.unwrapped_xml_output = true;
                }
            }
            NotPaginated(name) => {
                if let Some(operation) = service.operations.get_mut(*name) {
                    operation.pagination = None;
                }
            }
            AlsoForRegions => service.auth.push(AuthScheme::SigV4a),
            AlsoUnsigned => service.auth.push(AuthScheme::NoAuth),
            TimeOrText(time, text) => time_or_text(service, time, text),
            MoreIf(operation, member) => more_if(service, operation, member),
            _ => {}
        }
    }
}

fn retryable_server_error(service: &mut model::Service, name: &str) {
    let kind = service.shapes.get_mut(name).map(|shape| &mut shape.kind);
    if let Some(ShapeKind::Structure(Structure { error, .. })) = kind
        && let Some(traits) = error
    {
        traits.fault = Fault::Server;
        traits.retryable = Some(Retryable::Transient);
    }
}

fn all_optional(service: &mut model::Service) {
    for shape in service.shapes.values_mut() {
        if let ShapeKind::Structure(Structure { members, .. }) = &mut shape.kind {
            members.iter_mut().for_each(|it| it.client_optional = true);
        }
    }
}

/// Names values of enums as a Smithy model does, unless this is one.
fn name_values(service: &mut model::Service, of: &[Named]) {
    for (shape, value, name) in of {
        let kind = service.shapes.get_mut(*shape).map(|shape| &mut shape.kind);
        if let Some(ShapeKind::Enum(all)) = kind {
            let meant = all.iter_mut().find(|known| known.value == *value);
            if let Some(known) = meant {
                known.name.get_or_insert_with(|| (*name).to_owned());
            }
        }
    }
}

/// Changes the members that have one of these names, as `Shape$member`, or target a shape that has.
fn for_named(service: &mut model::Service, names: &[&str], change: impl Fn(&mut Member)) {
    let names: BTreeSet<&str> = names.iter().copied().collect();
    let is_meant = |shape: &str, member: &Member| {
        names.contains(member.target.shape.as_str())
            || names.contains(format!("{shape}${}", member.name).as_str())
    };
    for_members(service, is_meant, change);
}

fn for_members(
    service: &mut model::Service,
    is_meant: impl Fn(&str, &Member) -> bool,
    change: impl Fn(&mut Member),
) {
    for (name, shape) in &mut service.shapes {
        if let ShapeKind::Structure(Structure { members, .. }) = &mut shape.kind {
            let meant = members.iter_mut().filter(|member| is_meant(name, member));
            meant.for_each(&change);
        }
    }
}

fn no_plain_defaults(service: &mut model::Service) {
    let is_plain = |kind: &ShapeKind| {
        matches!(
            kind,
            ShapeKind::Boolean
                | ShapeKind::Byte
                | ShapeKind::Short
                | ShapeKind::Integer
                | ShapeKind::Long
                | ShapeKind::Float
                | ShapeKind::Double
        )
    };
    let plain = service.shapes.values().filter(|it| is_plain(&it.kind));
    let plain: BTreeSet<String> = plain.map(|shape| shape.name.clone()).collect();
    let is_meant = |_: &str, member: &Member| plain.contains(&member.target.shape);
    for_members(service, is_meant, |member| member.default = None);
}

/// Makes a shape a time, whatever the model says, and gives outputs with such a header another member, which
/// has its text. Both are the last ones.
fn time_or_text(service: &mut model::Service, time: &str, text: &str) {
    let Some(shape) = service.shapes.get_mut(time) else {
        return;
    };
    shape.kind = ShapeKind::Timestamp(None);
    let shape = Shape {
        name: text.to_owned(),
        kind: ShapeKind::String,
        docs: Some(format!("The text of the header `{time}`.")),
        ..shape.clone()
    };
    service.shapes.insert(text.to_owned(), shape);
    let outputs = service.operations.values();
    let outputs = outputs.filter_map(|op| Some(op.output.as_ref()?.shape.clone()));
    for output in outputs.collect::<BTreeSet<_>>() {
        let Some(shape) = service.shapes.get_mut(&output) else {
            continue;
        };
        if let ShapeKind::Structure(Structure { members, .. }) = &mut shape.kind
            && let Some(i) = members.iter().position(|member| member.name == time)
        {
            let mut member = members.remove(i);
            let mut of_text = Member {
                name: text.to_owned(),
                http: Some(HttpBinding::Header(text.to_owned())),
                docs: None,
                ..member.clone()
            };
            of_text.target.shape = text.to_owned();
            let instead = format!("use `{text}`, which is there even if it is no time");
            member.deprecated = Some(Deprecated {
                message: Some(instead),
                since: None,
            });
            members.extend([member, of_text]);
        }
    }
}

fn more_if(service: &mut model::Service, operation: &str, member: &str) {
    let operation = service.operations.get_mut(operation);
    if let Some(pages) = operation.and_then(|it| it.pagination.as_mut()) {
        pages.more_results = Some(JmesPath {
            text: member.to_owned(),
            expr: PathExpr::Field(member.to_owned()),
        });
    }
}
