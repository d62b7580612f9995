//! Endpoint parameters that a path into the input fills: JMESPath as a walk that collects texts.

use crate::diagnostic::{Diagnostic, Failure, collect};
use crate::model::{
    JmesPath, Member, Operation, ParameterKind, PathExpr, Service, Shape, ShapeKind,
};

/// A walk through an input, to texts; `F` stands for a field.
#[derive(Clone, Debug)]
pub(crate) enum Walk<F> {
    /// The text that is here.
    Take,
    Field(F, Box<Walk<F>>),
    /// Every element of a list.
    Each(Box<Walk<F>>),
    /// The keys of a map.
    Keys,
    /// Every value of a map.
    Values(Box<Walk<F>>),
    /// One walk after the other from here.
    All(Vec<Walk<F>>),
}

impl<F> Walk<F> {
    fn field(field: F) -> Self {
        Self::Field(field, Box::new(Self::Take))
    }

    /// Goes on with `next` where this walk ends. Keys have nothing inside.
    fn then(self, next: &Self) -> Self
    where
        F: Clone,
    {
        let boxed = |walk: Box<Self>| Box::new(walk.then(next));
        match self {
            Self::Take => next.clone(),
            Self::Field(field, walk) => Self::Field(field, boxed(walk)),
            Self::Each(walk) => Self::Each(boxed(walk)),
            Self::Keys => Self::Keys,
            Self::Values(walk) => Self::Values(boxed(walk)),
            Self::All(walks) => Self::All(walks.into_iter().map(|walk| walk.then(next)).collect()),
        }
    }

    /// The same with another thing for each field.
    pub(crate) fn map<G>(&self, f: &impl Fn(&F) -> Result<G, Failure>) -> Result<Walk<G>, Failure> {
        let boxed = |walk: &Self| walk.map(f).map(Box::new);
        Ok(match self {
            Self::Take => Walk::Take,
            Self::Field(field, walk) => Walk::Field(f(field)?, boxed(walk)?),
            Self::Each(walk) => Walk::Each(boxed(walk)?),
            Self::Keys => Walk::Keys,
            Self::Values(walk) => Walk::Values(boxed(walk)?),
            Self::All(walks) => Walk::All(collect(walks, |walk| walk.map(f))?),
        })
    }
}

/// A field on a walk: a member and the structure that has it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field<'a> {
    pub(crate) of: &'a Shape,
    pub(crate) member: &'a Member,
}

/// A parameter that an operation fills from its input.
#[derive(Clone, Debug)]
pub(crate) struct WalkedParam<'a> {
    pub(crate) name: &'a str,
    /// Whether the parameter is a list of all texts, or the one text.
    pub(crate) many: Many,
    pub(crate) walk: Walk<Field<'a>>,
}

/// How many texts a walk collects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Many {
    One,
    List,
}

/// The parameters of endpoint rules that paths into an operation's input fill.
pub(super) fn params<'a>(
    service: &'a Service,
    operation: &'a Operation,
) -> Result<Vec<WalkedParam<'a>>, Failure> {
    let Some(rules) = &service.endpoint_rules else {
        return Ok(Vec::new());
    };
    let input = operation.input.as_ref().and_then(|to| service.shape(to));
    // Another rule tells of a parameter that is not there.
    let known = operation
        .operation_context_params
        .iter()
        .filter_map(|(name, path)| Some((name, path, rules.parameters.get(name)?.kind)));
    collect(known, |(name, path, kind)| {
        param(service, input, name, path, kind).map_err(|reason| {
            Diagnostic::new(
                &operation.at,
                "an endpoint parameter has a path that is not supported",
            )
            .note("parameter", name)
            .note("path", path)
            .note("reason", reason)
            .into()
        })
    })
}

fn param<'a>(
    service: &'a Service,
    input: Option<&'a Shape>,
    name: &'a str,
    path: &JmesPath,
    kind: ParameterKind,
) -> Result<WalkedParam<'a>, String> {
    let input = input.ok_or("the operation has no input")?;
    let found = Reading { service }.expr(&path.expr, input)?;
    let is_text = matches!(found.end.kind, ShapeKind::String);
    let many = match (kind, found.depth) {
        (ParameterKind::String, 0) if is_text => Many::One,
        (ParameterKind::StringArray, 1) if is_text => Many::List,
        // The path may end at the list itself.
        (ParameterKind::StringArray, 0) => {
            let of_list = Reading { service }.each(found)?;
            return match of_list.end.kind {
                ShapeKind::String => Ok(WalkedParam {
                    name,
                    many: Many::List,
                    walk: of_list.walk,
                }),
                _ => Err("its value has another type than the parameter".to_owned()),
            };
        }
        _ => return Err("its value has another type than the parameter".to_owned()),
    };
    Ok(WalkedParam {
        name,
        many,
        walk: found.walk,
    })
}

/// A walk, in how many lists its ends are, and the shape there.
struct Found<'a> {
    walk: Walk<Field<'a>>,
    depth: usize,
    end: &'a Shape,
}

#[derive(Clone, Copy)]
struct Reading<'a> {
    service: &'a Service,
}

impl<'a> Reading<'a> {
    fn expr(self, expr: &PathExpr, of: &'a Shape) -> Result<Found<'a>, String> {
        match expr {
            PathExpr::Current => Ok(Found {
                walk: Walk::Take,
                depth: 0,
                end: of,
            }),
            PathExpr::Field(name) => self.field(name, of),
            PathExpr::Sub(left, right) | PathExpr::Pipe(left, right) => {
                let left = self.single(left, of)?;
                let right = self.expr(right, left.end)?;
                Ok(joined(left, right))
            }
            PathExpr::Project(list, each) => {
                let list = self.expr(list, of)?;
                // A flattened list is walked already.
                let list = match list.depth {
                    0 => self.each(list)?,
                    _ => list,
                };
                let each = self.expr(each, list.end)?;
                Ok(joined(list, each))
            }
            PathExpr::Flatten(list) => self.flattened(list, of),
            PathExpr::Values(map, each) => {
                let map = self.single(map, of)?;
                let (_, value) = self.entry(map.end)?;
                let values = Found {
                    walk: map.walk.then(&Walk::Values(Box::new(Walk::Take))),
                    depth: 1,
                    end: value,
                };
                let each = self.expr(each, values.end)?;
                Ok(joined(values, each))
            }
            PathExpr::List(items) => self.list(items, of),
            PathExpr::Call(name, arguments) => match (name.as_str(), arguments.as_slice()) {
                ("keys", [map]) => {
                    let map = self.single(map, of)?;
                    let (key, _) = self.entry(map.end)?;
                    Ok(Found {
                        walk: map.walk.then(&Walk::Keys),
                        depth: 1,
                        end: key,
                    })
                }
                _ => Err(format!("function `{name}` is not supported here")),
            },
            _ => Err("an expression of this kind is not supported here".to_owned()),
        }
    }

    /// An expression that gives one value.
    fn single(self, expr: &PathExpr, of: &'a Shape) -> Result<Found<'a>, String> {
        let found = self.expr(expr, of)?;
        match found.depth {
            0 => Ok(found),
            _ => Err("something of a whole list is not supported here".to_owned()),
        }
    }

    fn field(self, name: &str, of: &'a Shape) -> Result<Found<'a>, String> {
        if !matches!(of.kind, ShapeKind::Structure(_)) {
            return Err(format!("`{}` is not a structure", of.name));
        }
        let member = of.members().find(|member| member.name == name);
        let member = member.ok_or_else(|| format!("`{}` has no member `{name}`", of.name))?;
        Ok(Found {
            walk: Walk::field(Field { of, member }),
            depth: 0,
            end: self.target(member)?,
        })
    }

    fn target(self, member: &'a Member) -> Result<&'a Shape, String> {
        let target = self.service.shape(&member.target);
        target.ok_or_else(|| format!("`{}` is not in the model", member.target.shape))
    }

    /// The elements of the list that a walk ends at.
    fn each(self, found: Found<'a>) -> Result<Found<'a>, String> {
        match &found.end.kind {
            ShapeKind::List {
                member,
                sparse: false,
            } => Ok(Found {
                walk: found.walk.then(&Walk::Each(Box::new(Walk::Take))),
                depth: found.depth + 1,
                end: self.target(member)?,
            }),
            _ => Err(format!("`{}` is not a list of values", found.end.name)),
        }
    }

    /// Lists in the list are dissolved.
    fn flattened(self, list: &PathExpr, of: &'a Shape) -> Result<Found<'a>, String> {
        let mut list = self.expr(list, of)?;
        if list.depth == 0 {
            list = self.each(list)?;
        }
        if list.depth == 1 && matches!(list.end.kind, ShapeKind::List { .. }) {
            list = self.each(list)?;
        }
        list.depth = 1;
        Ok(list)
    }

    fn entry(self, map: &'a Shape) -> Result<(&'a Shape, &'a Shape), String> {
        match &map.kind {
            ShapeKind::Map {
                key,
                value,
                sparse: false,
            } => Ok((self.target(key)?, self.target(value)?)),
            _ => Err(format!("`{}` is not a map of values", map.name)),
        }
    }

    /// `[a, b]`: texts of several members.
    fn list(self, items: &[PathExpr], of: &'a Shape) -> Result<Found<'a>, String> {
        let found: Vec<Found<'a>> = items
            .iter()
            .map(|item| self.single(item, of))
            .collect::<Result<_, _>>()?;
        let end = found.first().map(|first| first.end);
        let end = end.ok_or("a list of nothing is not supported")?;
        let same = |other: &Found<'_>| {
            std::mem::discriminant(&other.end.kind) == std::mem::discriminant(&end.kind)
        };
        if !found.iter().all(same) {
            return Err("a list of several types is not supported".to_owned());
        }
        Ok(Found {
            walk: Walk::All(found.into_iter().map(|found| found.walk).collect()),
            depth: 1,
            end,
        })
    }
}

/// What is found at the ends of a walk.
fn joined<'a>(first: Found<'a>, next: Found<'a>) -> Found<'a> {
    Found {
        walk: first.walk.then(&next.walk),
        depth: first.depth + next.depth,
        end: next.end,
    }
}
