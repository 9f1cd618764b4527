//! The element's `JSDoc`, `docs/embedding.md` and the types match the code: attributes, states, parts, custom
//! properties, exports and kinds of errors. The build generates the rest.

use std::collections::BTreeSet;
use std::path::Path;

type Names = BTreeSet<String>;

fn text(file: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

/// Each text between `open` and `close`.
fn between(text: &str, open: &str, close: &str) -> Names {
    text.split(open).skip(1).filter_map(|after| after.split(close).next()).map(str::to_owned).collect()
}

/// The only text between `open` and `close`.
fn inside<'t>(text: &'t str, open: &str, close: &str) -> &'t str {
    text.split_once(open).and_then(|(_, after)| after.split_once(close)).unwrap_or_else(|| panic!("no {open}")).0
}

/// Each text in quotes of one kind.
fn quoted(text: &str, quote: char) -> Names {
    text.split(quote).skip(1).step_by(2).map(str::to_owned).collect()
}

/// One row of the page's tables.
fn row(title: &str) -> String {
    inside(&text("docs/embedding.md"), &format!("\n| {title} | "), "\n").to_owned()
}

/// The names in a row, without those in brackets, which explain them.
fn named(title: &str) -> Names {
    let row = row(title);
    let outside = row.split('(').map(|part| part.split_once(')').map_or(part, |(_, after)| after));
    quoted(&outside.collect::<String>(), '`')
}

/// The names in one tag of the element's `JSDoc`. A default is in brackets with the name.
fn said(tag: &str) -> Names {
    let element = text("www/widget/element.js");
    let said = inside(&element, "\n/**\n", "\nexport class");
    let lines = said.lines().filter_map(|line| line.strip_prefix(&format!(" * @{tag} ")));
    let heads = lines.map(|line| line.split_once(" - ").unwrap_or_else(|| panic!("nothing is said of {line}")).0);
    let names = heads.map(|head| head.rsplit_once(' ').map_or(head, |(_, name)| name).trim_matches(['[', ']']));
    names.map(|name| name.split('=').next().unwrap().to_owned()).collect()
}

/// The names in one list of a script.
fn listed(script: &str, list: &str) -> Names {
    quoted(inside(&text(script), &format!("const {list} = ["), "]"), '"')
}

fn sources(folder: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.sort();
    paths.iter().filter(|path| path.is_file()).map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn attributes_are_those_that_have_a_property() {
    let (script, element) = ("www/widget/attributes.js", text("www/widget/element.js"));
    let display = listed(script, "DISPLAY");
    let mut properties: Names = listed(script, "TEXTS").union(&listed(script, "FLAGS")).cloned().collect();
    properties.insert("heading-level".to_owned());
    let attributes = said("attr");
    assert_eq!(attributes, properties);
    let observed = quoted(inside(&element, "static get observedAttributes() {", "}"), '"');
    assert!(observed.len() > 1);
    let unknown: Names = observed.union(&display).filter(|name| !attributes.contains(*name)).cloned().collect();
    assert_eq!(unknown, Names::new());
}

#[test]
fn states_are_those_that_the_element_takes() {
    let mut states = listed("www/widget/internals.js", "STATES");
    states.extend(between(&text("www/widget/element.js"), "#internals.flag(\"", "\""));
    assert_eq!(said("cssState"), states);
}

#[test]
fn exports_are_those_of_the_core() {
    let core = text("www/shikaku-form-core.js");
    let lists = between(&core, "export { ", " }");
    let mut exports: Names = lists.iter().flat_map(|list| list.split(", ")).map(str::to_owned).collect();
    exports.extend(between(&core, "export const ", " ="));
    assert_eq!(named("module"), exports);
    let types = text("www/shikaku-form.d.ts");
    let declared = between(&types, "export declare ", "\n").into_iter().map(|line| {
        line.split_once(' ').unwrap().1.split(|one: char| !one.is_alphanumeric()).next().unwrap().to_owned()
    });
    assert_eq!(declared.collect::<Names>(), exports);
}

#[test]
fn parts_are_those_that_are_drawn() {
    let (view, scripts) = (sources("src/view"), sources("www/widget"));
    let mut parts = between(&view, ".attribute(\"part\", \"", "\"");
    parts.extend(between(&scripts, ".setAttribute(\"part\", \"", "\""));
    parts.extend(between(&scripts, " = part(\"", ")").iter().map(|names| names.rsplit('"').nth(1).unwrap().to_owned()));
    // The one place that chooses between two.
    assert_eq!(view.matches("\"part\", ").count(), view.matches("\"part\", \"").count() + 1, "a part without a name");
    assert!(view.contains(".attribute(\"part\", class)"));
    parts.extend(["warning", "note"].map(str::to_owned));
    assert_eq!(said("csspart"), parts);
}

#[test]
fn custom_properties_are_those_of_the_style_sheet() {
    let sheets = text("www/shikaku-form.css") + &text("www/widget/palette.css");
    let used = between(&sheets, "var(--shikaku-", ")");
    let names: Names = used.iter().map(|used| format!("--shikaku-{}", used.split(',').next().unwrap())).collect();
    assert_eq!(said("cssprop"), names);
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
