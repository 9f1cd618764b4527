//! Tidying: half-width, no spaces, no hyphens, no prefix. An explicit table and not NFKC, which turns circled and
//! superscript digits into plain ones and leaves the hyphens alone: wrong on both sides.
//!
//! It never guesses: the letter O stays a letter. Source: the input policy of the domain notes, section 10.

use super::boxes::TextKind;
use super::kana::to_katakana;

/// How much may be taken off a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tidying {
    /// White space and hyphens wherever they stand: they group a number for reading.
    Everywhere,
    /// White space at the ends only. In a masked box nobody sees what is taken off.
    EndsOnly,
}

/// The text as it is checked, exported and shown after the field is left.
#[must_use]
pub fn tidy(typed: &str, tidying: Tidying) -> String {
    let half_width = half_width(typed);
    match tidying {
        Tidying::Everywhere => half_width
            .chars()
            .filter(|&one| !is_space(one) && !is_hyphen(one))
            .map(|one| one.to_ascii_uppercase())
            .collect(),
        Tidying::EndsOnly => half_width.trim_matches(is_space).to_owned(),
    }
}

/// The text of a box as it is checked, exported and shown after the box is left. In free text nothing but the ends is
/// tidied: it is the person's own.
#[must_use]
pub fn tidy_text(typed: &str, kind: TextKind) -> String {
    match kind {
        TextKind::Line { .. } => one_line(typed, " "),
        TextKind::Long { .. } => typed.replace("\r\n", "\n").trim_matches(is_blank_sign).to_owned(),
        // A name is read in parts: one full-width space between them.
        TextKind::Kana { .. } => to_katakana(&one_line(typed, "\u{3000}")),
        TextKind::Tel => tidy_tel(typed),
        TextKind::Email => half_width(typed).chars().filter(|&one| !is_space(one)).collect(),
        TextKind::PostalCode => tidy_postal_code(typed),
        TextKind::Number { .. } => {
            let digits = half_width(typed).chars().filter(|&one| !is_space(one) && one != ',').collect::<String>();
            let significant = digits.trim_start_matches('0');
            if significant.is_empty() && !digits.is_empty() { "0".to_owned() } else { significant.to_owned() }
        }
    }
}

/// Runs of white space become one `space`, those at the ends nothing.
fn one_line(typed: &str, space: &str) -> String {
    let words = typed.split(is_space).map(|word| word.trim_matches(is_invisible));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(space)
}

/// Digits in groups: brackets and spaces become hyphens, and Japan's own country code a 0.
fn tidy_tel(typed: &str) -> String {
    let plain = half_width(typed);
    let groups = plain.split(is_between).filter(|group| !group.is_empty());
    let grouped = groups.collect::<Vec<_>>().join("-");
    // Abroad the 0 is left out, or stands in brackets.
    let national = grouped.strip_prefix("+81").map(|rest| rest.trim_start_matches(['-', '0']));
    national.map_or_else(|| grouped.clone(), |rest| format!("0{rest}"))
}

fn is_between(one: char) -> bool {
    is_space(one) || is_hyphen(one) || matches!(one, '(' | ')' | '.' | '/')
}

/// The postal mark goes, and the hyphen stands where the post office has it.
fn tidy_postal_code(typed: &str) -> String {
    let tidied = tidy(typed, Tidying::Everywhere);
    let code = tidied.trim_start_matches('\u{3012}');
    match code.split_at_checked(3) {
        Some((area, rest)) if code.len() == 7 && code.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{area}-{rest}")
        }
        _ => code.to_owned(),
    }
}

/// As typed, but in half-width and with every kind of hyphen as `-`: what a pattern sees that looks for hyphens.
#[must_use]
pub fn with_plain_hyphens(typed: &str) -> String {
    let half_width = half_width(typed);
    half_width.trim_matches(is_space).chars().map(|one| if is_hyphen(one) { '-' } else { one }).collect()
}

/// Whether nothing but spaces and invisible characters was typed.
#[must_use]
pub fn is_blank(typed: &str) -> bool {
    typed.chars().all(is_blank_sign)
}

fn is_blank_sign(one: char) -> bool {
    is_invisible(one) || is_space(one)
}

fn half_width(typed: &str) -> String {
    typed.chars().filter(|&one| !is_invisible(one)).map(narrow).collect()
}

/// Full-width forms U+FF01 to U+FF5E stand 0xFEE0 above their ASCII characters.
fn narrow(one: char) -> char {
    match one {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(one) - 0xfee0).unwrap_or(one),
        other => other,
    }
}

fn is_invisible(one: char) -> bool {
    matches!(one,
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{61c}'
        | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_space(one: char) -> bool {
    matches!(
        one,
        '\t' | '\r' | '\n' | ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// U+30FC and U+FF70 are the prolonged sound marks that a Japanese IME gives for the hyphen key.
fn is_hyphen(one: char) -> bool {
    matches!(
        one,
        '-' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{2212}'
                | '\u{2500}'
                | '\u{2501}'
                | '\u{30fc}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff70}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn grouped_full_width_id_becomes_plain() {
        let typed = "\u{ff23}\u{ff21}\u{ff26}\u{30fc}\u{ff10}\u{ff11}\u{3000}\u{200b}23";
        assert_eq!(tidy(typed, Tidying::Everywhere), "CAF0123");
    }

    #[test]
    fn inner_space_of_a_secret_stays() {
        assert_eq!(tidy("\u{3000}4\u{ff18} 31 ", Tidying::EndsOnly), "48 31");
    }

    #[test]
    fn other_digits_are_not_guessed() {
        for text in ["\u{2460}", "\u{663}", "\u{b2}", "\u{4e00}", "\u{1d7ce}"] {
            assert_eq!(tidy(text, Tidying::Everywhere), text);
        }
    }

    #[test]
    fn hyphens_of_every_kind_are_seen_as_one() {
        assert_eq!(with_plain_hyphens("\u{ff10}3\u{30fc}1234\u{2212}5678 "), "03-1234-5678");
    }

    #[test]
    #[expect(clippy::non_ascii_literal, reason = "what is typed is Japanese")]
    fn text_of_each_kind_is_tidied_its_own_way() {
        let kana = TextKind::Kana { most: 40 };
        let number = TextKind::Number { least: 0, most: 99 };
        for (kind, typed, expected) in [
            (TextKind::Line { most: 9 }, " 医療法人　\nさくら会 ", "医療法人 さくら会"),
            (TextKind::Line { most: 9 }, "Ａ棟 ①", "Ａ棟 ①"),
            (TextKind::Long { most: 9 }, "\u{3000}一行目\r\n\r\n  三行目\n", "一行目\n\n  三行目"),
            (kana, "ｻｸﾗ　 くりにっく ", "サクラ　クリニック"),
            (kana, "桜医院", "桜医院"),
            (TextKind::Tel, "０３（１２３４）５６７８", "03-1234-5678"),
            (TextKind::Tel, " 03ー1234−5678", "03-1234-5678"),
            (TextKind::Tel, "+81 90-1234-5678", "090-1234-5678"),
            (TextKind::Tel, "+81(0)3.1234.5678", "03-1234-5678"),
            (TextKind::Tel, "0312345678", "0312345678"),
            (TextKind::Tel, "03-1234-5678 内線12", "03-1234-5678-内線12"),
            (TextKind::Email, " ｔａｒｏ＠example．jp\u{3000}", "taro@example.jp"),
            (TextKind::PostalCode, "〒１５０ー０００１", "150-0001"),
            (TextKind::PostalCode, "1500001", "150-0001"),
            (TextKind::PostalCode, "150-001", "150001"),
            (number, "１，２００", "1200"),
            (number, " 007", "7"),
            (number, "00", "0"),
            (number, "3台", "3台"),
            (number, "", ""),
        ] {
            assert_eq!(tidy_text(typed, kind), expected, "{kind:?} {typed}");
        }
    }

    proptest! {
        #[test]
        fn text_tidied_twice_changes_nothing_more(typed in "[ -~\u{3000}-\u{30ff}\u{ff00}-\u{ffef}\n\u{200b}]{0,20}|.{0,20}") {
            let most = 40;
            for kind in [
                TextKind::Line { most }, TextKind::Long { most }, TextKind::Kana { most }, TextKind::Tel, TextKind::Email,
                TextKind::PostalCode, TextKind::Number { least: 0, most: 9 },
            ] {
                let once = tidy_text(&typed, kind);
                prop_assert_eq!(&tidy_text(&once, kind), &once);
            }
        }

        #[test]
        fn tidying_twice_changes_nothing_more(typed in ".{0,40}") {
            for tidying in [Tidying::Everywhere, Tidying::EndsOnly] {
                let once = tidy(&typed, tidying);
                prop_assert_eq!(&tidy(&once, tidying), &once);
                prop_assert!(once.chars().count() <= typed.chars().count());
            }
        }
    }
}
