//! Tidying: half-width, no spaces, no hyphens, no prefix. An explicit table and not NFKC, which turns circled and
//! superscript digits into plain ones and leaves the hyphens alone: wrong on both sides.
//!
//! It never guesses: the letter O stays a letter. Source: the input policy of the domain notes, section 10.

use super::boxes::TextKind;
use super::kana::to_katakana;

/// How much may be taken off a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tidying {
    /// White space, hyphens and Japanese punctuation wherever they stand: they group a number for reading. A plain `.`
    /// stays: `123456789.0` out of a spreadsheet would pass as one digit more.
    Everywhere,
    /// White space at the ends only. In a masked box nobody sees what is taken off.
    EndsOnly,
}

/// The text as it is checked, exported and shown after the field is left.
#[must_use]
pub fn tidy(typed: &str, tidying: Tidying) -> String {
    let half_width = half_width(typed);
    match tidying {
        Tidying::Everywhere => each(&half_width, |one| (!separates_groups(one)).then(|| one.to_ascii_uppercase())),
        Tidying::EndsOnly => half_width.trim_matches(is_space).to_owned(),
    }
}

/// What becomes of each character. Not generic: this is compiled once.
fn each(text: &str, change: fn(char) -> Option<char>) -> String {
    text.chars().filter_map(change).collect()
}

/// The one whole number that stands behind its prefix in a text, tidied and with its prefix: people copy the line of a
/// letter that it is in. `None` when there is none, or when there are several to choose from.
#[must_use]
pub fn number_within(typed: &str, prefixes: &[(Box<str>, u8)]) -> Option<String> {
    if typed.len() > LONGEST_LINE {
        return None;
    }
    let text = half_width(typed).to_ascii_uppercase();
    let mut found = prefixes.iter().flat_map(|(prefix, digits)| {
        let places = text.match_indices(&**prefix).filter_map(|(place, _)| text.split_at_checked(place));
        let is_word = |(before, _): &(&str, &str)| !before.ends_with(|one: char| one.is_ascii_alphanumeric());
        places.filter(is_word).filter_map(|(_, from_here)| whole_number(from_here, prefix, usize::from(*digits)))
    });
    let only = found.next()?;
    found.all(|other| other == only).then_some(only)
}

/// Bytes of the longest text that a number is looked for in.
const LONGEST_LINE: usize = 10_000;

/// The prefix and so many digits, when a text begins with them and goes on with something else.
fn whole_number(text: &str, prefix: &str, digits: usize) -> Option<String> {
    let behind = text.strip_prefix(prefix)?;
    let mut seen = behind.chars().filter(|one| !separates_groups(*one));
    let number: String = seen.by_ref().take(digits).filter(char::is_ascii_digit).collect();
    let goes_on = seen.next().is_some_and(|one| one.is_ascii_digit());
    (number.len() == digits && !goes_on).then(|| format!("{prefix}{number}"))
}

/// The text of a box as it is checked, exported and shown after the box is left. In free text nothing but the ends is
/// tidied: it is the person's own.
#[must_use]
pub fn tidy_text(typed: &str, kind: TextKind) -> String {
    match kind {
        TextKind::Line { .. } => one_line(typed, " "),
        TextKind::Long { .. } => {
            let lines = each(&seen(typed).replace("\r\n", "\n"), |one| Some(if is_line_end(one) { '\n' } else { one }));
            lines.trim_matches(is_blank_sign).to_owned()
        }
        // A name is read in parts: one full-width space between them.
        TextKind::Kana { .. } => to_katakana(&one_line(typed, "\u{3000}")),
        TextKind::Tel => tidy_tel(typed),
        TextKind::Email => each(&with_latin_signs(typed), |one| (!is_space(one)).then_some(one)),
        TextKind::PostalCode => tidy_postal_code(typed),
        TextKind::Number { .. } => {
            let digits = each(&with_latin_signs(typed), |one| (!is_space(one) && one != ',').then_some(one));
            let significant = digits.trim_start_matches('0');
            if significant.is_empty() && !digits.is_empty() { "0".to_owned() } else { significant.to_owned() }
        }
    }
}

/// Runs of white space become one `space`, those at the ends nothing.
fn one_line(typed: &str, space: &str) -> String {
    let typed = seen(typed);
    let words = typed.split(is_space).map(|word| word.trim_matches(is_invisible));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(space)
}

/// Digits in groups: brackets and spaces become hyphens, and Japan's own country code a 0.
fn tidy_tel(typed: &str) -> String {
    let plain = with_latin_signs(typed);
    let groups = plain.split(is_between).filter(|group| !group.is_empty());
    let grouped = groups.collect::<Vec<_>>().join("-");
    // Abroad the 0 is left out, or stands in brackets.
    let national = grouped.strip_prefix("+81").map(|rest| rest.trim_start_matches(['-', '0']));
    national.map_or_else(|| grouped.clone(), |rest| format!("0{rest}"))
}

fn is_between(one: char) -> bool {
    is_space(one) || is_hyphen(one) || matches!(one, '(' | ')' | '.' | ',' | '/')
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
    each(half_width.trim_matches(is_space), |one| Some(if is_hyphen(one) { '-' } else { one }))
}

/// The same for digits, which punctuation groups too.
#[must_use]
pub fn with_plain_groups(typed: &str) -> String {
    each(&with_plain_hyphens(typed), |one| Some(if latin_sign(one).is_some() { '-' } else { one }))
}

/// In half-width, and with what a Japanese IME gives for the keys of `.`, `,` and `/` as these.
fn with_latin_signs(typed: &str) -> String {
    each(&half_width(typed), |one| Some(latin_sign(one).unwrap_or(one)))
}

/// Whether it only groups a number for reading.
fn separates_groups(one: char) -> bool {
    is_space(one) || is_hyphen(one) || latin_sign(one).is_some()
}

fn latin_sign(one: char) -> Option<char> {
    match one {
        '\u{3002}' | '\u{ff61}' => Some('.'),
        '\u{3001}' | '\u{ff64}' => Some(','),
        '\u{30fb}' | '\u{ff65}' => Some('/'),
        _ => None,
    }
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
    each(typed, |one| (!is_invisible(one)).then(|| narrow(one)))
}

/// Full-width forms U+FF01 to U+FF5E stand 0xFEE0 above their ASCII characters.
fn narrow(one: char) -> char {
    match one {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(one) - 0xfee0).unwrap_or(one),
        other => other,
    }
}

/// Free text without what is never seen in it, and breaks what reads it later.
fn seen(typed: &str) -> String {
    each(typed, |one| (!is_never_seen(one)).then_some(one))
}

/// Never seen by itself. The two joiners change how the letters beside them look, and so may belong to a name.
fn is_invisible(one: char) -> bool {
    is_never_seen(one) || matches!(one, '\u{200c}' | '\u{200d}')
}

/// Controls, which Word pastes (U+0003, U+000B, ...), pictures out of a PDF file (U+FFFC), marks of direction and of
/// places to break a line, noncharacters, and tags. Not the variation selectors: they choose the form of a kanji.
fn is_never_seen(one: char) -> bool {
    let is_control = one.is_control() && !is_space(one);
    let is_noncharacter = u32::from(one) & 0xfffe == 0xfffe;
    is_control
        || is_noncharacter
        || matches!(one,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{fff9}'..='\u{fffc}'
            | '\u{e0000}'..='\u{e007f}')
}

fn is_space(one: char) -> bool {
    matches!(
        one,
        '\t' | '\r' | '\n' | ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

fn is_line_end(one: char) -> bool {
    matches!(one, '\r' | '\n' | '\u{2028}' | '\u{2029}')
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
    fn secret_keeps_its_punctuation_and_loses_what_nobody_sees() {
        assert_eq!(tidy("4\u{30fb}8\u{b}3\u{fffc}1", Tidying::EndsOnly), "4\u{30fb}831");
    }

    #[test]
    #[expect(clippy::non_ascii_literal, reason = "letters are Japanese")]
    fn number_is_taken_out_of_a_text_only_when_it_is_whole_and_the_only_one() {
        let prefixes = [("CAF".into(), 10), ("COP".into(), 8)];
        let within = |text| number_within(text, &prefixes);
        for text in [
            "CAF0123456789",
            "ｃａｆ０１２３ー４５６７ー８９",
            "お客さまID：CAF0123456789",
            "お客さまID CAF 0123 4567 89\nアクセスキー：ab12",
            "CAF0123456789（東日本）",
            "CAF0123456789、もう一度 CAF-0123-456-789",
        ] {
            assert_eq!(within(text).as_deref(), Some("CAF0123456789"), "{text}");
        }
        assert_eq!(within("お客さまID:COP01234567 access key 1234").as_deref(), Some("COP01234567"));
        for text in [
            "",
            "CAF",
            "0123456789",
            "CAF012345678",
            "CAF01234567890",
            "CAF0123456789 03-1234-5678",
            "XCAF0123456789",
            "CAF012345678O",
            "CAF0123456789、COP01234567",
        ] {
            assert_eq!(within(text), None, "{text}");
        }
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
        assert_eq!(with_plain_groups("03\u{30fb}1234\u{3001}5678"), "03-1234-5678");
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
            (kana, "ｻｸﾗ･\u{b}ｸﾘﾆｯｸ", "サクラ・クリニック"),
            (TextKind::Line { most: 9 }, "さくら、うめ。・", "さくら、うめ。・"),
            (TextKind::Line { most: 9 }, "\u{fffc}田\u{b}中\u{200b}\u{3}花\u{ad}子", "田中花子"),
            // The second form of a kanji, and a family of two.
            (TextKind::Line { most: 9 }, "辻\u{e0100}\u{fe00} 👩\u{200d}👧", "辻\u{e0100}\u{fe00} 👩\u{200d}👧"),
            (TextKind::Long { most: 9 }, "一\u{c}行目\r\u{1}\n二\t行目\u{85}。\u{feff}", "一行目\n二\t行目。"),
            (TextKind::Tel, "03・1234・5678", "03-1234-5678"),
            (TextKind::Tel, "03､1234｡5678\u{fffc}", "03-1234-5678"),
            (TextKind::Email, "taro＠example。jp", "taro@example.jp"),
            (TextKind::Email, "ta\u{b}ro@example｡jp", "taro@example.jp"),
            (TextKind::PostalCode, "150・0001", "150-0001"),
            (TextKind::PostalCode, "150．0001", "150.0001"),
            (number, "1、200", "1200"),
            (number, "1､2\u{1f}00", "1200"),
            (number, "3。5", "3.5"),
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
