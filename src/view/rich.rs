//! Draws sentences with their two kinds of markup: ruby and links.

use super::dom::{Tag, classed, replace_children, set_shown, tag};
use super::ui::Ui;
use crate::engine::markup::{Inline, Paragraph};

/// Appends the pieces of one line. Readings are hidden from screen readers, which would say everything twice.
pub(crate) fn with_words(parent: Tag, line: &[Inline]) -> Tag {
    line.iter().fold(parent, |parent, piece| match piece {
        Inline::Text(text) => parent.text(text),
        Inline::Ruby { base, reading } => {
            let reading = tag("rt").attribute("aria-hidden", "true").text(reading);
            parent.child(tag("ruby").text(base).child(reading))
        }
        Inline::Link { words, address } => parent.child(link(words, address)),
        Inline::Groups(groups) => {
            parent.children(groups.iter().map(|group| classed("span", "digit-group").text(group)))
        }
    })
}

/// A link to another page opens in a new tab, so that no answer is lost, and without a referrer.
fn link(words: &str, address: &str) -> Tag {
    let link = tag("a").attribute("href", address).text(words);
    if address.starts_with("https:") {
        link.attribute("target", "_blank").attribute("rel", "noopener noreferrer")
    } else {
        link
    }
}

/// A link that looks like a button: the first of a line.
pub(crate) fn link_button(line: &[Inline]) -> Option<Tag> {
    line.iter().find_map(|piece| match piece {
        Inline::Link { words, address } => Some(link(words, address)),
        Inline::Text(_) | Inline::Ruby { .. } | Inline::Groups(_) => None,
    })
}

/// Replaces the content of `place` by a line, and hides `place` when the line is empty. An unchanged line is not
/// touched.
pub(crate) fn set_words(place: &Tag, line: &[Inline]) {
    let seen: String = line.iter().map(seen).collect();
    let element = place.element();
    if element.text_content().as_deref() != Some(&*seen) {
        replace_children(element, None);
        with_words(place.clone(), line);
    }
    set_shown(element, !line.is_empty());
}

fn seen(piece: &Inline) -> String {
    match piece {
        Inline::Text(words) | Inline::Link { words, .. } => words.clone(),
        Inline::Ruby { base, reading } => format!("{base}{reading}"),
        Inline::Groups(groups) => groups.concat(),
    }
}

/// Paragraphs, each in its own element.
pub(crate) fn paragraphs(lines: &[Paragraph]) -> impl Iterator<Item = Tag> {
    lines.iter().map(|line| with_words(tag("p"), line))
}

/// Paragraphs of the widget's own texts.
pub(crate) fn ui_paragraphs(ui: Ui, class: &str, name: &str) -> Tag {
    classed("div", class).children(paragraphs(&ui.texts(|texts| texts.paragraphs(&format!("ui.{name}")))))
}

/// An element with one of the widget's own lines.
pub(crate) fn saying(ui: Ui, parent: Tag, name: &str) -> Tag {
    with_words(parent, &ui.texts(|texts| texts.ui(name)))
}

/// Says how many more lines a truncated list would have.
pub(crate) fn say_how_many_more(ui: Ui, place: &Tag, count: usize) {
    let words = ui.texts(|texts| texts.fill("and_more", &[("count", count.to_string())]));
    set_words(place, if count == 0 { &[] } else { &words });
}

/// A disclosure: a title, and what it opens.
pub(crate) fn disclosure(title: &[Inline], content: Tag) -> Tag {
    classed("details", "more").child(with_words(tag("summary"), title)).child(content)
}

/// A button with the widget's own words.
pub(crate) fn button(ui: Ui, class: &str, name: &str, pressed: impl Fn() + 'static) -> Tag {
    button_saying(&ui.texts(|texts| texts.ui(name)), class, pressed)
}

/// A button.
pub(crate) fn button_saying(words: &[Inline], class: &str, pressed: impl Fn() + 'static) -> Tag {
    let button = classed("button", class).attribute("part", "button").attribute("type", "button");
    with_words(button, words).on("click", move |_| pressed())
}

/// Short visible words with a full name for screen readers. The name is text and not an attribute: an attribute must
/// repeat the visible words, and readings do not belong in a name.
pub(crate) fn with_name(parent: Tag, words: Tag, name: &str) -> Tag {
    let seen = words.attribute("class", "seen").attribute("aria-hidden", "true");
    parent.child(seen).child(classed("span", "visually-hidden").text(name))
}

/// A button with short words and a full name.
pub(crate) fn button_named(ui: Ui, name: &str, words: &str, pressed: impl Fn() + 'static) -> Tag {
    with_name(button_saying(&[], "button-plain", pressed), saying(ui, tag("span"), words), name)
}

/// The heading of a page. Takes the focus when the page is entered.
pub(crate) fn title(ui: Ui, name: &str) -> Tag {
    let title = heading_of(ui.heading_level(), "title").attribute("tabindex", "-1");
    saying(ui, title.attribute("data-scroll-to", ""), name)
}

/// Begins a heading of a part of a page.
pub(crate) fn heading(ui: Ui) -> Tag {
    heading_of(ui.heading_level() + 1, "heading")
}

fn heading_of(level: u8, class: &str) -> Tag {
    // HTML has six levels.
    classed(&format!("h{}", level.min(6)), class)
}
