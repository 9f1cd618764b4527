//! Tidying: half-width, no spaces, no hyphens, no prefix. The table is explicit: NFKC would turn circled and
//! superscript digits into plain ones, and keep the hyphens, both of which is wrong.
//!
//! It never guesses: the letter O stays a letter.

/// How much may be taken off a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tidying {
    /// White space, hyphens and Japanese punctuation wherever they stand: they group a number for reading. A plain `.`
    /// stays: `123456789.0` from a spreadsheet would otherwise gain a digit.
    Everywhere,
    /// White space at the ends only. In a masked box nobody sees what is removed.
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

/// Maps each character. Not generic, so that it is compiled only once.
pub(super) fn each(text: &str, change: fn(char) -> Option<char>) -> String {
    text.chars().filter_map(change).collect()
}

/// The only number with a prefix in a text, tidied, prefix included: people paste the whole line of a letter. `None`
/// when there is no such number, or several.
#[must_use]
pub fn number_within(typed: &str, prefixes: &[(Box<str>, u8)]) -> Option<String> {
    if typed.len() > LONGEST_LINE {
        return None;
    }
    let text = half_width(typed).to_ascii_uppercase();
    let mut found = prefixes.iter().flat_map(|(prefix, digits)| {
        let places = text.match_indices(&**prefix).filter_map(|(at, _)| text.split_at_checked(at));
        let is_word = |(before, _): &(&str, &str)| !before.ends_with(|one: char| one.is_ascii_alphanumeric());
        places.filter(is_word).filter_map(|(_, from_here)| whole_number(from_here, prefix, usize::from(*digits)))
    });
    let only = found.next()?;
    found.all(|other| other == only).then_some(only)
}

/// The longest text that is searched for a number, in bytes.
const LONGEST_LINE: usize = 10_000;

/// The prefix and so many digits, if a text begins with them and no further digit follows.
fn whole_number(text: &str, prefix: &str, digits: usize) -> Option<String> {
    let behind = text.strip_prefix(prefix)?;
    let mut seen = behind.chars().filter(|one| !separates_groups(*one));
    let number: String = seen.by_ref().take(digits).filter(char::is_ascii_digit).collect();
    let goes_on = seen.next().is_some_and(|one| one.is_ascii_digit());
    (number.len() == digits && !goes_on).then(|| format!("{prefix}{number}"))
}

/// Replaces each run of white space by one `space`, and removes those at the ends.
pub(super) fn one_line(typed: &str, space: &str) -> String {
    let typed = seen(typed);
    let words = typed.split(is_space).map(|word| word.trim_matches(is_invisible));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(space)
}

/// As typed, but in half-width and with every kind of hyphen as `-`: the text for patterns that look for hyphens.
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

/// In half-width. The characters that a Japanese IME gives for the keys `.`, `,` and `/` become these.
pub(super) fn with_latin_signs(typed: &str) -> String {
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

pub(super) fn is_blank_sign(one: char) -> bool {
    is_invisible(one) || is_space(one)
}

fn half_width(typed: &str) -> String {
    each(typed, |one| (!is_invisible(one)).then(|| narrow(one)))
}

/// Full-width forms U+FF01 to U+FF5E are 0xFEE0 above their ASCII characters (Unicode code chart "Halfwidth and
/// Fullwidth Forms").
fn narrow(one: char) -> char {
    match one {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(one) - 0xfee0).unwrap_or(one),
        other => other,
    }
}

/// Free text without invisible characters, which break the programs that read it later.
pub(super) fn seen(typed: &str) -> String {
    each(typed, |one| (!is_never_seen(one)).then_some(one))
}

/// Whether a character is invisible. The two joiners are not: they change the letters beside them, and may belong to a
/// name.
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

pub(super) fn is_space(one: char) -> bool {
    matches!(
        one,
        '\t' | '\r' | '\n' | ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

pub(super) fn is_line_end(one: char) -> bool {
    matches!(one, '\r' | '\n' | '\u{2028}' | '\u{2029}')
}

/// U+30FC and U+FF70 are the prolonged sound marks that a Japanese IME gives for the hyphen key.
pub(super) fn is_hyphen(one: char) -> bool {
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

    proptest! {
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
