//! From the open page to the exported file: what it contains, and what is nowhere.

use serde_json::{Value, json};

use crate::harness::driver::Driver;
use crate::harness::hands::key;
use crate::harness::page::{Page, run, words};
use crate::harness::sample_answers::{SECRET, internet, ip_vpn, now, start_month};

fn complete(page: &Page<'_>, entries: Vec<(&'static str, Value)>) {
    page.enter_all(entries);
    page.complete();
}

fn downloaded(page: &Page<'_>) -> Value {
    page.press(words::DOWNLOAD);
    page.driver.downloaded()
}

/// The text that pasting gives in a box of the host's page.
fn pasted(driver: &Driver) -> String {
    driver.execute("document.body.append(Object.assign(document.createElement('textarea'), { id: 'paste' }))", &[]);
    driver.execute("document.querySelector('#paste').focus()", &[]);
    driver.press_with(key::SHORTCUT, 'v');
    let text = || driver.execute("return document.querySelector('#paste').value", &[]).as_str().unwrap().to_owned();
    driver.wait_until("the pasted text", || !text().is_empty());
    text()
}

#[test]
fn form_filled_in_and_reviewed_is_downloaded_as_its_json() {
    run(|driver| {
        let page = Page::open(driver);
        complete(&page, ip_vpn());
        let mut file = downloaded(&page);
        let completed_at = file["completed_at"].take();
        assert!(completed_at.as_str().unwrap().ends_with("+09:00"), "{completed_at}");
        let expected = json!({
            "format": "shikaku-form/application/1",
            "form": { "id": "online_eligibility_verification", "version": "2023.1" },
            "completed_at": null,
            "answers": {
                "application_type": "new",
                "terms_consent": true,
                "e_prescription_terms_consent": false,
                "line_type": "ip_vpn",
                "customer_id": "CAF0123456789",
                "v6_option_declared": true,
                "planned_start_month": start_month(),
                "fee_payment_method": "deduct",
            },
            "withheld": ["secret_number"],
        });
        assert_eq!(file, expected);
    });
}

#[test]
fn next_steps_name_the_day_on_which_the_notice_may_be_expected() {
    run(|driver| {
        let page = Page::open(driver);
        complete(&page, internet());
        let day = now().days_later(7).unwrap().today();
        let (year, month) = (day.month().year(), day.month().month());
        let steps = page.text(".next-steps");
        let expected = format!("（今日申請すると{year}年（令和{}年）{month}月{}日（", year - 2018, day.day());
        assert!(steps.contains(&expected), "{steps}");
    });
}

#[test]
fn secret_is_in_the_file_only_after_the_tick() {
    run(|driver| {
        let page = Page::open(driver);
        complete(&page, internet());
        let without = downloaded(&page);
        assert!(!without.to_string().contains(SECRET), "{without}");
        page.click("root.querySelector('.include-secret')");
        let with = downloaded(&page);
        assert_eq!((&with["answers"]["secret_number"], &with["withheld"]), (&json!(SECRET), &json!([])));
        let told = page.wait_until_told("complete");
        assert!(!told.to_string().contains(SECRET), "{told}");
    });
}

#[test]
fn copied_text_is_the_application_without_the_secret() {
    run(|driver| {
        let page = Page::open(driver);
        complete(&page, internet());
        page.press(words::COPY);
        page.wait_until(
            "[...root.querySelectorAll('.done')].some((status) => status.textContent === '申請内容をコピーしました。')",
        );
        let text = pasted(driver);
        let copied: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(copied["answers"]["line_type"], "internet_ipsec_ike");
        assert!(!text.contains(SECRET));
    });
}

#[test]
fn long_number_is_seen_in_groups_and_copied_as_one() {
    run(|driver| {
        // Not every browser lets a script select in a shadow root.
        driver.open("/pages/light.html");
        let page = Page::of(driver, "#light");
        page.enter_all(ip_vpn());
        page.wait_until("root.querySelectorAll('.read-back .digit-group').length === 4");
        let gap = "return getComputedStyle(root.querySelectorAll('.digit-group')[1], '::before').content";
        assert_eq!(page.ask(gap, &[]), "\" \"");
        page.ask("getSelection().selectAllChildren(root.querySelector('.digit-group').parentElement)", &[]);
        let copied = page.ask("return getSelection().toString()", &[]);
        let copied = copied.as_str().unwrap();
        assert!(copied.ends_with("：CAF0123456789"), "{copied}");
    });
}

#[test]
fn review_page_leads_back_to_the_control_and_forward_again() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(ip_vpn());
        page.enter("fee_payment_method", &json!("payment_slip"));
        page.press(words::TO_REVIEW);
        page.wait_for_stage("review");
        let lines = page.review_lines();
        assert_eq!(lines.len(), 10);
        assert!(lines.iter().any(|(label, answer)| label == "お客さまID" && answer == "CAF0123456789"), "{lines:?}");
        assert!(!lines.iter().any(|(_, answer)| answer.contains(SECRET)), "{lines:?}");
        page.click("[...root.querySelectorAll('.answer-edit button')].at(-1)");
        page.wait_for_stage("entry");
        page.wait_until("root.activeElement?.value === 'payment_slip'");
        page.press(words::TO_REVIEW);
        page.wait_for_stage("review");
        page.click("[...root.querySelectorAll('.answer-edit button')][4]");
        page.wait_for_stage("entry");
        page.wait_for_focus("customer_id_prefix");
        page.enter("customer_id_digits", &json!("9876543210"));
        page.enter("customer_id_digits_repeat", &json!("9876543210"));
        page.press(words::TO_REVIEW);
        page.wait_for_stage("review");
        assert!(page.review_lines().iter().any(|(_, answer)| answer == "CAF9876543210"));
    });
}

#[test]
fn secret_on_the_review_page_is_shown_on_request_and_hides_itself() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(internet());
        page.press(words::TO_REVIEW);
        page.wait_for_stage("review");
        assert_eq!(page.text(".revealed"), "");
        page.press("表示する");
        assert_eq!(page.text(".revealed"), SECRET);
        if driver.engine().prints() {
            assert!(!driver.printed().contains(SECRET), "not on paper");
        }
        page.press("隠す");
        assert_eq!(page.text(".revealed"), "");
        page.press("表示する");
        page.wait_until("root.querySelector('.revealed').textContent === ''");
        assert!(page.ask("return button('表示する') !== undefined", &[]) == true);
    });
}

#[test]
fn last_page_says_that_nothing_was_applied_for_and_leads_to_the_portal() {
    run(|driver| {
        let page = Page::open(driver);
        complete(&page, ip_vpn());
        let led = page.ask(
            "const [box, ...others] = root.querySelectorAll('.later :is(.not-done, a, button)');
             return [box.textContent.startsWith('まだ申請は行われていません。'),
                 others.slice(0, 2).map((one) => one.textContent), others[0].target, new URL(others[0].href).protocol,
                 others.filter((one) => one.classList.contains('button')).length]",
            &[],
        );
        let expected = json!([true, ["ポータルサイトを開く", "印刷する"], "_blank", "https:", 1]);
        assert_eq!(led, expected, "one button is filled, and it is the first");
    });
}

#[test]
fn files_have_names_that_a_person_recognises() {
    run(|driver| {
        let page = Page::open(driver);
        page.press(words::SAVE);
        page.wait_until("/「オンライン資格確認_途中保存_[-0-9]{10}_[0-9]{4}\\.json」/.test(root.querySelector('.done').textContent)");
        complete(&page, ip_vpn());
        page.press(words::DOWNLOAD);
        page.wait_until("/「オンライン資格確認_申請内容_[-0-9]{10}\\.json」/.test([...root.querySelectorAll('.done')].at(-1).textContent)");
    });
}

#[test]
fn every_answer_is_listed_for_the_portal_and_copied_alone() {
    run(|driver| {
        let page = Page::open(driver);
        complete(&page, ip_vpn());
        let lines = page.ask(
            "return [...root.querySelectorAll('.transfer li')].map((line) => [line.querySelector('label').textContent,
                 line.querySelector('.answer-text').textContent, line.querySelector('button, .way')?.textContent ?? ''])",
            &[],
        );
        let lines: Vec<(String, String, String)> = serde_json::from_value(lines).unwrap();
        let of = |label: &str| lines.iter().find(|line| line.0 == label).map(|line| (&*line.1, &*line.2)).unwrap();
        assert_eq!(lines.len(), 13, "every field, the repeats too: {lines:?}");
        assert_eq!(of("お客さまIDの種類"), ("CAF", "ラジオボタンで選択"));
        assert_eq!(of("利用開始予定年月").1, "プルダウンで選択");
        assert_eq!(of("「CAF」を除く数字10桁"), ("0123456789", "コピー「CAF」を除く数字10桁をコピー"));
        assert_eq!(of("（確認用）「CAF」を除く数字10桁").0, "0123456789");
        assert_eq!(of("フレッツ・v6オプション契約の確認"), ("チェックを入れる", ""));
        assert!(!lines.iter().any(|line| line.1.contains(SECRET)), "{lines:?}");
        let digits =
            "[...root.querySelectorAll('.transfer li')].find((line) => line.textContent.startsWith('「CAF」'))";
        page.click(&format!("{digits}.querySelector('button')"));
        page.wait_until(
            "root.querySelector('.transfer + .done').textContent === 'コピーしました：「CAF」を除く数字10桁'",
        );
        assert_eq!(page.ask(&format!("return {digits}.querySelector('input').checked"), &[]), true, "it is ticked off");
        page.wait_until(&format!("{digits}.querySelector('.seen').textContent === 'コピー済み'"));
        assert_eq!(pasted(driver), "0123456789");
        page.wait_until(&format!("{digits}.querySelector('.seen').textContent === 'コピー'"));
    });
}
