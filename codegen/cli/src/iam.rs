//! `cargo whittle iam`: an IAM policy with the actions of a slice.

use std::path::{Path, PathBuf};

use codegen::model::{AuthScheme, Operation, Service};
use heck::ToPascalCase;
use serde::Serialize;

use crate::generate::{self, Error};
use crate::slice_file;

/// What `cargo whittle iam` can be told.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// The slice file, instead of all
    #[arg(long, value_name = "FILE")]
    pub slice: Option<PathBuf>,
}

/// Services whose actions have another prefix than their requests are signed for, and whose models
/// do not always tell it.
const PREFIXES: [(&str, &str); 4] = [
    ("email", "ses"),
    ("iotdata", "iot"),
    ("monitoring", "cloudwatch"),
    ("tagging", "tag"),
];

/// An IAM policy document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Policy {
    version: &'static str,
    statement: Vec<Statement>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Statement {
    sid: String,
    effect: &'static str,
    action: Vec<String>,
    resource: &'static str,
}

impl Policy {
    /// The document.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

/// The policy of a slice, or of all slices in `folder`, a statement for each.
///
/// # Errors
///
/// If a slice or its model is wrong.
pub fn policy(folder: &Path, options: &Options) -> Result<Policy, Error> {
    let slices = match &options.slice {
        Some(slice) => vec![slice.clone()],
        None => generate::slices(folder)?,
    };
    let mut statements = Vec::new();
    for path in slices {
        let file = slice_file::read(&path)?;
        let service = codegen::read::read(&generate::source(&file)?)?;
        let service = codegen::select(service, &file.slice)?;
        statements.extend(statement(&file.slice.name, &service));
    }
    Ok(Policy {
        version: "2012-10-17",
        statement: statements,
    })
}

/// What the operations need, `None` if they need nothing.
fn statement(name: &str, service: &Service) -> Option<Statement> {
    let prefix = prefix(service);
    let needing = service
        .operations
        .values()
        .filter(|op| is_signed(op, service));
    let action: Vec<String> = needing.map(|op| format!("{prefix}:{}", op.name)).collect();
    (!action.is_empty()).then(|| Statement {
        sid: name.to_pascal_case(),
        effect: "Allow",
        action,
        // Models do not tell which resources an action takes, and some take no other: with the ARNs of
        // the service in its place, IAM would refuse those.
        resource: "*",
    })
}

/// What stands before the colon of an action. A botocore model has no ARN namespace, and the
/// endpoint prefix that stands in for it can have more than one part.
fn prefix(service: &Service) -> &str {
    let namespace = match service.arn_namespace == service.endpoint_prefix {
        true => &service.signing_name,
        false => &service.arn_namespace,
    };
    let known = PREFIXES.iter().find(|(name, _)| name == namespace);
    known.map_or(namespace, |(_, prefix)| prefix)
}

/// Whether IAM is asked: it is not for anonymous calls.
fn is_signed(operation: &Operation, service: &Service) -> bool {
    let schemes = operation.auth.as_ref().unwrap_or(&service.auth);
    schemes.iter().any(|scheme| *scheme != AuthScheme::NoAuth)
}
