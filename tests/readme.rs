//! Holds what README.md tells a host's author against the code, in both directions.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly outside its #[test] function too")]

use std::collections::BTreeSet;
use std::path::Path;

fn text(file: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

/// What stands between `open` and `close`, each time.
fn between<'t>(text: &'t str, open: &str, close: &str) -> BTreeSet<&'t str> {
    text.split(open).skip(1).filter_map(|after| after.split(close).next()).collect()
}

/// The names in one row of the table, without those in brackets, which explain them.
fn row<'t>(readme: &'t str, title: &str) -> BTreeSet<&'t str> {
    let start = format!("\n| {title} | ");
    let row = readme.split(&start).nth(1).unwrap().lines().next().unwrap();
    let outside = row.split('(').map(|part| part.split_once(')').map_or(part, |(_, after)| after));
    outside.flat_map(|part| part.split('`').skip(1).step_by(2)).collect()
}

fn sources(folder: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.filter(|file| file.is_file()).map(|file| std::fs::read_to_string(file).unwrap()).collect()
}

#[test]
fn parts_of_the_readme_are_those_of_the_code() {
    let (view, script) = (sources("src/view"), text("www/shikaku-form.js"));
    let mut parts = between(&view, ".attribute(\"part\", \"", "\"");
    parts.extend(between(&script, ".setAttribute(\"part\", \"", "\""));
    // The one place that chooses between two.
    assert_eq!(view.matches("\"part\", ").count(), view.matches("\"part\", \"").count() + 1, "a part without a name");
    assert!(view.contains(".attribute(\"part\", class)"));
    parts.extend(["warning", "note"]);
    assert_eq!(row(&text("README.md"), "parts"), parts);
}

#[test]
fn custom_properties_of_the_readme_are_those_of_the_style_sheet() {
    let style = text("www/shikaku-form.css");
    let used = between(&style, "var(--shikaku-", ")");
    let names = used.iter().map(|used| format!("--shikaku-{}", used.split(',').next().unwrap()));
    let readme = text("README.md");
    assert_eq!(row(&readme, "custom properties"), names.collect::<Vec<_>>().iter().map(String::as_str).collect());
}

#[test]
fn kinds_of_errors_are_the_same_in_readme_types_and_code() {
    let (readme, types, code) = (text("README.md"), text("www/shikaku-form.d.ts"), text("www/widget/error.js"));
    let kinds = row(&readme, "kinds of errors");
    let typed = types.split("export type ErrorKind =").nth(1).unwrap().split(';').next().unwrap();
    assert_eq!(between(typed, "| \"", "\""), kinds);
    let table = code.split("const KINDS = {").nth(1).unwrap().split("\n};").next().unwrap();
    let keys = table.lines().filter_map(|line| line.strip_prefix("  ")?.split_once(": [")).map(|(kind, _)| kind);
    assert_eq!(keys.collect::<BTreeSet<_>>(), kinds);
}

#[test]
fn attributes_of_the_readme_are_those_that_the_element_reads() {
    let script = text("www/shikaku-form.js");
    let mut read = between(&script, "tAttribute(\"", "\"");
    read.extend(between(&script, "hasAttribute(\"", "\""));
    let own = ["part", "role"];
    read.retain(|name| !own.contains(name));
    let readme = text("README.md");
    let said = row(&readme, "attributes");
    let missing: Vec<_> = read.difference(&said).collect();
    assert!(missing.is_empty(), "README.md does not say: {missing:?}");
    for name in said {
        assert!(script.contains(&format!("\"{name}\"")), "{name} is no attribute");
    }
}
