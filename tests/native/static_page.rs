//! The statements of the static page are true.

use shikaku_form::built_in::{self, Layer};

const PAGE: &str = include_str!("../../www/index.html");
const NOT_FOUND: &str = include_str!("../../www/404.html");

/// Each text between these two.
fn between<'t>(text: &'t str, before: &'t str, after: &'t str) -> Vec<&'t str> {
    text.split(before).skip(1).map(|rest| rest.split(after).next().unwrap()).collect()
}

#[test]
fn telephone_number_is_the_call_centres() {
    let texts = built_in::texts(Layer::Form, "ja").unwrap().unwrap();
    let numbers = |page: &str| between(page, "tel:", "\"").iter().map(|one| one.replace('-', "")).collect::<Vec<_>>();
    let number = between(texts.get("ui.help").unwrap(), "(tel:", ")")[0];
    for page in [PAGE, NOT_FOUND] {
        assert!(!numbers(page).is_empty());
        assert!(numbers(page).iter().all(|one| one == number), "{:?}", numbers(page));
    }
}

#[test]
fn bar_offers_every_language_and_readings_where_there_are_any() {
    let offered = between(PAGE, "name=\"locale\" value=\"", "</button>").into_iter().map(|button| {
        let (locale, name) = (button.split('"').next().unwrap(), button.rsplit('>').next().unwrap());
        (locale, name.to_owned(), button.contains("data-has-readings"))
    });
    let bundled = built_in::LOCALES.iter().map(|locale| {
        let texts = built_in::texts(Layer::Form, locale).unwrap().unwrap();
        (*locale, built_in::name(locale).unwrap(), texts.values().any(|text| text.contains('|')))
    });
    assert_eq!(offered.collect::<Vec<_>>(), bundled.collect::<Vec<_>>());
}

#[test]
fn attribute_of_the_language_is_described_with_every_language() {
    let described = between(include_str!("../../www/widget/element.js"), "@attr {string} locale - ", "\n")[0];
    assert!(built_in::LOCALES.iter().all(|locale| described.contains(&format!("`{locale}`"))), "{described}");
}

#[test]
fn version_is_the_packages() {
    assert_eq!(between(PAGE, "バージョン ", "<"), [env!("CARGO_PKG_VERSION")]);
}

#[test]
fn page_allows_itself_no_more_than_the_widget_needs() {
    let policy = between(PAGE, "http-equiv=\"Content-Security-Policy\" content=\"", "\"")[0];
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    for part in ["http", "'unsafe-inline'", "'unsafe-eval'", "*", "data:", "blob:"] {
        assert!(!policy.contains(part), "{part} in {policy}");
    }
    // A policy applies to what comes after it.
    let first = PAGE.find("<meta http-equiv").unwrap();
    assert!(["<link", "<script", "<style"].iter().all(|tag| PAGE.find(tag).is_none_or(|place| place > first)));
}

#[test]
fn page_is_served_below_any_path() {
    for page in [PAGE, NOT_FOUND] {
        let addresses = ["href=\"", "src=\""].iter().flat_map(|start| between(page, start, "\"")).collect::<Vec<_>>();
        assert!(addresses.iter().all(|address| !address.starts_with('/')), "{addresses:?}");
    }
    // The address below which this one is sent is unknown.
    assert_eq!((between(NOT_FOUND, "src=\"", "\""), between(NOT_FOUND, "<link", ">")), (vec![], vec![]));
}
