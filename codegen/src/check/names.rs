//! Rules about names.

use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::model::{Service, Shape, ShapeKind};

/// The longest name: those of files are made of it, which have limits, too.
const LONGEST: usize = 120;

/// What has a name that users see is called by an identifier of Smithy, as all of AWS is: it stands in
/// code, documentation, paths and the header that names the operation.
pub(super) fn identifiers(service: &Service, problems: &mut Diagnostics) {
    let mut check = |what: &str, at: &Location, name: &str| {
        if name.len() > LONGEST {
            problems.push(
                Diagnostic::new(at, format!("name of {what} is too long"))
                    .note("characters", name.len())
                    .help(format!("a name has {LONGEST} characters at the most")),
            );
        } else if !is_identifier(name) {
            problems.push(
                Diagnostic::new(at, format!("name of {what} is not an identifier"))
                    .note("name", format!("{name:?}"))
                    .help("a name has letters of ASCII, digits and `_`, and begins with no digit"),
            );
        }
    };
    check("a service", &service.at, &service.name);
    for operation in service.operations.values() {
        check("an operation", &operation.at, &operation.name);
    }
    for waiter in service.waiters.values() {
        check("a waiter", &waiter.at, &waiter.name);
    }
    for shape in service.shapes.values().filter(|shape| is_visible(shape)) {
        check("a shape", &shape.at, &shape.name);
        for member in shape.members() {
            check("a member", &member.at, &member.name);
        }
    }
    let rules = service.endpoint_rules.iter();
    for (name, parameter) in rules.flat_map(|rules| &rules.parameters) {
        check("an endpoint parameter", &parameter.at, name);
    }
}

/// The title of a service stands in the manifest, and Cargo tells rustc of it in the environment.
pub(super) fn title(service: &Service, problems: &mut Diagnostics) {
    if service.title.len() > LONGEST || service.title.contains('\0') {
        let problem = Diagnostic::new(&service.at, "title of a service is too long, or has a NUL");
        let help = format!("a title has {LONGEST} characters at the most");
        problems.push(problem.note("characters", service.title.len()).help(help));
    }
}

fn is_visible(shape: &Shape) -> bool {
    matches!(
        shape.kind,
        ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_)
    )
}

fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}
