//! Why each shape of a slice is kept: the shortest way to it from an operation.

use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write;

use codegen::model::{Operation, Service, Shape, ShapeKind, ShapeRef};
use serde::Serialize;

use super::text::{BOLD, DIM, WIDTH, shorten, styled};

/// The columns that the names of members get at least.
const SHORTEST: usize = 10;

/// A shape, and what refers to it first.
#[derive(Debug, Serialize)]
pub(super) struct Kept {
    shape: String,
    kind: String,
    /// The operation that the shortest way begins at.
    operation: String,
    /// The shape that refers to it, if the operation does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<String>,
    /// The members or roles by which it is referred to there.
    via: Vec<String>,
}

/// All shapes of `service`, nearest to its operations first.
pub(super) fn kept(service: &Service) -> Vec<Kept> {
    let mut found: Vec<Kept> = Vec::new();
    let mut index: BTreeMap<&str, usize> = BTreeMap::new();
    let mut queue: VecDeque<&Shape> = VecDeque::new();
    let mut refer = |operation: &str, parent: Option<&str>, via: &str, target: &'_ str| {
        let shape = service.shapes.get(target)?;
        if let Some(known) = index
            .get(shape.name.as_str())
            .and_then(|i| found.get_mut(*i))
        {
            if known.parent.as_deref() == parent && known.operation == operation {
                known.via.push(via.to_owned());
            }
            return None;
        }
        index.insert(&shape.name, found.len());
        found.push(Kept {
            shape: shape.name.clone(),
            kind: kind(shape),
            operation: operation.to_owned(),
            parent: parent.map(str::to_owned),
            via: vec![via.to_owned()],
        });
        Some(shape)
    };
    let mut origin: BTreeMap<&str, &str> = BTreeMap::new();
    for operation in service.operations.values() {
        for (role, to) in references(operation) {
            if let Some(shape) = refer(&operation.name, None, role, &to.shape) {
                origin.insert(&shape.name, &operation.name);
                queue.push_back(shape);
            }
        }
    }
    while let Some(parent) = queue.pop_front() {
        let operation = origin
            .get(parent.name.as_str())
            .copied()
            .unwrap_or_default();
        for member in parent.members() {
            let target = &member.target.shape;
            if let Some(shape) = refer(operation, Some(&parent.name), &member.name, target) {
                origin.insert(&shape.name, operation);
                queue.push_back(shape);
            }
        }
    }
    found
}

/// The trees of all operations.
pub(super) fn text(kept: &[Kept]) -> String {
    let mut children: BTreeMap<(&str, Option<&str>), Vec<&Kept>> = BTreeMap::new();
    for shape in kept {
        let key = (shape.operation.as_str(), shape.parent.as_deref());
        children.entry(key).or_default().push(shape);
    }
    let mut operations: Vec<&str> = kept.iter().map(|shape| shape.operation.as_str()).collect();
    operations.dedup();
    operations.sort_unstable();
    operations.dedup();
    let mut text = String::new();
    for operation in operations {
        let _ = writeln!(text, "{}", styled(BOLD, operation));
        let mut todo = open(&children, operation, None, "");
        while let Some((prefix, last, shape)) = todo.pop() {
            let (branch, below) = if last {
                ("└─ ", "   ")
            } else {
                ("├─ ", "│  ")
            };
            let _ = writeln!(text, "{}", line(&format!("{prefix}{branch}"), shape));
            let prefix = format!("{prefix}{below}");
            todo.extend(open(&children, operation, Some(&shape.shape), &prefix));
        }
    }
    text
}

type Open<'a> = (String, bool, &'a Kept);

/// The children of a shape or operation, the first one on top of the stack.
fn open<'a>(
    children: &BTreeMap<(&str, Option<&str>), Vec<&'a Kept>>,
    operation: &str,
    parent: Option<&str>,
    prefix: &str,
) -> Vec<Open<'a>> {
    let all = children
        .get(&(operation, parent))
        .map_or(&[][..], Vec::as_slice);
    let open = all.iter().enumerate();
    let mut open: Vec<Open<'a>> = open
        .map(|(i, shape)| (prefix.to_owned(), i + 1 == all.len(), *shape))
        .collect();
    open.reverse();
    open
}

/// `├─ code, docs, message, tip: string`
fn line(prefix: &str, shape: &Kept) -> String {
    let (name, kind) = (&shape.shape, &shape.kind);
    let said = if name.eq_ignore_ascii_case(kind) {
        String::new()
    } else {
        format!(" {kind}")
    };
    let name = shorten(name, WIDTH / 2);
    let taken = name.chars().count() + said.chars().count() + 2;
    let prefix = tail(prefix, WIDTH - SHORTEST - taken);
    let left = WIDTH - taken - prefix.chars().count();
    let via = shorten(&shape.via.join(", "), left);
    format!(
        "{}{via}: {name}{}",
        styled(DIM, &prefix),
        styled(DIM, &said)
    )
}

/// The end of a prefix, which is long in a deep tree.
fn tail(prefix: &str, width: usize) -> String {
    let length = prefix.chars().count();
    match length <= width {
        true => prefix.to_owned(),
        false => "…"
            .chars()
            .chain(prefix.chars().skip(length + 1 - width))
            .collect(),
    }
}

fn kind(shape: &Shape) -> String {
    match &shape.kind {
        ShapeKind::Structure(structure) if structure.error.is_some() => "error".to_owned(),
        ShapeKind::Structure(_) => "structure".to_owned(),
        ShapeKind::Union(members) => format!("union of {}", members.len()),
        ShapeKind::List { .. } => "list".to_owned(),
        ShapeKind::Map { .. } => "map".to_owned(),
        ShapeKind::Enum(values) => format!("enum of {}", values.len()),
        ShapeKind::IntEnum(values) => format!("intEnum of {}", values.len()),
        ShapeKind::Timestamp(_) => "timestamp".to_owned(),
        simple => format!("{simple:?}").to_lowercase(),
    }
}

/// What an operation refers to, with the role it has there.
pub(super) fn references(operation: &Operation) -> impl Iterator<Item = (&'static str, &ShapeRef)> {
    let input = operation.input.iter().map(|shape| ("input", shape));
    let output = operation.output.iter().map(|shape| ("output", shape));
    let errors = operation.errors.iter().map(|shape| ("error", shape));
    input.chain(output).chain(errors)
}
