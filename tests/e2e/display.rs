//! How the form is shown, as the person chooses it: language, readings, size of the text, colours. The answers and the
//! person's position stay.

use serde_json::{Value, json};

use crate::harness::driver::Driver;
use crate::harness::engines::Theme;
use crate::harness::page::{Page, run, words};
use crate::harness::sample_answers::{SECRET, internet};
use crate::harness::skip;

/// A page that leaves the form's own controls where they are, with these open.
fn open_controls<'d>(driver: &'d Driver) -> Page<'d> {
    let page = Page::open_at(driver, "/hosts/plain.html");
    page.click("root.querySelector('.display > summary')");
    page
}

fn choose(page: &Page<'_>, name: &str, value: &str) {
    page.choose_in(&format!("root.querySelector('[data-display=display_{name}]')"), value);
}

fn chosen(page: &Page<'_>) -> Value {
    page.ask("return ['locale', 'readings', 'text-size', 'colors'].map((name) => widget.getAttribute(name))", &[])
}

#[test]
fn another_language_keeps_every_answer_the_secret_and_the_page() {
    run(|driver| {
        let page = open_controls(driver);
        page.enter_all(internet());
        choose(&page, "language", "en");
        page.wait_until("root.querySelector('.widget').lang === 'en'");
        assert!(page.text("legend").starts_with("Application type"));
        assert_eq!(page.value("secret_number"), SECRET);
        assert_eq!(page.value("line_type"), "internet_ipsec_ike");
        page.wait_until("root.activeElement?.matches('[data-display=display_language]')");
        choose(&page, "language", "ja-simple");
        page.wait_until("root.querySelector('.widget').lang === 'ja-simple'");
        let label = "const label = root.querySelector('.item-label').cloneNode(true);
                     label.querySelectorAll('rt').forEach((reading) => reading.remove());
                     return label.textContent";
        assert_eq!(page.ask(label, &[]), "申請区分", "official names stay");
        choose(&page, "language", "ja");
        page.wait_until("root.querySelector('.buttons ruby') === null");
        page.press(words::TO_REVIEW);
        page.wait_for_stage("review");
        choose(&page, "language", "en");
        page.wait_until("root.querySelector('.stage:not([hidden]) .title')?.textContent.startsWith('Review')");
        assert_eq!(page.stage(), "review");
        assert_eq!(page.wait_until_told("display")["locale"], "en");
    });
}

#[test]
fn plain_japanese_comes_with_readings_which_can_be_switched_off() {
    run(|driver| {
        let page = open_controls(driver);
        choose(&page, "language", "ja-simple");
        page.wait_until("root.querySelector('legend ruby') !== null");
        assert_eq!(chosen(&page), json!(["ja-simple", "", null, null]));
        assert_eq!(page.wait_until_told("display")["readings"], true);
        page.click("root.querySelector('[data-display=display_readings]')");
        page.wait_until("root.querySelector('legend ruby') === null");
        page.ask("widget.setAttribute('text-size', 'large')", &[]);
        assert_eq!(chosen(&page), json!(["ja-simple", null, "large", null]), "it stays off");
        choose(&page, "language", "ja");
        page.ask("widget.locale = 'ja-simple'", &[]);
        page.wait_until("root.querySelector('legend ruby') !== null");
        choose(&page, "language", "ja");
        page.wait_until("root.querySelector('legend ruby') === null");
        page.click("root.querySelector('[data-display=display_readings]')");
        choose(&page, "language", "ja-simple");
        choose(&page, "language", "ja");
        page.wait_until("root.querySelector('.widget').lang === 'ja'");
        assert_eq!(chosen(&page), json!(["ja", "", "large", null]), "what the person has chosen stays");
    });
}

#[test]
fn answers_that_were_ticked_off_stay_so_in_another_language() {
    run(|driver| {
        let page = open_controls(driver);
        page.enter_all(internet());
        page.complete();
        let second = "root.querySelectorAll('.transfer input')[1]";
        page.click(second);
        choose(&page, "language", "en");
        page.wait_until("root.querySelector('.transfer label').textContent.startsWith('Application type')");
        assert_eq!(
            page.ask("return [...root.querySelectorAll('.transfer input')].filter((tick) => tick.checked).length", &[]),
            1
        );
        assert_eq!(page.ask(&format!("return {second}.checked"), &[]), true);
    });
}

#[test]
fn errors_on_the_screen_are_said_in_the_new_language() {
    run(|driver| {
        let page = open_controls(driver);
        page.press(words::TO_REVIEW);
        page.wait_for_focus("summary");
        choose(&page, "language", "en");
        page.wait_until("findings('error').line_type?.startsWith('Error')");
        page.wait_until("root.querySelector('.summary a').textContent.includes('Consent')");
    });
}

#[test]
fn readings_are_seen_above_every_kanji_and_never_heard() {
    run(|driver| {
        let page = open_controls(driver);
        assert_eq!(page.ask("return root.querySelectorAll('rt').length", &[]), 0);
        page.click("root.querySelector('[data-display=display_readings]')");
        page.wait_until("root.querySelector('legend ruby') !== null");
        let unheard = page.ask(
            "const all = [...root.querySelectorAll('rt')];
             return all.length > 200 && all.every((rt) => rt.getAttribute('aria-hidden') === 'true')",
            &[],
        );
        assert_eq!(unheard, true);
        // Lists, passwords and file names have no ruby: no brace is left over anywhere.
        let left = page.ask("return root.querySelector('.frame').textContent.match(/[{|}]/)?.input ?? ''", &[]);
        assert_eq!(left, "");
        page.click("root.querySelector('[data-display=display_readings]')");
        page.wait_until("root.querySelector('ruby') === null");
    });
}

#[test]
fn chosen_size_is_what_it_says_and_its_list_stays_where_it_is() {
    run(|driver| {
        // It enlarges all of the page.
        let page = Page::open_at(driver, "/hosts/hearing-sheet.html");
        page.click("root.querySelector('.display summary')");
        let place = || {
            let top = "return root.querySelector('[data-display=display_size]').getBoundingClientRect().top";
            page.ask(top, &[]).as_f64().unwrap()
        };
        page.ask("root.querySelector('[data-display=display_size]').scrollIntoView({ block: 'center' })", &[]);
        for (size, pixels) in [("largest", "24px"), ("", "16px"), ("large", "20px")] {
            let before = place();
            page.choose_in("root.querySelector('[data-display=display_size]')", size);
            page.wait_until(&format!("getComputedStyle(root.querySelector('.intro p')).fontSize === '{pixels}'"));
            page.wait_until("root.activeElement?.dataset.display === 'display_size'");
            driver.wait_until("the list where it was", || (place() - before).abs() <= 2.0);
        }
    });
}

#[test]
fn size_and_colours_change_the_form_and_the_host_may_keep_and_set_them() {
    run(|driver| {
        let page = open_controls(driver);
        let look = "return [
            getComputedStyle(root.querySelector('.widget')).fontSize,
            getComputedStyle(root.querySelector('.frame')).backgroundColor,
        ]";
        let before = page.ask(look, &[]);
        choose(&page, "size", "largest");
        choose(&page, "colors", "high-contrast");
        page.wait_until("widget.getAttribute('colors') === 'high-contrast'");
        assert_eq!(chosen(&page), json!([null, null, "largest", "high-contrast"]));
        assert_eq!(page.ask(look, &[]), json!(["24px", "rgb(0, 0, 0)"]));
        let kept = page.wait_until_told("display");
        assert_eq!(
            kept,
            json!({ "locale": "ja", "readings": false, "textSize": "largest", "colors": "high-contrast" })
        );
        page.ask("widget.removeAttribute('text-size'); widget.removeAttribute('colors')", &[]);
        page.wait_until("root.querySelector('[data-display=display_size]').value === ''");
        assert_eq!(page.ask(look, &[]), before);
    });
}

#[test]
fn system_that_asks_for_more_contrast_gets_no_muted_text() {
    run(|driver| {
        if !driver.engine().has(Theme::Sharp) {
            return skip("its driver cannot ask for more contrast");
        }
        let is_muted = |theme| {
            driver.engine().show_in(driver, theme);
            let page = Page::open(driver);
            page.ask(
                "const [notes, whole] = ['.notes', '.widget'].map((one) => getComputedStyle(root.querySelector(one)));
                 return notes.color !== whole.color",
                &[],
            )
        };
        assert_eq!([Theme::Light, Theme::Sharp].map(is_muted), [true, false]);
    });
}
