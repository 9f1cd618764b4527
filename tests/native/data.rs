//! Lints the files of `src/data`, as a compiler lints code: a typo, a forgotten sentence or a leftover is an error.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;
use shikaku_form::api;
use shikaku_form::built_in::{self, Layer};
use shikaku_form::engine::markup::{Inline, inlines, plain};
use shikaku_form::engine::texts::Table;

/// Spellings that the sources have somewhere and the form must not.
const WRONG_SPELLINGS: [&str; 8] =
    ["電子通信回線", "マスターアカウント", "IP-sec", "IPSec", "0800-0804583", "お客様ID", "お客さまＩＤ", "接続テスト"];

const ITEM_ROLES: [&str; 8] = ["label", "intro", "caution", "notes", "more", "more_title", "ticked", "not_ticked"];

fn layer(layer: Layer, locale: &str) -> Table {
    let texts = built_in::texts(layer, locale).unwrap_or_else(|| panic!("{locale} has no file of {layer:?}"));
    texts.unwrap_or_else(|problems| panic!("{locale}, {layer:?}: {problems:?}")).as_ref().clone()
}

/// The sentences of a language as people see them: the widget's, and over them the form's.
fn table(locale: &str) -> Table {
    let mut table = layer(Layer::Widget, locale);
    table.extend(layer(Layer::Form, locale));
    table
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path, extension: &str) -> String {
    let mut text = String::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            text.push_str(&sources(&entry.path(), extension));
        } else if entry.path().extension().is_some_and(|one| one == extension) {
            text.push_str(&std::fs::read_to_string(entry.path()).unwrap());
        }
    }
    text
}

#[test]
fn built_in_form_has_no_problem_and_every_sentence_in_every_language() {
    let missing = |locale: &&str| {
        let loaded = api::load(None, locale).unwrap();
        assert_eq!(loaded.texts.locale(), *locale);
        loaded.texts.missing(&loaded.definition)
    };
    assert_eq!(built_in::LOCALES.iter().flat_map(missing).collect::<Vec<_>>(), []);
}

#[test]
fn languages_have_the_same_keys_places_paragraphs_and_links() {
    let first = built_in::LOCALES[0];
    for of in [Layer::Form, Layer::Widget] {
        let expected = layer(of, first);
        for &locale in built_in::LOCALES {
            let texts = layer(of, locale);
            let lacks: Vec<_> = expected.keys().filter(|key| is_whole(locale) && !texts.contains_key(*key)).collect();
            assert_eq!(lacks, Vec::<&Box<str>>::new(), "{of:?}: {locale} lacks keys of {first}");
            for (key, text) in &texts {
                let Some(same) = expected.get(key) else { panic!("{locale} {key} is not in {first}") };
                assert!(!text.trim().is_empty(), "{locale} {key} is empty");
                assert_eq!(places(text), places(same), "{locale} {key}");
                assert_eq!(text.lines().count(), same.lines().count(), "{locale} {key}");
                assert_eq!(links(text), links(same), "{locale} {key}");
            }
        }
    }
}

#[test]
fn every_language_has_its_name_and_sentences_of_its_own() {
    let whole = || built_in::LOCALES.iter().filter(|locale| is_whole(locale));
    for locale in built_in::LOCALES {
        assert!(built_in::name(locale).is_some(), "{locale} has no name in src/data/widget/languages.json");
    }
    for (position, one) in whole().enumerate() {
        for other in whole().skip(position + 1) {
            let (texts, others) = (table(one), table(other));
            let same = texts.iter().filter(|(key, text)| others.get(*key) == Some(text)).count();
            assert!(10 * same < texts.len(), "{one} and {other} have {same} of {} sentences in common", texts.len());
        }
    }
}

/// A sentence of the widget may belong to any form; one that the form replaces is the form's.
#[test]
fn sentence_of_the_widget_names_nothing_of_the_form() {
    let words =
        ["申請", "ポータル", "秘密", "通知書", "医療", "コールセンター", "application", "portal", "secret number"];
    for &locale in built_in::LOCALES {
        for (key, text) in layer(Layer::Widget, locale) {
            let text = plain(&inlines(&text)).to_lowercase();
            let found = words.iter().find(|word| text.contains(**word));
            assert_eq!(found, None, "{locale} {key}: {text}");
        }
        let (form, widget) = (layer(Layer::Form, locale), layer(Layer::Widget, locale));
        for (key, text) in form {
            assert_ne!(widget.get(&key), Some(&text), "{locale} {key} is said twice");
        }
    }
}

/// A variety of a language contains only sentences that differ.
fn is_whole(locale: &str) -> bool {
    !locale.contains('-')
}

/// Official names stay, because the person has to find them in the portal.
#[test]
fn plain_japanese_says_every_sentence_anew() {
    let (plain, standard) = (table("ja-simple"), table("ja"));
    for (key, text) in &standard {
        let is_name = key.starts_with("options.") && !key.ends_with(".hint") || key.ends_with(".label");
        match plain.get(key) {
            Some(other) => assert_ne!(other, text, "{key}"),
            None => assert!(is_name || !text.contains('。'), "ja-simple lacks {key}"),
        }
    }
}

#[test]
fn every_kanji_has_its_reading() {
    let is_kanji = |sign: char| ('\u{4E00}'..='\u{9FFF}').contains(&sign) || "々ヶ".contains(sign);
    let is_kana = |sign: char| ('\u{3041}'..='\u{30FF}').contains(&sign);
    for locale in ["ja", "ja-simple"] {
        for (key, text) in table(locale) {
            // How the 日 of a date is read depends on its number.
            for piece in text.replace("day}日", "day}").lines().flat_map(inlines) {
                match piece {
                    Inline::Text(words) => assert!(
                        !words.contains(is_kanji),
                        "{locale} {key}: a kanji of `{words}` has no reading, `{{漢字|かんじ}}`"
                    ),
                    Inline::Ruby { base, reading } => {
                        assert!(base.chars().all(is_kanji) && reading.chars().all(is_kana), "{locale} {key}: {base}");
                    }
                    Inline::Link { .. } | Inline::Groups(_) => {}
                }
            }
        }
    }
}

fn places(text: &str) -> BTreeSet<&str> {
    let after_brace = text.split('{').skip(1);
    after_brace
        .filter_map(|rest| rest.split_once('}'))
        .filter_map(|(name, _)| name.split(':').next())
        .filter(|name| !name.contains('|'))
        .collect()
}

fn links(text: &str) -> Vec<String> {
    let address = |piece| if let Inline::Link { address, .. } = piece { Some(address) } else { None };
    text.lines().flat_map(inlines).filter_map(address).collect()
}

#[test]
fn link_says_where_it_leads() {
    for &locale in built_in::LOCALES {
        for (key, text) in table(locale) {
            for piece in text.lines().flat_map(inlines) {
                if let Inline::Link { words, .. } = piece {
                    assert!(!["こちら", "こちらをクリック", "here"].contains(&&*words), "{locale} {key}");
                }
            }
        }
    }
}

#[test]
fn sentence_that_nothing_uses_is_found() {
    let definition = built_in::definition().unwrap();
    let items: BTreeSet<&str> = definition.items().map(|(_, item)| &*item.id).collect();
    let fields: BTreeSet<&str> = definition.fields().map(|(_, field)| &*field.id).collect();
    let code = sources(&root().join("src"), "rs") + &sources(&root().join("www/widget"), "js");
    for key in table("ja").keys() {
        let parts: Vec<&str> = key.split('.').collect();
        let is_used = match parts.as_slice() {
            ["items", item, role] => items.contains(item) && ITEM_ROLES.contains(role),
            ["sections", section, "label"] => definition.sections.iter().any(|known| *known.id == **section),
            ["fields", field, "label" | "hint" | "name" | "transfer", ..]
            | ["options", field, _]
            | ["options", field, _, "hint" | "caution"] => fields.contains(field),
            ["findings", rest @ ..] => {
                rest.first().is_some_and(|first| fields.contains(first) || is_code(first, &code))
            }
            ["forms", id, "name" | "portal" | "by_hand"] => *definition.id == **id,
            ["guides", field, ..] => fields.contains(field),
            ["faq", question, _] => definition.faq.iter().any(|known| **known == **question),
            ["ui", name] if name.starts_with("picture_") => is_in_a_drawing(name, &code),
            ["ui", name] if name.starts_with("read_back_") => is_word(name.trim_start_matches("read_back_"), &code),
            ["ui", name @ ("months" | "weekdays")] => is_word(name.trim_end_matches('s'), &code),
            ["ui", name] => [format!("\"{name}\""), format!("\"{key}\"")].iter().any(|word| code.contains(word)),
            _ => false,
        };
        assert!(is_used, "nothing uses `{key}`");
    }
}

/// Authors of forms learn the keys there.
#[test]
fn page_of_the_format_has_every_role_of_a_sentence() {
    let page = std::fs::read_to_string(root().join("docs/definition.md")).unwrap();
    for role in ITEM_ROLES.iter().chain(&["hint", "name", "transfer", "portal", "by_hand", "title", "reason"]) {
        assert!(page.contains(&format!(".{role}`")), "docs/definition.md lacks `{role}`");
    }
}

#[test]
fn sentence_that_the_code_asks_for_is_there() {
    let asked = [
        r#"\b(?:ui|fill)\("([a-z_]+)""#,
        r#"\b(?:saying|title|button|ui_paragraphs)\([^()"]*(?:"[^"]*", )?"([a-z_]+)""#,
    ];
    let (code, texts) = (sources(&root().join("src"), "rs") + &sources(&root().join("www/widget"), "js"), table("ja"));
    let mut count = 0;
    for pattern in asked {
        for captures in regex_lite::Regex::new(pattern).unwrap().captures_iter(&code) {
            let key = format!("ui.{}", &captures[1]);
            assert!(texts.contains_key(&*key), "{} asks for `{key}`", &captures[0]);
            count += 1;
        }
    }
    assert!(count > 45, "only {count} places were recognised");
}

/// `picture_NAME_PART`, both of them words in the code.
fn is_in_a_drawing(name: &str, code: &str) -> bool {
    let name = name.trim_start_matches("picture_");
    name.match_indices('_').any(|(at, _)| {
        let (picture, part) = name.split_at(at);
        is_word(picture, code) && is_word(part.trim_start_matches('_'), code)
    })
}

fn is_word(word: &str, code: &str) -> bool {
    code.contains(&format!("\"{word}\""))
}

fn is_code(name: &str, code: &str) -> bool {
    built_in::DEFINITION.contains(&format!("\"code\": \"{name}\"")) || code.contains(&format!("=> \"{name}\""))
}

#[test]
fn spelling_is_the_official_one_everywhere() {
    let texts = sources(&root().join("src"), "json") + &sources(&root().join("www"), "html");
    for wrong in WRONG_SPELLINGS {
        assert!(!texts.contains(wrong), "{wrong}");
    }
}

#[test]
fn every_item_has_its_row_in_the_glossary() {
    let page = std::fs::read_to_string(root().join("docs/code.md")).unwrap();
    for (_, item) in built_in::definition().unwrap().items() {
        assert!(page.contains(&format!("`{}`", item.id)), "{} is not in the glossary of docs/code.md", item.id);
    }
}

#[test]
fn every_secret_is_typed_twice() {
    let definition: Value = serde_json::from_str(built_in::DEFINITION).unwrap();
    let fields: Vec<&Value> =
        definition["items"].as_array().unwrap().iter().flat_map(|item| item["fields"].as_array().unwrap()).collect();
    let repeated: BTreeMap<&str, ()> =
        fields.iter().filter_map(|field| Some((field.get("of")?.as_str()?, ()))).collect();
    for secret in fields.iter().filter(|field| field["secret"] == true) {
        assert!(repeated.contains_key(secret["id"].as_str().unwrap()), "{secret}");
    }
}
