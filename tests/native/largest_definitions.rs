//! The largest definitions that are allowed: an answer costs work for its dependents, each once. Nothing is timed: work
//! that multiplied along the paths through a form would not end this year.

use std::sync::Arc;

use serde_json::{Value as Tree, json};
use shikaku_form::engine::calendar::Month;
use shikaku_form::engine::definition::FieldIndex;
use shikaku_form::engine::form::{Action, Changes, Form};
use shikaku_form::engine::values::{Value, Values};
use shikaku_form::engine::{finding::Code, parse};
use shikaku_form::json_text;

/// A form of items with one field each, of the same name.
fn form(items: &[Tree]) -> Form {
    let definition = json!({"format": "shikaku-form/definition/1", "id": "large", "version": "1", "items": items});
    let definition = Arc::new(parse::definition(&json_text::parse(&definition.to_string()).unwrap()).unwrap());
    let values = Values::opening(&definition);
    Form::new(definition, Month::parse("2026-11").unwrap(), values)
}

fn enter(form: &mut Form, id: &str, value: Value) -> Changes {
    let field = form.definition().find(id).unwrap();
    form.apply(Action::Enter(field, value))
}

fn month(position: usize, cases: &[Tree]) -> Tree {
    let id = format!("m{position}");
    let mut field = json!({"id": id, "control": "month", "years_ahead": 4});
    if !cases.is_empty() {
        field["earliest"] = json!(cases);
    }
    json!({"id": id, "required": true, "fields": [field]})
}

fn codes_of(form: &Form, field: FieldIndex) -> Vec<Code> {
    form.errors().filter(|finding| finding.field == field).map(|finding| finding.code.clone()).collect()
}

#[test]
fn answer_is_carried_to_each_field_once_however_many_ways_lead_there() {
    let filled = |position: usize| json!({"field": format!("m{position}"), "filled": true});
    let reads_all_above = |position: usize| {
        let above: Vec<Tree> = (0..position).map(filled).collect();
        let cases = [json!({"when": {"all": above}, "month": "2021-01"})];
        month(position, if position == 0 { &[] } else { &cases })
    };
    let reads_the_one_above_twenty_times = |position: usize| {
        let cases = vec![json!({"when": filled(position.saturating_sub(1)), "month": "2021-01"}); 20];
        month(position, if position == 0 { &[] } else { &cases })
    };
    for items in [
        (0..30).map(reads_all_above).collect::<Vec<_>>(),
        (0..30).map(reads_the_one_above_twenty_times).collect::<Vec<_>>(),
    ] {
        let mut form = form(&items);
        let second = form.definition().find("m1").unwrap();
        enter(&mut form, "m1", Value::Text("2022-05".to_owned()));
        assert_eq!(codes_of(&form, second), [Code::MonthPast]);
        let changes = enter(&mut form, "m0", Value::Text("2026-12".to_owned()));
        assert_eq!(changes.fields.len(), 30);
        assert_eq!(codes_of(&form, second), []);
    }
}

#[test]
fn chain_of_as_many_items_as_are_allowed_is_shown_and_hidden_to_its_end() {
    let item = |position: usize| {
        let id = format!("c{position}");
        let mut item = json!({"id": id, "required": true, "fields": [{"id": id, "control": "consent"}]});
        if let Some(above) = position.checked_sub(1) {
            item["shown"] = json!({"field": format!("c{above}"), "filled": true});
        }
        item
    };
    let mut form = form(&(0..5_000).map(item).collect::<Vec<_>>());
    let mut ticked = form.values().clone();
    form.definition().fields().for_each(|(field, _)| ticked.set(field, Value::Flag(true)));
    form.restore(ticked);
    let whole = form.progress();
    for is_ticked in [false, true] {
        let changes = enter(&mut form, "c0", Value::Flag(is_ticked));
        assert_eq!((changes.items.len(), changes.fields.len()), (4_999, 5_000));
        assert_eq!(form.progress().required, if is_ticked { 5_000 } else { 1 });
    }
    assert_eq!(form.progress(), whole);
}
