//! The words of a virtual screen reader on the whole path. The expected words are in a file for reading:
//! `transcript.txt`, written with `UPDATE_EXPECT=1 cargo xtask test --browser chromium transcript`.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::json;

use crate::harness::engines::Engine;
use crate::harness::page::{Page, run, words};
use crate::harness::sample_answers::{SECRET, ip_vpn, today};
use crate::harness::{checkers, skip};

/// The phrases of an element, a line each.
fn spoken(page: &Page<'_>, element: &str) -> String {
    let phrases = page.ask_async(&format!("return spoken({element})"), &[]);
    let phrases: Vec<String> = serde_json::from_value(phrases).unwrap();
    phrases.iter().fold(String::new(), |text, phrase| text + "  " + phrase + "\n")
}

/// Years and days change with the clock.
fn without_dates(text: &str) -> String {
    let today = today();
    let mut text = text.to_owned();
    for (later, word) in ["今年", "来年", "2年後", "3年後", "4年後"].iter().enumerate() {
        let year = usize::from(today.year()) + later;
        text = text.replace(&year.to_string(), &format!("〔{word}〕"));
        text = text.replace(&format!("令和{}", year - 2018), &format!("令和〔{word}〕"));
    }
    let is_dated = |line: &str| line.contains("ごろ）") || line.contains("completed_at");
    text.lines()
        .map(|line| if is_dated(line) { "  （日付のある文）\n".to_owned() } else { format!("{line}\n") })
        .collect()
}

#[test]
fn screen_reader_says_the_whole_path_as_written() {
    if Engine::chosen() != Engine::Chromium {
        return skip("the virtual screen reader runs in one engine: it reads a document, and it is the same in each");
    }
    run(|driver| {
        let page = Page::open(driver);
        checkers::bring_in(driver);
        let mut transcript = String::new();
        let mut hear = |title: &str, element: &str| {
            write!(transcript, "# {title}\n\n{}\n", spoken(&page, element)).unwrap();
        };
        hear("開いたとき", "root.querySelector('.widget')");
        page.enter("line_type", &json!("ip_vpn"));
        page.ask_async("await frame()", &[]);
        hear("種別1を選んだとき", "liveRegion()");
        hear("表示された項目", "root.querySelector('[id$=customer_id-item]')");
        page.enter("customer_id_digits", &json!("ＣＯＰ１２３４"));
        page.press(words::TO_REVIEW);
        page.wait_for_focus("summary");
        hear("エラーのまとめ", "root.querySelector('.summary')");
        hear("エラーのある項目", "root.querySelector('[id$=customer_id-item]')");
        page.enter_all(ip_vpn());
        page.press(words::TO_REVIEW);
        page.wait_for_stage("review");
        hear("確認画面", "root.querySelector('.later')");
        page.press(words::COMPLETE);
        page.wait_for_stage("complete");
        hear("最後の画面", "root.querySelector('.later')");
        let transcript = without_dates(&transcript);
        assert!(!transcript.contains(SECRET));
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e/transcript.txt");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&path, &transcript).unwrap();
        }
        let expected = std::fs::read_to_string(&path).unwrap();
        for (heard, wanted) in transcript.lines().zip(expected.lines()) {
            assert_eq!(heard, wanted);
        }
        assert_eq!(transcript.lines().count(), expected.lines().count());
    });
}
