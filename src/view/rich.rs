//! Draws sentences with their two kinds of markup: ruby and links.

use super::dom::{Tag, classed, tag};
use super::session::Session;
use crate::engine::markup::{Inline, Paragraph};

/// Appends the pieces of one line.
pub(crate) fn with_words(parent: Tag, line: &[Inline]) -> Tag {
    line.iter().fold(parent, |parent, piece| match piece {
        Inline::Text(text) => parent.text(text),
        Inline::Ruby { base, reading } => parent.child(tag("ruby").text(base).child(tag("rt").text(reading))),
        Inline::Link { words, address } => parent.child(link(words, address)),
    })
}

/// A link to another page opens in a tab of its own, so that no answer is lost; the host learns nothing of it.
fn link(words: &str, address: &str) -> Tag {
    let link = tag("a").attribute("href", address).text(words);
    if address.starts_with("https:") {
        link.attribute("target", "_blank").attribute("rel", "noopener noreferrer")
    } else {
        link
    }
}

/// Paragraphs, each in its own element.
pub(crate) fn paragraphs(lines: &[Paragraph]) -> impl Iterator<Item = Tag> {
    lines.iter().map(|line| with_words(tag("p"), line))
}

/// Paragraphs of the widget's own texts.
pub(crate) fn ui_paragraphs(session: Session, class: &str, name: &str) -> Tag {
    classed("div", class).children(paragraphs(&session.texts(|texts| texts.ui_paragraphs(name))))
}

/// A disclosure: a title, and what it opens.
pub(crate) fn disclosure(title: &[Inline], content: Tag) -> Tag {
    classed("details", "more").child(with_words(tag("summary"), title)).child(content)
}

/// A button with the widget's own words.
pub(crate) fn button(session: Session, class: &str, name: &str, pressed: impl Fn() + 'static) -> Tag {
    button_saying(&session.ui(name), class, pressed)
}

/// A button.
pub(crate) fn button_saying(words: &str, class: &str, pressed: impl Fn() + 'static) -> Tag {
    let button = classed("button", class).attribute("part", "button").attribute("type", "button").text(words);
    button.on("click", move |_| pressed())
}

/// The heading of a page. Takes the focus when the page is entered.
pub(crate) fn title(session: Session, name: &str) -> Tag {
    let title = classed("h3", "title").attribute("tabindex", "-1").attribute("data-scroll-to", "");
    title.text(&session.ui(name))
}
