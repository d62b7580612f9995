//! Facts that botocore keeps in another place than Smithy: moved to where Smithy has them.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    HttpBinding, Member, Operation, Segment, Service, Shape, ShapeKind, Streaming, Xml,
};

/// How `locationName` is meant on members of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LocationNames {
    /// As `smithy.api#jsonName`.
    Json,
    /// As `smithy.api#xmlName`.
    Xml,
}

/// What is known of shapes when all of them are read.
#[derive(Debug)]
pub(super) struct Elsewhere {
    pub(super) location_names: LocationNames,
    /// Lists and maps that are flattened, which Smithy says of the members that target them.
    pub(super) flattened: BTreeSet<String>,
    /// Labels of paths by structure, each with its member: Smithy's labels have the name of the member.
    pub(super) labels: BTreeMap<String, BTreeMap<String, String>>,
    /// Blobs that a member says to be streams.
    pub(super) streams: BTreeSet<String>,
    /// The elements of inputs and outputs, which Smithy says of their structures.
    pub(super) elements: BTreeMap<String, Xml>,
    /// The operation that tells endpoints.
    pub(super) endpoint_discovery: Option<String>,
}

impl Elsewhere {
    pub(super) fn new(location_names: LocationNames) -> Self {
        Self {
            location_names,
            flattened: BTreeSet::new(),
            labels: BTreeMap::new(),
            streams: BTreeSet::new(),
            elements: BTreeMap::new(),
            endpoint_discovery: None,
        }
    }

    /// Brings everything to its place in `service`.
    pub(super) fn bring(self, service: &mut Service) {
        service.endpoint_discovery = self.endpoint_discovery.clone();
        let is_rpc = service.protocols.iter().all(|protocol| protocol.is_rpc());
        for operation in service.operations.values_mut() {
            self.route(operation);
            // Said of all operations of these protocols, and read by none.
            operation
                .http
                .take_if(|http| is_rpc && http.uri.path.is_empty());
        }
        let maps: BTreeSet<String> = service
            .shapes
            .values()
            .filter(|shape| matches!(shape.kind, ShapeKind::Map { .. }))
            .map(|shape| shape.name.clone())
            .collect();
        let items = item_names(&service.shapes);
        for shape in service.shapes.values_mut() {
            if self.streams.contains(&shape.name) {
                shape.streaming.get_or_insert(Streaming::AnyLength);
            }
            if let Some(element) = self.elements.get(&shape.name) {
                // What the structure says itself comes first.
                let (name, namespace) = (&mut shape.xml.name, &mut shape.xml.namespace);
                *name = name.take().or_else(|| element.name.clone());
                *namespace = namespace.take().or_else(|| element.namespace.clone());
            }
            for member in members(shape) {
                if self.flattened.contains(&member.target.shape) {
                    member.xml.flattened = true;
                    // The item says what Smithy says of the member.
                    if self.location_names == LocationNames::Xml
                        && let Some(name) = items.get(&member.target.shape)
                    {
                        member.xml.name = Some(name.clone());
                    }
                }
                if matches!(member.http, Some(HttpBinding::Query(_)))
                    && maps.contains(&member.target.shape)
                {
                    member.http = Some(HttpBinding::QueryParams);
                }
            }
        }
    }

    /// Gives the labels of a path the names of the members that fill them.
    fn route(&self, operation: &mut Operation) {
        let input = operation.input.as_ref();
        let labels = input.and_then(|input| self.labels.get(&input.shape));
        let (Some(http), Some(labels)) = (&mut operation.http, labels) else {
            return;
        };
        for segment in &mut http.uri.path {
            if let Segment::Label(name) | Segment::Greedy(name) = segment
                && let Some(member) = labels.get(name)
            {
                name.clone_from(member);
            }
        }
    }
}

/// What the items of lists are called, if they have a name.
fn item_names(shapes: &BTreeMap<String, Shape>) -> BTreeMap<String, String> {
    let named = shapes.values().filter_map(|shape| match &shape.kind {
        ShapeKind::List { member, .. } => Some((shape.name.clone(), member.xml.name.clone()?)),
        _ => None,
    });
    named.collect()
}

/// The members of structures and unions; elements of lists and maps are never flattened.
fn members(shape: &mut Shape) -> &mut [Member] {
    match &mut shape.kind {
        ShapeKind::Structure(structure) => &mut structure.members,
        ShapeKind::Union(members) => members,
        _ => &mut [],
    }
}
