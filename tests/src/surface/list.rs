//! The public items of a crate, one a line: `kind path signature`.

use std::collections::BTreeSet;

use rustdoc_types::{
    Attribute, Crate, Enum, Id, Impl, Item, ItemEnum, Struct, StructKind, Trait, Type, VariantKind,
    Visibility,
};

use super::names::Names;
use super::render::Render;

/// The modules of the operations of a crate.
pub(super) fn operations(krate: &Crate) -> BTreeSet<String> {
    let names = Names::of(krate);
    let modules = names.paths.iter().filter(|(id, _)| {
        let item = names.item(**id).map(|item| &item.inner);
        matches!(item, Some(ItemEnum::Module(_)))
    });
    let mut operations = BTreeSet::new();
    for (_, path) in modules {
        operations.extend(operation(path).map(str::to_owned));
    }
    operations
}

/// The items of a crate that belong to these operations: everything general, their modules, and of
/// `types` what those mention.
///
/// Blanket impls are left out, and what has to do with schemas, an unstable part of the official
/// crates that a slice does not have.
pub(super) fn items(krate: &Crate, operations: &BTreeSet<String>) -> BTreeSet<String> {
    let names = Names::of(krate);
    let mut list = List {
        names: &names,
        operations,
        lines: BTreeSet::new(),
    };
    let mut queue = list.roots();
    let mut done = BTreeSet::new();
    while let Some(id) = queue.pop() {
        if !done.insert(id) {
            continue;
        }
        let own = |id: &Id| names.item(*id).is_some_and(|item| item.crate_id == 0);
        let mentioned = list.item(id).into_iter().filter(own);
        queue.extend(mentioned.filter(|id| {
            let path = names.paths.get(id);
            path.is_some_and(|path| !list.is_of_other_operation(path))
        }));
    }
    list.lines
}

/// The operation's module in a path that goes through one.
fn operation(path: &str) -> Option<&str> {
    path.strip_prefix("crate::operation::")?.split("::").next()
}

struct List<'a> {
    names: &'a Names<'a>,
    operations: &'a BTreeSet<String>,
    lines: BTreeSet<String>,
}

type Mentioned = BTreeSet<Id>;

impl List<'_> {
    /// Modules and re-exports become lines; the other items to begin with are returned.
    fn roots(&mut self) -> Vec<Id> {
        let mut roots = Vec::new();
        for (id, path) in &self.names.paths {
            let Some(item) = self.names.item(*id) else {
                continue;
            };
            let wanted = operation(path).is_none_or(|module| self.operations.contains(module));
            if matches!(item.inner, ItemEnum::Module(_)) {
                if wanted {
                    self.add("mod", path, &marks(item));
                }
            } else if wanted && !path.starts_with("crate::types") {
                roots.push(*id);
            }
        }
        for (path, target) in &self.names.reexports {
            let module = path.rsplit_once("::").map_or("", |(module, _)| module);
            if operation(module).is_none_or(|module| self.operations.contains(module)) {
                self.add("reexport", path, &format!(" = {target}"));
            }
        }
        roots
    }

    fn is_of_other_operation(&self, text: &str) -> bool {
        text.split("crate::operation::").skip(1).any(|rest| {
            let end = rest.find(|c: char| c != '_' && !c.is_alphanumeric());
            end.is_some_and(|end| {
                rest[end..].starts_with("::") && !self.operations.contains(&rest[..end])
            })
        })
    }

    /// Adds a line, unless it is about schemas or other operations.
    fn add(&mut self, kind: &str, path: &str, signature: &str) -> bool {
        let line = format!("{path}{signature}");
        let schema = ["SCHEMA", "aws_smithy_schema", "ClientProtocol"];
        let names = ["protocol", "set_protocol", "registry", "error_registry"];
        let name = path.rsplit("::").next().unwrap_or_default();
        if schema.iter().any(|word| line.contains(word))
            || names.contains(&name)
            || self.is_of_other_operation(&format!("{line}::"))
        {
            return false;
        }
        self.lines.insert(format!("{kind} {line}"));
        true
    }

    /// Adds the lines of an item; what they mention is returned.
    fn item(&mut self, id: Id) -> Mentioned {
        let (Some(item), Some(path)) = (self.names.item(id), self.names.paths.get(&id)) else {
            return Mentioned::new();
        };
        for alias in self.names.aliases.get(&id).into_iter().flatten() {
            self.add("alias", alias, &format!(" = {path}"));
        }
        let mut render = Render::new(self.names);
        match &item.inner {
            ItemEnum::Struct(inner) => return self.structure(item, path, inner),
            ItemEnum::Enum(inner) => return self.enumeration(item, path, inner),
            ItemEnum::Trait(inner) => return self.interface(path, inner),
            ItemEnum::Function(function) => {
                let text = render.function(function);
                self.add("function", path, &format!(" {text}{}", marks(item)));
            }
            ItemEnum::TypeAlias(alias) => {
                let (generics, _) = render.generics(&alias.generics);
                let ty = render.ty(&alias.type_);
                self.add("type_alias", path, &format!("{generics} = {ty}"));
            }
            ItemEnum::Static(inner) => {
                let ty = render.ty(&inner.type_);
                self.add("static", path, &format!(": {ty}"));
            }
            ItemEnum::Constant { type_, .. } => {
                let ty = render.ty(type_);
                self.add("constant", path, &format!(": {ty}"));
            }
            other => {
                let kind = format!("{:?}", other.item_kind()).to_lowercase();
                self.add(&kind, path, "");
            }
        }
        render.mentioned
    }

    fn structure(&mut self, item: &Item, path: &str, inner: &Struct) -> Mentioned {
        let mut render = Render::new(self.names);
        let (generics, conditions) = render.generics(&inner.generics);
        let (fields, private) = match &inner.kind {
            StructKind::Unit => (Vec::new(), false),
            StructKind::Tuple(fields) => (
                fields.iter().flatten().copied().collect(),
                fields.contains(&None),
            ),
            StructKind::Plain {
                fields,
                has_stripped_fields,
            } => (fields.clone(), *has_stripped_fields),
        };
        let kind = match inner.kind {
            StructKind::Unit => " (unit)",
            _ if private => " {private fields}",
            _ => "",
        };
        let signature = format!("{generics}{conditions}{kind}{}", marks(item));
        if !self.add("struct", path, &signature) {
            return render.mentioned;
        }
        for field in fields.iter().filter_map(|id| self.names.item(*id)) {
            if let (ItemEnum::StructField(ty), Visibility::Public, Some(name)) =
                (&field.inner, &field.visibility, &field.name)
            {
                let signature = format!(": {}{}", render.ty(ty), marks(field));
                self.add("field", &format!("{path}.{name}"), &signature);
            }
        }
        let mut mentioned = render.mentioned;
        mentioned.extend(self.impls(item.id, path, &inner.impls));
        mentioned
    }

    fn enumeration(&mut self, item: &Item, path: &str, inner: &Enum) -> Mentioned {
        let mut render = Render::new(self.names);
        let (generics, conditions) = render.generics(&inner.generics);
        self.add(
            "enum",
            path,
            &format!("{generics}{conditions}{}", marks(item)),
        );
        for variant in inner.variants.iter().filter_map(|id| self.names.item(*id)) {
            let (ItemEnum::Variant(kind), Some(name)) = (&variant.inner, &variant.name) else {
                continue;
            };
            let fields = match &kind.kind {
                VariantKind::Plain => String::new(),
                VariantKind::Tuple(fields) => {
                    let fields = fields.iter();
                    let fields: Vec<_> = fields.map(|id| self.field(*id, &mut render)).collect();
                    format!("({})", fields.join(", "))
                }
                VariantKind::Struct { fields, .. } => {
                    let fields = fields.iter().map(|id| {
                        let name = self.names.item(*id).and_then(|field| field.name.as_deref());
                        let ty = self.field(Some(*id), &mut render);
                        format!("{}: {ty}", name.unwrap_or_default())
                    });
                    format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
                }
            };
            let signature = format!("{fields}{}", marks(variant));
            self.add("variant", &format!("{path}::{name}"), &signature);
        }
        let mut mentioned = render.mentioned;
        mentioned.extend(self.impls(item.id, path, &inner.impls));
        mentioned
    }

    fn field(&self, id: Option<Id>, render: &mut Render<'_>) -> String {
        let item = id.and_then(|id| self.names.item(id));
        match item.map(|item| &item.inner) {
            Some(ItemEnum::StructField(ty)) => render.ty(ty),
            _ => "_".to_owned(),
        }
    }

    fn interface(&mut self, path: &str, inner: &Trait) -> Mentioned {
        let mut render = Render::new(self.names);
        let (generics, conditions) = render.generics(&inner.generics);
        let bounds = match render.bounds(&inner.bounds) {
            bounds if bounds.is_empty() => bounds,
            bounds => format!(": {bounds}"),
        };
        self.add("trait", path, &format!("{generics}{bounds}{conditions}"));
        for item in inner.items.iter().filter_map(|id| self.names.item(*id)) {
            let path = format!("{path}::{}", item.name.as_deref().unwrap_or_default());
            if let ItemEnum::Function(function) = &item.inner {
                let provided = if function.has_body { " (provided)" } else { "" };
                let signature = format!(" {}{provided}", render.function(function));
                self.add("trait_method", &path, &signature);
            } else {
                let kind = format!(" {:?}", item.inner.item_kind());
                self.add("trait_item", &path, &kind);
            }
        }
        render.mentioned
    }

    fn impls(&mut self, id: Id, path: &str, impls: &[Id]) -> Mentioned {
        let mut mentioned = Mentioned::new();
        for item in impls.iter().filter_map(|id| self.names.item(*id)) {
            let ItemEnum::Impl(inner) = &item.inner else {
                continue;
            };
            // rustdoc also lists impls that only mention the type.
            let mine = matches!(&inner.for_, Type::ResolvedPath(path) if path.id == id);
            if mine && inner.blanket_impl.is_none() {
                mentioned.extend(match inner.trait_ {
                    Some(_) => self.trait_impl(path, inner),
                    None => self.methods(path, inner),
                });
            }
        }
        mentioned
    }

    fn methods(&mut self, path: &str, inner: &Impl) -> Mentioned {
        let mut mentioned = Mentioned::new();
        for item in inner.items.iter().filter_map(|id| self.names.item(*id)) {
            if !matches!(item.visibility, Visibility::Public) {
                continue;
            }
            let path = format!("{path}::{}", item.name.as_deref().unwrap_or_default());
            let mut render = Render::new(self.names);
            let added = match &item.inner {
                ItemEnum::Function(function) => {
                    let signature = format!(" {}{}", render.function(function), marks(item));
                    self.add("method", &path, &signature)
                }
                ItemEnum::AssocConst { type_, .. } => {
                    let signature = format!(": {}", render.ty(type_));
                    self.add("assoc_const", &path, &signature)
                }
                _ => false,
            };
            if added {
                mentioned.extend(render.mentioned);
            }
        }
        mentioned
    }

    fn trait_impl(&mut self, path: &str, inner: &Impl) -> Mentioned {
        let mut render = Render::new(self.names);
        let (generics, conditions) = render.generics(&inner.generics);
        let negative = if inner.is_negative { "!" } else { "" };
        let name = inner.trait_.as_ref().map(|path| render.written(path));
        let name = format!(": {negative}{}", name.unwrap_or_default());
        if inner.is_synthetic {
            self.add("auto_impl", path, &name);
            return Mentioned::new();
        }
        if name.ends_with("StructuralPartialEq") {
            return Mentioned::new();
        }
        let mut types = Vec::new();
        for item in inner.items.iter().filter_map(|id| self.names.item(*id)) {
            if let ItemEnum::AssocType {
                type_: Some(ty), ..
            } = &item.inner
            {
                let name = item.name.as_deref().unwrap_or_default();
                types.push(format!("{name}={}", render.ty(ty)));
            }
        }
        let types = match types.is_empty() {
            true => String::new(),
            false => format!(" {{{}}}", types.join(", ")),
        };
        let generics = match generics.is_empty() {
            true => generics,
            false => format!(" for{generics}"),
        };
        match self.add(
            "trait_impl",
            path,
            &format!("{name}{types}{generics}{conditions}"),
        ) {
            true => render.mentioned,
            false => Mentioned::new(),
        }
    }
}

fn marks(item: &Item) -> String {
    let mut marks = String::new();
    for attribute in &item.attrs {
        match attribute {
            Attribute::NonExhaustive => marks.push_str(" #[non_exhaustive]"),
            Attribute::MustUse { .. } => marks.push_str(" #[must_use]"),
            _ => {}
        }
    }
    if item.deprecation.is_some() {
        marks.push_str(" #[deprecated]");
    }
    marks
}
