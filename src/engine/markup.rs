//! The only markup that sentences may hold: `{漢字|かんじ}` for ruby and `[words](https://…)` for links.
//!
//! Anything else stays plain text. Nothing here can become HTML.

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Words with their reading above.
    Ruby {
        /// The words.
        base: String,
        /// Their reading in kana.
        reading: String,
    },
    /// A link. The address has one of the allowed schemes.
    Link {
        /// What is clicked.
        words: String,
        /// Where it leads.
        address: String,
    },
    /// A long number, in groups as it is read. They are drawn apart, and copied as one.
    Groups(Vec<String>),
}

/// One paragraph of a text.
pub type Paragraph = Vec<Inline>;

/// The pieces of one line.
#[must_use]
pub fn inlines(line: &str) -> Paragraph {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        if let Some((piece, after)) = ruby(rest).or_else(|| link(rest)) {
            if !plain.is_empty() {
                pieces.push(Inline::Text(std::mem::take(&mut plain)));
            }
            pieces.push(piece);
            rest = after;
        } else {
            plain.push(first);
            rest = rest.strip_prefix(first).unwrap_or_default();
        }
    }
    if !plain.is_empty() {
        pieces.push(Inline::Text(plain));
    }
    pieces
}

/// The words alone: for accessible names, lists and files.
#[must_use]
pub fn plain(line: &[Inline]) -> String {
    let words = |piece: &Inline| match piece {
        Inline::Text(words) | Inline::Ruby { base: words, .. } | Inline::Link { words, .. } => words.clone(),
        Inline::Groups(groups) => groups.concat(),
    };
    line.iter().map(words).collect()
}

/// The words of whole sentences, one after the other: for what is read out.
#[must_use]
pub fn sentences<'l>(lines: impl IntoIterator<Item = &'l Paragraph>) -> String {
    lines.into_iter().map(|line| plain(line)).collect::<Vec<_>>().join(" ")
}

/// The line with the readings left out.
#[must_use]
pub fn without_readings(line: Paragraph) -> Paragraph {
    joined(line.into_iter().map(|piece| match piece {
        Inline::Ruby { base: words, .. } => Inline::Text(words),
        piece @ (Inline::Text(_) | Inline::Link { .. } | Inline::Groups(_)) => piece,
    }))
}

/// The pieces as one line. Adjacent words become one piece, because page translators read each piece by itself.
#[must_use]
pub fn joined(pieces: impl IntoIterator<Item = Inline>) -> Paragraph {
    let mut line = Paragraph::new();
    for piece in pieces {
        match (line.last_mut(), piece) {
            (Some(Inline::Text(before)), Inline::Text(words)) => before.push_str(&words),
            (_, piece) => line.push(piece),
        }
    }
    line
}

/// Fills in values: `{name}`, and `{name:digit/digits}` for the word beside a number. A value stays text even if it
/// looks like markup, because the person typed it.
#[must_use]
pub fn filled(line: Paragraph, params: &[(&str, String)]) -> Paragraph {
    line.into_iter()
        .map(|piece| match piece {
            Inline::Text(text) => Inline::Text(with_values(&text, params)),
            piece @ (Inline::Ruby { .. } | Inline::Link { .. } | Inline::Groups(_)) => piece,
        })
        .collect()
}

/// Fills in pieces for `{name}`: words that have readings of their own, or a number in groups.
#[must_use]
pub fn with_pieces(line: Paragraph, name: &str, pieces: &[Inline]) -> Paragraph {
    let placeholder = format!("{{{name}}}");
    let parts = line.into_iter().flat_map(|part| {
        let Inline::Text(text) = &part else { return vec![part] };
        let Some((before, after)) = text.split_once(&*placeholder) else { return vec![part] };
        let around = |words: &str| Some(Inline::Text(words.to_owned())).filter(|_| !words.is_empty());
        around(before).into_iter().chain(pieces.iter().cloned()).chain(around(after)).collect()
    });
    joined(parts)
}

fn with_values(text: &str, params: &[(&str, String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let placeholder =
            inside(after, '{', '}').and_then(|(placeholder, after)| Some((value(placeholder, params)?, after)));
        if let Some((value, after)) = placeholder {
            out.push_str(value);
            rest = after;
        } else {
            out.push('{');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// The replacement of a placeholder: the value called `name`, or for `name:one/many` the word that fits the number.
fn value<'v>(placeholder: &'v str, params: &'v [(&str, String)]) -> Option<&'v str> {
    let (name, forms) =
        placeholder.split_once(':').map_or((placeholder, None), |(name, forms)| (name, forms.split_once('/')));
    let (_, value) = params.iter().find(|(known, _)| *known == name)?;
    Some(forms.map_or(&**value, |(one, many)| if value == "1" { one } else { many }))
}

/// The text before `end`, unless another `begin` comes first. So unclosed markup is scanned only once.
fn inside(rest: &str, begin: char, end: char) -> Option<(&str, &str)> {
    let (found, after) = rest.split_at_checked(rest.find([begin, end])?)?;
    Some((found, after.strip_prefix(end)?))
}

fn ruby(rest: &str) -> Option<(Inline, &str)> {
    let (inside, after) = inside(rest.strip_prefix('{')?, '{', '}')?;
    let (base, reading) = inside.split_once('|')?;
    let piece = Inline::Ruby { base: base.to_owned(), reading: reading.to_owned() };
    (!base.is_empty() && !reading.is_empty()).then_some((piece, after))
}

fn link(rest: &str) -> Option<(Inline, &str)> {
    let (words, after) = inside(rest.strip_prefix('[')?, '[', ']')?;
    let (address, after) = inside(after.strip_prefix('(')?, '[', ')')?;
    let piece = Inline::Link { words: words.to_owned(), address: address.to_owned() };
    (is_allowed(address) && !words.is_empty()).then_some((piece, after))
}

/// Allows lower-case schemes only, and no character that a browser would drop while reading the address.
fn is_allowed(address: &str) -> bool {
    let scheme_is_known = ["https://", "mailto:", "tel:", "#"].iter().any(|start| address.starts_with(start));
    scheme_is_known && address.chars().all(|one| one.is_ascii_graphic() && !matches!(one, '"' | '<' | '>' | '\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ruby_and_link_are_taken_out_of_the_words() {
        let text = |words: &str| Inline::Text(words.to_owned());
        assert_eq!(
            inlines("a {b|c} d [e](tel:0800) f"),
            [
                text("a "),
                Inline::Ruby { base: "b".to_owned(), reading: "c".to_owned() },
                text(" d "),
                Inline::Link { words: "e".to_owned(), address: "tel:0800".to_owned() },
                text(" f"),
            ]
        );
        assert_eq!(plain(&inlines("a {b|c} d [e](tel:0800) f")), "a b d e f");
    }

    #[test]
    fn readings_left_out_leave_one_text_and_the_links() {
        assert_eq!(without_readings(inlines("a{b|c}d")), [Inline::Text("abd".to_owned())]);
        assert_eq!(without_readings(inlines("[e](tel:0800)")), inlines("[e](tel:0800)"));
    }

    #[test]
    fn places_are_filled_with_text_that_is_never_read_as_markup() {
        let params = [("actual", "{a|b}".to_owned()), ("other", "{actual}".to_owned())];
        let line = filled(inlines("{actual} {c|d} {other} {unknown} {"), &params);
        let text = |words: &str| Inline::Text(words.to_owned());
        let ruby = Inline::Ruby { base: "c".to_owned(), reading: "d".to_owned() };
        assert_eq!(line, [text("{a|b} "), ruby, text(" {actual} {unknown} {")]);
    }

    #[test]
    fn word_beside_a_number_has_the_form_for_it() {
        let line = |count: &str| plain(&filled(inlines("{n} {n:item/items}{m:a/b}"), &[("n", count.to_owned())]));
        assert_eq!([line("1"), line("2"), line("0")], ["1 item{m:a/b}", "2 items{m:a/b}", "0 items{m:a/b}"]);
    }

    #[test]
    fn number_in_groups_is_one_number_where_it_is_plain() {
        let number = Inline::Groups(["CAF", "0123", "45"].map(str::to_owned).to_vec());
        let line = with_pieces(inlines("{c|d}: {digits}"), "digits", std::slice::from_ref(&number));
        assert_eq!(line.get(1..), Some(&[Inline::Text(": ".to_owned()), number.clone()][..]));
        assert_eq!(plain(&line), "c: CAF012345");
        let text = Inline::Text("a".to_owned());
        assert_eq!(with_pieces(vec![text.clone()], "digits", &[number]), [text]);
    }

    #[test]
    fn address_that_could_run_code_or_leave_the_schemes_stays_text() {
        for text in [
            "[x](javascript:alert(1))",
            "[x](JavaScript:1)",
            "[x](data:text/html,1)",
            "[x](http://example.org)",
            "[x](//example.org)",
            "[x](https://a\u{0}b)",
            "[x](https://\u{202e}a)",
            "[x]( https://a)",
        ] {
            assert!(inlines(text).iter().all(|piece| matches!(piece, Inline::Text(_))), "{text}");
        }
    }

    #[test]
    fn unclosed_markup_and_tags_stay_text() {
        for text in ["{a|", "{a}", "{|b}", "[a](", "[a]", "<b>a</b>", "{position}"] {
            assert_eq!(inlines(text), [Inline::Text(text.to_owned())]);
        }
    }
}
