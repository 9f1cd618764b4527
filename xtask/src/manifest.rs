//! The manifest of the element, from the comments of `www/widget/element.js`, and what is generated from it: the
//! element's types and the table of `docs/embedding.md`.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::npm::Npm;
use crate::npm_package::EMBEDDING;
use crate::tree::Tree;
use crate::{files, process};

const SCRIPT: &str = "xtask/manifest.mjs";
const ELEMENT: &str = "www/widget/element.js";
/// Around the table of that page.
const TABLE: &str = "<!-- made of the JSDoc in www/widget/element.js by: UPDATE_EXPECT=1 cargo xtask build -->\n";
const TABLE_END: &str = "<!-- end -->";

pub(crate) struct Manifest(Value);

impl Manifest {
    /// Has the analyzer read the element.
    pub(crate) fn read(tree: &Tree, npm: &Npm) -> Result<Self> {
        let mut command = tree.command("node");
        command.arg(tree.join(SCRIPT)).arg(npm.modules()).arg(tree.join(ELEMENT));
        Ok(Self(serde_json::from_slice(&process::output(&mut command)?)?))
    }

    /// The content of custom-elements.json.
    pub(crate) fn json(&self) -> &Value {
        &self.0
    }

    /// `docs/embedding.md` with the generated table; written to the source tree, too, on request.
    pub(crate) fn embedding(&self, tree: &Tree) -> Result<String> {
        let path = tree.join(EMBEDDING);
        let page = with_table(&files::read_text(&path)?, &self.table())?;
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            files::write(&path, page.as_bytes())?;
        }
        Ok(page)
    }

    /// The types of the module, with the element's in place of the comments.
    pub(crate) fn types(&self, written: &str, definition: &str) -> Result<String> {
        let (settable, others): (Vec<_>, Vec<_>) = self.list("members").partition(|one| is_settable(one));
        let own = self.list("events").filter(|one| text(one, "/type/text").starts_with("CustomEvent<"));
        let made = [
            ("definition", definition.to_owned()),
            ("attributes", self.list("attributes").map(attribute).collect::<String>()),
            ("properties", settable.into_iter().map(|one| typed(one, "", text(one, "/type/text"))).collect()),
            ("members", others.into_iter().map(member).collect()),
            ("events", own.map(|one| typed(one, "", text(one, "/type/text"))).collect()),
        ];
        made.iter().try_fold(written.to_owned(), |types, (name, lines)| {
            let (before, after) = around(&types, &format!("// made: {name}\n"))?;
            Ok(format!("{}{lines}{after}", before.trim_end_matches(' ')))
        })
    }

    /// One row for each attribute, property, method and event, and one for each of what has only names.
    fn table(&self) -> String {
        let rows = |list: &str, is_wanted: &dyn Fn(&Value) -> bool| -> String {
            self.list(list).filter(|one| is_wanted(one)).map(row).collect()
        };
        let is_own = |one: &Value| text(one, "/attribute").is_empty() && !is_method(one);
        let mut table = "| what | |\n| --- | --- |\n".to_owned();
        table += &heading("attributes", "each is a property, too, in camel case");
        table += &rows("attributes", &|_| true);
        table += &heading("properties", "");
        table += &rows("members", &is_own);
        table += &heading("methods", "");
        table += &rows("members", &is_method);
        table += &heading("events", "they bubble");
        table += &rows("events", &|_| true);
        for (title, list) in [("states", "cssStates"), ("parts", "cssParts"), ("custom properties", "cssProperties")] {
            let names: Vec<_> = self.list(list).map(named).collect();
            table += &heading(title, &names.join(", "));
        }
        table
    }

    fn list(&self, name: &str) -> impl Iterator<Item = &Value> {
        let list = self.0.pointer(&format!("/modules/0/declarations/0/{name}"));
        list.and_then(Value::as_array).into_iter().flatten()
    }
}

/// Text of the manifest; `""` when it is absent.
fn text<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

fn is_method(member: &Value) -> bool {
    text(member, "/kind") == "method"
}

fn is_settable(member: &Value) -> bool {
    !is_method(member) && member.get("readonly").is_none()
}

/// Its description.
fn description(one: &Value) -> String {
    let said = text(one, "/description");
    match text(one, "/default") {
        "" => said.to_owned(),
        default => format!("{said} Without it `{default}`."),
    }
}

/// A line of an interface. Names with a hyphen are quoted.
fn typed(one: &Value, mark: &str, of_type: &str) -> String {
    let name = text(one, "/name");
    let name = if name.contains('-') { format!("\"{name}\"") } else { name.to_owned() };
    format!("  /** {} */\n  {name}{mark}: {of_type};\n", description(one))
}

/// A template may write each attribute as text, too.
fn attribute(one: &Value) -> String {
    let of_type = match text(one, "/type/text") {
        "boolean" => "boolean | \"\"".to_owned(),
        number if number.starts_with(|first: char| first.is_ascii_digit()) => format!("{number} | `${{{number}}}`"),
        other => other.to_owned(),
    };
    typed(one, "?", &format!("{of_type} | null"))
}

/// A method, or a property that cannot be set.
fn member(one: &Value) -> String {
    if !is_method(one) {
        let name = text(one, "/name");
        return format!("  /** {} */\n  readonly {name}: {};\n", description(one), text(one, "/type/text"));
    }
    let parameters = one.get("parameters").and_then(Value::as_array).into_iter().flatten();
    let optional = |one: &Value| if one.get("optional").is_some() { "?" } else { "" };
    let parameters: Vec<_> =
        parameters.map(|one| format!("{}{}: {}", text(one, "/name"), optional(one), text(one, "/type/text"))).collect();
    typed(one, &format!("({})", parameters.join(", ")), text(one, "/return/type/text"))
}

fn heading(title: &str, words: &str) -> String {
    let words = if words.is_empty() { String::new() } else { format!("{words} ") };
    format!("| **{title}** | {words}|\n")
}

fn row(one: &Value) -> String {
    let brackets = if is_method(one) { "()" } else { "" };
    format!("| `{}{brackets}` | {}{} |\n", text(one, "/name"), choices(text(one, "/type/text")), description(one))
}

/// What a type that is a list of values allows.
fn choices(of_type: &str) -> String {
    if !of_type.starts_with(|first: char| first == '"' || first.is_ascii_digit()) {
        return String::new();
    }
    let values: Vec<_> = of_type.split(" | ").map(|value| format!("`{}`", value.trim_matches('"'))).collect();
    format!("{}. ", values.join(", "))
}

/// A name with its default.
fn named(one: &Value) -> String {
    match text(one, "/default") {
        "" => format!("`{}`", text(one, "/name")),
        default => format!("`{}` (`{default}`)", text(one, "/name")),
    }
}

fn with_table(readme: &str, table: &str) -> Result<String> {
    let (before, rest) = around(readme, TABLE)?;
    let (_, after) = around(rest, TABLE_END)?;
    Ok(format!("{before}{TABLE}{table}{TABLE_END}{after}"))
}

fn around<'t>(text: &'t str, mark: &str) -> Result<(&'t str, &'t str)> {
    text.split_once(mark).with_context(|| format!("nowhere is: {}", mark.trim()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Manifest, TABLE, TABLE_END, with_table};

    fn manifest() -> Manifest {
        let is = |of_type: &str| json!({ "text": of_type });
        Manifest(json!({ "modules": [{ "declarations": [{
            "attributes": [
                { "name": "text-size", "type": is("\"large\" | \"largest\""), "description": "How large." },
                { "name": "level", "type": is("1 | 2"), "description": "Of headings.", "default": "2" },
                { "name": "required", "type": is("boolean"), "description": "Waits." },
            ],
            "members": [
                { "kind": "field", "name": "textSize", "type": is("string"), "description": "How large.", "attribute": "text-size" },
                { "kind": "field", "name": "prefill", "type": is("Values"), "description": "To begin with." },
                { "kind": "field", "name": "value", "type": is("string"), "description": "As JSON.", "readonly": true },
                { "kind": "method", "name": "focus", "description": "Goes there.", "return": { "type": is("void") },
                    "parameters": [{ "name": "options", "type": is("FocusOptions"), "optional": true }] },
            ],
            "events": [
                { "name": "form-ready", "type": is("CustomEvent<null>"), "description": "It is there." },
                { "name": "input", "type": is("Event"), "description": "Another value." },
            ],
            "cssStates": [{ "name": "ready" }],
            "cssParts": [{ "name": "form" }, { "name": "item" }],
            "cssProperties": [{ "name": "--size", "default": "1rem" }],
        }] }] }))
    }

    #[test]
    fn types_have_what_the_manifest_has_in_place_of_the_comments() {
        let written = "// made: definition\nA {\n  // made: attributes\n}\nP {\n  // made: properties\n}\n\
            M {\n  // made: members\n}\nE {\n  // made: events\n}\n";
        let expected = "type D = {};\nA {\n  /** How large. */\n  \"text-size\"?: \"large\" | \"largest\" | null;\n  \
            /** Of headings. Without it `2`. */\n  level?: 1 | 2 | `${1 | 2}` | null;\n  \
            /** Waits. */\n  required?: boolean | \"\" | null;\n}\n\
            P {\n  /** How large. */\n  textSize: string;\n  /** To begin with. */\n  prefill: Values;\n}\n\
            M {\n  /** As JSON. */\n  readonly value: string;\n  \
            /** Goes there. */\n  focus(options?: FocusOptions): void;\n}\n\
            E {\n  /** It is there. */\n  \"form-ready\": CustomEvent<null>;\n}\n";
        assert_eq!(manifest().types(written, "type D = {};\n").unwrap(), expected);
        assert!(manifest().types("no place", "").is_err());
    }

    #[test]
    fn table_takes_the_place_of_the_one_that_was_there() {
        let stale = format!("before\n{TABLE}| gone |\n{TABLE_END}\nafter\n");
        let rows = "| what | |\n| --- | --- |\n\
            | **attributes** | each is a property, too, in camel case |\n\
            | `text-size` | `large`, `largest`. How large. |\n\
            | `level` | `1`, `2`. Of headings. Without it `2`. |\n| `required` | Waits. |\n\
            | **properties** | |\n| `prefill` | To begin with. |\n| `value` | As JSON. |\n\
            | **methods** | |\n| `focus()` | Goes there. |\n\
            | **events** | they bubble |\n| `form-ready` | It is there. |\n| `input` | Another value. |\n\
            | **states** | `ready` |\n| **parts** | `form`, `item` |\n| **custom properties** | `--size` (`1rem`) |\n";
        let fresh = with_table(&stale, &manifest().table()).unwrap();
        assert_eq!(fresh, format!("before\n{TABLE}{rows}{TABLE_END}\nafter\n"));
        assert!(with_table("no table", "").is_err());
    }
}
