//! Filling in the form: items that appear, tidying, errors that come and go.

use serde_json::json;

use crate::harness::hands::key;
use crate::harness::page::{Page, run, words};
use crate::harness::sample_answers::{SECRET, internet, ip_vpn};

pub(crate) const READ_BACK: &str = "[id$=customer_id-item] .read-back:not([hidden])";

#[test]
fn item_of_one_line_type_is_announced_and_keeps_what_was_typed() {
    run(|driver| {
        let page = Page::open(driver);
        assert!(!page.is_shown("customer_id") && !page.is_shown("v6_option_declared"));
        page.enter("line_type", &json!("ip_vpn"));
        assert!(page.is_shown("customer_id") && page.is_shown("v6_option_declared"));
        page.wait_until("announced() === '入力が必要になった項目：お客さまID、フレッツ・v6オプション契約の確認'");
        page.enter("customer_id_digits", &json!("0123456789"));
        page.enter("line_type", &json!("internet_ipsec_ike"));
        assert!(!page.is_shown("customer_id"));
        page.wait_until("announced().startsWith('入力が不要になった項目：')");
        page.enter("line_type", &json!("ip_vpn"));
        assert_eq!(page.value("customer_id_digits"), "0123456789");
    });
}

#[test]
fn full_width_id_is_tidied_when_the_field_is_left() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all([("line_type", json!("ip_vpn")), ("customer_id_prefix", json!("CAF"))]);
        page.enter("customer_id_digits", &json!("ＣＡＦ－０１２３ ４５６７ー８９"));
        assert_eq!(page.value("customer_id_digits"), "ＣＡＦ－０１２３ ４５６７ー８９", "not while it is typed");
        driver.press(&[key::TAB]);
        page.wait_until("value('customer_id_digits') === '0123456789'");
        assert_eq!(page.text(READ_BACK), "書類と見比べてください：CAF0123456789（種類と数字に分けました）");
        assert!(page.fields_with("note").is_empty(), "it is said once");
        assert!(page.fields_with("error").is_empty());
    });
}

#[test]
fn text_being_composed_is_neither_judged_nor_tidied() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter("line_type", &json!("ip_vpn"));
        page.enter("customer_id_digits", &json!("O"));
        driver.press(&[key::TAB]);
        page.wait_until("findings('error').customer_id_digits !== undefined");
        let error = page.findings("error")["customer_id_digits"].clone();
        page.clear("customer_id_digits");
        driver.engine().compose(driver, "１２");
        assert_eq!(page.value("customer_id_digits"), "１２");
        driver.engine().compose(driver, "１２３");
        assert_eq!(page.value("customer_id_digits"), "１２３");
        driver.engine().compose_end(driver, "１２３");
        assert_eq!(page.value("customer_id_digits"), "１２３");
        driver.press(&[key::TAB]);
        page.wait_until("value('customer_id_digits') === '123'");
        assert_ne!(page.findings("error").get("customer_id_digits"), Some(&error));
    });
}

#[test]
fn enter_that_ends_a_composition_does_not_submit() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter("line_type", &json!("ip_vpn"));
        page.click("part('customer_id_digits')");
        if driver.engine().has_input_method() {
            driver.engine().compose(driver, "１２");
            driver.press(&[key::ENTER]);
            assert!(page.summary().is_empty(), "while it composes");
            driver.engine().compose_end(driver, "１２");
        }
        // Safari's order: the key goes down after the composition has ended.
        page.ask(
            "const box = part('customer_id_digits');
             const key = { key: 'Enter', keyCode: 229, bubbles: true, composed: true };
             box.dispatchEvent(new KeyboardEvent('keydown', key));
             box.form.requestSubmit();
             box.dispatchEvent(new KeyboardEvent('keyup', { ...key, keyCode: 13 }))",
            &[],
        );
        assert!(page.summary().is_empty(), "after it has ended");
        page.ask("part('customer_id_digits').form.requestSubmit()", &[]);
        page.wait_for_focus("summary");
    });
}

#[test]
fn error_comes_when_the_field_is_left_and_goes_when_it_is_solved() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter("secret_number", &json!("48"));
        assert!(page.fields_with("error").is_empty(), "not while it is typed");
        driver.press(&[key::TAB]);
        page.wait_until("findings('error').secret_number !== undefined");
        assert!(page.findings("error")["secret_number"].contains("いま2文字"));
        page.click("part('secret_number')");
        driver.press(&[key::END, '3', '1']);
        page.wait_until("findings('error').secret_number === undefined");
    });
}

#[test]
fn button_pressed_from_within_a_wrong_field_is_pressed() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter("secret_number_repeat", &json!("4"));
        // The error that appears on leaving the field moves the button away.
        page.press(words::TO_REVIEW);
        page.wait_for_focus("summary");
        assert!(page.summary().contains(&"secret_number_repeat".to_owned()));
    });
}

#[test]
fn summary_line_leads_to_its_control_and_goes_when_it_is_solved() {
    run(|driver| {
        let page = Page::open(driver);
        page.press(words::TO_REVIEW);
        page.wait_for_focus("summary");
        assert_eq!(page.summary().first().map(String::as_str), Some("terms_consent"));
        page.click("root.querySelector('.summary a')");
        page.wait_for_focus("terms_consent");
        let label = "root.getElementById(`${prefix}terms_consent-item`).querySelector('legend')";
        page.wait_until(&format!("{label}.getBoundingClientRect().top >= 0"));
        driver.press(&[key::SPACE]);
        page.wait_until("value('terms_consent') === true");
        assert!(!page.summary().contains(&"terms_consent".to_owned()));
        page.enter_all(internet().split_off(1));
        page.wait_until("root.querySelector('.summary p').textContent.startsWith('すべて直りました')");
    });
}

#[test]
fn text_that_was_selected_by_a_drag_out_of_the_form_is_judged_when_it_is_left() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter("line_type", &json!("ip_vpn"));
        page.enter("customer_id_prefix", &json!("CAF"));
        page.enter("customer_id_digits", &json!("123"));
        let point = page.ask_async("return settled(part('customer_id_digits'))", &[]);
        driver.drag(&point, [2, 2]);
        driver.press(&[key::TAB]);
        page.wait_until("findings('error').customer_id_digits !== undefined");
    });
}

/// A header of the host that stays at the top of the window.
const HEADER: &str = "
    const header = document.createElement('div');
    for (const [name, value] of Object.entries({ position: 'fixed', top: '0', left: '0', right: '0', height: '100px', zIndex: '9', background: '#ccc' })) {
        header.style[name] = value;
    }
    document.documentElement.style.scrollBehavior = 'smooth';
    document.body.append(header)";

#[test]
fn summary_line_brings_label_and_control_out_from_under_a_header_of_the_host() {
    run(|driver| {
        for width in [1280, 334] {
            driver.resize(width, 700);
            let page = Page::open(driver);
            driver.execute(HEADER, &[]);
            page.press(words::TO_REVIEW);
            page.wait_for_focus("summary");
            for field in page.summary() {
                page.ask("root.querySelector(`.summary a[href$='-${one}']`).click()", &[json!(field)]);
                page.wait_until("root.activeElement.closest('.field') !== null");
                page.wait_until(&format!(
                    "(() => {{
                         const item = part({0}).closest('.item');
                         const label = item.querySelector('.item-label').getBoundingClientRect();
                         const field = part({0}).closest('.field').getBoundingClientRect();
                         const bottom = Math.min(field.bottom, field.top + 300);
                         const sees = (y) => y >= 100 && y <= innerHeight;
                         return root.activeElement.closest('.item') === item && (sees(label.top) || sees(field.top)) && sees(bottom);
                     }})()",
                    json!(field)
                ));
            }
        }
    });
}

#[test]
fn prefix_changed_later_judges_the_digits_anew() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(ip_vpn());
        page.enter("customer_id_prefix", &json!("COP"));
        page.wait_until("findings('error').customer_id_digits !== undefined");
        assert!(page.findings("error")["customer_id_digits"].contains("「CAF」で始まるIDではありませんか"));
        page.enter("customer_id_prefix", &json!("CAF"));
        page.wait_until("findings('error').customer_id_digits === undefined");
    });
}

#[test]
fn reset_asks_first_and_restores_what_the_page_opened_with() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(ip_vpn());
        page.enter("application_type", &json!("change"));
        page.press(words::RESET);
        page.wait_for_focus("reset-question");
        let place = |selector: &str, edge: &str| {
            page.ask("return root.querySelector(one).getBoundingClientRect()[two]", &[json!(selector), json!(edge)])
        };
        let (question, bar) = (place(".reset-question", "top"), place(".progress", "bottom"));
        assert!(question.as_f64() >= bar.as_f64(), "the question, {question}, lies under the bar, {bar}");
        page.press(words::RESET_NO);
        assert_eq!(page.value("customer_id_digits"), "0123456789");
        page.press(words::RESET);
        page.press(words::RESET_YES);
        page.wait_until("value('application_type') === 'new'");
        assert!(!page.is_shown("customer_id"));
        for (field, nothing) in
            [("terms_consent", json!(false)), ("secret_number", json!("")), ("line_type", json!(""))]
        {
            assert_eq!(page.value(field), nothing, "{field}");
        }
        page.enter("line_type", &json!("ip_vpn"));
        assert_eq!(page.value("customer_id_digits"), "");
    });
}

/// Goes on by Tab to a field's control, or to an element with this class.
#[track_caller]
fn tab_to(page: &Page<'_>, expected: &str) {
    let mut passed = vec![page.focused()];
    while passed.last().is_none_or(|focused| focused != expected) {
        assert!(passed.len() < 60, "no way to {expected}: {passed:?}");
        page.driver.press(&[key::TAB]);
        passed.push(page.focused());
    }
}

#[test]
fn keyboard_alone_leads_from_the_start_of_the_page_to_the_last_one() {
    run(|driver| {
        let page = Page::open(driver);
        let id: Vec<char> = "0123456789".chars().collect();
        let secret: Vec<char> = SECRET.chars().collect();
        for (field, keys) in [
            ("application_type", [key::DOWN, key::UP].as_slice()),
            ("terms_consent", &[key::SPACE]),
            ("line_type", &[key::DOWN]),
            ("customer_id_prefix", &[key::SPACE]),
            ("customer_id_digits", &id),
            ("customer_id_digits_repeat", &id),
            ("v6_option_declared", &[key::SPACE]),
            // The year after the first that is offered, and the last month.
            ("planned_start_month", &[key::DOWN, key::DOWN, key::TAB, key::END]),
            ("secret_number", &secret),
            ("secret_number_repeat", &secret),
            ("fee_payment_method", &[key::DOWN]),
        ] {
            tab_to(&page, field);
            driver.press(keys);
        }
        for (field, raw) in ip_vpn() {
            assert_eq!(page.value(field), raw, "{field}");
        }
        assert_eq!(
            (page.value("application_type"), page.value("fee_payment_method")),
            (json!("new"), json!("payment_slip"))
        );
        tab_to(&page, "button");
        driver.press(&[key::ENTER]);
        page.wait_for_stage("review");
        page.wait_for_focus("title");
        tab_to(&page, "button");
        driver.press(&[key::ENTER]);
        page.wait_for_stage("complete");
        page.wait_for_focus("title");
    });
}

#[test]
fn enter_goes_on_to_the_next_control_and_submits_behind_the_last_box() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter("line_type", &json!("ip_vpn"));
        page.enter("customer_id_digits", &json!("0123456789"));
        driver.press(&[key::ENTER]);
        page.wait_for_focus("customer_id_digits_repeat");
        driver.press(&[key::ENTER]);
        page.wait_for_focus("v6_option_declared");
        driver.press(&[key::ENTER]);
        page.wait_for_focus("planned_start_month");
        assert_eq!(page.summary(), Vec::<String>::new(), "of what she has not seen nothing is said");
        // Many who use an input method hold the key a little too long (whatwg/html#8158).
        let held = "new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true, composed: true, cancelable: true })";
        assert_eq!(page.ask(&format!("return part('customer_id_digits').dispatchEvent({held})"), &[]), false);
        assert_eq!(page.focused(), "planned_start_month", "nobody is led on");
        page.enter("secret_number", &json!("4831"));
        driver.press(&[key::ENTER]);
        page.wait_for_focus("secret_number_repeat");
        driver.press(&[key::ENTER]);
        page.wait_until("root.querySelector('.summary') !== null");
        let hint = |field: &str, hint: &str| {
            page.wait_until(&format!("part('{field}').getAttribute('enterkeyhint') === '{hint}'"));
        };
        hint("customer_id_digits", "next");
        hint("secret_number_repeat", "go");
    });
}

#[test]
fn progress_counts_the_required_items_that_are_shown() {
    run(|driver| {
        let page = Page::open(driver);
        let says = |words: &str| {
            let bar = page.ask("const bar = root.querySelector('progress'); return `${bar.value}/${bar.max}`", &[]);
            (page.text(".progress p"), bar) == (format!("必須項目{words}が入力済みです。"), json!(words_to_bar(words)))
        };
        let left =
            || page.ask("return [...root.querySelectorAll('.unanswered a')].map((link) => link.textContent)", &[]);
        driver.wait_until("nothing is done", || says("4件のうち0件"));
        page.enter("line_type", &json!("ip_vpn"));
        driver.wait_until("two items more", || says("6件のうち1件"));
        page.enter("terms_consent", &json!(true));
        let rest = ["お客さまID", "フレッツ・v6オプション契約の確認", "利用開始予定年月", "秘密の番号"];
        driver.wait_until("what is left", || left() == json!(rest));
        assert!(page.text(".unanswered").starts_with("まだ入力していない必須項目が、あと4件あります。"));
        page.click("root.querySelector('.unanswered a')");
        page.wait_for_focus("customer_id_prefix");
        page.enter_all(ip_vpn());
        page.wait_until("root.querySelector('.progress p').textContent === '必須項目は、すべて入力済みです。'");
        page.wait_until("!isSeen(root.querySelector('.unanswered'))");
    });
}

/// `6件のうち2件` as the bar has it: `2/6`.
fn words_to_bar(words: &str) -> String {
    let (required, answered) = words.trim_end_matches('件').split_once("件のうち").unwrap();
    format!("{answered}/{required}")
}
