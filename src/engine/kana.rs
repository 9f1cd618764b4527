//! Katakana: converts other kana, and recognises katakana.
//!
//! It never guesses: kanji, letters and hyphens stay, and the check points at them.

/// The full-width characters of U+FF61 to U+FF9F, as offsets from U+3000. Source: the Unicode code charts "Halfwidth
/// and Fullwidth Forms" (U+FF00 to U+FFEF) and "Katakana" (U+30A0 to U+30FF).
const OF_HALF_WIDTH: [u8; 63] = [
    0x02, 0x0c, 0x0d, 0x01, 0xfb, 0xf2, 0xa1, 0xa3, 0xa5, 0xa7, 0xa9, 0xe3, 0xe5, 0xe7, 0xc3, 0xfc, 0xa2, 0xa4, 0xa6,
    0xa8, 0xaa, 0xab, 0xad, 0xaf, 0xb1, 0xb3, 0xb5, 0xb7, 0xb9, 0xbb, 0xbd, 0xbf, 0xc1, 0xc4, 0xc6, 0xc8, 0xca, 0xcb,
    0xcc, 0xcd, 0xce, 0xcf, 0xd2, 0xd5, 0xd8, 0xdb, 0xde, 0xdf, 0xe0, 0xe1, 0xe2, 0xe4, 0xe6, 0xe8, 0xe9, 0xea, 0xeb,
    0xec, 0xed, 0xef, 0xf3, 0x9b, 0x9c,
];

/// Converts half-width katakana and hiragana to full-width katakana, and joins a voicing mark with the character before
/// it.
#[must_use]
pub fn to_katakana(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for one in text.chars().map(full_width).map(katakana) {
        match out.chars().next_back().and_then(|before| voiced(before, one)) {
            Some(joined) => {
                out.pop();
                out.push(joined);
            }
            None => out.push(one),
        }
    }
    out
}

/// Whether this is full-width katakana, or a character within a name: the long sound, a middle dot, an iteration mark.
#[must_use]
pub fn is_katakana(one: char) -> bool {
    matches!(one, '\u{30a1}'..='\u{30fe}')
}

fn full_width(one: char) -> char {
    let at = u32::from(one).checked_sub(0xff61).and_then(|at| usize::try_from(at).ok());
    let offset = at.and_then(|at| OF_HALF_WIDTH.get(at));
    offset.and_then(|offset| char::from_u32(0x3000 + u32::from(*offset))).unwrap_or(one)
}

/// Each hiragana is 0x60 below its katakana.
fn katakana(one: char) -> char {
    match one {
        '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309e}' => char::from_u32(u32::from(one) + 0x60).unwrap_or(one),
        other => other,
    }
}

/// A character joined with the voicing mark after it. Half-width text and file names on a Mac keep the two apart. The
/// marks are dakuten (U+3099, U+FF9E) and handakuten (U+309A, U+FF9F).
fn voiced(before: char, mark: char) -> Option<char> {
    let is_half_voiced = match mark {
        '\u{3099}' | '\u{309b}' => false,
        '\u{309a}' | '\u{309c}' => true,
        _ => return None,
    };
    let code = u32::from(before);
    let step = match (code, is_half_voiced) {
        (0x30cf | 0x30d2 | 0x30d5 | 0x30d8 | 0x30db, true) => 2,
        (0x30cf | 0x30d2 | 0x30d5 | 0x30d8 | 0x30db, false) => 1,
        (0x30ab..=0x30c1, false) if code % 2 == 1 => 1,
        (0x30c4 | 0x30c6 | 0x30c8 | 0x30fd, false) => 1,
        (0x30a6, false) => 0x4e,
        (0x30ef..=0x30f2, false) => 8,
        _ => return None,
    };
    char::from_u32(code + step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::non_ascii_literal, reason = "kana are what this is about")]
    fn every_kind_of_kana_becomes_full_width_katakana() {
        for (typed, expected) in [
            ("ｲﾘｮｳﾎｳｼﾞﾝ ｻｸﾗｸﾘﾆｯｸ", "イリョウホウジン サクラクリニック"),
            ("ﾊﾞﾋﾟﾌﾞﾍﾟﾎﾞｳﾞｶﾞﾁﾞﾂﾞﾄﾞ", "バピブペボヴガヂヅド"),
            ("さくらしかいいん", "サクラシカイイン"),
            ("がぎぱゔゝゞ", "ガギパヴヽヾ"),
            ("か\u{3099}は\u{309a}", "ガパ"),
            ("ﾃﾞﾝﾀﾙ･ｸﾘﾆｯｸ", "デンタル・クリニック"),
            ("ンー漢字A-", "ンー漢字A-"),
        ] {
            assert_eq!(to_katakana(typed), expected, "{typed}");
            assert_eq!(to_katakana(expected), expected);
        }
    }

    #[test]
    fn mark_without_a_sign_that_it_fits_stays() {
        assert_eq!(to_katakana("\u{ff9e}\u{ff71}\u{ff9f}"), "\u{309b}\u{30a2}\u{309c}");
    }

    #[test]
    fn only_katakana_is_katakana() {
        assert!("\u{30a1}\u{30f6}\u{30fc}\u{30fb}\u{30fd}".chars().all(is_katakana));
        assert!(!"\u{3042}\u{ff71}A\u{6f22}-\u{309b}".chars().any(is_katakana));
    }
}
