//! What a host's author may use is the same in the manifest, the types, README.md and the code: attributes, properties,
//! methods, events, parts, custom properties and kinds of errors.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

type Names = BTreeSet<String>;

fn text(file: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

/// What stands between `open` and `close`, each time.
fn between(text: &str, open: &str, close: &str) -> Names {
    text.split(open).skip(1).filter_map(|after| after.split(close).next()).map(str::to_owned).collect()
}

/// The one stretch between `open` and `close`.
fn inside<'t>(text: &'t str, open: &str, close: &str) -> &'t str {
    text.split_once(open).and_then(|(_, after)| after.split_once(close)).unwrap_or_else(|| panic!("no {open}")).0
}

/// What stands in quotes of one kind.
fn quoted(text: &str, quote: char) -> Names {
    text.split(quote).skip(1).step_by(2).map(str::to_owned).collect()
}

/// One row of README's table.
fn row(title: &str) -> String {
    inside(&text("README.md"), &format!("\n| {title} | "), "\n").to_owned()
}

/// The names in a row, without those in brackets, which explain them.
fn named(title: &str) -> Names {
    let row = row(title);
    let outside = row.split('(').map(|part| part.split_once(')').map_or(part, |(_, after)| after));
    quoted(&outside.collect::<String>(), '`')
}

/// The names in one list of the manifest.
fn manifest(list: &str) -> Names {
    let manifest: Value = serde_json::from_str(&text("www/custom-elements.json")).unwrap();
    let list = manifest["modules"][0]["declarations"][0][list].as_array().unwrap().clone();
    list.iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

/// The keys of one interface of the types.
fn typed(interface: &str) -> Names {
    let types = text("www/shikaku-form.d.ts");
    let lines = inside(&types, &format!("interface {interface} {{\n"), "\n}").lines();
    let keys =
        lines.filter_map(|line| line.trim().split_once(':')).map(|(key, _)| key.trim_matches(['?', '"']).to_owned());
    keys.filter(|key| !key.contains([' ', '*', '/'])).collect()
}

fn sources(folder: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.sort();
    paths.iter().filter(|path| path.is_file()).map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn attributes_are_those_that_the_element_reads() {
    let script = text("www/shikaku-form.js");
    let mut read = quoted(inside(&script, "observedAttributes() {", "}"), '"');
    read.extend(quoted(inside(&script, "const DISPLAY = [", "]"), '"'));
    // Every element has a language. A form around this one reads its name, and `dom` counts once.
    read.remove("lang");
    read.extend(["name", "dom"].map(str::to_owned));
    assert_eq!(manifest("attributes"), read);
    assert_eq!(typed("ShikakuFormAttributes"), read);
    assert_eq!(named("attributes"), read);
}

#[test]
fn events_properties_and_methods_are_the_same_everywhere() {
    let events = manifest("events");
    assert_eq!(typed("ShikakuFormEvents"), events);
    assert_eq!(named("events"), events);
    let mut members = named("properties");
    members.extend(quoted(&row("methods"), '`').iter().map(|method| method.trim_end_matches("()").to_owned()));
    assert_eq!(manifest("members"), members);
}

#[test]
fn parts_are_those_that_are_drawn() {
    let (view, script) = (sources("src/view"), text("www/shikaku-form.js"));
    let mut parts = between(&view, ".attribute(\"part\", \"", "\"");
    parts.extend(between(&script, ".setAttribute(\"part\", \"", "\""));
    // The one place that chooses between two.
    assert_eq!(view.matches("\"part\", ").count(), view.matches("\"part\", \"").count() + 1, "a part without a name");
    assert!(view.contains(".attribute(\"part\", class)"));
    parts.extend(["warning", "note"].map(str::to_owned));
    assert_eq!(manifest("cssParts"), parts);
    assert_eq!(named("parts"), parts);
}

#[test]
fn custom_properties_are_those_of_the_style_sheet() {
    let used = between(&text("www/shikaku-form.css"), "var(--shikaku-", ")");
    let names: Names = used.iter().map(|used| format!("--shikaku-{}", used.split(',').next().unwrap())).collect();
    assert_eq!(manifest("cssProperties"), names);
    assert_eq!(named("custom properties"), names);
}

#[test]
fn kinds_of_errors_are_those_of_the_code() {
    let (types, code) = (text("www/shikaku-form.d.ts"), text("www/widget/error.js"));
    let kinds = named("kinds of errors");
    assert_eq!(between(inside(&types, "export type ErrorKind =", ";"), "| \"", "\""), kinds);
    let table = inside(&code, "const KINDS = {", "\n};");
    let keys =
        table.lines().filter_map(|line| line.strip_prefix("  ")?.split_once(": [")).map(|(kind, _)| kind.to_owned());
    assert_eq!(keys.collect::<Names>(), kinds);
}
