//! Hands answers out as a file or on the clipboard, and shows whether that worked.

use leptos::task::spawn_local;

use super::browser;
use super::dom::{Tag, classed, replace_children, tag};
use super::ui::Ui;
use crate::engine::update::Command;

/// Encloses a name that page translators must not change, in the text of [`say`]. Nobody can type it.
const KEPT: char = '\u{1}';

fn kept(name: &str) -> String {
    format!("{KEPT}{name}{KEPT}")
}

/// A line that shows the result of a button.
pub(crate) fn status() -> Tag {
    classed("p", "done").attribute("role", "status")
}

/// Shows the result of a button. The name in it is marked for page translators.
pub(crate) fn say(status: &Tag, told: &str) {
    replace_children(status.element(), None);
    let mut is_kept = false;
    for words in told.split(KEPT) {
        let status = status.clone();
        let _said = if is_kept {
            status.child(tag("span").attribute("translate", "no").text(words))
        } else {
            status.text(words)
        };
        is_kept = !is_kept;
    }
}

/// Hands a text out as a file. It counts as saved only where it is sure to arrive; elsewhere the person is asked to
/// look for it, and the browser still warns before the page is left.
pub(crate) fn as_file(ui: Ui, status: &Tag, file: &str, text: &str, [sure, unsure]: [&str; 2]) -> bool {
    let is_sure = browser::download(&ui.root(), file, text);
    if is_sure {
        ui.run(Command::HandedOut);
    }
    say(status, &ui.fill(if is_sure { sure } else { unsure }, &[("file", kept(file))]));
    is_sure
}

/// Puts a text on the clipboard, and shows whether that worked. `name` says what was copied.
pub(crate) fn copy(ui: Ui, status: Tag, text: String, name: &str, sentences: [&str; 2], and_then: Box<dyn FnOnce()>) {
    let [copied, failed] = sentences.map(|sentence| ui.fill(sentence, &[("label", kept(name))]));
    let root = ui.root();
    spawn_local(async move {
        let is_copied = browser::copy(&root, text).await.is_ok();
        say(&status, if is_copied { &copied } else { &failed });
        if is_copied {
            and_then();
        }
    });
}
