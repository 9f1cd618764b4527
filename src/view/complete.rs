//! The last page: the export, and what happens next.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::browser;
use super::rich;
use super::session::Session;
use crate::engine::export::Secrets;
use crate::engine::form::Action;

/// The export and the next steps.
pub(crate) fn complete(session: Session) -> impl IntoView {
    let has_secret = session.form(|form| {
        let shown = |item| form.effective().shown.is(item);
        form.definition().fields().any(|(index, field)| form.definition().is_secret(index) && shown(field.item))
    });
    let with_secret = RwSignal::new(false);
    let text = move || {
        let secrets = if with_secret.get() { Secrets::Included } else { Secrets::Withheld };
        session.export(secrets).map(|application| application.to_pretty()).unwrap_or_default()
    };
    view! {
        <div class="stage">
            <h3 class="title" tabindex="-1" data-scroll-to="">{session.ui("complete_title")}</h3>
            {rich::ui_paragraphs(session, "complete_intro")}
            <h4>{session.ui("export_title")}</h4>
            {has_secret.then(|| secret_choice(session, with_secret))}
            {export_buttons(session, text)}
            <details class="more">
                <summary>{session.ui("export_text")}</summary>
                // Shows what is withheld too: the secret itself is never written into the page.
                <pre class="export-text" tabindex="0">{text_shown(session)}</pre>
            </details>
            <h4>{session.ui("next_title")}</h4>
            <ol class="next-steps">
                {session
                    .texts(|texts| texts.ui_paragraphs("next_steps"))
                    .into_iter()
                    .map(|line| view! { <li>{rich::words(line)}</li> })
                    .collect_view()}
            </ol>
            <div class="buttons">
                <button class="button-second" part="button" type="button" on:click=move |_| session.apply(Action::Back)>
                    {session.ui("back")}
                </button>
            </div>
        </div>
    }
}

fn text_shown(session: Session) -> String {
    session.export(Secrets::Withheld).map(|application| application.to_pretty()).unwrap_or_default()
}

/// Only this tick puts the secret into the file and onto the clipboard.
fn secret_choice(session: Session, with_secret: RwSignal<bool>) -> impl IntoView {
    let hint = session.dom_id("include-secret", "-hint");
    view! {
        <label class="option" part="option">
            <input
                type="checkbox"
                id=session.dom_id("include-secret", "")
                prop:checked=move || with_secret.get()
                aria-describedby=hint.clone()
                on:change=move |event| with_secret.set(event_target_checked(&event))
            />
            <span>{session.ui("include_secret")}</span>
        </label>
        <p class="hint" id=hint>{session.ui("include_secret_hint")}</p>
    }
}

fn export_buttons(session: Session, text: impl Fn() -> String + Copy + 'static) -> impl IntoView {
    let done = RwSignal::new(String::new());
    let download = move |_| {
        let file = session.file_name();
        if browser::download(&file, &untrack(text)).is_ok() {
            done.set(session.texts(|texts| texts.fill("downloaded", &[("file", file)])));
        }
    };
    let copy = move |_| {
        let text = untrack(text);
        spawn_local(async move {
            let is_copied = browser::copy(text).await.is_ok();
            done.set(session.ui(if is_copied { "copied" } else { "copy_failed" }));
        });
    };
    view! {
        <div class="buttons">
            <button class="button download" part="button" type="button" on:click=download>
                {session.ui("download")}
            </button>
            <button class="button-second copy" part="button" type="button" on:click=copy>{session.ui("copy")}</button>
            <button class="button-second" part="button" type="button" on:click=|_| browser::print()>
                {session.ui("print")}
            </button>
        </div>
        <p class="done" role="status">{move || done.get()}</p>
    }
}
