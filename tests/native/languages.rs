//! The language of a form is one of those to choose from, and the whole form is in it.

use serde_json::{Value, json};
use shikaku_form::engine::markup::plain;
use shikaku_form::engine::texts::Texts;
use shikaku_form::{api, json_text};

/// A host's form with a label in each of these languages.
fn texts(languages: &[&str], locale: &str) -> (Texts, Vec<String>) {
    let table = |language: &&str| ((*language).to_owned(), json!({"items.a.label": format!("a in {language}")}));
    let texts: serde_json::Map<String, Value> = languages.iter().map(table).collect();
    let definition = json!({
        "format": "shikaku-form/definition/1", "id": "one", "version": "1", "texts": texts,
        "items": [{"id": "a", "required": true, "fields": [{"id": "a", "control": "tel"}]}],
    });
    let loaded = api::load(Some(&json_text::parse(&definition.to_string()).unwrap()), locale).unwrap();
    (loaded.texts, loaded.languages.offered().into_iter().map(|(locale, _)| locale).collect())
}

#[test]
fn form_of_a_host_is_wholly_in_the_nearest_of_its_own_languages() {
    for (languages, wanted, expected) in [
        // The built-in sentences are there in English, and the host's are not.
        (&["ja"] as &[&str], "en", "ja"),
        (&["en"], "de", "en"),
        (&["en"], "ja", "en"),
        (&["de", "en"], "fr", "de"),
        (&["en", "ja"], "fr", "ja"),
        (&["en", "ja"], "en-US", "en"),
        (&["en", "en-GB"], "en-gb", "en-GB"),
        (&["ja"], "ja-simple", "ja"),
        (&["ja", "ja-simple"], "ja-simple", "ja-simple"),
        (&["EN", "ja"], "en_US", "EN"),
    ] {
        let (texts, offered) = texts(languages, wanted);
        assert_eq!(texts.locale(), expected, "{wanted} of {languages:?}");
        assert!(offered.contains(&texts.locale().to_owned()), "{offered:?}");
        assert_eq!(plain(&texts.item_label("a")), format!("a in {expected}"), "{wanted} of {languages:?}");
        let interface = api::load(None, expected).unwrap().texts;
        assert_eq!(texts.ui("to_review"), interface.ui("to_review"), "{wanted} of {languages:?}");
    }
}

#[test]
fn tag_of_a_language_is_the_same_in_any_case() {
    for (wanted, expected) in
        [("EN", "en"), ("en_US", "en"), ("JA-Simple", "ja-simple"), ("ja-JP", "ja"), ("de", "ja"), ("", "ja")]
    {
        assert_eq!(api::load(None, wanted).unwrap().texts.locale(), expected, "{wanted}");
    }
}

/// A host's form of one drop-down list with this id, whose texts are these.
fn form(field: &str, texts: &Value) -> Value {
    json!({
        "format": "shikaku-form/definition/1", "id": "one", "version": "1", "texts": texts,
        "items": [{"id": field, "required": true, "fields": [{"id": field, "control": "drop_down", "options": ["one"]}]}],
    })
}

fn load(definition: &Value, locale: &str) -> Texts {
    api::load(Some(&json_text::parse(&definition.to_string()).unwrap()), locale).unwrap().texts
}

#[test]
fn form_of_a_host_borrows_no_sentence_of_the_built_in_one() {
    // The built-in form has a label for this item, words for this option, a portal and a call centre.
    let definition = form("line_type", &json!({"ja": {"options.line_type.one": "1"}}));
    let texts = load(&definition, "ja");
    assert_eq!(plain(&texts.item_label("line_type")), "line_type");
    assert_eq!((texts.get("ui.help"), texts.get("ui.next_steps")), (None, None));
    assert!(!plain(&texts.ui("saved_draft")).contains("秘密の番号"));
    let problems = api::check_definition(&json_text::parse(&definition.to_string()).unwrap()).to_pretty();
    assert!(problems.contains("/texts/ja/items.line_type.label"), "{problems}");
}

#[test]
fn every_language_of_a_host_is_checked_for_itself() {
    let texts = json!({"ja": {"items.a.label": "甲", "options.a.one": "一"}, "en": {"items.a.label": "A"}});
    let problems = |texts: &Value| {
        let checked = api::check_definition(&json_text::parse(&form("a", texts).to_string()).unwrap()).to_pretty();
        serde_json::from_str::<Value>(&checked).unwrap()["problems"].clone()
    };
    assert_eq!(problems(&texts)[0]["pointer"], "/texts/en/options.a.one");
    assert_eq!(problems(&texts)[1], Value::Null);
    // Each line that is no sentence is named.
    let lines = json!({"ja": {"items.a.label": ["甲", 1, null], "options.a.one": "一"}});
    assert_eq!(problems(&lines)[0]["pointer"], "/texts/ja/items.a.label/1");
    assert_eq!(problems(&lines)[1]["pointer"], "/texts/ja/items.a.label/2");
    // A variety contains only sentences that differ.
    let varieties = json!({"en": {"items.a.label": "A", "options.a.one": "one"}, "en-GB": {"options.a.one": "1"}});
    assert_eq!(problems(&varieties), json!([]));
}

#[test]
fn language_comes_before_the_key_and_the_hosts_words_before_the_widgets() {
    let label = json!({"items.a.label": "A", "options.a.one": "1"});
    let with = |key: &str, words: &str| {
        let mut texts = label.clone();
        texts[key] = json!(words);
        texts
    };
    let sentence = |texts: &Value| {
        let definition = json_text::parse(&form("a", texts).to_string()).unwrap();
        let loaded = api::load(Some(&definition), "en").unwrap();
        let today = shikaku_form::engine::calendar::Month::parse("2026-11").unwrap();
        let report = api::validate(&loaded, &json_text::parse("{}").unwrap(), today, None).unwrap().to_pretty();
        serde_json::from_str::<Value>(&report).unwrap()["findings"][0]["message"].clone()
    };
    assert_eq!(sentence(&json!({"en": with("findings.missing", "own")})), "own", "the widget has one for lists");
    let both = json!({"ja": with("findings.a.missing", "日本語"), "en": label});
    assert_eq!(sentence(&both), "Select an option from the list.");
}
