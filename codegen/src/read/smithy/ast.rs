//! The shapes of a Smithy AST, with mixins and `apply` worked in, before anything is made of them.

use std::collections::{BTreeMap, BTreeSet};

use super::super::cursor::{Cursor, Object};
use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Location, collect};

/// How deep mixins of mixins may go.
const MIXIN_DEPTH: usize = 64;

/// The properties of services, resources and operations that name one shape each.
const SINGLE_ROLES: [&str; 8] = [
    "input", "output", "create", "put", "read", "update", "delete", "list",
];

/// The properties of services, resources and operations that name any number of shapes.
const LIST_ROLES: [&str; 4] = ["operations", "collectionOperations", "resources", "errors"];

/// The shapes of an AST by absolute id.
#[derive(Debug)]
pub(super) struct Ast<'a> {
    shapes: BTreeMap<&'a str, RawShape<'a>>,
}

/// A shape.
#[derive(Clone, Debug)]
pub(super) struct RawShape<'a> {
    /// Where it is defined.
    pub(super) at: Location,
    /// Its absolute id, such as `com.amazonaws.lightsail#Disk`.
    pub(super) id: &'a str,
    /// Its type, such as `structure`.
    pub(super) kind: &'a str,
    /// Its traits by absolute id.
    pub(super) traits: Object<'a>,
    /// Its members; a list has `member`, a map `key` and `value`.
    pub(super) members: Vec<RawMember<'a>>,
    /// The shapes that a service, resource or operation is bound to.
    pub(super) bindings: Vec<Binding<'a>>,
    /// The properties that are left.
    pub(super) properties: Object<'a>,
}

/// A member of a shape.
#[derive(Clone, Debug)]
pub(super) struct RawMember<'a> {
    /// Where it is defined.
    pub(super) at: Location,
    /// Its name.
    pub(super) name: &'a str,
    /// The absolute id of the shape it targets.
    pub(super) target: &'a str,
    /// Its traits by absolute id.
    pub(super) traits: Object<'a>,
}

/// A reference from a service, resource or operation.
#[derive(Clone, Debug)]
pub(super) struct Binding<'a> {
    /// Where it stands.
    pub(super) at: Location,
    /// The property it stands in, such as `errors`.
    pub(super) role: &'static str,
    /// The absolute id of the shape it names.
    pub(super) target: &'a str,
}

impl<'a> Ast<'a> {
    /// Loads `shapes`, the member of an AST.
    pub(super) fn load(shapes: &Cursor<'a>) -> Result<Self, Failure> {
        let mut problems = Diagnostics::default();
        let mut mixer = Mixer::default();
        for (id, cursor) in shapes.entries()? {
            if let Some(Definition {
                kind,
                traits,
                mut object,
            }) = problems.ok(definition(&cursor))
            {
                if kind == "apply" {
                    mixer.applied.insert(id, traits);
                    problems.ok(object.finish(&[]));
                } else if let Some(mixins) = problems.ok(targets(&mut object, "mixins")) {
                    let raw = problems.ok(raw_shape(id, kind, traits, object));
                    mixer.plain.extend(raw.map(|raw| (id, (raw, mixins))));
                }
            }
        }
        mixer = problems.finish(mixer)?;
        let ids: Vec<&str> = mixer.plain.keys().copied().collect();
        collect(ids, |id| mixer.mix(id, 0)).map(|_: Vec<()>| Self {
            shapes: mixer.mixed,
        })
    }

    /// The shape `id`.
    pub(super) fn get(&self, id: &str) -> Option<&RawShape<'a>> {
        self.shapes.get(id)
    }

    /// Whether the trait `id` is defined in the model, and there marked with the trait `mark`.
    pub(super) fn is_defined_as(&self, id: &str, mark: &str) -> bool {
        self.get(id)
            .is_some_and(|shape| shape.traits.contains(mark))
    }

    /// All shapes in the order of their ids.
    pub(super) fn shapes(&self) -> impl Iterator<Item = &RawShape<'a>> {
        self.shapes.values()
    }
}

impl<'a> RawShape<'a> {
    /// The shapes named in the property `role`.
    pub(super) fn bound(&self, role: &str) -> impl Iterator<Item = &Binding<'a>> {
        self.bindings
            .iter()
            .filter(move |binding| binding.role == role)
    }

    /// Puts `mixins` under what the shape has itself.
    fn mix_in(&mut self, mixins: &[RawShape<'a>]) {
        let own = std::mem::replace(&mut self.traits, Object::empty(self.at.clone()));
        for mixin in mixins {
            self.traits.overlay(mixin.inherited_traits());
        }
        self.traits.overlay(own);

        let own = std::mem::take(&mut self.members);
        let mut indices = BTreeMap::new();
        for member in mixins
            .iter()
            .flat_map(|mixin| mixin.members.clone())
            .chain(own)
        {
            let index = *indices.entry(member.name).or_insert(self.members.len());
            match self.members.get_mut(index) {
                Some(earlier) => earlier.traits.overlay(member.traits),
                None => self.members.push(member),
            }
        }

        let own = std::mem::take(&mut self.bindings);
        let own_roles: BTreeSet<&str> = own.iter().map(|binding| binding.role).collect();
        let mut seen = BTreeSet::new();
        self.bindings = mixins
            .iter()
            .flat_map(|mixin| mixin.bindings.clone())
            .filter(|binding| {
                LIST_ROLES.contains(&binding.role) || !own_roles.contains(binding.role)
            })
            .chain(own)
            .filter(|binding| seen.insert((binding.role, binding.target)))
            .collect();

        let own = std::mem::replace(&mut self.properties, Object::empty(self.at.clone()));
        for mixin in mixins {
            self.properties.overlay(mixin.properties.clone());
        }
        self.properties.overlay(own);
    }

    /// The traits of a mixin that go to the shapes which use it.
    fn inherited_traits(&self) -> Object<'a> {
        let mut traits = self.traits.clone();
        let local = traits
            .take("smithy.api#mixin")
            .and_then(|mixin| mixin.object().ok());
        for id in local
            .and_then(|mut mixin| mixin.strings("localTraits").ok())
            .unwrap_or_default()
        {
            traits.take(&id);
        }
        traits
    }
}

/// Works mixins and `apply` into shapes, each shape once.
#[derive(Debug, Default)]
struct Mixer<'a> {
    /// Shapes as they are written, with the mixins they use.
    plain: BTreeMap<&'a str, (RawShape<'a>, Vec<Target<'a>>)>,
    /// Shapes with everything.
    mixed: BTreeMap<&'a str, RawShape<'a>>,
    /// Traits of `apply` by the id of a shape (`ns#Shape`) or member (`ns#Shape$member`).
    applied: BTreeMap<&'a str, Object<'a>>,
}

impl<'a> Mixer<'a> {
    /// Moves the shape `id` from `plain` to `mixed`, after its mixins.
    fn mix(&mut self, id: &'a str, depth: usize) -> Result<(), Failure> {
        let Some((mut raw, names)) = self.plain.remove(id) else {
            return Ok(());
        };
        let mut mixins = Vec::new();
        for (at, name) in names {
            let problem = |message| Diagnostic::new(&at, message).note("shape", name);
            if depth >= MIXIN_DEPTH {
                return Err(problem("mixins are nested too deeply").into());
            }
            self.mix(name, depth + 1)?;
            // What is being mixed is in neither map.
            let mixin = self
                .mixed
                .get(name)
                .ok_or_else(|| problem("mixin is not in the model, or uses itself"))?;
            mixins.push(mixin.clone());
        }
        raw.mix_in(&mixins);
        self.apply(&mut raw);
        self.mixed.insert(id, raw);
        Ok(())
    }

    fn apply(&self, raw: &mut RawShape<'a>) {
        if self.applied.is_empty() {
            return;
        }
        if let Some(traits) = self.applied.get(raw.id) {
            raw.traits.overlay(traits.clone());
        }
        for member in &mut raw.members {
            if let Some(traits) = self
                .applied
                .get(format!("{}${}", raw.id, member.name).as_str())
            {
                member.traits.overlay(traits.clone());
            }
        }
    }
}

/// The absolute id of a shape, and where it stands.
type Target<'a> = (Location, &'a str);

/// What every entry of `shapes` has.
struct Definition<'a> {
    kind: &'a str,
    traits: Object<'a>,
    object: Object<'a>,
}

fn definition<'a>(cursor: &Cursor<'a>) -> Result<Definition<'a>, Diagnostic> {
    let mut object = cursor.object()?;
    let kind = object.required("type")?.string()?;
    Ok(Definition {
        kind,
        traits: traits(&mut object)?,
        object,
    })
}

fn traits<'a>(object: &mut Object<'a>) -> Result<Object<'a>, Diagnostic> {
    let at = object.at().clone();
    object
        .take("traits")
        .map_or_else(|| Ok(Object::empty(at)), |traits| traits.object())
}

fn raw_shape<'a>(
    id: &'a str,
    kind: &'a str,
    traits: Object<'a>,
    mut object: Object<'a>,
) -> Result<RawShape<'a>, Failure> {
    let (mut members, mut bindings) = (object.entries("members")?, Vec::new());
    if matches!(kind, "service" | "resource" | "operation") {
        for role in SINGLE_ROLES {
            let found = object
                .take(role)
                .map(|cursor| target(&cursor))
                .transpose()?;
            bindings.extend(found.map(|(at, target)| Binding { at, role, target }));
        }
        for role in LIST_ROLES {
            let found = targets(&mut object, role)?;
            bindings.extend(
                found
                    .into_iter()
                    .map(|(at, target)| Binding { at, role, target }),
            );
        }
    } else {
        let parts = ["member", "key", "value"];
        members.extend(
            parts
                .iter()
                .filter_map(|part| Some((*part, object.take(part)?))),
        );
    }
    Ok(RawShape {
        at: object.at().clone(),
        id,
        kind,
        traits,
        members: collect(members, |(name, cursor)| member(name, &cursor))?,
        bindings,
        properties: object,
    })
}

fn member<'a>(name: &'a str, cursor: &Cursor<'a>) -> Result<RawMember<'a>, Failure> {
    let mut object = cursor.object()?;
    let target = object.required("target")?.string()?;
    let traits = traits(&mut object)?;
    object.finish(&[])?;
    Ok(RawMember {
        at: cursor.at().clone(),
        name,
        target,
        traits,
    })
}

/// `[{ "target": id }, …]`.
fn targets<'a>(object: &mut Object<'a>, role: &str) -> Result<Vec<Target<'a>>, Failure> {
    collect(object.elements(role)?, |cursor| target(&cursor))
}

/// `{ "target": id }`.
fn target<'a>(cursor: &Cursor<'a>) -> Result<Target<'a>, Failure> {
    let mut object = cursor.object()?;
    let target = object.required("target")?.string()?;
    object.finish(&[])?;
    Ok((cursor.at().clone(), target))
}
