//! Each kind of control that the built-in form lacks, in the form of a host: typed, pasted, composed, by keyboard.

use serde_json::{Value, json};
use shikaku_form::engine::calendar::Date;

use crate::harness::hands::key;
use crate::harness::page::{Page, run, words};
use crate::harness::sample_answers::today;
use crate::pasting::paste;

const PAGE: &str = "/hosts/hearing-sheet.html";

/// A day of next month.
fn day() -> String {
    format!("{}-15", today().last_of_year_after(1))
}

/// The sheet without a fault.
fn sheet() -> Vec<(&'static str, Value)> {
    vec![
        ("institution_type", json!("pharmacy")),
        ("institution_name", json!("さくら薬局")),
        ("institution_name_kana", json!("サクラヤッキョク")),
        ("postal_code", json!("100-0001")),
        ("address", json!("東京都千代田区千代田1-1")),
        ("contact_name", json!("桜 花子")),
        ("contact_tel", json!("03-1234-5678")),
        ("contact_email", json!("hanako@example.jp")),
        ("contact_hours", json!(["morning", "evening"])),
        ("first_wished_date", json!(day())),
        ("terminal_count", json!("3")),
        ("lines_in_use", json!(["flets", "cable"])),
        ("opening_notice", json!("at_hand")),
    ]
}

/// Types, leaves the box, and waits for the tidied text.
#[track_caller]
fn assert_tidied(page: &Page<'_>, field: &str, typed: &str, tidied: &str) {
    page.enter(field, &json!(typed));
    assert_eq!(page.value(field), typed, "not while it is typed");
    page.driver.press(&[key::TAB]);
    page.wait_until(&format!("value('{field}') === {}", json!(tidied)));
    assert!(!page.fields_with("error").contains(&field.to_owned()));
    assert!(page.findings("note")[field].contains(tidied));
}

#[test]
fn text_of_each_kind_is_tidied_when_it_is_left() {
    run(|driver| {
        let page = Page::open_at(driver, PAGE);
        page.enter("institution_name", &json!(" さくら　薬局 "));
        driver.press(&[key::TAB]);
        page.wait_until("value('institution_name') === 'さくら 薬局'");
        assert!(!page.fields_with("note").contains(&"institution_name".to_owned()), "free text is the person's own");
        assert_tidied(&page, "institution_name_kana", "さくらｸﾘﾆｯｸ", "サクラクリニック");
        assert_tidied(&page, "postal_code", "〒１０００００１", "100-0001");
        assert_tidied(&page, "contact_tel", "０３（１２３４）５６７８", "03-1234-5678");
        // The driver of WebKitGTK loses a full-width ＠ and what follows it.
        assert_tidied(&page, "contact_email", "ｈａｎａｋｏ@example．jp", "hanako@example.jp");
        assert_tidied(&page, "terminal_count", "１２", "12");
        page.click("part('institution_name_kana')");
        driver.press_with(key::SHORTCUT, 'z');
        page.wait_until("value('institution_name_kana') === 'さくらｸﾘﾆｯｸ'");
    });
}

#[test]
fn pasted_text_is_whole_judged_at_once_and_never_cut() {
    run(|driver| {
        let page = Page::open_at(driver, PAGE);
        paste(&page, "contact_tel", "+81 90-1234-5678");
        page.wait_until("value('contact_tel') === '090-1234-5678'");
        paste(&page, "remarks", &"長".repeat(501));
        page.wait_until("findings('error').remarks !== undefined");
        assert!(page.findings("error")["remarks"].contains("500文字以内で入力してください（いま501文字です）"));
        assert_eq!(page.ask("return value('remarks').length", &[]), 501);
    });
}

#[test]
fn text_being_composed_is_left_alone_in_every_box() {
    run(|driver| {
        let page = Page::open_at(driver, PAGE);
        for (field, composed, tidied) in [
            ("institution_name_kana", "さくら", "サクラ"),
            ("contact_tel", "０３", "03"),
            ("remarks", "駐車場", "駐車場"),
        ] {
            page.click(&format!("part('{field}')"));
            driver.engine().compose(driver, composed);
            assert_eq!(page.value(field), composed);
            driver.engine().compose_end(driver, composed);
            assert_eq!(page.value(field), composed, "{field}");
            driver.press(&[key::TAB]);
            page.wait_until(&format!("value('{field}') === '{tidied}'"));
        }
    });
}

#[test]
fn enter_breaks_the_line_in_a_long_text_and_goes_on_from_a_short_one() {
    run(|driver| {
        let page = Page::open_at(driver, PAGE);
        page.enter_all(sheet());
        page.enter("remarks", &json!("一行目"));
        driver.press(&[key::ENTER, '2']);
        page.wait_until("value('remarks') === '一行目\\n2'");
        assert_eq!(page.stage(), "entry");
        page.click("part('contact_tel')");
        driver.press(&[key::ENTER]);
        page.wait_for_focus("contact_email");
        page.press(words::TO_REVIEW);
        page.wait_for_stage("review");
        let lines = page.review_lines();
        let answer = |label: &str| lines.iter().find(|line| line.0 == label).map(|line| line.1.clone()).unwrap();
        assert_eq!(answer("連絡事項"), "一行目\n2");
    });
}

#[test]
fn choices_and_date_are_made_by_keyboard_and_show_what_depends_on_them() {
    run(|driver| {
        let page = Page::open_at(driver, PAGE);
        assert!(!page.is_shown("opening_notice") && !page.is_shown("third_wished_date"));
        page.click("part('terminal_count')");
        driver.press(&[key::TAB, key::SPACE, key::TAB, key::TAB, key::TAB, key::SPACE]);
        page.wait_until("String(value('lines_in_use')) === 'flets,other'");
        assert!(page.is_shown("opening_notice") && page.is_shown("other_line"));
        let required = page.ask("return controls('contact_hours').some((one) => one.required)", &[]);
        assert_eq!(required, false, "no box by itself is required");
        page.enter("second_wished_date", &json!(day()));
        page.wait_until("isSeen(root.getElementById(`${prefix}third_wished_date-item`))");
        let month = today();
        page.enter("first_wished_date", &json!(format!("{}-02-30", month.year() + 1)));
        driver.press(&[key::TAB]);
        page.wait_until("findings('error').first_wished_date?.includes('その月にない日付')");
        page.enter("first_wished_date", &json!("-12-24"));
        driver.press(&[key::TAB]);
        page.wait_until("findings('error').first_wished_date?.includes('すべてを選択')");
    });
}

#[test]
fn sections_are_headings_of_both_pages_and_the_file_is_what_was_entered() {
    run(|driver| {
        let page = Page::open_at(driver, PAGE);
        let headings =
            "return [...root.querySelectorAll('.section-title')].filter(isSeen).map((one) => one.textContent)";
        let expected =
            json!(["医療機関・薬局について", "ご担当者について", "設置について", "回線について", "そのほか"]);
        assert_eq!(page.ask(headings, &[]), expected);
        page.enter_all(sheet());
        page.press(words::TO_REVIEW);
        page.wait_for_stage("review");
        assert_eq!(page.ask(headings, &[]), expected);
        let lines = page.review_lines();
        let answer = |label: &str| lines.iter().find(|line| line.0 == label).map(|line| line.1.clone()).unwrap();
        assert_eq!(answer("電話に出やすい時間帯"), "午前（9時～12時）、夕方（17時～19時）");
        let year = today().year() + 1;
        let weekday =
            ["日", "月", "火", "水", "木", "金", "土"][Date::parse(&format!("{year}-12-15")).unwrap().weekday()];
        let expected = format!("{year}年（令和{}年）12月15日（{weekday}）", year - 2018);
        assert_eq!(answer("設置の第1希望日"), expected);
        assert_eq!(answer("資格確認端末の台数"), "3");
        page.press(words::COMPLETE);
        page.wait_for_stage("complete");
        page.press(words::DOWNLOAD);
        let mut expected: serde_json::Map<String, Value> =
            sheet().into_iter().map(|(field, raw)| (field.to_owned(), raw)).collect();
        expected.insert("terminal_count".to_owned(), json!(3));
        assert_eq!(driver.downloaded()["answers"], Value::Object(expected));
    });
}

/// The attributes that tell a browser which keyboard to show, what to fill in, what Enter does, and what to leave
/// alone.
const TOLD: [&str; 8] =
    ["type", "inputmode", "autocomplete", "enterkeyhint", "autocapitalize", "spellcheck", "lang", "maxlength"];

/// The same for a line of text, where only these differ.
fn line(type_of: &str, keyboard: &str, autocomplete: &str) -> Value {
    json!([type_of, keyboard, autocomplete, "next", "off", "false", null, null])
}

/// Nothing follows the last line to type.
fn last(mut line: Value) -> Value {
    line[3] = json!("go");
    line
}

fn lines(autocomplete: &str) -> Value {
    json!([null, null, autocomplete, "enter", null, null, null, null])
}

#[test]
fn browser_is_told_what_each_box_holds() {
    let (id, secret, words) =
        (line("text", "numeric", "off"), line("password", "numeric", "one-time-code"), line("text", "text", "off"));
    let built_in = json!({
        "customer_id_digits": id,
        "customer_id_digits_repeat": id,
        "secret_number": secret,
        "secret_number_repeat": last(secret.clone()),
    });
    let of_a_host = json!({
        "institution_name": line("text", "text", "organization"),
        "institution_name_kana": words,
        "postal_code": line("text", "numeric", "postal-code"),
        "address": lines("street-address"),
        "contact_name": line("text", "text", "name"),
        "contact_name_kana": words,
        "contact_tel": line("tel", "tel", "tel"),
        "contact_email": line("text", "email", "email"),
        "terminal_count": line("text", "numeric", "off"),
        "other_line": last(words.clone()),
        "remarks": lines("off"),
    });
    run(|driver| {
        for (path, boxes) in [("/index.html", &built_in), (PAGE, &of_a_host)] {
            let page = Page::open_at(driver, path);
            let told = page.ask(
                "const boxes = [...root.querySelectorAll('.text')];
                 const told = (box) => one.map((name) => box.getAttribute(name));
                 return Object.fromEntries(boxes.map((box) => [box.id.slice(prefix.length), told(box)]))",
                &[json!(TOLD)],
            );
            assert_eq!(told, *boxes, "{path}");
        }
    });
}
