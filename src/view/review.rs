//! The review page: every shown item with its answer, and the way back to it.

use leptos::prelude::*;

use super::rich;
use super::session::Session;
use crate::engine::form::Action;
use crate::engine::screen::{self, ReviewLine};

/// The answers, to be read once more.
pub(crate) fn review(session: Session) -> impl IntoView {
    let submission = session.form(|form| form.submission());
    let lines = submission
        .map(|submission| session.form(|form| session.texts(|texts| screen::review(form, texts, &submission))));
    view! {
        <div class="stage">
            <h3 class="title" tabindex="-1" data-scroll-to="">{session.ui("review_title")}</h3>
            {rich::ui_paragraphs(session, "review_intro")}
            <dl class="answers" part="answers">
                {lines.unwrap_or_default().into_iter().map(|line| answer(session, line)).collect_view()}
            </dl>
            <div class="buttons">
                <button class="button" part="button" type="button" on:click=move |_| session.apply(Action::Complete)>
                    {session.ui("complete")}
                </button>
                <button class="button-second" part="button" type="button" on:click=move |_| session.apply(Action::Back)>
                    {session.ui("back")}
                </button>
            </div>
        </div>
    }
}

fn answer(session: Session, line: ReviewLine) -> impl IntoView {
    let first = session.form(|form| {
        let item = form.definition().item(line.item)?;
        form.definition().fields_of(item).next().map(|(index, _)| index)
    });
    let edit = move |_| {
        session.apply(Action::Back);
        first.into_iter().for_each(|field| session.focus_field(field));
    };
    let name = session.texts(|texts| texts.fill("edit_item", &[("label", line.name)]));
    let warning = move |sentence: String| view! { <p class="warning">{session.ui("warning_prefix")}{sentence}</p> };
    let is_fixed = first.is_some_and(|field| session.is_fixed(field));
    view! {
        <div class="answer">
            <dt>{rich::words(line.label)}</dt>
            <dd>
                <span class="answer-text">{line.answer}</span>
                {line.warnings.into_iter().map(warning).collect_view()}
            </dd>
            <dd class="answer-edit">
                {(!is_fixed).then(|| view! {
                    <button class="button-plain" type="button" aria-label=name on:click=edit>
                        {session.ui("edit")}
                    </button>
                })}
            </dd>
        </div>
    }
}
