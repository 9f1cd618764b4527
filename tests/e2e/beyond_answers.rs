//! States that no answer leads to: a guide that was answered, questions, files, what was copied.

use serde_json::json;
use shikaku_form::engine::form::Stage;

use crate::harness::page::Page;
use crate::resuming::choose_file;

/// An action on a page other than answering.
pub(crate) type Steps = fn(&Page<'_>);

/// A file that loses an answer, a name and the secret.
const FILE: &str = r#"{
    "format": "shikaku-form/draft/1", "form": { "id": "online_eligibility_verification" },
    "answers": { "line_type": "smoke_signals", "terms_consent": true, "weather": "fine" }
}"#;

/// States that no answer leads to: the page of each, the action there, and the result.
pub(crate) const FURTHER: [(&str, Stage, Steps, &str); 7] = [
    (
        "guide-to-its-end",
        Stage::Entry,
        |page| {
            page.ask(
                "const questions = [...root.querySelectorAll('.guide-question')];
                 questions[0].closest('details').open = true;
                 questions.forEach((question, place) => question.querySelectorAll('button')[one[place]].click())",
                &[json!([1, 0, 0])],
            );
        },
        "[...root.querySelectorAll('.guide-question')].filter(isSeen).length === 2 && isSeen(root.querySelector('.guide-end button'))",
    ),
    (
        "saved-and-asked-before-a-reset",
        Stage::Entry,
        |page| {
            page.ask(
                "put('line_type', 'ip_vpn');
                 root.querySelector('.save').click();
                 root.querySelector('.reset').click()",
                &[],
            );
        },
        "isSeen(root.querySelector('.reset-question')) && root.querySelector('form + .done').textContent !== ''",
    ),
    (
        "file-with-losses",
        Stage::Entry,
        |page| choose_file(page, FILE),
        "[...root.querySelectorAll('.lost li')].filter(isSeen).length === 3",
    ),
    (
        "file-that-is-none",
        Stage::Entry,
        |page| choose_file(page, "{}"),
        "isSeen(root.querySelector('.opened-file .error'))",
    ),
    (
        "file-in-place-of-answers",
        Stage::Entry,
        |page| {
            page.ask("put('terms_consent', true)", &[]);
            choose_file(page, FILE);
        },
        "isSeen(root.querySelector('.opened-file button'))",
    ),
    (
        "secret-revealed",
        Stage::Review,
        |page| {
            page.ask("root.querySelector('.revealed + button').click()", &[]);
        },
        "isSeen(root.querySelector('.revealed:not(:empty)'))",
    ),
    (
        "copied",
        Stage::Complete,
        |page| {
            page.ask("for (const button of root.querySelectorAll('.transfer button, .copy')) button.click()", &[]);
        },
        "[...root.querySelectorAll('.later .done')].at(-1).textContent !== ''",
    ),
];
