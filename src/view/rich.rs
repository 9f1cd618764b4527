//! Draws sentences with their two kinds of markup: ruby and links.

use leptos::prelude::*;

use super::session::Session;
use crate::engine::markup::{Inline, Paragraph};

/// The pieces of one line.
pub(crate) fn words(line: Paragraph) -> impl IntoView {
    line.into_iter().map(piece).collect_view()
}

/// Paragraphs, each in its own element.
pub(crate) fn paragraphs(lines: Vec<Paragraph>) -> impl IntoView {
    lines.into_iter().map(|line| view! { <p>{words(line)}</p> }).collect_view()
}

/// Paragraphs of the widget's own texts.
pub(crate) fn ui_paragraphs(session: Session, name: &str) -> impl IntoView {
    paragraphs(session.texts(|texts| texts.ui_paragraphs(name)))
}

/// A link opens in a tab of its own, so that no answer is lost; the host learns nothing of it.
fn piece(piece: Inline) -> AnyView {
    match piece {
        Inline::Text(text) => text.into_any(),
        Inline::Ruby { base, reading } => view! { <ruby>{base}<rt>{reading}</rt></ruby> }.into_any(),
        Inline::Link { words, address } if address.starts_with("https:") => {
            view! { <a href=address target="_blank" rel="noopener noreferrer">{words}</a> }.into_any()
        }
        Inline::Link { words, address } => view! { <a href=address>{words}</a> }.into_any(),
    }
}
