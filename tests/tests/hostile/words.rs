//! Names and texts that are put into models.

/// Names that are trouble in paths, in Rust, in documentation or in messages, with a bar between two.
pub(super) const NAMES: &str = concat!(
    "| |a b|../../up|/etc/passwd|a/b|a\\b|C:\\x|.|..|con|a\"b|a'b|`a`|*/|//|#|r#type|\n|",
    "a\r\nb|\r|\0|é|名|\u{202e}abc|💥|1a|_|__|type|self|Self|Error|Result|Option|Unhandled|",
    "Builder|builders|error|set_name|setName|meta|send|{x}",
);

/// Documentation that is trouble.
pub(super) const TEXTS: [&str; 10] = [
    "<p>",
    "</p></p>",
    "<a href=\"javascript:x\">[x](y)</a>",
    "*/ }",
    "```\nfn main() {}\n```",
    "\r",
    "<code>`</code>",
    "[`Foo`]",
    "<ServiceName> &lt;b&gt; &amp;",
    "\u{202e}\u{0}",
];

/// Names that a model may have, and that Rust, its prelude or the crate has, too.
pub(super) const VALID: &str = "\
    Error Result Option Vec String Some None Ok Err Box Default Clone Debug Send Unhandled \
    Unknown Builder Client Config Params Self Type Async Gen HashMap DateTime Plain Secret \
    Structure Union Enum Boxed \
    Integer List Input Output Meta RequestId BuildError SdkError Operation Types Runtime \
    Build";
