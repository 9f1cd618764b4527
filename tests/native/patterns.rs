//! The patterns of definitions: one engine searches them, and others read them alike.

use std::sync::Arc;

use proptest::prelude::*;
use regex::Regex;
use serde_json::json;
use shikaku_form::engine::kinds::Control;
use shikaku_form::engine::pattern::{Found, LONGEST_TEXT, Pattern, literal};
use shikaku_form::{api, json_text};

use crate::definitions::built_in_definition;

const ROOM: usize = 1_000;

/// Pieces that patterns are made of, right and wrong ones.
const PIECES: [&str; 48] = [
    "a",
    "b",
    "0",
    "-",
    " ",
    "あ",
    "é",
    "#",
    "/",
    ".",
    "^",
    "$",
    "|",
    "*",
    "+",
    "?",
    "{2}",
    "{1,}",
    "{0,3}",
    "{,2}",
    "{",
    "}",
    "(",
    "(?:",
    "(?P<at>",
    "(?<at>",
    "(?=",
    "(?i)",
    "(?P<",
    ")",
    "[",
    "]",
    "[a-c]",
    "[^a0]",
    "[-a]",
    "[a&&b]",
    "[]a]",
    "[a--b]",
    "[[:alpha:]]",
    "\\",
    "\\.",
    "\\-",
    "\\n",
    "\\d",
    "\\b",
    "\\<",
    "\\u{3042}",
    "\\x61",
];

fn found_by_regex(regex: &Regex, text: &str) -> Option<Found> {
    let captures = regex.captures(text)?;
    let at =
        captures.name("at").map(|at| (text.get(..at.start()).unwrap().chars().count() + 1, at.as_str().to_owned()));
    Some(Found { at })
}

/// Asserts that the other engine reads a pattern alike. Skips a pattern that a definition may not have.
fn assert_alike(source: &str, texts: &[String]) {
    let Ok(pattern) = Pattern::new(source, ROOM) else { return };
    let regex = Regex::new(source).unwrap_or_else(|error| panic!("`{source}` is accepted here alone: {error}"));
    for text in texts {
        assert_eq!(pattern.search(text), found_by_regex(&regex, text), "`{source}` in `{text}`");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn both_engines_read_a_pattern_alike(
        pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 1..9),
        texts in prop::collection::vec("[ab0é#あ&\\-\\n]{0,6}", 3),
    ) {
        assert_alike(&pieces.concat(), &texts);
    }

    #[test]
    fn literal_matches_its_text_alone(text in "\\PC{1,8}", other in "\\PC{1,8}") {
        let regex = Regex::new(&format!("^(?:{})$", literal(&text))).unwrap();
        prop_assert!(regex.is_match(&text));
        prop_assert!(text == other || !regex.is_match(&other));
    }
}

#[test]
fn patterns_of_the_built_in_form_are_read_alike() {
    let definition = shikaku_form::built_in::definition().unwrap();
    let mut count = 0;
    for (_, field) in definition.fields() {
        let Control::Digits(digits) = &field.control else { continue };
        for check in &digits.checks {
            let texts = ["", "0000000000", "L0123", "01I3", "03-1234-5678", "8765", "4831", "O"].map(str::to_owned);
            assert_alike(check.pattern.as_str(), &texts);
            count += 1;
        }
    }
    assert_eq!(count, 6);
}

#[test]
fn what_engines_read_differently_is_refused() {
    let refused = [
        r"\d", r"\w+", r"\pL", r"a\b", r"\<a", "(?i)a", "(?=a)", "(?-u:a)", "[a&&b]", "[a--b]", "[[a]b]", "[]a]",
        "a**", "^*", "a{,2}", "a{ 2 }", "{", "a}", "a]", "|*", r"\", r"\u12", "(?P<1>a)", "(a", "a)", "[a", r"\é",
    ];
    for pattern in refused {
        assert!(Pattern::new(pattern, ROOM).is_err(), "{pattern}");
    }
    for pattern in ["", "a|", "(|b)", r"[\]\-\^]", r"\-\#\/", "a??", "(?:ab){2,3}?", r"\u{1F600}", "[-a]", "^$", "あ+"]
    {
        assert!(Pattern::new(pattern, ROOM).is_ok(), "{pattern}");
    }
}

#[test]
fn pattern_costs_what_its_repetitions_make_of_it() {
    for (pattern, most) in
        [("[0-9]{60}", 60), ("(?:a{30}){30}", 900), ("(?:a{1000}){1000}", 1_000_000), ("a{99999999999999999999}", ROOM)]
    {
        assert!(Pattern::new(pattern, most - 1).is_err(), "{pattern}");
    }
    assert!(Pattern::new("(?:[0-9]{4}-){3}[0-9]{4}", 50).is_ok());
}

#[test]
fn text_that_no_box_takes_is_not_searched() {
    let pattern = Pattern::new("a", ROOM).unwrap();
    assert_eq!(pattern.search(&"a".repeat(LONGEST_TEXT)), Some(Found { at: None }));
    assert_eq!(pattern.search(&"a".repeat(LONGEST_TEXT + 1)), None);
}

#[test]
fn patterns_of_a_definition_share_one_budget() {
    let mut definition = built_in_definition();
    let check = |number: usize| json!({"code": format!("own_{number}"), "severity": "warning", "on": "tidied", "pattern": "^(?:[0-9]{10}){40}$"});
    let problems = |definition: &serde_json::Value| {
        let json = json_text::parse(&definition.to_string()).unwrap();
        api::load(Some(&json), "ja").map(|loaded| Arc::strong_count(&loaded.definition)).map_err(|found| found.len())
    };
    definition["items"][4]["fields"][1]["checks"] = json!((0..10).map(check).collect::<Vec<_>>());
    assert!(problems(&definition).is_ok());
    definition["items"][8]["fields"][0]["checks"] = json!((10..14).map(check).collect::<Vec<_>>());
    assert_eq!(problems(&definition), Err(4), "ten fit into 5,000 states");
}
