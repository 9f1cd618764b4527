//! What is wrong with a text of each kind. Every check takes linear time, whatever was typed.
//!
//! It sees the tidied text of one box, which is not empty, and nothing of the rest of the form.

use super::boxes::TextKind;
use super::definition::FieldIndex;
use super::finding::{Code, Finding};
use super::kana::is_katakana;

/// The first thing that is wrong with a tidied text.
#[must_use]
pub fn text_error(index: FieldIndex, kind: TextKind, tidied: &str) -> Option<Finding> {
    match kind {
        TextKind::Line { most } | TextKind::Long { most } => too_many_characters(index, most, tidied),
        TextKind::Kana { most } => {
            let is_part = |one: char| is_katakana(one) || one == '\u{3000}';
            stranger(index, Code::NotKana, tidied, is_part).or_else(|| too_many_characters(index, most, tidied))
        }
        TextKind::Tel => {
            let is_part = |one: char| one.is_ascii_digit() || one == '-';
            stranger(index, Code::NotDigits, tidied, is_part).or_else(|| tel_error(index, tidied))
        }
        TextKind::Email => email_error(index, tidied),
        TextKind::PostalCode => {
            let is_part = |one: char| one.is_ascii_digit() || one == '-';
            stranger(index, Code::NotDigits, tidied, is_part).or_else(|| wrong_count(index, tidied, 7, 7))
        }
        TextKind::Number { least, most } => {
            let is_part = |one: char| one.is_ascii_digit();
            stranger(index, Code::NotDigits, tidied, is_part).or_else(|| outside(index, least, most, tidied))
        }
    }
}

/// The first character that does not belong there.
fn stranger(index: FieldIndex, code: Code, tidied: &str, is_part: impl Fn(char) -> bool) -> Option<Finding> {
    let (position, character) = tidied.chars().enumerate().find(|(_, one)| !is_part(*one))?;
    Some(Finding::error(index, code).with("position", &(position + 1)).with("character", &character))
}

fn too_many_characters(index: FieldIndex, most: u16, tidied: &str) -> Option<Finding> {
    let actual = tidied.chars().count();
    let is_too_long = actual > usize::from(most);
    is_too_long.then(|| Finding::error(index, Code::TooLong).with("expected", &most).with("actual", &actual))
}

/// Digits between hyphens: too few or too many of them.
fn wrong_count(index: FieldIndex, tidied: &str, least: usize, most: usize) -> Option<Finding> {
    let actual = tidied.chars().filter(char::is_ascii_digit).count();
    let (code, expected) = match actual {
        _ if actual < least => (Code::TooShort, least),
        _ if actual > most => (Code::TooLong, most),
        _ => return None,
    };
    Some(Finding::error(index, code).with("expected", &expected).with("actual", &actual))
}

/// Mobile and IP telephones have 11 digits, all others 10; each begins with 0 when the area code is there.
/// Source: the numbering plan of the Ministry of Internal Affairs and Communications.
fn tel_error(index: FieldIndex, tidied: &str) -> Option<Finding> {
    if !tidied.starts_with('0') {
        return Some(Finding::error(index, Code::NoAreaCode));
    }
    // 0800, which is free of charge, begins like a mobile telephone and is as long.
    let has_eleven = ["050", "060", "070", "080", "090"].iter().any(|start| tidied.starts_with(start));
    let expected = if has_eleven { 11 } else { 10 };
    wrong_count(index, tidied, expected, expected)
}

/// The shape that HTML asks of an e-mail address, and a dot in its domain: an address without one is a slip.
fn email_error(index: FieldIndex, tidied: &str) -> Option<Finding> {
    let is_sign = |one: char| one.is_ascii_graphic() && !"()<>[]:;,\"\\".contains(one);
    let error = || Finding::error(index, Code::NotEmail);
    if let Some(finding) = stranger(index, Code::NotEmail, tidied, is_sign) {
        return Some(finding.as_variant("character"));
    }
    let Some((name, domain)) = tidied.split_once('@') else { return Some(error().as_variant("no_at")) };
    let is_label = |label: &str| {
        let signs_fit = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        signs_fit && (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    let has_domain = domain.contains('.') && domain.split('.').all(is_label);
    let fits = has_domain && (1..=64).contains(&name.len()) && tidied.len() <= 254;
    (!fits).then(error)
}

fn outside(index: FieldIndex, least: u32, most: u32, tidied: &str) -> Option<Finding> {
    // More digits than a number holds are too many in any case.
    let number = tidied.parse::<u32>().unwrap_or(u32::MAX);
    let (code, name, limit) = match number {
        _ if number < least => (Code::TooSmall, "least", least),
        _ if number > most => (Code::TooLarge, "most", most),
        _ => return None,
    };
    Some(Finding::error(index, code).with(name, &limit))
}

#[cfg(test)]
#[expect(clippy::non_ascii_literal, reason = "what is typed is Japanese")]
mod tests {
    use super::*;

    fn error(kind: TextKind, tidied: &str) -> Option<String> {
        let finding = text_error(FieldIndex(0), kind, tidied)?;
        let params: Vec<String> = finding.params.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let variant = finding.variant.map(|variant| format!(".{variant}")).unwrap_or_default();
        Some([format!("{}{variant}", finding.code.as_str())].into_iter().chain(params).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn text_of_each_kind_gets_its_verdict() {
        let (line, long, kana) = (TextKind::Line { most: 4 }, TextKind::Long { most: 4 }, TextKind::Kana { most: 4 });
        let number = TextKind::Number { least: 1, most: 50 };
        for (kind, tidied, expected) in [
            (line, "𠮷野医院", None),
            (line, "吉野医院前", Some("too_long expected=4 actual=5")),
            (long, "一\n二\n", None),
            (long, "一\n二\n三", Some("too_long expected=4 actual=5")),
            (kana, "サクラー", None),
            (kana, "サ　ク", None),
            (kana, "サくラ", Some("not_kana position=2 character=く")),
            (kana, "サクラカイ", Some("too_long expected=4 actual=5")),
            (TextKind::Tel, "03-1234-5678", None),
            (TextKind::Tel, "090-1234-5678", None),
            (TextKind::Tel, "0312345678", None),
            (TextKind::Tel, "0800-080-4583", None),
            (TextKind::Tel, "0120-123-456", None),
            (TextKind::Tel, "03-1234-567", Some("too_short expected=10 actual=9")),
            (TextKind::Tel, "090-1234-567", Some("too_short expected=11 actual=10")),
            (TextKind::Tel, "03-1234-56789", Some("too_long expected=10 actual=11")),
            (TextKind::Tel, "1234-5678", Some("no_area_code")),
            (TextKind::Tel, "O3-1234-5678", Some("not_digits position=1 character=O")),
            (TextKind::Tel, "03-1234-5678-内線1", Some("not_digits position=14 character=内")),
            (TextKind::Email, "taro.suzuki+x@sub.example.co.jp", None),
            (TextKind::Email, "da.me..@docomo.example.jp", None),
            (TextKind::Email, "taro", Some("not_email.no_at")),
            (TextKind::Email, "taro@example", Some("not_email")),
            (TextKind::Email, "taro@example.", Some("not_email")),
            (TextKind::Email, "taro@@example.jp", Some("not_email")),
            (TextKind::Email, "@example.jp", Some("not_email")),
            (TextKind::Email, "taro@-example.jp", Some("not_email")),
            (TextKind::Email, "taro@example,jp", Some("not_email.character position=13 character=,")),
            (TextKind::Email, "太郎@example.jp", Some("not_email.character position=1 character=太")),
            (TextKind::PostalCode, "150-0001", None),
            (TextKind::PostalCode, "150000", Some("too_short expected=7 actual=6")),
            (TextKind::PostalCode, "15000011", Some("too_long expected=7 actual=8")),
            (TextKind::PostalCode, "15O0001", Some("not_digits position=3 character=O")),
            (number, "1", None),
            (number, "50", None),
            (number, "0", Some("too_small least=1")),
            (number, "51", Some("too_large most=50")),
            (number, "99999999999999999999", Some("too_large most=50")),
            (number, "3台", Some("not_digits position=2 character=台")),
            (number, "-3", Some("not_digits position=1 character=-")),
            (number, "1.5", Some("not_digits position=2 character=.")),
        ] {
            assert_eq!(error(kind, tidied).as_deref(), expected, "{kind:?} {tidied}");
        }
    }
}
