//! The calls of a service as a program makes them: the text is the same for both crates, and builds each
//! input through the public builders from what is random.

use std::collections::BTreeMap;
use std::fmt::Write;

use codegen::model::{Member, Service, ShapeKind, Structure};
use codegen::{InRust, Role};

/// Writes the calls of a service.
pub(crate) struct Inputs<'a> {
    pub(crate) service: &'a Service,
    pub(crate) rust: InRust<'a>,
}

impl Inputs<'_> {
    /// The operations that are called, in the order of their numbers: all but those that send events.
    pub(crate) fn operations(service: &Service) -> Vec<&str> {
        let operations = service.operations.values().filter(|operation| {
            let input = operation.input.as_ref();
            let streaming = input.and_then(|input| streaming(service, &input.shape));
            let events = |member: &Member| {
                let kind = &service.shapes[&member.target.shape].kind;
                matches!(kind, ShapeKind::Union(_))
            };
            !streaming.is_some_and(events)
        });
        operations
            .map(|operation| operation.name.as_str())
            .collect()
    }

    /// The fields of structures, by the names of these in Rust.
    pub(crate) fn fields(&self) -> BTreeMap<String, Vec<String>> {
        let own = self.service.shapes.keys();
        let own = own.map(|shape| (self.rust.type_name(shape), shape.as_str()));
        let operations = self.service.operations.values();
        let outputs = operations.filter_map(|operation| {
            let name = format!("{}Output", self.rust.marker(&operation.name));
            Some((name, operation.output.as_ref()?.shape.as_str()))
        });
        let fields = |shape: &str| match &self.service.shapes[shape].kind {
            ShapeKind::Structure(Structure { members, .. }) => {
                let name = |member| self.rust.field(shape, member, Role::Shape).name;
                Some(members.iter().map(name).collect())
            }
            _ => None,
        };
        own.chain(outputs)
            .filter_map(|(name, shape)| Some((name, fields(shape)?)))
            .collect()
    }

    /// The text of one side.
    pub(crate) fn text(&self) -> String {
        let mut text = "\nuse crate::random::{Built, Random};\nuse crate::unbuilt;\n".to_owned();
        let operations = Self::operations(self.service);
        let inputs = operations
            .iter()
            .filter_map(|name| self.service.operations[*name].input.as_ref());
        let reached = inputs.flat_map(|input| {
            let ShapeKind::Structure(structure) = &self.service.shapes[&input.shape].kind else {
                unreachable!("an input is a structure")
            };
            structure
                .members
                .iter()
                .map(|member| member.target.shape.as_str())
        });
        for name in self.service.closure(reached) {
            text.push_str(&self.shape(name));
        }
        let mut arms = String::new();
        for (i, name) in operations.iter().enumerate() {
            text.push_str(&self.operation(name));
            writeln!(
                arms,
                "        {i} => Box::pin({}(client, r)),",
                function("call", name)
            )
            .unwrap();
        }
        write!(
            text,
            "\npub fn call<'a>(\n    number: usize,\n    client: &'a sdk::Client,\n    r: &'a mut Random,\n\
             ) -> std::pin::Pin<Box<dyn Future<Output = Outcome> + 'a>> {{\n    match number {{\n{arms}        \
             _ => unreachable!(),\n    }}\n}}\n"
        )
        .unwrap();
        text
    }

    /// The function that makes a call.
    fn operation(&self, name: &str) -> String {
        let operation = &self.service.operations[name];
        let method = ident(&self.rust.module(name));
        let mut text = format!(
            "\nasync fn {}(client: &sdk::Client, r: &mut Random) -> Outcome {{\n    let call = client.{method}();\n",
            function("call", name)
        );
        if let Some(input) = &operation.input {
            for (setter, value) in self.members(&input.shape, Role::Input) {
                writeln!(
                    text,
                    "    let call = match {value} {{\n        Ok(value) => call.{setter}(value),\n        \
                     Err(text) => return unbuilt(text),\n    }};"
                )
                .unwrap();
            }
        }
        text.push_str("    let _ = &r;\n");
        let output = operation.output.as_ref();
        let body =
            output.and_then(|output| Some((output, streaming(self.service, &output.shape)?)));
        match body {
            Some((output, member)) => text.push_str(&self.streamed(&output.shape, member)),
            None => text.push_str("    outcome(call.send().await)\n}\n"),
        }
        text
    }

    /// The end of a call whose output has this member that streams.
    fn streamed(&self, output: &str, member: &Member) -> String {
        let field = self.rust.field(output, member, Role::Shape).name;
        let content = match &self.service.shapes[&member.target.shape].kind {
            ShapeKind::Union(_) => format!("events!(output.{field})"),
            _ => format!("crate::content(output.{field}).await"),
        };
        format!(
            "    let (result, content) = match call.send().await {{\n        #[allow(unused_mut)]\n        \
             Ok(mut output) => (Ok(crate::Without(format!(\"{{output:#?}}\"), {field:?})), {content}),\n        \
             Err(error) => (Err(error), String::new()),\n    }};\n    \
             outcome(result).map(|text| text + &content)\n}}\n"
        )
    }

    /// The setters of a structure's members, with the expressions of their values.
    fn members(&self, shape: &str, role: Role) -> Vec<(String, String)> {
        let ShapeKind::Structure(Structure { members, .. }) = &self.service.shapes[shape].kind
        else {
            unreachable!("{shape} is a structure")
        };
        let member = |member: &Member| {
            let in_rust = self.rust.field(shape, member, role);
            let value = self.boxed(member, &in_rust.ty);
            // A token that is absent is made at random, and not twice the same.
            let wanted = member.required || member.idempotency_token;
            let value = match (wanted, member.idempotency_token) {
                (_, true) => "Ok(Some(r.name()))".to_owned(),
                (true, _) => format!("r.always(|r| {value})"),
                _ => format!("r.maybe(|r| {value})"),
            };
            (format!("set_{}", in_rust.name), value)
        };
        members.iter().map(member).collect()
    }

    /// The function that makes a shape, if it is one with members.
    fn shape(&self, name: &str) -> String {
        let ty = format!("sdk::types::{}", ident(&self.rust.type_name(name)));
        let head = format!(
            "\nfn {}(r: &mut Random) -> Built<{ty}> {{\n",
            function("make", name)
        );
        match &self.service.shapes[name].kind {
            ShapeKind::Structure(_) => {
                let members = self.members(name, Role::Shape).into_iter();
                let calls = members
                    .map(|(setter, value)| format!("    let built = built.{setter}({value}?);\n"));
                format!(
                    "\nimpl Finish<Self> for {ty} {{\n    fn finish(self) -> Built<Self> {{\n        Ok(self)\n    }}\n}}\n\
                     {head}    let built = {ty}::builder();\n{}    let _ = &r;\n    built.build().finish()\n}}\n",
                    calls.collect::<String>()
                )
            }
            ShapeKind::Union(members) => {
                let simple = |member: &&Member| {
                    let kind = &self.service.shapes[&member.target.shape].kind;
                    !matches!(kind, ShapeKind::Structure(_) | ShapeKind::Union(_))
                };
                let leaves: Vec<&Member> = members.iter().filter(simple).collect();
                let all: Vec<&Member> = members.iter().collect();
                let ends = if leaves.is_empty() { &all } else { &leaves };
                format!(
                    "{head}    if r.is_deep() {{\n        return {};\n    }}\n    {}\n}}\n",
                    self.one_of(name, &ty, ends),
                    self.one_of(name, &ty, &all)
                )
            }
            _ => String::new(),
        }
    }

    /// A union with one of these members.
    fn one_of(&self, name: &str, ty: &str, members: &[&Member]) -> String {
        let arm = |(i, member): (usize, &&Member)| {
            let in_rust = self.rust.union_variant(name, member);
            let variant = format!("{ty}::{}", in_rust.name);
            match self
                .service
                .shapes
                .get(&member.target.shape)
                .map(|shape| &shape.kind)
            {
                None | Some(ShapeKind::Unit) => format!("{i} => Ok({variant}), "),
                Some(_) => format!(
                    "{i} => {}.map({variant}), ",
                    self.boxed(member, &in_rust.ty)
                ),
            }
        };
        let arms: String = members.iter().enumerate().map(arm).collect();
        format!(
            "match r.index({}) {{ {arms}_ => unreachable!() }}",
            members.len()
        )
    }

    fn boxed(&self, member: &Member, ty: &str) -> String {
        let value = self.value(member);
        match ty.trim_start_matches("Option<").starts_with("Box<") {
            true => format!("{value}.map(Box::new)"),
            false => value,
        }
    }

    /// The expression of a value: a [`Result`], with `r` at hand.
    fn value(&self, member: &Member) -> String {
        let name = member.target.shape.as_str();
        let element = |member: &Member, sparse: bool| match sparse {
            true => format!("r.maybe(|r| {})", self.value(member)),
            false => self.value(member),
        };
        match &self.service.shapes[name].kind {
            ShapeKind::Structure(_) | ShapeKind::Union(_) => {
                format!("{}(r)", function("make", name))
            }
            ShapeKind::List { member, sparse } => {
                format!("r.list(|r| {})", element(member, *sparse))
            }
            ShapeKind::Map { key, value, sparse } => {
                format!(
                    "r.map(|r| {}, |r| {})",
                    self.value(key),
                    element(value, *sparse)
                )
            }
            ShapeKind::Enum(values) => {
                let values: Vec<&str> = values.iter().map(|value| value.value.as_str()).collect();
                let ty = ident(&self.rust.type_name(name));
                format!("Ok(sdk::types::{ty}::from(r.word(&{values:?}).as_str()))")
            }
            ShapeKind::String => "Ok(r.text())".to_owned(),
            ShapeKind::Boolean => "Ok(r.flag())".to_owned(),
            ShapeKind::Byte => "Ok(r.i32() as i8)".to_owned(),
            ShapeKind::Short => "Ok(r.i32() as i16)".to_owned(),
            ShapeKind::Integer | ShapeKind::IntEnum(_) => "Ok(r.i32())".to_owned(),
            ShapeKind::Long => "Ok(r.i64())".to_owned(),
            ShapeKind::Float => "Ok(r.f32())".to_owned(),
            ShapeKind::Double => "Ok(r.f64())".to_owned(),
            ShapeKind::Blob if self.service.shapes[name].streaming.is_some() => {
                "Ok(sdk::primitives::ByteStream::from(r.blob().into_inner()))".to_owned()
            }
            ShapeKind::Blob => "Ok(r.blob())".to_owned(),
            ShapeKind::Timestamp(_) => "Ok(r.time())".to_owned(),
            ShapeKind::Document => "Ok(r.document())".to_owned(),
            kind @ (ShapeKind::BigInteger | ShapeKind::BigDecimal | ShapeKind::Unit) => {
                panic!("no service that is compared has {kind:?} so far")
            }
        }
    }
}

/// The member of a structure that streams.
pub(crate) fn streaming<'a>(service: &'a Service, structure: &str) -> Option<&'a Member> {
    let ShapeKind::Structure(Structure { members, .. }) = &service.shapes[structure].kind else {
        return None;
    };
    let streams = |member: &&Member| {
        let target = service.shapes.get(&member.target.shape);
        target.is_some_and(|shape| shape.streaming.is_some())
    };
    members.iter().find(streams)
}

/// The function of an operation or shape.
fn function(does: &str, name: &str) -> String {
    let letters = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '_' });
    format!("{does}_{}", letters.collect::<String>())
}

/// A name as it is written.
fn ident(name: &str) -> String {
    match syn::parse_str::<syn::Ident>(name) {
        Ok(_) => name.to_owned(),
        Err(_) => format!("r#{name}"),
    }
}
