//! The static page around the form: the bar with the display settings of both, the link to the form, the tab's title,
//! the samples.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::harness::driver::Driver;
use crate::harness::file_address;
use crate::harness::page::{Page, run, words};
use crate::harness::sample_answers::internet;
use crate::harness::skip;

/// The widths and heights of a desk and of a phone, each with the lowest position of the first control.
const NEAR: [(u64, u64, u64); 2] = [(1280, 900, 900), (375, 667, 1300)];

fn in_bar(name: &str, value: &str) -> String {
    format!("document.querySelector('.display-bar [name={name}][value={}]')", json!(value))
}

const COLORS: &str = "document.querySelector('.display-bar [name=colors]')";
const READINGS: &str = "document.querySelector('.display-bar [name=readings]')";

/// What the bar says, in the order of the attributes.
fn said_in_bar(page: &Page<'_>) -> Value {
    page.ask(
        "const on = (name) => [...document.querySelectorAll(`.display-bar [name=${name}][aria-pressed=true]`)].map((button) => button.value);
         return [on('locale'), on('readings').length === 1, on('text-size'), document.querySelector('.display-bar [name=colors]').value]",
        &[],
    )
}

#[test]
fn choice_in_the_bar_shows_the_form_so_whether_it_is_served_or_opened_from_disk() {
    run(|driver| {
        for address in [Driver::address("/index.html"), file_address("dist/standalone.html")] {
            driver.open_address(&address);
            let page = Page::of(driver, "shikaku-form");
            page.click(&in_bar("locale", "en"));
            page.wait_until("root.querySelector('.widget').lang === 'en'");
            page.wait_until(&format!("{READINGS}.disabled"));
            page.click(&in_bar("locale", "ja"));
            page.wait_until("root.querySelector('.widget').lang === 'ja'");
            page.click(READINGS);
            page.wait_until("root.querySelector('legend ruby') !== null");
            for (size, pixels) in [("largest", 24), ("", 16), ("large", 20)] {
                let button = in_bar("text-size", size);
                let place = format!("return {button}.getBoundingClientRect().top");
                let before = page.ask(&place, &[]).as_f64().unwrap();
                page.click(&button);
                page.wait_until(&format!("getComputedStyle(root.querySelector('.intro p')).fontSize === '{pixels}px'"));
                let after = page.ask(&place, &[]).as_f64().unwrap();
                assert!((after - before).abs() <= 2.0, "the button has gone from {before} to {after}");
            }
            page.choose_in(COLORS, "high-contrast");
            page.wait_until("getComputedStyle(root.querySelector('.frame')).backgroundColor === 'rgb(0, 0, 0)'");
            page.wait_until("getComputedStyle(document.documentElement).backgroundColor === 'rgb(0, 0, 0)'");
            assert_eq!(said_in_bar(&page), json!([["ja"], true, ["large"], "high-contrast"]), "{address}");
        }
    });
}

#[test]
fn bar_says_what_is_chosen_elsewhere() {
    run(|driver| {
        let page = Page::open(driver);
        assert_eq!(said_in_bar(&page), json!([["ja"], false, [""], ""]));
        // In the form's own controls, which other pages show, and by the page's author.
        page.ask(
            "const choose = (name, value) => {
                 const list = root.querySelector(`[data-display=display_${name}]`);
                 list.value = value;
                 list.dispatchEvent(new Event('change', { bubbles: true }));
             };
             choose('language', 'en');
             choose('size', 'large');",
            &[],
        );
        driver.wait_until("the bar to follow", || said_in_bar(&page) == json!([["en"], false, ["large"], ""]));
        page.ask("widget.locale = 'ja'; widget.readings = true; widget.textSize = null; widget.colors = 'dark'", &[]);
        driver.wait_until("the bar to follow", || said_in_bar(&page) == json!([["ja"], true, [""], "dark"]));
    });
}

#[test]
fn form_has_its_own_controls_where_the_pages_script_does_not_run() {
    run(|driver| {
        let page = Page::open(driver);
        let seen = "return [
            getComputedStyle(document.querySelector('.display-bar')).visibility,
            isSeen(root.querySelector('[part=display]')),
        ]";
        assert_eq!(page.ask(seen, &[]), json!(["visible", false]));
        driver.execute("document.documentElement.classList.remove('has-bar')", &[]);
        assert_eq!(page.ask(seen, &[]), json!(["hidden", true]));
    });
}

#[test]
fn first_control_is_near_on_a_desk_and_on_a_phone() {
    run(|driver| {
        for (width, height, farthest) in NEAR {
            driver.resize(width, height);
            let page = Page::open(driver);
            let top = "return Math.round(scrollY + root.querySelector('.item input[type=radio]').getBoundingClientRect().top)";
            let top = page.ask(top, &[]).as_u64().unwrap();
            assert!(top <= farthest, "at {width} px it stands at {top} px, and {farthest} px are near");
        }
    });
}

#[test]
fn everything_to_press_is_large_enough_for_a_finger_on_a_phone() {
    run(|driver| {
        driver.resize(375, 667);
        let page = Page::open(driver);
        let small = page.ask(
            "for (const more of document.querySelectorAll('details')) more.open = true;
             const all = [...document.querySelectorAll('.display-bar button, select, summary, .begin a, .phone')];
             const small = all.filter((one) => {
                 const { width, height } = one.getBoundingClientRect();
                 return Math.min(width, height) < 44;
             });
             return [all.length > 20, small.map((one) => one.outerHTML)]",
            &[],
        );
        assert_eq!(small, json!([true, []]));
    });
}

#[test]
fn form_stands_below_one_notice_and_one_heading_and_its_notice_is_printed() {
    run(|driver| {
        let page = Page::open(driver);
        let seen = page.ask(
            "const whole = document.querySelector('#form');
             const headings = [...whole.querySelectorAll('h2'), ...root.querySelectorAll('h2')].filter(isSeen);
             const notices = [document.querySelector('.notice'), root.querySelector('[part=notice]')].filter(isSeen);
             return [headings.map((heading) => heading.className), notices.length, whole.getAttribute('aria-label')]",
            &[],
        );
        assert_eq!(seen, json!([["title"], 1, "入力フォーム"]));
        if driver.engine().prints() {
            let printed = driver.printed();
            // No kanji: a reader of PDF gives variants of some.
            assert!(printed.contains("のポータルサイトではありません"), "{printed}");
            assert!(!printed.contains("やさしい"), "the bar is on paper: {printed}");
        }
    });
}

#[test]
fn no_question_stands_in_the_page_and_in_the_form() {
    run(|driver| {
        let page = Page::open(driver);
        let questions = |all: &str| -> Vec<String> {
            serde_json::from_value(page.ask(&format!("return [...{all}].map((one) => one.textContent)"), &[])).unwrap()
        };
        let of_page = questions("document.querySelectorAll('#faq summary')");
        let of_form = questions("root.querySelectorAll('[part=help] summary')");
        assert!(of_page.len() > 5 && of_form.len() > 4, "{of_page:?} {of_form:?}");
        // What the form's are about.
        let is_of_form =
            |question: &String| ["マスタアカウント", "パスワード", "通知書"].iter().any(|word| question.contains(word));
        assert!(of_form.iter().all(is_of_form), "{of_form:?}");
        assert!(!of_page.iter().any(is_of_form), "{of_page:?}");
        assert_eq!(of_page.iter().chain(&of_form).collect::<BTreeSet<_>>().len(), of_page.len() + of_form.len());
    });
}

#[test]
fn way_to_the_application_is_said_once() {
    run(|driver| {
        let page = Page::open(driver);
        let count = |words: &str| page.ask("return document.body.textContent.split(one).length - 1", &[json!(words)]);
        assert_eq!(count("オンライン資格確認等システムの利用申請画面へ進む"), 1);
        assert_eq!(count("ここをクリックして、申請画面へ"), 1);
        let places = page.ask("return [...document.querySelectorAll('a[href^=\"#\"]')].filter((link) => !document.querySelector(link.hash)).map(String)", &[]);
        assert_eq!(places, json!([]), "links that lead nowhere");
    });
}

#[test]
fn title_of_the_tab_says_which_page_of_the_form_is_open() {
    run(|driver| {
        let page = Page::open(driver);
        let title = || driver.execute("return document.title", &[]).as_str().unwrap().to_owned();
        let plain = title();
        // Browsers before 2024 have no custom states.
        if driver.execute("return CSS.supports('selector(:state(invalid))')", &[]) == true {
            page.press(words::TO_REVIEW);
            driver.wait_until("the title", || title() == format!("エラー：{plain}"));
            assert!(page.ask("return widget.matches(':state(invalid)')", &[]) == true);
        }
        page.enter_all(internet());
        driver.wait_until("the title", || title() == plain);
        page.press(words::TO_REVIEW);
        driver.wait_until("the title", || title() == format!("確認画面：{plain}"));
        page.press(words::COMPLETE);
        driver.wait_until("the title", || title() == format!("転記用の一覧：{plain}"));
        driver.execute("document.querySelector('shikaku-form').reset()", &[]);
        driver.wait_until("the title", || title() == plain);
    });
}

#[test]
fn samples_say_in_words_what_they_show_and_the_two_sheets_differ_in_one_row() {
    run(|driver| {
        let page = Page::open(driver);
        let samples = page.ask(
            "return [...document.querySelectorAll('figure')].map((figure) => {
                 const sample = figure.querySelector('[role=img]');
                 const shown = [...sample.querySelectorAll('.item, .here, .row > :first-child, .ring > :last-child')];
                 return {
                     words: sample.getAttribute('aria-label'),
                     shown: shown.map((one) => one.textContent),
                     text: sample.textContent,
                     caption: figure.querySelector('figcaption').textContent,
                 };
             })",
            &[],
        );
        let samples = samples.as_array().unwrap();
        assert_eq!(samples.len(), 3);
        for sample in samples {
            let shown = sample["shown"].as_array().unwrap();
            let words = sample["words"].as_str().unwrap();
            assert!(shown.len() > 3 && shown.iter().all(|one| words.contains(one.as_str().unwrap())), "{sample}");
        }
        let (production, connection) = ("本番環境", "接続検証環境");
        for part in ["words", "text"] {
            let [first, second] = [&samples[1], &samples[2]].map(|sample| sample[part].as_str().unwrap());
            assert_eq!(first.matches(production).count(), 1);
            assert_eq!(first.replace(production, connection), second);
        }
        assert!(samples[1]["caption"].as_str().unwrap().contains(production));
        assert!(samples[2]["caption"].as_str().unwrap().contains(connection));
    });
}

#[test]
fn whoever_reads_english_finds_what_the_page_is_and_the_form_in_english_without_opening_anything() {
    run(|driver| {
        let page = Page::open(driver);
        let english = page.ask(
            "const words = document.querySelector('header p [lang=en]');
             return [isSeen(words), words.textContent, isSeen(document.querySelector('.display-bar [lang=en]'))]",
            &[],
        );
        assert_eq!([&english[0], &english[2]], [true, true]);
        for part in ["Not the official portal", "Nothing is sent", "“English”", "0800-080-4583"] {
            assert!(english[1].as_str().unwrap().contains(part), "{part}: {english}");
        }
    });
}

#[test]
fn account_of_the_portal_is_the_first_thing_to_prepare() {
    run(|driver| {
        let page = Page::open(driver);
        let first = page.ask("return document.querySelector('#prepare li').textContent", &[]);
        let first = first.as_str().unwrap();
        assert!(first.contains("ユーザIDとパスワード") && first.contains("アカウント登録"), "{first}");
    });
}

#[test]
fn page_that_is_opened_at_its_form_does_not_move_while_it_loads() {
    run(|driver| {
        if driver.execute("return PerformanceObserver.supportedEntryTypes.includes('layout-shift')", &[]) == false {
            return skip("it does not measure layout shifts");
        }
        driver.resize(1280, 900);
        let page = Page::open_at(driver, "/index.html#form");
        let moved = page.ask_async(
            "const moved = [];
             const note = (list) => moved.push(...list.getEntries().map((shift) => shift.value));
             new PerformanceObserver(note).observe({ type: 'layout-shift', buffered: true });
             await frame();
             await frame();
             return moved",
            &[],
        );
        let moved: f64 = moved.as_array().unwrap().iter().filter_map(Value::as_f64).sum();
        assert!(moved < 0.01, "{moved}");
    });
}

#[test]
fn largest_text_fits_a_phone_and_the_buttons_fill_it() {
    run(|driver| {
        driver.resize(375.max(driver.engine().narrowest()), 667);
        let page = Page::open(driver);
        page.ask("widget.setAttribute('text-size', 'largest')", &[]);
        page.wait_until("getComputedStyle(root.querySelector('.intro p')).fontSize === '24px'");
        assert_eq!(page.ask("return Math.max(0, document.scrollingElement.scrollWidth - innerWidth)", &[]), 0);
        let widths = page.ask(
            "const width = (one) => Math.round(one.getBoundingClientRect().width);
             const row = root.querySelector('form > .buttons');
             return [...row.querySelectorAll(':scope > button')].map((button) => width(row) - width(button))",
            &[],
        );
        assert_eq!(widths, json!([0, 0, 0]));
    });
}
