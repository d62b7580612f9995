//! Nothing of a request, of a response or of the credentials is shown where the official client does not
//! show it: each case has a mark in everything that is secret, and everything said of it is searched.
//!
//! Each run takes other marks and other damaged bodies; a failure names its seed, and
//! `WHITTLE_SEED=<number>` takes that one again.

mod cases;

use crate::harness::{Answer, Call, alone};
use cases::{answers, calls, damaged, error, output, troubles};
use std::collections::BTreeMap;
use tests::leaks::Marks;
use tests::random::seed;

/// A call, what is answered, and what is wrong besides.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) call: Call,
    pub(crate) answers: Vec<Answer>,
    pub(crate) trouble: Trouble,
    pub(crate) marks: Marks,
}

/// What is wrong with a client.
#[derive(Clone, Debug)]
pub(crate) enum Trouble {
    None,
    Region(Option<&'static str>),
    Endpoint(String),
    EndpointAndFips,
    EndpointAndDualStack,
    NoCredentials,
    /// The provider fails in the first, second, third or fourth way.
    Provider(usize),
    Expired,
    NoBehaviorVersion,
    OldBehavior,
    Timeout,
    AttemptTimeout,
    NoRetries,
    /// Without the protection against stalled streams, in which bodies cannot be seen.
    Unprotected,
    Hook(&'static str),
    HookOfCall(&'static str),
    MapRequest,
    Resolver(Resolver),
    Schemes(&'static [&'static str]),
}

/// What is wrong with an endpoint resolver.
#[derive(Clone, Debug)]
pub(crate) enum Resolver {
    Fails,
    Url(String),
    Header(String, String),
}

/// Runs an ignored test of this module. Subscribers are known to the whole process, and what other tests
/// trace meanwhile decides what is heard.
fn apart(test: &str) {
    alone(
        &format!("secrets::{test}"),
        &[("WHITTLE_SEED", &seed().to_string())],
    );
}

/// What our client shows and the official one does not; nothing if they do not come to the same.
fn leaks(case: &Case) -> Option<BTreeMap<String, String>> {
    let (mut official, ours) = both!(secrets::shown(case));
    if official.first("variant") != ours.first("variant") {
        return None;
    }
    // A waiter over pages, which the official client lacks, says what it waits for and how that is; a body may
    // have a damage in the place of either.
    let waiting = ["name", "state", "damage"].map(|place| case.marks.word(place));
    let waiting = format!("{} {}", waiting.join(" "), case.marks.number());
    official.say("waiter", case.marks.word("name"));
    official.say("waiter's Display", waiting);
    Some(ours.beyond(&official, &case.marks, |way| match way {
        // A report is made of what the error and its sources say, and of the exception's members.
        "report" => vec!["Display", "sources", "service Debug"],
        // Without a client there is no error but that of the operation.
        "parsed Display" | "parsed sources" => vec!["Display", "sources", "service Display"],
        "parsed Debug" | "parsed sources' Debug" | "parsed DisplayErrorContext" => {
            vec!["sources", "service Debug", "sources' Debug"]
        }
        // It holds the items that were read, or the error of the call.
        "waiter's Debug" | "waiter's DisplayErrorContext" => vec!["output", "Debug", "waiter"],
        "waiter" => vec!["waiter", "builder"],
        "waiter's sources" => vec!["Display", "sources"],
        "waiter's sources' Debug" => vec!["Debug", "sources' Debug"],
        way => vec![way],
    }))
}

/// Checks that there are no leaks, and that of so many cases at most one comes to something else.
fn check(cases: Vec<Case>, rare: usize, seed: u64) {
    let (count, mut different) = (cases.len(), Vec::new());
    let mut leaking = BTreeMap::new();
    for case in cases {
        let leaks = leaks(&case);
        let Case {
            call,
            answers,
            trouble,
            ..
        } = &case;
        let told = format!("    {call:?}\n    {answers:?}\n    {trouble:?}\n");
        for (leak, around) in leaks.iter().flatten() {
            let leak = leaking.entry(leak.clone());
            leak.or_insert_with(|| format!("{around}\n{told}"));
        }
        if leaks.is_none() {
            different.push(told);
        }
    }
    let leaking = leaking.iter().map(|(leak, case)| format!("{leak}: {case}"));
    let leaking: String = leaking.collect();
    assert!(
        leaking.is_empty(),
        "WHITTLE_SEED={seed}, {count} cases\n{leaking}"
    );
    assert!(
        different.len() <= count / rare,
        "WHITTLE_SEED={seed}, {count} cases, of which differ:\n{}",
        different.concat()
    );
}

#[test]
fn responses_show_no_more() {
    apart("responses");
}

#[test]
#[ignore = "run by `responses_show_no_more` in a process of its own"]
fn responses() {
    let seed = seed();
    let marks = Marks::new(seed);
    let cases = calls(&marks).into_iter().flat_map(|call| {
        let answers = answers(&call, &marks);
        answers
            .into_iter()
            .map(move |answers| (call.clone(), answers))
    });
    let cases = cases.map(|(call, answers)| Case {
        call,
        answers,
        trouble: Trouble::None,
        marks: marks.clone(),
    });
    check(cases.collect(), usize::MAX, seed);
}

#[test]
fn damaged_responses_show_no_more() {
    apart("damaged_responses");
}

#[test]
#[ignore = "run by `damaged_responses_show_no_more` in a process of its own"]
fn damaged_responses() {
    let seed = seed();
    let marks = Marks::new(seed);
    let mut random = fastrand::Rng::with_seed(seed);
    let mut cases = Vec::new();
    for call in calls(&marks) {
        for _ in 0..40 {
            let good = output(&call, &marks);
            let codes = ["NotFoundException", "Throttling", "Other"];
            let bad = error(codes[random.usize(..3)], &marks);
            let answer = match random.bool() {
                true => Answer::ok(damaged(good, &marks, &mut random)),
                false => {
                    let status = [400, 404, 500][random.usize(..3)];
                    Answer::new(status, damaged(bad, &marks, &mut random))
                }
            };
            cases.push(Case {
                call: call.clone(),
                answers: vec![answer],
                trouble: Trouble::None,
                marks: marks.clone(),
            });
        }
    }
    // How the readers differ is for the tests of responses to say.
    check(cases, 20, seed);
}

#[test]
fn configurations_show_no_more() {
    apart("configurations");
}

#[test]
#[ignore = "run by `configurations_show_no_more` in a process of its own"]
fn configurations() {
    let seed = seed();
    let marks = Marks::new(seed);
    let mut cases = Vec::new();
    let [create, _, list, ..] = calls(&marks);
    for call in [create, list] {
        for trouble in troubles(&marks) {
            let answers = match &trouble {
                Trouble::Timeout | Trouble::AttemptTimeout => vec![Answer::Never],
                _ => vec![Answer::ok(output(&call, &marks).to_string())],
            };
            let (call, marks) = (call.clone(), marks.clone());
            cases.push(Case {
                call,
                answers,
                trouble,
                marks,
            });
        }
    }
    // The official client panics at a header of an endpoint that is malformed.
    check(cases, 40, seed);
}

/// The search sees what the official client does show, in each kind of place.
#[test]
fn the_search_works() {
    apart("what_is_shown_is_seen");
}

#[test]
#[ignore = "run by `the_search_works` in a process of its own"]
fn what_is_shown_is_seen() {
    let marks = Marks::new(seed());
    let [call, ..] = calls(&marks);
    let body = error("NotFoundException", &marks).to_string();
    let case = Case {
        call,
        answers: vec![Answer::new(404, body)],
        trouble: Trouble::Unprotected,
        marks: marks.clone(),
    };
    let shown = crate::official::side::secrets::shown(&case);
    let seen = |way: &str| shown.seen(&marks, &[way]);
    assert!(seen("input").contains("diskname"));
    assert!(seen("service Display").contains("message"));
    assert!(seen("service Debug").contains("tip"));
    assert!(
        seen("Debug").contains("unknown"),
        "the body of the response"
    );
    let logged = shown.ways().filter(|way| way.starts_with("event TRACE"));
    let logged = shown.seen(&marks, &logged.collect::<Vec<_>>());
    for place in ["accesskey", "message", "tip"] {
        assert!(logged.contains(place), "{place} is not in {logged:?}");
    }
    for place in ["secretkey", "sessiontoken", "signature"] {
        assert!(!logged.contains(place), "{place}");
    }
    assert!(seen("Display").is_empty());
}
