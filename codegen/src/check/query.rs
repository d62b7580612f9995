//! What a path asks of an input or output: JMESPath whose fields are members of the model's shapes.

use crate::model::{Comparison, Member, PathExpr, PathLiteral, Service, Shape, ShapeKind};

/// An expression of the part of JMESPath that a waiter can evaluate; `M` stands for a member.
#[derive(Clone, Debug)]
pub(crate) enum Query<M> {
    Current,
    Member(M),
    /// The entry of a map, or the input or output of a call.
    Key(String),
    Sub(Box<Query<M>>, Box<Query<M>>),
    Index(Box<Query<M>>, i64),
    Flatten(Box<Query<M>>),
    Project(Box<Query<M>>, Box<Query<M>>),
    /// The values of a map, and what of each.
    Values(Box<Query<M>>, Box<Query<M>>),
    Filter(Box<Query<M>>, Box<Query<M>>, Box<Query<M>>),
    List(Vec<Query<M>>),
    Object(Vec<(String, Query<M>)>),
    Null,
    Boolean(bool),
    Number(f64),
    Text(String),
    Equal(Box<Query<M>>, Box<Query<M>>),
    Less(Box<Query<M>>, Box<Query<M>>),
    LessOrEqual(Box<Query<M>>, Box<Query<M>>),
    And(Box<Query<M>>, Box<Query<M>>),
    Or(Box<Query<M>>, Box<Query<M>>),
    Not(Box<Query<M>>),
    Length(Box<Query<M>>),
    Contains(Box<Query<M>>, Box<Query<M>>),
}

impl<M> Query<M> {
    /// The same with another thing for each member.
    pub(crate) fn map<N>(self, f: &impl Fn(M) -> N) -> Query<N> {
        let inner = |of: Box<Self>| Box::new(of.map(f));
        match self {
            Self::Current => Query::Current,
            Self::Member(member) => Query::Member(f(member)),
            Self::Key(name) => Query::Key(name),
            Self::Sub(left, right) => Query::Sub(inner(left), inner(right)),
            Self::Index(list, index) => Query::Index(inner(list), index),
            Self::Flatten(list) => Query::Flatten(inner(list)),
            Self::Project(list, each) => Query::Project(inner(list), inner(each)),
            Self::Values(map, each) => Query::Values(inner(map), inner(each)),
            Self::Filter(list, condition, each) => {
                Query::Filter(inner(list), inner(condition), inner(each))
            }
            Self::List(items) => Query::List(items.into_iter().map(|item| item.map(f)).collect()),
            Self::Object(members) => {
                let members = members.into_iter();
                Query::Object(members.map(|(name, of)| (name, of.map(f))).collect())
            }
            Self::Null => Query::Null,
            Self::Boolean(value) => Query::Boolean(value),
            Self::Number(value) => Query::Number(value),
            Self::Text(value) => Query::Text(value),
            Self::Equal(left, right) => Query::Equal(inner(left), inner(right)),
            Self::Less(left, right) => Query::Less(inner(left), inner(right)),
            Self::LessOrEqual(left, right) => Query::LessOrEqual(inner(left), inner(right)),
            Self::And(left, right) => Query::And(inner(left), inner(right)),
            Self::Or(left, right) => Query::Or(inner(left), inner(right)),
            Self::Not(of) => Query::Not(inner(of)),
            Self::Length(of) => Query::Length(inner(of)),
            Self::Contains(list, item) => Query::Contains(inner(list), inner(item)),
        }
    }
}

/// What an expression is applied to, and gives.
#[derive(Clone, Copy, Debug)]
pub(super) enum Of<'a> {
    /// A value of this shape.
    Shape(&'a Shape),
    /// `{ input, output }` of a call.
    Call(Option<&'a Shape>, Option<&'a Shape>),
    /// Something that is of no shape, such as a number of elements.
    Other,
}

/// A query, and what it gives.
type Found<'a> = (Query<&'a Member>, Of<'a>);

/// The query that a path means; the error says what cannot be asked.
pub(super) fn query<'a>(
    service: &'a Service,
    path: &PathExpr,
    of: Of<'a>,
) -> Result<Query<&'a Member>, String> {
    Reading { service }.expr(path, of).map(|(query, _)| query)
}

#[derive(Clone, Copy)]
struct Reading<'a> {
    service: &'a Service,
}

impl<'a> Reading<'a> {
    fn expr(self, expr: &PathExpr, of: Of<'a>) -> Result<Found<'a>, String> {
        let other = |query| Ok((query, Of::Other));
        let boxed = |expr: &PathExpr| self.expr(expr, of).map(|(query, _)| Box::new(query));
        match expr {
            PathExpr::Current => Ok((Query::Current, of)),
            PathExpr::Field(name) => self.field(name, of),
            PathExpr::Sub(left, right) | PathExpr::Pipe(left, right) => {
                let (left, middle) = self.expr(left, of)?;
                let (right, end) = self.expr(right, middle)?;
                Ok((Query::Sub(Box::new(left), Box::new(right)), end))
            }
            PathExpr::Index(list, index) => {
                let (list, of) = self.expr(list, of)?;
                Ok((Query::Index(Box::new(list), *index), self.element(of)))
            }
            PathExpr::Flatten(list) => {
                let (list, of) = self.expr(list, of)?;
                Ok((Query::Flatten(Box::new(list)), self.flattened(of)))
            }
            PathExpr::Project(list, each) => {
                let (list, of) = self.expr(list, of)?;
                let (each, _) = self.expr(each, self.element(of))?;
                other(Query::Project(Box::new(list), Box::new(each)))
            }
            PathExpr::Values(map, each) => {
                let (map, of) = self.expr(map, of)?;
                let (each, _) = self.expr(each, self.value(of)?)?;
                other(Query::Values(Box::new(map), Box::new(each)))
            }
            PathExpr::Filter(list, condition, each) => {
                let (list, of) = self.expr(list, of)?;
                let (condition, _) = self.expr(condition, self.element(of))?;
                let is_list = **each == PathExpr::Current;
                let (each, _) = self.expr(each, self.element(of))?;
                let boxes = [list, condition, each].map(Box::new);
                let [list, condition, each] = boxes;
                let end = if is_list { of } else { Of::Other };
                Ok((Query::Filter(list, condition, each), end))
            }
            PathExpr::List(items) => other(Query::List(self.all(items, of)?)),
            PathExpr::Hash(members) => {
                let member =
                    |(name, expr): &(String, PathExpr)| Ok((name.clone(), self.expr(expr, of)?.0));
                let members = members.iter().map(member).collect::<Result<_, String>>()?;
                other(Query::Object(members))
            }
            PathExpr::Literal(of) => other(literal(of)),
            PathExpr::Compare(comparison, left, right) => {
                other(compared(*comparison, boxed(left)?, boxed(right)?))
            }
            PathExpr::And(left, right) => other(Query::And(boxed(left)?, boxed(right)?)),
            PathExpr::Or(left, right) => other(Query::Or(boxed(left)?, boxed(right)?)),
            PathExpr::Not(inner) => other(Query::Not(boxed(inner)?)),
            PathExpr::Call(name, arguments) => other(call(name, self.all(arguments, of)?)?),
            PathExpr::Slice(..) => Err("slices are not supported".to_owned()),
            PathExpr::Expression(_) => Err("expressions as arguments are not supported".to_owned()),
        }
    }

    fn all(self, exprs: &[PathExpr], of: Of<'a>) -> Result<Vec<Query<&'a Member>>, String> {
        let query = |expr| self.expr(expr, of).map(|(query, _)| query);
        exprs.iter().map(query).collect()
    }

    fn field(self, name: &str, of: Of<'a>) -> Result<Found<'a>, String> {
        let key = || Query::Key(name.to_owned());
        let shape = match (of, name) {
            (Of::Shape(shape), _) => shape,
            (Of::Call(input, _), "input") => return Ok((key(), shape(input))),
            (Of::Call(_, output), "output") => return Ok((key(), shape(output))),
            (Of::Call(..), _) => return Err(format!("a call has no `{name}`")),
            (Of::Other, _) => return Ok((key(), Of::Other)),
        };
        match &shape.kind {
            ShapeKind::Structure(_) | ShapeKind::Union(_) => {
                match shape.members().find(|member| member.name == name) {
                    Some(member) => Ok((Query::Member(member), self.target(member))),
                    None => Err(format!("`{}` has no member `{name}`", shape.name)),
                }
            }
            ShapeKind::Map { value, .. } => Ok((key(), self.target(value))),
            _ => Ok((key(), Of::Other)),
        }
    }

    fn target(self, member: &Member) -> Of<'a> {
        shape(self.service.shape(&member.target))
    }

    fn element(self, list: Of<'a>) -> Of<'a> {
        match list {
            Of::Shape(Shape {
                kind: ShapeKind::List { member, .. },
                ..
            }) => self.target(member),
            _ => Of::Other,
        }
    }

    /// The values of a map; those of a structure have no type in common.
    fn value(self, map: Of<'a>) -> Result<Of<'a>, String> {
        match map {
            Of::Shape(Shape {
                kind: ShapeKind::Map { value, .. },
                ..
            }) => Ok(self.target(value)),
            _ => Err("values of anything but a map are not supported".to_owned()),
        }
    }

    /// The flattened list has the type of the list, unless its elements are lists.
    fn flattened(self, list: Of<'a>) -> Of<'a> {
        match self.element(list) {
            inner @ Of::Shape(shape) if matches!(shape.kind, ShapeKind::List { .. }) => inner,
            _ => list,
        }
    }
}

fn shape(shape: Option<&Shape>) -> Of<'_> {
    shape.map_or(Of::Other, Of::Shape)
}

fn literal<M>(of: &PathLiteral) -> Query<M> {
    match of {
        PathLiteral::Null => Query::Null,
        PathLiteral::Boolean(value) => Query::Boolean(*value),
        PathLiteral::Number(value) => Query::Number(*value),
        PathLiteral::String(value) => Query::Text(value.clone()),
        PathLiteral::Array(items) => Query::List(items.iter().map(literal).collect()),
        PathLiteral::Object(members) => {
            let members = members.iter();
            Query::Object(
                members
                    .map(|(name, of)| (name.clone(), literal(of)))
                    .collect(),
            )
        }
    }
}

fn compared<M>(comparison: Comparison, left: Box<Query<M>>, right: Box<Query<M>>) -> Query<M> {
    match comparison {
        Comparison::Equal => Query::Equal(left, right),
        Comparison::NotEqual => Query::Not(Box::new(Query::Equal(left, right))),
        Comparison::Less => Query::Less(left, right),
        Comparison::Greater => Query::Less(right, left),
        Comparison::LessOrEqual => Query::LessOrEqual(left, right),
        Comparison::GreaterOrEqual => Query::LessOrEqual(right, left),
    }
}

fn call<M>(name: &str, arguments: Vec<Query<M>>) -> Result<Query<M>, String> {
    let mut arguments = arguments.into_iter().map(Box::new);
    match (name, arguments.next(), arguments.next(), arguments.next()) {
        ("length", Some(of), None, None) => Ok(Query::Length(of)),
        ("contains", Some(list), Some(item), None) => Ok(Query::Contains(list, item)),
        _ => Err(format!(
            "function `{name}` is not supported with these arguments"
        )),
    }
}
