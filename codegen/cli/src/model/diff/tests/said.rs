//! What is said of the changes: the version, and each format.

use super::*;

#[test]
fn bumps_are_those_of_cargo() {
    for (version, class, wanted) in [
        ("1.2.3", Class::Breaking, "2.0.0"),
        ("1.2.3", Class::Minor, "1.3.0"),
        ("1.2.3", Class::Patch, "1.2.4"),
        ("0.2.3", Class::Breaking, "0.3.0"),
        ("0.2.3", Class::Minor, "0.2.4"),
        ("0.2.3", Class::Patch, "0.2.4"),
        ("0.0.3", Class::Breaking, "0.0.4"),
        ("0.0.3", Class::Minor, "0.0.4"),
        ("1.0.0-beta.1+x", Class::Patch, "1.0.1"),
    ] {
        assert_eq!(
            bumped(version, class).as_deref(),
            Some(wanted),
            "{version} {class:?}"
        );
    }
    assert_eq!(bumped("one", Class::Patch), None);
}

#[test]
fn the_formats() {
    let mut new = model();
    new["shapes"]["Color"]["enum"] = json!(["red"]);
    new["shapes"]["Color"]["documentation"] = json!("A | B");
    let scope = Scope {
        version: Some("0.1.0"),
        ..Scope::default()
    };
    let diff = diff(&loaded(&model(), None), &loaded(&new, None), scope).unwrap();
    let text = anstream::adapter::strip_str(&diff.render(Format::Text)).to_string();
    assert_eq!(
        text,
        "\
things -> things, 2 operations

breaking
  Color: value `green` removed; `types::Color::Green` is gone

patch
  Color: documentation added; only its documentation changes
  Thing.color: documentation added; only its documentation changes

1 breaking, 0 minor, 2 patch; the smallest right version bump: major (0.1.0 -> 0.2.0)
"
    );
    let json: Value = serde_json::from_str(&diff.render(Format::Json)).unwrap();
    assert_eq!(
        json["bump"],
        json!({"class": "breaking", "from": "0.1.0", "to": "0.2.0"})
    );
    assert_eq!(
        json["changes"][0]["at"],
        "service-2.json: /shapes/Color/enum/1"
    );
    let markdown = diff.render(Format::Markdown);
    let row = "| breaking | Color | value `green` removed | `types::Color::Green` is gone |\n";
    assert!(markdown.contains(row), "{markdown}");
    assert!(diff.reaches(Class::Breaking) && diff.reaches(Class::Minor));
}
