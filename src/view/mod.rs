//! The view: draws what the engine hands it, and sends actions back. No rule, no sentence, no field id.
//!
//! One component, one signal a field, one effect a field: an answer touches the elements that it changes. Reading
//! order: `dom` makes elements, `session` holds the signals, `controls` and `item` draw the form, `entry`, `review` and
//! `complete` are the three pages, `input` turns events into actions.
#![expect(unreachable_pub, reason = "the component macro makes its properties `pub`")]

mod browser;
mod dom;
mod session;
mod rich;
mod controls;
mod item;
mod entry;
mod review;
mod complete;
mod input;

pub(crate) use session::{HostEvent, Opened, Session};

use leptos::prelude::*;
use web_sys::Element;

use crate::engine::form::Stage;
use dom::{classed, replace_children, set_shown, watch};

/// With more items than this a form is long: laying all of it out would cost more than it is worth.
const LONG: usize = 50;

/// The whole widget.
#[component]
pub fn Widget(session: Session) -> impl IntoView {
    view! { <div class="widget" use:draw=session></div> }
}

/// Draws the three pages into the widget's element.
#[expect(clippy::needless_pass_by_value, reason = "what a directive is called with")]
fn draw(root: Element, session: Session) {
    input::listen_at(&root, session);
    // The entry page stays: inputs are never made anew, and nothing typed is lost.
    let is_long = session.form(|form| form.definition().items().count() > LONG);
    let entry = classed("div", if is_long { "stage long" } else { "stage" }).children(entry::entry(session));
    let later = classed("div", "later");
    let status = classed("p", "visually-hidden").attribute("role", "status");
    let help = rich::ui_paragraphs(session, "help", "help").attribute("part", "help");
    replace_children(&root, [entry.clone(), later.clone(), help, status.clone()]);
    watch(move || {
        let stage = session.stage.get();
        set_shown(entry.element(), stage == Stage::Entry);
        let page = match stage {
            Stage::Entry => None,
            Stage::Review => Some(classed("div", "stage").children(review::review(session))),
            Stage::Complete => Some(classed("div", "stage").children(complete::complete(session))),
        };
        replace_children(later.element(), page);
    });
    watch(move || status.element().set_text_content(Some(&session.announcement.get())));
}
