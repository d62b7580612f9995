//! The Smithy JSON AST, versions 1.0 and 2.0: the service, its protocols and its auth schemes.

use std::collections::BTreeMap;

use super::cursor::{Cursor, Object};
use super::{context, rules};
use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Location, collect, join};
use crate::model::{AuthScheme, Operation, Protocol, Service, Shape, Unsupported, Waiter};
use ast::{Ast, RawShape};
use names::{Names, short};
use operation::Common;
use shape::{Shapes, Version};

mod ast;
mod ignored;
mod names;
mod operation;
mod prelude;
mod shape;
mod traits;

/// Reads a model.
pub(super) fn service(root: &Cursor<'_>) -> Result<Service, Failure> {
    let mut object = root.object()?;
    let version = version(&object.required("smithy")?)?;
    let ast = Ast::load(&object.required("shapes")?)?;
    let raw = only_service(&ast, root.at())?;
    let operations = names::operations(&ast, raw)?;
    let names = Names::new(&ast, raw, &operations)?;
    let shapes = Shapes {
        ast: &ast,
        names: &names,
        version,
    };

    let mut traits = raw.traits.clone();
    let auth = auth(&ast, &mut traits)?;
    let common = Common {
        errors: raw.bound("errors").cloned().collect(),
        pagination: traits.take("smithy.api#paginated"),
        auth: auth.clone(),
    };
    let (mut service, ((operations, waiters), shapes)) = join(
        described(&ast, raw, auth, traits),
        join(
            all_operations(&operations, &common, shapes),
            all_shapes(shapes, root.at()),
        ),
    )?;
    service.operations = operations;
    service.waiters = waiters;
    service.shapes = shapes;
    service
        .unsupported
        .extend(object.unsupported("key", |key| key == "metadata"));
    Ok(service)
}

fn version(cursor: &Cursor<'_>) -> Result<Version, Failure> {
    match cursor.string()? {
        "1.0" | "1" => Ok(Version::One),
        "2.0" | "2" => Ok(Version::Two),
        other => Err(
            Diagnostic::new(cursor.at(), "the AST has an unknown version")
                .note("version", other)
                .help("versions 1.0 and 2.0 are known")
                .into(),
        ),
    }
}

/// The one service of the AST.
fn only_service<'m, 'a>(ast: &'m Ast<'a>, root: &Location) -> Result<&'m RawShape<'a>, Failure> {
    let mut services = ast.shapes().filter(|shape| shape.kind == "service");
    let first = services
        .next()
        .ok_or_else(|| Diagnostic::new(root, "the AST has no service"))?;
    match services.next() {
        None => Ok(first),
        Some(second) => Err(
            Diagnostic::new(&second.at, "the AST has more than one service")
                .note("services", format!("{}, {}", first.id, second.id))
                .help("keep one service in the AST")
                .into(),
        ),
    }
}

type Operations = (BTreeMap<String, Operation>, BTreeMap<String, Waiter>);

fn all_operations<'a>(
    raw: &[&RawShape<'a>],
    common: &Common<'a>,
    shapes: Shapes<'_, 'a>,
) -> Result<Operations, Failure> {
    let mut problems = Diagnostics::default();
    let (mut operations, mut waiters) = (BTreeMap::new(), BTreeMap::new());
    for raw in raw {
        let Some((operation, own)) = problems.ok(operation::operation(raw, common, shapes)) else {
            continue;
        };
        for waiter in own {
            if waiters.contains_key(&waiter.name) {
                problems.push(twice(&waiter.at, "waiters", &waiter.name));
            }
            waiters.insert(waiter.name.clone(), waiter);
        }
        if operations.contains_key(&operation.name) {
            problems.push(twice(&operation.at, "operations", &operation.name));
        }
        operations.insert(operation.name.clone(), operation);
    }
    problems.finish((operations, waiters))
}

fn twice(at: &Location, what: &str, name: &str) -> Diagnostic {
    Diagnostic::new(at, format!("two {what} have the same name")).note("name", name)
}

fn all_shapes(shapes: Shapes<'_, '_>, root: &Location) -> Result<BTreeMap<String, Shape>, Failure> {
    let read: Vec<Option<Shape>> = collect(shapes.names.ids(), |id| shapes.shape(id, root))?;
    Ok(read
        .into_iter()
        .flatten()
        .map(|shape| (shape.name.clone(), shape))
        .collect())
}

/// The service without operations and shapes, as its traits describe it.
fn described(
    ast: &Ast<'_>,
    raw: &RawShape<'_>,
    auth: Vec<AuthScheme>,
    mut traits: Object<'_>,
) -> Result<Service, Failure> {
    let name = short(raw.id);
    let mut properties = raw.properties.clone();
    let version = properties.string("version")?;
    // Read where names are given.
    properties.present("rename");
    let mut about = match traits.take("aws.api#service") {
        Some(about) => about.object()?,
        None => Object::empty(raw.at.clone()),
    };
    let sdk_id = about.string("sdkId")?.unwrap_or_else(|| name.to_owned());
    let arn_namespace = about.string("arnNamespace")?;
    let prefix = about.string("endpointPrefix")?;
    let prefix = prefix.or_else(|| arn_namespace.clone());
    let endpoint_prefix = prefix.unwrap_or_else(|| name.to_lowercase());
    let title = traits.string("smithy.api#title")?;
    let signing = traits.take("aws.auth#sigv4");
    let signing_name = signing
        .map(|c| c.object()?.required_string("name"))
        .transpose()?;
    let rules = traits.take("smithy.rules#endpointRuleSet");
    let tests = traits.take("smithy.rules#endpointTests");
    let params = traits.take("smithy.rules#clientContextParams");
    let unsupported = only_bdd(&mut traits, rules.is_some());
    let discovery = traits.take("aws.api#clientEndpointDiscovery");
    let (protocols, no_error_wrapping) = protocols(ast, &mut traits)?;
    Ok(Service {
        at: raw.at.clone(),
        name: name.to_owned(),
        title: title.unwrap_or_else(|| sdk_id.clone()),
        sdk_id,
        version: version.unwrap_or_default(),
        arn_namespace: arn_namespace.unwrap_or_else(|| endpoint_prefix.clone()),
        signing_name: signing_name.unwrap_or_else(|| endpoint_prefix.clone()),
        endpoint_prefix,
        query_compatible: traits.present("aws.protocols#awsQueryCompatible"),
        protocols,
        no_error_wrapping,
        names_roots: true,
        xml_namespace: shape::xml_namespace(&mut traits)?,
        endpoint_discovery: discovery
            .map(|c| c.object()?.required_string("operation"))
            .transpose()?
            .map(|id| short(&id).to_owned()),
        auth,
        docs: traits.string("smithy.api#documentation")?,
        operations: BTreeMap::new(),
        shapes: BTreeMap::new(),
        types: Default::default(),
        waiters: BTreeMap::new(),
        endpoint_rules: rules.map(|c| rules::rule_set(&c)).transpose()?,
        endpoint_tests: tests.map_or_else(|| Ok(Vec::new()), |c| rules::tests(&c))?,
        client_context_params: params
            .map_or_else(|| Ok(BTreeMap::new()), |c| context::client(&c))?,
        unsupported: ignored::rest(traits)
            .into_iter()
            .chain(properties.unsupported("key", |_| false))
            .chain(unsupported)
            .collect(),
        warnings: Vec::new(),
    })
}

/// `smithy.rules#endpointBdd` says the same as a rule set in another form, which is not read.
fn only_bdd(traits: &mut Object<'_>, has_rule_set: bool) -> Option<Unsupported> {
    let bdd = traits
        .take("smithy.rules#endpointBdd")
        .filter(|_| !has_rule_set)?;
    let what = "trait `smithy.rules#endpointBdd` without `smithy.rules#endpointRuleSet`".to_owned();
    Some(Unsupported {
        at: bdd.at().clone(),
        what,
    })
}

/// The protocol traits, best first, and whether the errors of `restXml` have nothing around them.
fn protocols(ast: &Ast<'_>, traits: &mut Object<'_>) -> Result<(Vec<Protocol>, bool), Failure> {
    let is_protocol = |id: &str| {
        let name = id
            .strip_prefix("aws.protocols#")
            .or_else(|| id.strip_prefix("smithy.protocols#"));
        match name {
            Some(name) => !matches!(name, "awsQueryCompatible" | "awsQueryError"),
            None => ast.is_defined_as(id, "smithy.api#protocolDefinition"),
        }
    };
    let (mut protocols, mut no_error_wrapping) = (Vec::new(), false);
    for (id, settings) in traits.take_all(is_protocol) {
        let protocol = Protocol::of_id(id);
        if protocol == Protocol::RestXml {
            no_error_wrapping = settings.object()?.flag("noErrorWrapping")?;
        }
        protocols.push(protocol);
    }
    protocols.sort();
    Ok((protocols, no_error_wrapping))
}

/// `smithy.api#auth`, or else all auth traits of the service in the order of their ids.
///
/// The settings of `aws.auth#sigv4` are left in `traits`.
fn auth(ast: &Ast<'_>, traits: &mut Object<'_>) -> Result<Vec<AuthScheme>, Failure> {
    let is_auth = |id: &str| match id.strip_prefix("smithy.api#") {
        Some(name) => name.starts_with("http") && name.ends_with("Auth"),
        None if id.starts_with("aws.auth#") => id != "aws.auth#sigv4",
        None => ast.is_defined_as(id, "smithy.api#authDefinition"),
    };
    let others = traits.take_all(is_auth).into_iter().map(|(id, _)| id);
    let sigv4 = traits
        .contains("aws.auth#sigv4")
        .then_some("aws.auth#sigv4");
    let mut all: Vec<&str> = sigv4.into_iter().chain(others).collect();
    all.sort_unstable();
    let schemes: Vec<AuthScheme> = match traits.take("smithy.api#auth") {
        Some(order) => order
            .strings()?
            .iter()
            .map(|id| AuthScheme::of_id(id))
            .collect(),
        None => all.into_iter().map(AuthScheme::of_id).collect(),
    };
    Ok(if schemes.is_empty() {
        vec![AuthScheme::NoAuth]
    } else {
        schemes
    })
}

#[cfg(test)]
mod tests;
