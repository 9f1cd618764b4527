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
