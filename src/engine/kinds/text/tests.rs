//! Tidying and checking of each kind of text.
#![expect(clippy::non_ascii_literal, reason = "what is typed is Japanese")]

use proptest::prelude::*;

use super::super::super::index::FieldIndex;
use super::*;

#[test]
fn text_of_each_kind_is_tidied_its_own_way() {
    for (rules, typed, expected) in [
        (&line::RULES, " 医療法人　\nさくら会 ", "医療法人 さくら会"),
        (&line::RULES, "Ａ棟 ①", "Ａ棟 ①"),
        (&lines::RULES, "\u{3000}一行目\r\n\r\n  三行目\n", "一行目\n\n  三行目"),
        (&kana::RULES, "ｻｸﾗ　 くりにっく ", "サクラ　クリニック"),
        (&kana::RULES, "桜医院", "桜医院"),
        (&kana::RULES, "ｻｸﾗ･\u{b}ｸﾘﾆｯｸ", "サクラ・クリニック"),
        (&line::RULES, "さくら、うめ。・", "さくら、うめ。・"),
        (&line::RULES, "\u{fffc}田\u{b}中\u{200b}\u{3}花\u{ad}子", "田中花子"),
        // A kanji with variation selectors, and an emoji joined from two.
        (&line::RULES, "辻\u{e0100}\u{fe00} 👩\u{200d}👧", "辻\u{e0100}\u{fe00} 👩\u{200d}👧"),
        (&lines::RULES, "一\u{c}行目\r\u{1}\n二\t行目\u{85}。\u{feff}", "一行目\n二\t行目。"),
        (&tel::RULES, "03・1234・5678", "03-1234-5678"),
        (&tel::RULES, "03､1234｡5678\u{fffc}", "03-1234-5678"),
        (&email::RULES, "taro＠example。jp", "taro@example.jp"),
        (&email::RULES, "ta\u{b}ro@example｡jp", "taro@example.jp"),
        (&postal_code::RULES, "150・0001", "150-0001"),
        (&postal_code::RULES, "150．0001", "150.0001"),
        (&number::RULES, "1、200", "1200"),
        (&number::RULES, "1､2\u{1f}00", "1200"),
        (&number::RULES, "3。5", "3.5"),
        (&tel::RULES, "０３（１２３４）５６７８", "03-1234-5678"),
        (&tel::RULES, " 03ー1234−5678", "03-1234-5678"),
        (&tel::RULES, "+81 90-1234-5678", "090-1234-5678"),
        (&tel::RULES, "+81(0)3.1234.5678", "03-1234-5678"),
        (&tel::RULES, "0312345678", "0312345678"),
        (&tel::RULES, "03-1234-5678 内線12", "03-1234-5678-内線12"),
        (&email::RULES, " ｔａｒｏ＠example．jp\u{3000}", "taro@example.jp"),
        (&postal_code::RULES, "〒１５０ー０００１", "150-0001"),
        (&postal_code::RULES, "1500001", "150-0001"),
        (&postal_code::RULES, "150-001", "150001"),
        (&number::RULES, "１，２００", "1200"),
        (&number::RULES, " 007", "7"),
        (&number::RULES, "00", "0"),
        (&number::RULES, "3台", "3台"),
        (&number::RULES, "", ""),
    ] {
        assert_eq!((rules.tidy)(typed), expected, "{} {typed}", rules.name);
    }
}

fn error(rules: &Rules, limits: Limits, tidied: &str) -> Option<String> {
    let finding = (rules.error)(FieldIndex(0), limits, tidied)?;
    let params: Vec<String> = finding.params.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let variant = finding.variant.map(|variant| format!(".{variant}")).unwrap_or_default();
    Some([format!("{}{variant}", finding.code.as_str())].into_iter().chain(params).collect::<Vec<_>>().join(" "))
}

#[test]
fn text_of_each_kind_gets_its_verdict() {
    let (four, none, fifty) = (Limits { min: 1, max: 4 }, Limits::default(), Limits { min: 1, max: 50 });
    for (rules, limits, tidied, expected) in [
        (&line::RULES, four, "𠮷野医院", None),
        (&line::RULES, four, "吉野医院前", Some("too_long expected=4 actual=5")),
        (&lines::RULES, four, "一\n二\n", None),
        (&lines::RULES, four, "一\n二\n三", Some("too_long expected=4 actual=5")),
        (&kana::RULES, four, "サクラー", None),
        (&kana::RULES, four, "サ　ク", None),
        (&kana::RULES, four, "サくラ", Some("not_kana position=2 character=く")),
        (&kana::RULES, four, "サクラカイ", Some("too_long expected=4 actual=5")),
        (&tel::RULES, none, "03-1234-5678", None),
        (&tel::RULES, none, "090-1234-5678", None),
        (&tel::RULES, none, "0312345678", None),
        (&tel::RULES, none, "0800-080-4583", None),
        (&tel::RULES, none, "0120-123-456", None),
        (&tel::RULES, none, "03-1234-567", Some("too_short expected=10 actual=9")),
        (&tel::RULES, none, "090-1234-567", Some("too_short expected=11 actual=10")),
        (&tel::RULES, none, "03-1234-56789", Some("too_long expected=10 actual=11")),
        (&tel::RULES, none, "1234-5678", Some("no_area_code")),
        (&tel::RULES, none, "O3-1234-5678", Some("not_digits position=1 character=O")),
        (&tel::RULES, none, "03-1234-5678-内線1", Some("not_digits position=14 character=内")),
        (&email::RULES, none, "taro.suzuki+x@sub.example.co.jp", None),
        (&email::RULES, none, "da.me..@docomo.example.jp", None),
        (&email::RULES, none, "taro", Some("not_email.no_at")),
        (&email::RULES, none, "taro@example", Some("not_email")),
        (&email::RULES, none, "taro@example.", Some("not_email")),
        (&email::RULES, none, "taro@@example.jp", Some("not_email")),
        (&email::RULES, none, "@example.jp", Some("not_email")),
        (&email::RULES, none, "taro@-example.jp", Some("not_email")),
        (&email::RULES, none, "taro@example,jp", Some("not_email.character position=13 character=,")),
        (&email::RULES, none, "太郎@example.jp", Some("not_email.character position=1 character=太")),
        (&postal_code::RULES, none, "150-0001", None),
        (&postal_code::RULES, none, "150000", Some("too_short expected=7 actual=6")),
        (&postal_code::RULES, none, "15000011", Some("too_long expected=7 actual=8")),
        (&postal_code::RULES, none, "15O0001", Some("not_digits position=3 character=O")),
        (&number::RULES, fifty, "1", None),
        (&number::RULES, fifty, "50", None),
        (&number::RULES, fifty, "0", Some("too_small least=1")),
        (&number::RULES, fifty, "51", Some("too_large most=50")),
        (&number::RULES, fifty, "99999999999999999999", Some("too_large most=50")),
        (&number::RULES, fifty, "3台", Some("not_digits position=2 character=台")),
        (&number::RULES, fifty, "-3", Some("not_digits position=1 character=-")),
        (&number::RULES, fifty, "1.5", Some("not_digits position=2 character=.")),
    ] {
        assert_eq!(error(rules, limits, tidied).as_deref(), expected, "{} {tidied}", rules.name);
    }
}

proptest! {
    #[test]
    fn text_tidied_twice_changes_nothing_more(typed in "[ -~\u{3000}-\u{30ff}\u{ff00}-\u{ffef}\n\u{200b}]{0,20}|.{0,20}") {
        for rules in [
            &line::RULES, &lines::RULES, &kana::RULES, &tel::RULES, &email::RULES, &postal_code::RULES, &number::RULES,
        ] {
            let once = (rules.tidy)(&typed);
            prop_assert_eq!(&(rules.tidy)(&once), &once);
        }
    }
}
