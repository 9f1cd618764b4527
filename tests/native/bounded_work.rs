//! One mebibyte of anything is answered within bounded work. Steps are counted, nothing is timed;
//! `cargo xtask bench` prints the times.

use std::time::Instant;

use serde_json::{Value as Tree, json};
use shikaku_form::engine::calendar::Month;
use shikaku_form::engine::json::Json;
use shikaku_form::engine::markup::{filled, inlines, plain};
use shikaku_form::engine::node::{MAX_COMPARED, MAX_PROBLEMS, Pointer, Problems};
use shikaku_form::engine::problem::ProblemCode;
use shikaku_form::{api, json_text};

const MIB: usize = 1 << 20;

fn to_json(tree: &Tree) -> Json {
    json_text::parse(&tree.to_string()).unwrap()
}

fn definition(items: &[Tree]) -> Json {
    to_json(&json!({"format": "shikaku-form/definition/1", "id": "large", "version": "1", "items": items}))
}

fn item(id: &str, field: &Tree) -> Tree {
    let mut field = field.clone();
    field["id"] = json!(id);
    json!({"id": id, "required": true, "fields": [field]})
}

/// Nearly a mebibyte of conditions, each with an unknown name of 60 characters.
fn unknown_references() -> Json {
    let items = (0..4_500).map(|position| {
        let mut item = item(&format!("i{position}"), &json!({"control": "consent"}));
        item["shown"] = json!({"field": format!("{position:x<60}"), "filled": true});
        item
    });
    definition(&items.collect::<Vec<_>>())
}

/// As many patterns as fit, none of them small.
fn large_patterns() -> Json {
    let check = |number: usize| json!({"code": format!("c{number}"), "severity": "error", "on": "typed", "pattern": "^(?:[a-z]{40}){40}$"});
    let items = (0..60).map(|position| {
        let checks: Vec<Tree> = (0..50).map(|number| check(50 * position + number)).collect();
        item(&format!("i{position}"), &json!({"control": "text", "max_length": 100, "checks": checks}))
    });
    definition(&items.collect::<Vec<_>>())
}

/// The built-in form with as much as this typed into one box.
fn typed(text: &str) -> usize {
    let loaded = api::load(None, "ja").unwrap();
    let values = to_json(&json!({"customer_id_prefix": "CAF", "customer_id_digits": text}));
    let today = Month::parse("2026-11").unwrap();
    api::validate(&loaded, &values, today, None).unwrap().to_pretty().len()
}

#[test]
fn names_are_compared_only_while_there_is_room_for_what_comes_of_it() {
    let known: Vec<String> = (0..5_000).map(|number| format!("name_{number:0>50}")).collect();
    let problems = Problems::default();
    for number in 0..100_000_usize {
        let typed = format!("nama_{number:0>50}");
        let mut names = known.iter().map(String::as_str);
        Pointer::root(&problems).misnamed(ProblemCode::UnknownReference, &typed, &mut names, &|| typed.clone());
    }
    assert_eq!(problems.compared(), MAX_COMPARED);
    assert_eq!(problems.found().len(), MAX_PROBLEMS);
}

#[test]
fn message_lists_the_first_of_many_names() {
    let keys: Vec<String> = (0..1_000).map(|number| format!("k{number}")).collect();
    let problems = Problems::default();
    Pointer::root(&problems).unknown("other", &keys.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(problems.found()[0].message.ends_with("k19 and 980 more"));
}

#[test]
fn definition_with_too_many_mistakes_is_refused_with_the_first_of_them() {
    for definition in [unknown_references(), large_patterns()] {
        assert_eq!(api::load(Some(&definition), "ja").unwrap_err().len(), MAX_PROBLEMS);
    }
}

#[test]
fn markup_that_is_not_closed_is_looked_through_once() {
    for piece in ["{", "[", "[a](", "{a|", "{a", "[{"] {
        let text = piece.repeat(MIB / piece.len());
        assert_eq!(plain(&inlines(&text)), text);
        assert_eq!(plain(&filled(inlines(&text), &[("a", "b".to_owned())])), text);
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a benchmark of this machine")]
#[ignore = "prints figures; cargo xtask bench runs it"]
fn mebibyte_of_anything_prints_its_times() {
    let time = |what: &str, work: &dyn Fn() -> usize| {
        let start = Instant::now();
        let size = work();
        println!("{:>8.1} ms  {what} ({size})", start.elapsed().as_secs_f64() * 1000.0);
    };
    let refused = |definition: &Json| api::load(Some(definition), "ja").map_or_else(|problems| problems.len(), |_| 0);
    let (references, patterns) = (unknown_references(), large_patterns());
    time("definition with unknown references", &|| refused(&references));
    time("definition with large patterns", &|| refused(&patterns));
    let names: serde_json::Map<String, Tree> = (0..60_000).map(|number| (format!("n{number}"), json!(""))).collect();
    let names = to_json(&Tree::Object(names));
    let today = Month::parse("2026-11").unwrap();
    let loaded = api::load(None, "ja").unwrap();
    time("values of unknown names", &|| api::validate(&loaded, &names, today, None).unwrap_err().len());
    for (what, piece) in
        [("digits", "1"), ("prefixes", "CAF1 "), ("hyphens", "-"), ("full-width signs", "ー"), ("kanji", "医")]
    {
        let text = piece.repeat(MIB / piece.len() - 100);
        time(&format!("typed {what}"), &|| typed(&text));
    }
}
