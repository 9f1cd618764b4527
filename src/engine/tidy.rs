//! Tidying: half-width, no spaces, no hyphens, no prefix. An explicit table and not NFKC, which turns circled and
//! superscript digits into plain ones and leaves the hyphens alone: wrong on both sides.
//!
//! It never guesses: the letter O stays a letter. Source: the input policy of the domain notes, section 10.

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

/// As typed, but in half-width and with every kind of hyphen as `-`: what a pattern sees that looks for hyphens.
#[must_use]
pub fn with_plain_hyphens(typed: &str) -> String {
    let half_width = half_width(typed);
    half_width.trim_matches(is_space).chars().map(|one| if is_hyphen(one) { '-' } else { one }).collect()
}

/// Whether nothing but spaces and invisible characters was typed.
#[must_use]
pub fn is_blank(typed: &str) -> bool {
    typed.chars().all(|one| is_invisible(one) || is_space(one))
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
