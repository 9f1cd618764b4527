//! Files that are chosen or dropped: files that cannot be opened, the question before answers are replaced, the
//! restored answers.

use serde_json::json;

use crate::harness::page::{Page, run, words};
use crate::harness::sample_answers::{SECRET, internet};
use crate::resuming::{FILE, REPORT, choose_file, drop_file, drop_files, saved, says};

#[test]
fn file_that_is_none_says_so_and_changes_nothing() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter("terms_consent", &json!(true));
        let large = format!("{{\"format\": \"{}\"}}", "x".repeat(1 << 20));
        for (file, words) in [
            ("", "このファイルは開けません。"),
            ("{\"format\":", "このファイルは開けません。"),
            (large.as_str(), "このファイルは大きすぎるため、開けません。"),
            (
                "{\"format\": \"shikaku-form/draft/1\", \"form\": {\"id\": \"other\"}, \"answers\": {}}",
                "別のフォームのものです。",
            ),
        ] {
            choose_file(&page, file);
            says(&page, words);
            assert_eq!(page.value("terms_consent"), true);
        }
    });
}

#[test]
fn file_in_another_encoding_is_refused_in_words_of_its_own() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(internet());
        let file = saved(&page).to_string();
        page.enter("terms_consent", &json!(false));
        let choose = |bytes: &[u8]| {
            page.ask(
                &format!(
                    "const transfer = new DataTransfer();
                          transfer.items.add(new File([new Uint8Array(one)], 'chosen.json'));
                          const input = {FILE};
                          input.files = transfer.files;
                          input.dispatchEvent(new Event('change', {{ bubbles: true }}))"
                ),
                &[json!(bytes)],
            );
        };
        let utf_16: Vec<u8> = file.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let shift_jis = b"{\"format\": \"\x8A\x6D\x94\x46\"}";
        let iso_2022_jp = b"{\"format\": \"\x1B$B3NG'\x1B(B\"}";
        for bytes in [&utf_16, &[&[0xFF, 0xFE], &*utf_16].concat(), &shift_jis.to_vec(), &iso_2022_jp.to_vec()] {
            choose(b"{}");
            says(&page, "このファイルは開けません。");
            choose(bytes);
            says(&page, "このファイルの文字は読み取れません。");
        }
        choose(&[&[0xEF, 0xBB, 0xBF], file.as_bytes()].concat());
        says(&page, "置き換えます。よろしいですか。");
        assert_eq!(page.value("terms_consent"), false, "nothing has changed yet");
    });
}

#[test]
fn what_is_no_single_file_is_refused_in_words_when_it_is_dropped() {
    run(|driver| {
        let page = Page::open(driver);
        for (files, words) in [
            ("[filesOf(one)[0], filesOf(one)[0]]", "一度に開けるファイルは1つです。"),
            // A folder looks like a file until it is read.
            (
                "[Object.assign(filesOf(one)[0], { arrayBuffer: () => Promise.reject(new DOMException('', 'NotFoundError')) })]",
                "フォルダは開けません。",
            ),
            ("[]", "一度に開けるファイルは1つです。"),
        ] {
            assert_eq!(drop_files(&page, files, "{}"), json!([[true, true], [true, false]]));
            says(&page, words);
        }
    });
}

#[test]
fn file_that_is_no_draft_changes_nothing_on_any_page() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(internet());
        page.press(words::TO_REVIEW);
        page.wait_for_stage("review");
        drop_file(&page, "{}");
        says(&page, "このファイルは開けません。");
        page.wait_for_focus("opened-file");
        assert_eq!(page.stage(), "review");
        page.press(words::COMPLETE);
        page.wait_for_stage("complete");
        page.wait_until(&format!("{REPORT} === undefined"));
        let value = page.ask("return widget.value", &[]);
        drop_file(&page, "no JSON");
        page.wait_for_focus("opened-file");
        says(&page, "このファイルは開けません。");
        assert_eq!((page.stage(), page.ask("return widget.value", &[])), ("complete".to_owned(), value));
    });
}

#[test]
fn refused_file_leaves_the_question_about_another_one() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(internet());
        let file = saved(&page).to_string();
        page.enter("line_type", &json!("ip_vpn"));
        choose_file(&page, &file);
        says(&page, "よろしいですか。");
        choose_file(&page, "{}");
        says(&page, "このファイルは開けません。");
        page.press("ファイルの内容に置き換える");
        page.wait_until("value('line_type') === 'internet_ipsec_ike'");
    });
}

#[test]
fn list_of_what_was_not_taken_up_has_an_end() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(internet());
        let mut file = saved(&page);
        for number in 0..30 {
            file["answers"][format!("unknown_{number}")] = json!("");
        }
        choose_file(&page, &file.to_string());
        // The secret is one more.
        says(&page, "ほかに11件あります。");
        assert_eq!(page.ask("return root.querySelectorAll('.lost li').length", &[]), 20);
    });
}

#[test]
fn answers_are_replaced_only_after_a_question() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(internet());
        let file = saved(&page).to_string();
        page.enter("line_type", &json!("ip_vpn"));
        choose_file(&page, &file);
        says(&page, "置き換えます。よろしいですか。");
        page.press("今の入力を続ける");
        page.wait_until(&format!("{REPORT} === undefined"));
        assert_eq!(page.value("line_type"), "ip_vpn");
        choose_file(&page, &file);
        page.press("ファイルの内容に置き換える");
        page.wait_until("value('line_type') === 'internet_ipsec_ike'");
    });
}

#[test]
fn file_that_is_dropped_on_a_later_page_is_taken_up_on_the_first() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(internet());
        let file = saved(&page).to_string();
        page.complete();
        drop_file(&page, &file);
        page.wait_for_stage("entry");
        says(&page, "ファイルを開き、内容をフォームに入力しました。");
        page.wait_for_focus("opened-file");
        page.enter_all([("secret_number", json!(SECRET)), ("secret_number_repeat", json!(SECRET))]);
        page.press(words::TO_REVIEW);
        page.wait_for_stage("review");
        drop_file(&page, &file);
        says(&page, "置き換えます。よろしいですか。");
        assert_eq!(page.stage(), "review", "the question stands where the person is");
        page.press("今の入力を続ける");
        page.wait_for_focus("title");
        assert_eq!((page.stage().as_str(), page.value("secret_number")), ("review", json!(SECRET)));
    });
}
