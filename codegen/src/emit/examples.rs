//! Examples in the documentation: how to depend on the crate, a whole program, a call of each operation.

use crate::plan::{Crate, Operation, Package};

/// What stands in the `Cargo.toml` of a program.
pub(super) fn install(package: &Package) -> String {
    format!(
        "```toml\n[dependencies]\n{} = {{ path = \"…\" }}\naws-config = \"1\"\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}\n```\n",
        package.name
    )
}

/// How a client is made whose endpoint is discovered.
const DISCOVERY: &str = "\
let (client, reload) = client.with_endpoint_discovery_enabled().await?;
tokio::spawn(reload.reload_task());
";

/// A program that calls one operation.
pub(super) fn program(krate: &Crate) -> String {
    let library = &krate.package.library;
    let call = krate.example().map(call).unwrap_or_default();
    let (discovery, error) = match krate.discovery {
        None => ("", "Error"),
        Some(_) => (DISCOVERY, "error::BoxError"),
    };
    let lines = discovery.lines().chain(call.lines());
    let lines: String = lines.map(|line| format!("    {line}\n")).collect();
    format!(
        "#[tokio::main]\n\
         async fn main() -> Result<(), {library}::{error}> {{\n    \
         let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;\n    \
         let client = {library}::Client::new(&config);\n\
         {lines}    Ok(())\n}}\n"
    )
}

/// An example of a call, as Markdown for the method of the client.
pub(super) fn of_method(krate: &Crate, operation: &Operation) -> String {
    let library = &krate.package.library;
    format!(
        "\n```no_run\n# async fn example(client: &{library}::Client) -> Result<(), {library}::Error> {{\n\
         {}# Ok(())\n# }}\n```\n",
        call(operation)
    )
}

/// The lines of a call.
fn call(operation: &Operation) -> String {
    let (mut arguments, mut missing) = (Vec::new(), Vec::new());
    for (setter, literal) in &operation.example {
        match literal {
            Some(literal) => arguments.push(format!(".{setter}({literal})")),
            None => missing.push(format!("`{setter}`")),
        }
    }
    let comment = match missing.as_slice() {
        [] => String::new(),
        names => format!("// Also needs {}.\n", names.join(", ")),
    };
    // One argument fits on the line.
    let line = if arguments.len() > 1 { "\n    " } else { "" };
    let arguments = arguments.iter().map(|argument| format!("{line}{argument}"));
    let arguments: String = arguments.collect();
    let call = format!("client{line}.{}(){arguments}{line}", operation.method);
    match operation.paginator {
        Some(_) => format!(
            "{comment}let mut pages = {call}.into_paginator(){line}.send();\n\
             while let Some(page) = pages.try_next().await? {{\n    println!(\"{{page:?}}\");\n}}\n"
        ),
        None => format!(
            "{comment}let output = {call}.send(){line}.await?;\nprintln!(\"{{output:?}}\");\n"
        ),
    }
}

/// The operations as a table.
pub(super) fn table(krate: &Crate, name: impl Fn(&Operation) -> String) -> String {
    let rows = krate.operations.iter().map(|operation| {
        let call = &operation.method;
        format!("| {} | `client.{call}()` |\n", name(operation))
    });
    format!(
        "| operation | call |\n|---|---|\n{}",
        rows.collect::<String>()
    )
}
