//! Signatures as text in which two crates can be compared: paths are absolute, aliases expanded,
//! bounds sorted, names of parameters left out.

use std::collections::{BTreeMap, BTreeSet};

use rustdoc_types::{
    AssocItemConstraintKind, DynTrait, Function, FunctionPointer, GenericArg, GenericArgs,
    GenericBound, GenericParamDefKind, Generics, Id, ItemEnum, Path, Term, TraitBoundModifier,
    Type, TypeAlias, WherePredicate,
};

use super::names::Names;

/// Aliases of other crates, which rustdoc does not expand.
const ALIASES: [(&str, &str); 3] = [
    (
        "aws_smithy_runtime_api::box_error::BoxError",
        "alloc::boxed::Box<dyn core::error::Error + core::marker::Send + core::marker::Sync>",
    ),
    (
        "aws_smithy_runtime_api::client::orchestrator::HttpResponse",
        "aws_smithy_runtime_api::http::response::Response",
    ),
    (
        "aws_smithy_runtime_api::client::orchestrator::HttpRequest",
        "aws_smithy_runtime_api::http::request::Request",
    ),
];

/// Writes signatures, and notes what they mention.
pub(super) struct Render<'a> {
    names: &'a Names<'a>,
    /// What the parameters of the alias that is being expanded stand for.
    given: BTreeMap<String, String>,
    pub(super) mentioned: BTreeSet<Id>,
}

impl<'a> Render<'a> {
    pub(super) fn new(names: &'a Names<'a>) -> Self {
        Self {
            names,
            given: BTreeMap::new(),
            mentioned: BTreeSet::new(),
        }
    }

    pub(super) fn ty(&mut self, ty: &Type) -> String {
        match ty {
            Type::ResolvedPath(path) => self.resolved(path),
            Type::DynTrait(object) => self.object(object),
            Type::Generic(name) => self.given.get(name).unwrap_or(name).clone(),
            Type::Primitive(name) => name.clone(),
            Type::FunctionPointer(pointer) => self.pointer(pointer),
            Type::Tuple(parts) => format!("({})", self.list(parts)),
            Type::Slice(element) => format!("[{}]", self.ty(element)),
            Type::Array { type_, len } => format!("[{}; {len}]", self.ty(type_)),
            Type::ImplTrait(bounds) => format!("impl {}", self.bounds(bounds)),
            Type::Infer => "_".to_owned(),
            Type::RawPointer { is_mutable, type_ } => {
                let kind = if *is_mutable { "mut" } else { "const" };
                format!("*{kind} {}", self.ty(type_))
            }
            Type::BorrowedRef {
                lifetime,
                is_mutable,
                type_,
            } => {
                let lifetime = lifetime.as_ref().map_or(String::new(), |l| format!("{l} "));
                let mutable = if *is_mutable { "mut " } else { "" };
                format!("&{lifetime}{mutable}{}", self.ty(type_))
            }
            Type::QualifiedPath {
                name,
                self_type,
                trait_,
                ..
            } => {
                let of = trait_
                    .as_ref()
                    .map_or(String::new(), |path| format!(" as {}", self.written(path)));
                format!("<{}{of}>::{name}", self.ty(self_type))
            }
            Type::Pat { type_, .. } => self.ty(type_),
        }
    }

    fn list(&mut self, types: &[Type]) -> String {
        let types: Vec<_> = types.iter().map(|ty| self.ty(ty)).collect();
        types.join(", ")
    }

    fn resolved(&mut self, path: &Path) -> String {
        let item = self.names.item(path.id);
        if let Some(ItemEnum::TypeAlias(alias)) = item.map(|item| &item.inner) {
            return self.expand(alias, path);
        }
        self.mentioned.insert(path.id);
        let name = self.names.path(path.id, &path.path);
        let alias = ALIASES.iter().find(|(alias, _)| *alias == name);
        let name = alias.map_or(name, |(_, meaning)| (*meaning).to_owned());
        name + &self.args(path.args.as_deref())
    }

    fn expand(&mut self, alias: &TypeAlias, path: &Path) -> String {
        let mut args = match path.args.as_deref() {
            Some(GenericArgs::AngleBracketed { args, .. }) => args.iter(),
            _ => [].iter(),
        }
        .filter_map(|arg| match arg {
            GenericArg::Type(ty) => Some(ty),
            _ => None,
        });
        let mut given = BTreeMap::new();
        for parameter in &alias.generics.params {
            if let GenericParamDefKind::Type { default, .. } = &parameter.kind
                && let Some(ty) = args.next().or(default.as_ref())
            {
                given.insert(parameter.name.clone(), self.ty(ty));
            }
        }
        let outer = std::mem::replace(&mut self.given, given);
        let text = self.ty(&alias.type_);
        self.given = outer;
        text
    }

    fn object(&mut self, object: &DynTrait) -> String {
        let traits = object.traits.iter().map(|object| &object.trait_);
        let mut bounds: Vec<_> = traits.map(|path| self.bound(path)).collect();
        bounds.sort();
        bounds.extend(object.lifetime.clone().filter(|l| l != "'static"));
        format!("dyn {}", bounds.join(" + "))
    }

    fn pointer(&mut self, pointer: &FunctionPointer) -> String {
        let inputs: Vec<_> = pointer
            .sig
            .inputs
            .iter()
            .map(|(_, ty)| self.ty(ty))
            .collect();
        let output = pointer.sig.output.as_ref();
        let output = output.map_or("()".to_owned(), |ty| self.ty(ty));
        format!("fn({}) -> {output}", inputs.join(", "))
    }

    pub(super) fn args(&mut self, args: Option<&GenericArgs>) -> String {
        match args {
            Some(GenericArgs::AngleBracketed { args, constraints }) => {
                let mut parts: Vec<_> = args.iter().map(|arg| self.arg(arg)).collect();
                for constraint in constraints {
                    let name = &constraint.name;
                    parts.push(match &constraint.binding {
                        AssocItemConstraintKind::Equality(Term::Type(ty)) => {
                            format!("{name}={}", self.ty(ty))
                        }
                        AssocItemConstraintKind::Equality(Term::Constant(value)) => {
                            format!("{name}={}", value.expr)
                        }
                        AssocItemConstraintKind::Constraint(bounds) => {
                            format!("{name}: {}", self.bounds(bounds))
                        }
                    });
                }
                in_brackets(&parts)
            }
            Some(GenericArgs::Parenthesized { inputs, output }) => {
                let output = output.as_ref().map_or("()".to_owned(), |ty| self.ty(ty));
                format!("({}) -> {output}", self.list(inputs))
            }
            Some(GenericArgs::ReturnTypeNotation) | None => String::new(),
        }
    }

    fn arg(&mut self, arg: &GenericArg) -> String {
        match arg {
            GenericArg::Lifetime(lifetime) => lifetime.clone(),
            GenericArg::Type(ty) => self.ty(ty),
            GenericArg::Const(value) => value.expr.clone(),
            GenericArg::Infer => "_".to_owned(),
        }
    }

    /// A trait, without counting as a mention of it.
    pub(super) fn written(&mut self, path: &Path) -> String {
        self.names.path(path.id, &path.path) + &self.args(path.args.as_deref())
    }

    fn bound(&mut self, path: &Path) -> String {
        self.mentioned.insert(path.id);
        self.written(path)
    }

    pub(super) fn bounds(&mut self, bounds: &[GenericBound]) -> String {
        let mut texts: Vec<_> = bounds
            .iter()
            .map(|bound| match bound {
                GenericBound::TraitBound {
                    trait_, modifier, ..
                } => {
                    let modifier = match modifier {
                        TraitBoundModifier::None => "",
                        TraitBoundModifier::Maybe => "?",
                        TraitBoundModifier::MaybeConst => "~const ",
                    };
                    format!("{modifier}{}", self.bound(trait_))
                }
                GenericBound::Outlives(lifetime) => lifetime.clone(),
                GenericBound::Use(_) => "use<..>".to_owned(),
            })
            .collect();
        texts.sort();
        texts.join(" + ")
    }

    /// The parameters in brackets, and everything that is asked of them as a `where` clause.
    pub(super) fn generics(&mut self, generics: &Generics) -> (String, String) {
        let (mut parameters, mut conditions) = (Vec::new(), Vec::new());
        for parameter in &generics.params {
            let name = &parameter.name;
            match &parameter.kind {
                GenericParamDefKind::Lifetime { .. } => parameters.push(name.clone()),
                GenericParamDefKind::Type {
                    is_synthetic: true, ..
                } => {}
                GenericParamDefKind::Type {
                    bounds, default, ..
                } => {
                    if !bounds.is_empty() {
                        conditions.push(format!("{name}: {}", self.bounds(bounds)));
                    }
                    let default = default.as_ref();
                    let default = default.map(|ty| format!(" = {}", self.ty(ty)));
                    parameters.push(format!("{name}{}", default.unwrap_or_default()));
                }
                GenericParamDefKind::Const { .. } => parameters.push(format!("const {name}")),
            }
        }
        for predicate in &generics.where_predicates {
            match predicate {
                WherePredicate::BoundPredicate { type_, bounds, .. } => {
                    conditions.push(format!("{}: {}", self.ty(type_), self.bounds(bounds)));
                }
                WherePredicate::LifetimePredicate { lifetime, outlives } => {
                    conditions.push(format!("{lifetime}: {}", outlives.join(" + ")));
                }
                WherePredicate::EqPredicate { .. } => {}
            }
        }
        conditions.sort();
        let conditions = match conditions.is_empty() {
            true => String::new(),
            false => format!(" where {}", conditions.join(", ")),
        };
        (in_brackets(&parameters), conditions)
    }

    pub(super) fn function(&mut self, function: &Function) -> String {
        let (generics, conditions) = self.generics(&function.generics);
        let mut inputs = Vec::new();
        for (name, ty) in &function.sig.inputs {
            let text = self.ty(ty);
            inputs.push(match name.as_str() {
                "self" => text.replace("Self", "self"),
                _ => text,
            });
        }
        let output = function.sig.output.as_ref();
        let output = output.map_or(String::new(), |ty| format!(" -> {}", self.ty(ty)));
        let header = &function.header;
        let marks = [
            (header.is_const, "const "),
            (header.is_async, "async "),
            (header.is_unsafe, "unsafe "),
        ];
        let marks: String = marks
            .iter()
            .filter(|(on, _)| *on)
            .map(|(_, m)| *m)
            .collect();
        format!(
            "{marks}fn{generics}({}){output}{conditions}",
            inputs.join(", ")
        )
    }
}

fn in_brackets(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        _ => format!("<{}>", parts.join(", ")),
    }
}
