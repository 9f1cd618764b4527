//! The entry page: the error summary, the items and the two buttons.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::item::item;
use super::session::Session;
use crate::engine::form::Action;
use crate::engine::screen::{SummaryLine, plan};

/// The form itself.
pub(crate) fn entry(session: Session) -> impl IntoView {
    let items = session.form(|form| session.texts(|texts| plan(form.definition(), texts)));
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        session.apply(Action::Review);
    };
    view! {
        <h3 class="title" tabindex="-1" data-scroll-to="">{session.ui("entry_title")}</h3>
        <p class="not-official">{session.ui("not_official")}</p>
        {move || summary(session, session.summary.get())}
        // The browser's own bubbles would speak another language than this page and hide each other.
        <form novalidate on:submit=on_submit>
            {items.into_iter().map(|plan| item(session, plan)).collect_view()}
            <div class="buttons">
                <button class="button" part="button" type="submit">{session.ui("to_review")}</button>
                {reset(session)}
            </div>
        </form>
    }
}

/// What is wrong, each line leading to its field. A solved line goes; the box stays until the next attempt.
fn summary(session: Session, lines: Vec<SummaryLine>) -> impl IntoView + use<> {
    if lines.is_empty() {
        return None;
    }
    let is_open = move |line: &SummaryLine| {
        session.screen(line.field).is_some_and(|screen| screen.with(|screen| screen.error.is_some()))
    };
    let all = lines.clone();
    let is_solved = Memo::new(move |_| !all.iter().any(is_open));
    let line = move |line: SummaryLine| {
        let field = line.field;
        let id = session.form(|form| form.definition().field(field).map(|field| field.id.clone()));
        let address = format!("#{}", session.dom_id(&id.unwrap_or_default(), ""));
        let go = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            session.focus_field(field);
        };
        let sentence = line.sentence.clone();
        view! { <li hidden=move || !is_open(&line)><a href=address on:click=go>{sentence}</a></li> }
    };
    let advice = move || session.ui(if is_solved.get() { "summary_solved" } else { "summary_intro" });
    Some(view! {
        <div class="summary" part="summary" role="alert" tabindex="-1" data-scroll-to="">
            <h4>{session.ui("summary_title")}</h4>
            <p>{advice}</p>
            <ul>{lines.into_iter().map(line).collect_view()}</ul>
        </div>
    })
}

/// Asks before anything typed is taken away.
fn reset(session: Session) -> impl IntoView {
    let is_asking = RwSignal::new(false);
    let ask = move |_| {
        is_asking.set(true);
        session.focus(".reset-question".to_owned());
    };
    let keep = move |_| {
        is_asking.set(false);
        session.focus(".reset".to_owned());
    };
    let do_reset = move |_| {
        is_asking.set(false);
        session.apply(Action::Reset);
    };
    view! {
        <button
            class="button-plain reset"
            part="button"
            type="button"
            aria-expanded=move || is_asking.get().to_string()
            on:click=ask
        >
            {session.ui("reset")}
        </button>
        {move || is_asking.get().then(|| view! {
            <div class="reset-question" role="group" tabindex="-1" aria-label=session.ui("reset")>
                <p>{session.ui("reset_question")}</p>
                <button class="button-second" type="button" on:click=do_reset>{session.ui("reset_yes")}</button>
                <button class="button-plain" type="button" on:click=keep>{session.ui("reset_no")}</button>
            </div>
        })}
    }
}
