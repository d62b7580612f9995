//! What is done to models: values taken away, doubled, replaced, renamed, nested, turned in circles; and bytes
//! that are changed.

use codegen::Source;
use serde_json::{Map, Value, json};

use super::models::Model;
use super::words::{NAMES, TEXTS, VALID};

/// A small generator of random numbers (SplitMix64): a model's number gives the same model everywhere.
pub(crate) struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// The `number`th model, and what was done to it.
pub(crate) fn changed(models: &[Model], number: u64) -> (String, Source) {
    let mut random = Random(number);
    let total = models.iter().map(|model| model.weight).sum();
    let mut at = random.below(total);
    let model = models.iter().find(|model| {
        let found = at < model.weight;
        at = at.wrapping_sub(model.weight);
        found
    });
    let model = model.unwrap();
    let (part, json) = random.pick(&model.documents);
    let mut json = json.clone();
    let mut said = format!("{} {part:?}", model.name);
    for _ in 0..1 + random.below(2) * random.below(3) {
        said.push_str("; ");
        said.push_str(&change(&mut random, &mut json));
    }
    let mut source = model.source.clone();
    let bytes = &mut part.of(&mut source).unwrap().bytes;
    *bytes = json.to_string().into_bytes();
    if random.below(10) == 0 {
        said.push_str("; ");
        said.push_str(&damage(&mut random, bytes));
    }
    (said, source)
}

/// Changes bytes, so that most of what comes of it is no JSON.
fn damage(random: &mut Random, bytes: &mut Vec<u8>) -> String {
    const WORDS: [&[u8]; 8] = [
        b"\"",
        b"{",
        b",",
        b"1e999",
        b"\\ud800",
        b"\0",
        b"\xff",
        "\u{feff}".as_bytes(),
    ];
    let at = random.below(bytes.len());
    match random.below(4) {
        0 => bytes.truncate(at),
        1 => drop(bytes.splice(at..at, random.pick(&WORDS).iter().copied())),
        2 => drop(bytes.drain(at..(at + 20).min(bytes.len()))),
        _ => bytes[at] ^= 1 << random.below(8),
    }
    format!("bytes changed at {at}")
}

/// A random place: its pointer.
fn place(random: &mut Random, json: &Value) -> String {
    let mut all = Vec::new();
    pointers(json, String::new(), &mut all);
    random.pick(&all).clone()
}

fn pointers(json: &Value, at: String, all: &mut Vec<String>) {
    match json {
        Value::Object(members) => members.iter().for_each(|(key, value)| {
            let key = key.replace('~', "~0").replace('/', "~1");
            pointers(value, format!("{at}/{key}"), all);
        }),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(i, value)| pointers(value, format!("{at}/{i}"), all)),
        _ => {}
    }
    all.push(at);
}

/// Does one thing to a model, and says what.
fn change(random: &mut Random, json: &mut Value) -> String {
    let at = place(random, json);
    match random.below(14) {
        10 | 11 => rename_everywhere(random, json),
        12 | 13 => {
            let reference = retarget(random, json);
            format!("turn {reference}")
        }
        0 | 1 => {
            remove(json, &at);
            format!("drop {at}")
        }
        2 => {
            let to = rename(random, json, &at);
            format!("rename {at} to {to:?}")
        }
        3 | 4 => {
            let other = place(random, json);
            let value = json.pointer(&other).unwrap().clone();
            // Shapes that get bigger and bigger say nothing new.
            if value.to_string().len() < 100_000 {
                *json.pointer_mut(&at).unwrap() = value;
            }
            format!("put {other} at {at}")
        }
        5 => {
            let name = double(random, json, &at);
            format!("double {at} as {name:?}")
        }
        6 => {
            nest(random, json.pointer_mut(&at).unwrap());
            format!("nest {at}")
        }
        7 => {
            let reference = retarget(random, json);
            format!("turn {reference}")
        }
        8 => {
            let text = text(random);
            let shown: String = text.chars().take(20).collect();
            let value = json.pointer_mut(&at).unwrap();
            match value.as_object_mut() {
                Some(members) => drop(members.insert("documentation".into(), text.into())),
                None => *value = text.into(),
            }
            format!("text {shown:?} at {at}")
        }
        _ => {
            let value = odd_value(random);
            *json.pointer_mut(&at).unwrap() = value.clone();
            format!("{value} at {at}")
        }
    }
}

fn odd_name(random: &mut Random) -> &'static str {
    let names: Vec<&str> = NAMES.split('|').collect();
    names[random.below(names.len())]
}

fn odd_value(random: &mut Random) -> Value {
    let values = [
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(1e300),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(300),
        json!(""),
        json!("x"),
        json!([]),
        json!({}),
        json!([[]]),
        json!({"": {}}),
        json!("string"),
        json!("structure"),
        json!("integer"),
        json!({"shape": "Str"}),
        json!({"type": "string"}),
        json!({"type": "blob"}),
        json!({"target": "smithy.api#String"}),
        json!({"target": "smithy.api#Unit"}),
    ];
    let names: Vec<Value> = NAMES.split('|').map(Value::from).collect();
    if random.below(3) == 0 {
        random.pick(&names).clone()
    } else {
        random.pick(&values).clone()
    }
}

/// A bad text, once in a while a megabyte of it.
fn text(random: &mut Random) -> String {
    let text = random.pick(&TEXTS);
    match random.below(20) {
        0 => text.repeat((1 << 20) / text.len()),
        1 => "a".repeat(1 << 20),
        2 => "<ul><li>".repeat(20_000),
        _ => (*text).to_owned(),
    }
}

/// Where `at` lies in, and under which key or index.
fn parent<'a>(json: &'a mut Value, at: &str) -> Option<(&'a mut Value, String)> {
    let (before, last) = at.rsplit_once('/')?;
    Some((
        json.pointer_mut(before)?,
        last.replace("~1", "/").replace("~0", "~"),
    ))
}

fn remove(json: &mut Value, at: &str) {
    match parent(json, at) {
        Some((Value::Object(members), key)) => drop(members.shift_remove(&key)),
        Some((Value::Array(items), index)) => drop(items.remove(index.parse().unwrap())),
        _ => *json = Value::Null,
    }
}

/// Gives a member another name in its place.
fn rename(random: &mut Random, json: &mut Value, at: &str) -> String {
    let mut name = odd_name(random).to_owned();
    if random.below(10) == 0 {
        name = "Long".repeat(100 << random.below(8));
    }
    if let Some((Value::Object(members), key)) = parent(json, at) {
        if random.below(3) == 0 {
            // A neighbour's name in another spelling.
            let other = members.keys().nth(random.below(members.len())).unwrap();
            name = match random.below(3) {
                0 => format!("set_{other}"),
                1 => other.to_uppercase(),
                _ => format!("{other}_"),
            };
        }
        let old = std::mem::take(members).into_iter();
        let renamed = old.map(|(old, value)| (if old == key { name.clone() } else { old }, value));
        *members = renamed.collect::<Map<_, _>>();
    }
    name.chars().take(30).collect()
}

/// Gives something a name that it could have, wherever it is named.
fn rename_everywhere(random: &mut Random, json: &mut Value) -> String {
    let at = place(random, json);
    let (old, _) = at
        .rsplit_once('/')
        .map_or((at.as_str(), ""), |(_, last)| (last, ""));
    let valid: Vec<&str> = VALID.split_whitespace().collect();
    let (old, new) = (old.replace("~1", "/"), *random.pick(&valid));
    let (space, short) = old
        .rsplit_once('#')
        .map_or(("", old.as_str()), |(space, short)| (space, short));
    let lower = short.starts_with(|c: char| c.is_ascii_lowercase());
    let new = if lower {
        new.to_lowercase()
    } else {
        new.to_owned()
    };
    // Words of the format itself are no names.
    let words = [
        "type",
        "members",
        "shape",
        "target",
        "traits",
        "shapes",
        "operations",
        "member",
        "name",
    ];
    if short.is_empty()
        || words.contains(&short)
        || space.starts_with("smithy")
        || space.starts_with("aws")
    {
        return "nothing".to_owned();
    }
    let new = if space.is_empty() {
        new
    } else {
        format!("{space}#{new}")
    };
    replace(json, &old, &new);
    format!("call {old} {new}")
}

fn replace(json: &mut Value, old: &str, new: &str) {
    match json {
        Value::String(text) if text == old => *text = new.to_owned(),
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, old, new)),
        Value::Object(members) => {
            members
                .values_mut()
                .for_each(|value| replace(value, old, new));
            if members.contains_key(old) {
                let all = std::mem::take(members).into_iter();
                let renamed =
                    all.map(|(key, value)| (if key == old { new.to_owned() } else { key }, value));
                *members = renamed.collect::<Map<_, _>>();
            }
        }
        _ => {}
    }
}

fn double(random: &mut Random, json: &mut Value, at: &str) -> String {
    let name = format!("Double{}", odd_name(random));
    match parent(json, at) {
        Some((Value::Object(members), key)) => {
            let value = members[&key].clone();
            members.insert(name.clone(), value);
        }
        Some((Value::Array(items), index)) => {
            let value = items[index.parse::<usize>().unwrap()].clone();
            items.push(value);
        }
        _ => {}
    }
    name
}

/// Wraps a value many times.
fn nest(random: &mut Random, value: &mut Value) {
    let depth = *random.pick(&[1, 10, 60, 110, 200]);
    for _ in 0..depth {
        let inner = value.take();
        *value = match random.below(4) {
            0 => json!([inner]),
            1 => json!({"fn": "not", "argv": [inner]}),
            2 => json!({"members": inner}),
            _ => json!({"conditions": [], "type": "tree", "rules": [inner]}),
        };
    }
}

/// Lets a reference to a shape lead to another shape, which makes circles.
fn retarget(random: &mut Random, json: &mut Value) -> String {
    let shapes: Vec<String> = match json.get("shapes").and_then(Value::as_object) {
        Some(shapes) => shapes.keys().cloned().collect(),
        None => return "nothing".to_owned(),
    };
    let mut all = Vec::new();
    pointers(json, String::new(), &mut all);
    all.retain(|at| at.ends_with("/shape") || at.ends_with("/target"));
    if shapes.is_empty() || all.is_empty() {
        return "nothing".to_owned();
    }
    let (at, to) = (random.pick(&all).clone(), random.pick(&shapes).clone());
    *json.pointer_mut(&at).unwrap() = to.clone().into();
    format!("{at} to {to}")
}
