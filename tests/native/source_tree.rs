//! Lints the source tree: the rules of layering and style that a compiler does not know.

use std::path::{Path, PathBuf};
use std::process::Command;

const MAX_LINES: usize = 400;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str, extension: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            // Installed and built by npm in the example project.
            if path.ends_with("node_modules") || path.ends_with("dist") {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|one| one == extension) {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has no .{extension} file");
    found
}

#[test]
fn every_rust_file_says_what_it_is_and_keeps_its_budget() {
    for folder in ["src", "tests", "xtask/src"] {
        for (path, text) in files(folder, "rs") {
            assert!(text.starts_with("//! "), "{} does not open with //!", path.display());
            let lines = text.lines().count();
            assert!(lines <= MAX_LINES, "{} has {lines} lines; {MAX_LINES} are allowed", path.display());
        }
    }
}

/// The modules are in reading order in `mod.rs`.
fn each_uses_only_those_above(folder: &str) {
    let tree = root().join("src").join(folder);
    let module = |line: &str| Some(line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';')?.to_owned());
    let order: Vec<String> = std::fs::read_to_string(tree.join("mod.rs")).unwrap().lines().filter_map(module).collect();
    assert!(order.len() > 7, "the modules of {folder} were not found");
    let own_name = folder.rsplit('/').next().unwrap();
    for (path, text) in files(&format!("src/{folder}"), "rs") {
        let relative = path.strip_prefix(&tree).unwrap();
        let name = relative.components().next().unwrap().as_os_str().to_string_lossy().replace(".rs", "");
        let Some(own) = order.iter().position(|module| *module == name) else { continue };
        let code = text.split("#[cfg(test)]").next().unwrap();
        let lines = || code.lines().filter(|line| !line.trim_start().starts_with("//"));
        let several = lines().find(|line| relative.parent() == Some(Path::new("")) && line.contains("use super::{"));
        assert_eq!(several, None, "{folder}/{name} is not seen to use only those above it");
        for (position, module) in order.iter().enumerate().skip(own + 1) {
            for (within, end) in [("super", "::"), ("super", ";"), (own_name, "::"), (own_name, ";")] {
                // Further down a folder, `super` is another one.
                if within == "super" && relative.components().count() > 1 {
                    continue;
                }
                let line = lines().find(|line| line.contains(&format!("{within}::{module}{end}")));
                assert_eq!(line, None, "{folder}: {name} ({own}) uses {module} ({position}), which stands below it");
            }
        }
    }
}

/// A new kind needs its file, its lines in `kinds/mod.rs`, its drawing and its sentences.
#[test]
fn engine_tells_kinds_of_control_apart_in_their_own_files_only() {
    let dispatch = std::fs::read_to_string(root().join("src/engine/kinds/mod.rs")).unwrap();
    let variants = dispatch.lines().filter_map(|line| line.trim().strip_prefix("Self::")?.split_once('('));
    let variants: Vec<&str> = variants.map(|(name, _)| name).collect();
    assert!(variants.len() > 6, "{variants:?}");
    for (path, text) in
        files("src", "rs").into_iter().filter(|(path, _)| !path.starts_with(root().join("src/engine/kinds")))
    {
        let code = text.split("#[cfg(test)]").next().unwrap();
        let matched = variants.iter().find(|variant| code.contains(&format!(" Control::{variant}")));
        assert_eq!(matched, None, "{} tells kinds of control apart", path.display());
        assert!(!code.contains(".name() =="), "{} tells kinds of control apart by their names", path.display());
    }
}

#[test]
fn engine_module_uses_only_those_above_it() {
    ["engine", "engine/kinds", "engine/kinds/text"].into_iter().for_each(each_uses_only_those_above);
}

#[test]
fn view_module_uses_only_those_above_it() {
    each_uses_only_those_above("view");
}

#[test]
fn engine_knows_no_browser_clock_or_file() {
    let forbidden = ["web_sys", "js_sys", "leptos", "wasm_bindgen", "std::time", "std::fs", "std::env", "println!"];
    for (path, text) in files("src/engine", "rs") {
        for name in forbidden {
            let line = text.lines().find(|line| line.contains(name) && !line.trim_start().starts_with("//"));
            assert_eq!(line, None, "{} uses {name}", path.display());
        }
    }
}

#[test]
fn view_names_no_field_and_makes_no_html_of_text() {
    let definition = shikaku_form::built_in::definition().unwrap();
    for (path, text) in files("src/view", "rs") {
        for (_, field) in definition.fields() {
            assert!(!text.contains(&format!("\"{}\"", field.id)), "{} names {}", path.display(), field.id);
        }
        for name in ["inner_html", "template!", " style="] {
            assert!(!text.contains(name), "{} uses {name}", path.display());
        }
    }
    for (path, text) in files("www", "js") {
        for name in ["innerHTML", "eval(", "new Function", "document.write", "localStorage", "sessionStorage"] {
            assert!(!text.contains(name), "{} uses {name}", path.display());
        }
    }
}

/// THIRD-PARTY-NOTICES.txt says so.
#[test]
fn scripts_import_nothing_of_npm() {
    for (path, text) in files("www", "js") {
        if path.starts_with(root().join("www/hosts/vite")) {
            continue;
        }
        for line in text.lines().filter(|line| line.starts_with("import ") || line.starts_with("export ")) {
            let Some((_, name)) = line.rsplit_once(" from ").or_else(|| line.split_once("import \"")) else { continue };
            let name = name.trim_matches(['"', ';']);
            // The glue and the way to the WebAssembly are made by the build, and React is the host's own.
            let is_of_build = ["glue", "own-wasm"].contains(&name) || (name == "react" && path.ends_with("react.js"));
            assert!(name.starts_with('.') || is_of_build, "{} imports {name}", path.display());
        }
    }
}

#[test]
fn every_example_is_in_the_list() {
    let list = std::fs::read_to_string(root().join("www/hosts/index.html")).unwrap();
    for (path, _) in files("www/hosts", "html") {
        let name = path.strip_prefix(root().join("www/hosts")).unwrap().to_string_lossy().replace('\\', "/");
        let is_listed = name == "index.html" || name.starts_with("vite/") || list.contains(&format!("href=\"{name}\""));
        assert!(is_listed, "www/hosts/index.html does not lead to {name}");
    }
}

#[test]
fn every_promise_of_security_is_held_by_a_test() {
    let promises = std::fs::read_to_string(root().join("SECURITY.md")).unwrap();
    let rows = promises.lines().filter_map(|line| line.strip_suffix(" |")?.rsplit_once(" | "));
    let named: Vec<_> = rows.flat_map(|(_, tests)| tests.split('`').skip(1).step_by(2)).collect();
    assert!(named.len() > 8, "{named:?}");
    let tests = files("tests", "rs");
    for name in named {
        let is_there = tests.iter().any(|(_, text)| text.contains(&format!("#[test]\nfn {name}() {{")));
        assert!(is_there, "SECURITY.md names {name}, which is no test");
    }
}

/// A name of the code with the type or module that has it: `Form::judge`, `guide::Guidance`.
fn is_defined(name: &str, sources: &[(PathBuf, String)]) -> bool {
    let (owner, name) = name.rsplit_once("::").map_or((None, name), |(owner, name)| (Some(owner), name));
    let is_of_owner = |path: &Path, text: &str| {
        let module = path.with_extension("").to_string_lossy().replace('\\', "/");
        owner.is_none_or(|owner| {
            module.trim_end_matches("/mod").ends_with(&format!("/{owner}"))
                || ["struct", "enum", "trait", "impl"].iter().any(|kind| text.contains(&format!("{kind} {owner} {{")))
        })
    };
    let is_defined = |line: &str| {
        let line = line.trim_start().trim_start_matches("pub(crate) ").trim_start_matches("pub(super) ");
        let line = line.trim_start_matches("pub ");
        let words = ["fn ", "struct ", "enum ", "trait ", "type ", "const ", ""];
        let after = words.iter().find_map(|word| line.strip_prefix(word)?.strip_prefix(name));
        after.is_some_and(|after| after.starts_with(['(', '<', ':', ',', ' ']))
    };
    sources.iter().any(|(path, text)| is_of_owner(path, text) && text.lines().any(is_defined))
}

#[test]
fn every_name_of_the_vocabulary_is_in_the_code() {
    let page = std::fs::read_to_string(root().join("docs/vocabulary.md")).unwrap();
    let sources = files("src", "rs");
    let rows = page.lines().filter_map(|line| line.strip_suffix(" |")?.rsplit_once(" | "));
    let names: Vec<_> = rows.flat_map(|(_, names)| names.split('`').skip(1).step_by(2)).collect();
    assert!(names.len() > 50, "{names:?}");
    for name in names {
        let is_there = if name.contains('/') { root().join(name).exists() } else { is_defined(name, &sources) };
        assert!(is_there, "docs/vocabulary.md has {name}, which is not in the code");
    }
}

#[test]
fn nothing_is_named_confirm() {
    for (folder, extension) in [("src", "rs"), ("src", "json"), ("www", "js")] {
        for (path, text) in files(folder, extension) {
            let text = text.to_lowercase();
            let is_named = ["confirm_", "_confirm", "confirm("].iter().any(|name| text.contains(name));
            assert!(!is_named, "{}: the form has five of these", path.display());
        }
    }
}

#[test]
fn native_build_has_no_leptos() {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--package", "shikaku-form", "--edges", "normal,build,dev", "--prefix", "none", "--locked"])
        .current_dir(root())
        .output()
        .unwrap();
    let tree = String::from_utf8_lossy(&output.stdout);
    assert!(tree.contains("regex "), "{}", String::from_utf8_lossy(&output.stderr));
    for name in ["leptos", "web-sys", "js-sys", "wasm-bindgen"] {
        assert!(!tree.lines().any(|line| line.starts_with(&format!("{name} "))), "{name} is built natively");
    }
}

#[test]
fn every_link_of_the_papers_leads_to_a_file() {
    let above = ["README.md", "README.ja.md", "CONTRIBUTING.md"].map(|name| {
        let path = root().join(name);
        let text = std::fs::read_to_string(&path).unwrap();
        (path, text)
    });
    let mut count = 0;
    for (path, text) in files("docs", "md").into_iter().chain(above) {
        let links = text.split("](").skip(1).filter_map(|after| after.split(')').next());
        // A release is not in the tree.
        for link in links.filter(|link| !link.contains("://") && !link.starts_with("../../releases/")) {
            let file = link.split('#').next().unwrap();
            assert!(path.parent().unwrap().join(file).exists(), "{} links to {link}", path.display());
            count += 1;
        }
    }
    assert!(count > 20, "{count} links");
}

#[test]
fn every_page_for_those_who_embed_is_linked_and_packed() {
    let read = |name: &str| std::fs::read_to_string(root().join(name)).unwrap();
    let (embedding, package) = (read("docs/embedding.md"), read("xtask/src/npm_package.rs"));
    for (path, _) in files("docs", "md") {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let is_linked = name == "embedding.md" || embedding.contains(&format!("]({name})"));
        let is_packed = package.contains(&format!("\"docs/{name}\""));
        let is_of_the_source = ["code.md", "releasing.md", "vocabulary.md"].contains(&&*name);
        assert!(is_of_the_source || (is_linked && is_packed), "docs/{name} is not handed out");
    }
}
