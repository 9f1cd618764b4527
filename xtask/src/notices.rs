//! `THIRD-PARTY-NOTICES.txt`: the licences of everything that is compiled into the WebAssembly, which demand to go with
//! it. `cargo xtask notices` makes it, and a test fails when it is outdated. cargo-about finds each crate's licence;
//! this merges texts that differ only in the names of their authors.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::machine::Machine;
use crate::sysroot::TARGET;
use crate::tools::Tool;
use crate::tree::Tree;
use crate::{files, process};

/// The file, in the tree and in `dist/`.
pub(crate) const NOTICES: &str = "THIRD-PARTY-NOTICES.txt";

const CARGO_ABOUT: Tool = Tool { name: "cargo-about", version: "0.9.3", options: &["--features", "cli"] };
/// The licences that are allowed, and for which crates.
const RULES: &str = "xtask/notices/about.toml";
/// Sources that no Cargo.lock names.
const STANDARD_LIBRARY: &str = "xtask/notices/standard-library.txt";

const HEAD: &str = "\
Third-party notices of shikaku-form

shikaku-form itself is offered under the MIT License or the Apache License 2.0: see LICENSE-MIT and LICENSE-APACHE.
Compiled into its WebAssembly is the work of others. Below stand their licences, each with those who offer it: of a
choice of licences one is taken. The scripts hold no other code than its own and what wasm-bindgen makes, which is
named below; nothing of npm is handed out.
";
const RULE: &str = "--------------------------------------------------------------------------------";
/// The end of a licence whose text continues with advice to authors.
const END_OF_TERMS: &str = "END OF TERMS AND CONDITIONS";
/// A text without an author's name, for crates that come without a text of their own.
const PLACEHOLDER: &str = "<copyright holders>";

/// Writes the file.
pub(crate) fn write(tree: &Tree, machine: &Machine) -> Result<()> {
    let program = CARGO_ABOUT.ensure(tree, machine)?;
    let mut about = tree.command(program);
    // Only the registry's packages are read: a repository may have changed since the release.
    about.args(["about", "generate", "--format", "json", "--frozen", "--fail", "--config", RULES]);
    let list: Value = serde_json::from_slice(&process::output(&mut about)?).context("cargo-about wrote no JSON")?;
    let text = composed(&list, &compiled(tree)?, &files::read_text(&tree.join(STANDARD_LIBRARY))?)?;
    files::write(&tree.join(NOTICES), text.as_bytes())
}

/// The crates that are compiled into the WebAssembly, as `name version`. Macros run while it is compiled and are not
/// in it.
fn compiled(tree: &Tree) -> Result<BTreeSet<String>> {
    let mut command = tree.cargo();
    command.args(["tree", "--locked", "--package", "shikaku-form", "--target", TARGET]);
    command.args(["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"]);
    let text = process::text(&mut command)?;
    let names = text.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        Some(format!("{} {}", words.next()?, words.next()?.strip_prefix('v')?))
    });
    let own = format!("shikaku-form {}", env!("CARGO_PKG_VERSION"));
    Ok(names.filter(|name| *name != own).collect())
}

/// One text, and those who offer their crates under it.
struct Licence {
    name: String,
    text: String,
    /// The lines about their rights, by crate.
    rights: BTreeMap<String, Vec<String>>,
}

fn composed(list: &Value, compiled: &BTreeSet<String>, standard_library: &str) -> Result<String> {
    let licences = licences(list, compiled)?;
    let named: BTreeSet<_> = licences.iter().flat_map(|licence| licence.rights.keys()).collect();
    if let Some(missing) = compiled.iter().find(|name| !named.contains(name)) {
        bail!("cargo-about finds no licence of {missing}");
    }
    let mut text = HEAD.to_owned();
    for Licence { name, text: terms, rights } in licences {
        text += &format!("\n{RULE}\n\n{name}\n\n");
        for (name, lines) in rights {
            text += &format!("* {name}\n");
            text.extend(lines.iter().map(|line| format!("    {line}\n")));
        }
        text += &format!("\n{terms}\n");
    }
    Ok(format!("{text}\n{RULE}\n\n{standard_library}"))
}

/// The texts in the order of their names, without duplicates.
fn licences(list: &Value, compiled: &BTreeSet<String>) -> Result<Vec<Licence>> {
    let found = list.get("licenses").and_then(Value::as_array).context("cargo-about lists no licences")?;
    let mut licences = BTreeMap::<(String, String), Licence>::new();
    for one in found {
        let (name, text) = (word(one, "name")?, word(one, "text")?);
        let (rights, terms) = divided(name, text);
        for used_by in one.get("used_by").and_then(Value::as_array).into_iter().flatten() {
            let package = used_by.get("crate").context("a user without a crate")?;
            let user = format!("{} {}", word(package, "name")?, word(package, "version")?);
            if !compiled.contains(&user) {
                continue;
            }
            let authors = authors(package);
            let own = rights.iter().map(|line| named(line, &authors));
            let licence = licences.entry((name.to_owned(), key(&terms))).or_insert_with(|| Licence {
                name: name.to_owned(),
                text: terms.clone(),
                rights: BTreeMap::new(),
            });
            licence.rights.entry(user).or_default().extend(own);
        }
    }
    Ok(licences.into_values().collect())
}

fn word<'a>(value: &'a Value, name: &str) -> Result<&'a str> {
    value.get(name).and_then(Value::as_str).with_context(|| format!("cargo-about names no {name}"))
}

/// The lines about rights in a licence, and its terms without them and without its title.
fn divided(name: &str, text: &str) -> (Vec<String>, String) {
    // It ends before an example of such a line.
    let text = text.split(END_OF_TERMS).next().unwrap_or(text);
    let is_right = |line: &&str| {
        let line = line.to_lowercase();
        line.starts_with("copyright (c)") || line.starts_with("copyright \u{a9}") || line.starts_with("copyright 2")
    };
    let is_title = |line: &&str| {
        let line = line.trim_start_matches("The ").trim_start_matches('#').trim();
        line.eq_ignore_ascii_case(name) || ["MIT License", "MIT License (MIT)", "zlib License"].contains(&line)
    };
    let lines = || text.lines().map(str::trim_end);
    let rights = lines().map(str::trim).filter(is_right).map(str::to_owned).collect();
    let mut terms: Vec<_> = lines().filter(|line| !is_right(&line.trim()) && !is_title(line)).collect();
    // Keeps one empty line where such a line was removed.
    terms.dedup_by(|line, before| line.is_empty() && before.is_empty());
    (rights, terms.join("\n").trim_matches('\n').to_owned())
}

/// The text without differences of line breaks and quotation marks.
fn key(terms: &str) -> String {
    let letters = terms.chars().filter(|sign| sign.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The names of a package's authors, without their addresses.
fn authors(package: &Value) -> String {
    let authors = package.get("authors").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let names: Vec<_> = authors.map(|author| author.split('<').next().unwrap_or_default().trim()).collect();
    if names.is_empty() { "its authors".to_owned() } else { names.join(", ") }
}

/// A line about rights, with the authors' names where it has none.
fn named(line: &str, authors: &str) -> String {
    if line.contains(PLACEHOLDER) { format!("Copyright (c) {authors}") } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Value, json};

    use super::{NOTICES, STANDARD_LIBRARY, compiled, composed};
    use crate::files;
    use crate::tree::Tree;

    #[test]
    fn notices_name_every_crate_that_is_compiled_and_no_other() {
        let tree = Tree::find().unwrap();
        let notices = files::read_text(&tree.join(NOTICES)).unwrap();
        let named: BTreeSet<_> = notices.lines().filter_map(|line| Some(line.strip_prefix("* ")?.to_owned())).collect();
        let compiled = compiled(&tree).unwrap();
        assert!(compiled.len() > 50, "{compiled:?}");
        let differing: Vec<_> = named.symmetric_difference(&compiled).collect();
        assert!(differing.is_empty(), "{NOTICES} is outdated, run cargo xtask notices: {differing:?}");
        assert!(notices.ends_with(&files::read_text(&tree.join(STANDARD_LIBRARY)).unwrap()));
    }

    #[test]
    fn notices_hold_no_placeholder() {
        let notices = files::read_text(&Tree::find().unwrap().join(NOTICES)).unwrap();
        let placeholders = ["<year>", "<copyright holders>", "[yyyy]", "<name"];
        assert_eq!(placeholders.into_iter().find(|words| notices.contains(words)), None);
    }

    fn licence(text: &str, name: &str, authors: &[&str]) -> Value {
        let used_by = json!([{ "crate": { "name": name, "version": "1.0.0", "authors": authors } }]);
        json!({ "name": "MIT License", "text": text, "used_by": used_by })
    }

    #[test]
    fn texts_that_differ_in_their_authors_alone_stand_once() {
        let list = json!({ "licenses": [
            licence("MIT License\n\nCopyright (c) 2018 A\n\nPermission is\nhereby granted", "a", &[]),
            licence("Copyright (c) <year> <copyright holders>\n\nPermission is hereby\ngranted", "b", &["B <b@b.example>"]),
            licence("Copyright (c) 2020 C\n\nPermission is hereby granted, but", "c", &[]),
            licence("Copyright (c) 2021 D\n\nPermission is hereby granted, or", "macro", &[]),
        ] });
        let names = ["a 1.0.0", "b 1.0.0", "c 1.0.0"].map(str::to_owned);
        let text = composed(&list, &names.into(), "the standard library").unwrap();
        let expected = "MIT License\n\n* a 1.0.0\n    Copyright (c) 2018 A\n* b 1.0.0\n    Copyright (c) B\n\n\
            Permission is\nhereby granted\n";
        assert!(text.contains(expected), "{text}");
        assert!(text.contains("* c 1.0.0\n    Copyright (c) 2020 C\n\nPermission is hereby granted, but\n"), "{text}");
        assert!(!text.contains("macro") && text.ends_with("the standard library"), "{text}");
    }

    #[test]
    fn crate_without_a_licence_is_an_error() {
        let list = json!({ "licenses": [] });
        let error = composed(&list, &["a 1.0.0".to_owned()].into(), "").unwrap_err();
        assert_eq!(error.to_string(), "cargo-about finds no licence of a 1.0.0");
    }
}
