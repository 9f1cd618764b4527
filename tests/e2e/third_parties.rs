//! Third parties change the page while a person fills it in: translation, extensions, password managers, reader mode,
//! text zoom, print. The form still works to the end.

use serde_json::json;

use crate::harness::driver::Driver;
use crate::harness::hands::key;
use crate::harness::page::{Page, run, run_in_new_browser, words};
use crate::harness::sample_answers::{SECRET, internet, ip_vpn, today};
use crate::harness::skip;

/// As Google Translate does: two `<font>` elements around every text, its words replaced, and again for every text
/// that comes later. The words of buttons stay: the test presses them by their words.
const TRANSLATE: &str = r#"
    const font = (child) => { const font = document.createElement("font"); font.append(child); return font; };
    const translate = (text) => {
        const parent = text.parentElement;
        if (!text.data.trim() || !parent || parent.matches("font, option, style")) return;
        const place = document.createComment("");
        text.replaceWith(place);
        if (!parent.closest("button")) text.data = `〈${text.data}〉`;
        place.replaceWith(font(font(text)));
    };
    const translateAll = (node) => {
        const texts = document.createNodeIterator(node, NodeFilter.SHOW_TEXT);
        const found = [];
        for (let text = texts.nextNode(); text; text = texts.nextNode()) found.push(text);
        found.forEach(translate);
    };
    for (const node of [document.body, root]) {
        translateAll(node);
        const watch = (changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach(translateAll));
        new MutationObserver(watch).observe(node, { childList: true, subtree: true });
    }
"#;

#[test]
fn form_translated_in_mid_session_works_to_the_export() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter("terms_consent", &json!(true));
        page.ask(TRANSLATE, &[]);
        page.enter("line_type", &json!("ip_vpn"));
        page.enter("customer_id_prefix", &json!("CAF"));
        page.enter("customer_id_digits", &json!("12"));
        driver.press(&[key::TAB]);
        page.wait_until("findings('error').customer_id_digits?.startsWith('〈')");
        page.enter("customer_id_prefix", &json!("COP"));
        page.wait_until("findings('error').customer_id_digits.includes('8')");
        assert_eq!(
            page.findings("error")["customer_id_digits"].matches('〈').count(),
            1,
            "nothing of the old one is left"
        );
        page.enter_all(ip_vpn());
        page.complete();
        assert_eq!(page.wait_until_told("complete")["application"]["answers"]["customer_id"], "CAF0123456789");
    });
}

#[test]
fn values_that_nobody_told_of_are_taken_up() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(internet());
        // Some password managers fill in without any event.
        page.ask(
            "for (const field of ['secret_number', 'secret_number_repeat']) part(field).value = one",
            &[json!("7304")],
        );
        page.ask("controls('fee_payment_method')[1].checked = true", &[]);
        page.complete();
        page.click("root.querySelector('.include-secret')");
        page.press(words::DOWNLOAD);
        let answers = &driver.downloaded()["answers"];
        assert_eq!(
            (&answers["secret_number"], &answers["fee_payment_method"]),
            (&json!("7304"), &json!("payment_slip"))
        );
    });
}

#[test]
fn form_with_the_nodes_and_attributes_of_extensions_works_to_the_export() {
    run(|driver| {
        let page = Page::open(driver);
        page.ask(
            "for (const control of root.querySelectorAll('input, select, form, fieldset')) {
                 control.after(document.createElement('x-extension'));
                 control.setAttribute('data-extension', 'true');
                 control.removeAttribute('autocomplete');
             }
             root.prepend(document.createElement('x-extension'));
             root.querySelector('.frame').append(document.createElement('x-extension'));",
            &[],
        );
        page.enter_all(ip_vpn());
        page.complete();
        page.wait_until_told("complete");
        assert_eq!(page.told("complete").len(), 1);
    });
}

#[test]
fn reader_mode_shows_what_the_page_is_and_leads_back_to_a_form_that_works() {
    run_in_new_browser(|driver| {
        let Some(reader) = driver.engine().reader(&Driver::address("/index.html")) else {
            return skip("its driver cannot open the reader mode");
        };
        driver.open_address(&reader);
        let shown = || driver.execute("return document.body.innerText", &[]).as_str().unwrap().to_owned();
        driver.wait_until("the reader's text", || shown().contains("0800-080-4583"));
        let page = Page::open(driver);
        page.enter_all(internet());
        page.press(words::TO_REVIEW);
        page.wait_for_stage("review");
    });
}

#[test]
fn text_enlarged_by_the_browser_alone_fits_the_page() {
    run_in_new_browser(|driver| {
        driver.resize(640, 900);
        let page = Page::open(driver);
        if !driver.engine().enlarge_text(driver, 2.0) {
            return skip("its driver cannot zoom text; the states are looked at with text of 200 %");
        }
        page.press(words::TO_REVIEW);
        page.wait_for_focus("summary");
        let overflow = driver.execute("return document.scrollingElement.scrollWidth - innerWidth", &[]);
        assert!(overflow.as_i64().unwrap() <= 0, "{overflow} px too wide");
        driver.picture("text-zoom");
    });
}

/// Firefox' PDF has radicals such as U+2F64 where the page has U+7528, which look alike. White space is the printer's.
fn without_kanji(text: &str) -> String {
    let is_kept = |sign: &char| {
        !sign.is_whitespace() && !('\u{2E80}'..='\u{2FDF}').contains(sign) && !('\u{4E00}'..='\u{9FFF}').contains(sign)
    };
    text.chars().filter(is_kept).collect()
}

/// The review page with a warning, and what it prints, where the driver prints.
fn printed_review(driver: &Driver) -> Option<(Page<'_>, String)> {
    if !driver.engine().prints() {
        skip("its driver has no command to print");
        return None;
    }
    let page = Page::open(driver);
    page.enter_all(ip_vpn());
    page.enter("planned_test_month", &json!(today().last_of_year_after(2).to_string()));
    page.press(words::TO_REVIEW);
    page.wait_for_stage("review");
    Some((page, driver.printed()))
}

#[test]
fn printed_review_page_has_every_answer_and_warning_and_no_secret() {
    run(|driver| {
        let Some((page, printed)) = printed_review(driver) else { return };
        let printed = without_kanji(&printed);
        for (label, answer) in page.review_lines() {
            for text in [&label, &answer] {
                assert!(printed.contains(&without_kanji(text)), "{text}: {printed}");
            }
        }
        let warning = page.text(".answer .warning");
        assert!(
            warning.starts_with("ご確認ください：") && printed.contains(&without_kanji(&warning)),
            "{warning}: {printed}"
        );
        assert!(!printed.contains(SECRET), "{printed}");
        page.press(words::COMPLETE);
        page.wait_for_stage("complete");
        let sheet = without_kanji(&driver.printed());
        assert!(sheet.starts_with(printed.trim_end()), "the last page prints the same sheet: {sheet}");
        assert!(sheet.contains(&without_kanji("このあとの流れ")), "{sheet}");
    });
}

#[test]
fn printed_sheet_has_its_date_says_what_it_is_not_and_fits_one_page() {
    run(|driver| {
        let Some((page, printed)) = printed_review(driver) else { return };
        let pages = |printed: &str| printed.matches('\u{c}').count();
        assert_eq!(pages(&printed), 1, "{printed}");
        let day = page.text(".sheet-head p:nth-of-type(2)");
        for text in [day.as_str(), "これは公式の申請書ではありません。", "医療機関等コード：", "秘密の番号（手書き"]
        {
            assert!(without_kanji(&printed).contains(&without_kanji(text)), "{text}: {printed}");
        }
        assert!(day.contains(&today().year().to_string()), "{day}");
        for pressed in [words::COMPLETE, words::DOWNLOAD, "0800-080-4583"] {
            assert!(!without_kanji(&printed).contains(&without_kanji(pressed)), "{pressed}: {printed}");
        }
        page.ask(
            "Object.entries({ readings: '', 'text-size': 'largest', colors: 'high-contrast' })
                .forEach(([name, value]) => widget.setAttribute(name, value))",
            &[],
        );
        page.wait_until("root.querySelector('.answers rt') !== null");
        let printed = driver.printed();
        assert_eq!(pages(&printed), 1, "{printed}");
        page.click("root.querySelector('.answers ~ .buttons .button')");
        page.wait_for_stage("complete");
        let printed = driver.printed();
        assert_eq!(pages(&printed), 1, "with what happens next: {printed}");
    });
}

/// Text spacing for dyslexia or low vision: the values of WCAG 2.2, 1.4.12.
#[test]
fn text_that_the_reader_spaces_out_fits_the_page() {
    run(|driver| {
        driver.resize(driver.engine().narrowest(), 900);
        let page = Page::open(driver);
        page.ask(
            "const sheet = new CSSStyleSheet();
             sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
             root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
             for (const more of root.querySelectorAll('details')) more.open = true",
            &[],
        );
        page.enter("line_type", &json!("ip_vpn"));
        page.press(words::TO_REVIEW);
        page.wait_for_focus("summary");
        let overflow = driver.execute("return document.scrollingElement.scrollWidth - innerWidth", &[]);
        assert!(overflow.as_i64().unwrap() <= 0, "{overflow} px too wide");
        let cut = page.ask(
            "const isText = (one) => isSeen(one) && !one.matches('.visually-hidden') && !one.querySelector('select, input');
             const isCut = (one) => isText(one) && one.scrollWidth > one.clientWidth + 1;
             return [...root.querySelectorAll('p, legend, label, button, summary, dd')].filter(isCut).map((one) => one.textContent)",
            &[],
        );
        assert_eq!(cut, json!([]));
    });
}
