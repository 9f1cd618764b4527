//! The view: draws what the engine hands it, and sends actions back. No rule, no sentence, no field id.
//!
//! Elements without anything dynamic inside must not stand in `view!`: Leptos builds such a subtree through
//! `innerHTML`, which Trusted Types refuse. Sentences come from the texts, so every element here has a dynamic child.

mod browser;
mod rich;
mod session;
mod controls;
mod item;
mod entry;
mod review;
mod complete;

pub(crate) use session::{HostEvent, Opened, Session};

use leptos::prelude::*;

use crate::engine::form::Stage;

/// The whole widget.
pub(crate) fn widget(session: Session) -> impl IntoView {
    let later_stage = move || match session.stage.get() {
        Stage::Entry => None,
        Stage::Review => Some(review::review(session).into_any()),
        Stage::Complete => Some(complete::complete(session).into_any()),
    };
    view! {
        <div
            class="widget"
            on:pointerdown=move |_| session.press()
            on:pointerup=move |_| session.release()
            on:pointercancel=move |_| session.release()
        >
            // The entry page stays: inputs are never made anew, and nothing typed is lost.
            <div class="stage" hidden=move || session.stage.get() != Stage::Entry>{entry::entry(session)}</div>
            {later_stage}
            <div class="help" part="help">{rich::ui_paragraphs(session, "help")}</div>
            <p class="visually-hidden" role="status">{move || session.announcement.get()}</p>
        </div>
    }
}
