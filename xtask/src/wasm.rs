//! From Rust to the optimised `.wasm` file and the JavaScript that loads it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::glue::factory;
use crate::machine::Machine;
use crate::npm::Npm;
use crate::toolchain::{StandardLibrary, Toolchain};
use crate::tree::Tree;
use crate::{files, process};

/// The loader in `www/` expects this file name: `shikaku-form_bg.wasm`.
const STEM: &str = "shikaku-form";
const GLUE: &str = "target/site/glue";

/// The first three make the widget a quarter smaller, and remove the message and the location of a panic. The rest
/// costs no bytes and lowers the floor: reference types alone would need Chrome 96, bulk memory Safari 15.1.
const FLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none \
                     -Ctarget-cpu=mvp -Ctarget-feature=+mutable-globals,+sign-ext,+multivalue";

/// What wasm-bindgen made of the compiled widget.
pub(crate) struct Glue {
    pub(crate) script: PathBuf,
    pub(crate) wasm: PathBuf,
}

/// Cargo, about to compile the widget with the release profile, and only as a `cdylib`: together with an `rlib`, which
/// native tests need, it would silently skip optimisation across crates.
fn rustc(tree: &Tree, toolchain: &Toolchain, crate_type: &str) -> Result<Command> {
    let mut command = toolchain.rustc(tree)?;
    command.args(["--release", "--crate-type", crate_type]);
    if toolchain.standard_library == StandardLibrary::FromSource {
        command.env("RUSTFLAGS", FLAGS);
    }
    Ok(command)
}

/// Lints the widget as it is compiled for WebAssembly.
pub(crate) fn lint(tree: &Tree, machine: &Machine) -> Result<()> {
    let toolchain = Toolchain::find_or_install(machine)?;
    // A different crate type, or cargo would take it for the widget and recompile that.
    let mut command = rustc(tree, &toolchain, "staticlib")?;
    toolchain.lint_only(machine, &mut command)?;
    process::run(&mut command)
}

/// Compiles the widget.
pub(crate) fn compile(tree: &Tree, toolchain: &Toolchain) -> Result<PathBuf> {
    let mut command = rustc(tree, toolchain, "cdylib")?;
    command.args(["--message-format", "json-render-diagnostics"]);
    let files = compiled_files(&process::output(&mut command)?)?;
    let mut libraries = files.iter().filter(|file| has_extension(file, "rlib"));
    if !libraries.try_fold(false, |found, library| anyhow::Ok(found || is_bitcode(&files::read(library)?)))? {
        bail!("no library was kept as bitcode: link-time optimisation is off");
    }
    files.into_iter().find(|file| has_extension(file, "wasm")).context("cargo names no .wasm file")
}

/// The files that cargo says it has compiled, or found compiled.
fn compiled_files(messages: &[u8]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for message in std::str::from_utf8(messages)?.lines() {
        let message: Value = serde_json::from_str(message)?;
        let names = message.get("filenames").and_then(Value::as_array).into_iter().flatten();
        files.extend(names.filter_map(Value::as_str).map(PathBuf::from));
    }
    Ok(files)
}

fn has_extension(file: &Path, extension: &str) -> bool {
    file.extension().is_some_and(|found| found == extension)
}

/// Whether a library is LLVM bitcode, for optimisation at link time.
fn is_bitcode(library: &[u8]) -> bool {
    const MAGIC: &[u8] = b"BC\xC0\xDE\x35\x14\0\0";
    library.windows(MAGIC.len()).any(|bytes| bytes == MAGIC)
}

/// Compiles and binds the widget again, and compares. The same source and tools give the same bytes, so anyone can
/// verify a file.
pub(crate) fn assert_reproducible(tree: &Tree, machine: &Machine) -> Result<()> {
    let (toolchain, npm) = (Toolchain::find_or_install(machine)?, Npm::build_tools(tree, machine)?);
    let read = |glue: Glue| Ok::<_, anyhow::Error>([files::read(&glue.script)?, files::read(&glue.wasm)?]);
    let before = read(bind(tree, &npm, &compile(tree, &toolchain)?)?)?;
    process::run(&mut toolchain.clean(tree)?)?;
    let compiled = compile(tree, &toolchain)?;
    files::remove(&stamp(tree))?;
    if read(bind(tree, &npm, &compiled)?)? != before {
        bail!("two builds of the same source differ");
    }
    Ok(())
}

fn stamp(tree: &Tree) -> PathBuf {
    tree.join(GLUE).join("made-from")
}

/// Runs wasm-bindgen and wasm-opt, unless they have run on this very file.
pub(crate) fn bind(tree: &Tree, npm: &Npm, compiled: &Path) -> Result<Glue> {
    let (folder, stamp) = (tree.join(GLUE), stamp(tree));
    let glue = Glue { script: folder.join(format!("{STEM}.js")), wasm: folder.join(format!("{STEM}_bg.wasm")) };
    let source = Sha256::new().chain_update(files::read(compiled)?).chain_update(npm.lock()?);
    let source = source.chain_update(PASSES.concat()).chain_update(include_str!("glue.rs")).finalize();
    if files::holds(&stamp, &source) {
        return Ok(glue);
    }
    files::empty_folder(&folder)?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled).out_name(STEM).typescript(false);
    // The loader fetches the .wasm file, because it checks its hash.
    bindgen.omit_default_module_path(true);
    bindgen.remove_name_section(true).remove_producers_section(true);
    let mut output = bindgen.web(true).and_then(Bindgen::generate_output).context("wasm-bindgen failed")?;
    let mut names = BTreeMap::new();
    for import in output.wasm_mut().imports.iter_mut() {
        let short = format!("i{}", names.len());
        names.insert(std::mem::replace(&mut import.name, short.clone()), short);
    }
    output.emit(&folder).context("cannot write what wasm-bindgen made")?;
    let module = renamed(&files::read_text(&glue.script)?, &names)?;
    files::write(&glue.script, factory(&module)?.as_bytes())?;
    optimise(npm, &glue.wasm)?;
    files::write(&stamp, &source)?;
    Ok(glue)
}

/// Renames words of a script, each of which occurs once. wasm-bindgen names each function that the widget calls after
/// its full type, in both files.
fn renamed(script: &str, names: &BTreeMap<String, String>) -> Result<String> {
    let is_part = |sign: char| sign.is_ascii_alphanumeric() || sign == '_' || sign == '$';
    let mut count = 0;
    let words = script.split_inclusive(|sign| !is_part(sign)).map(|word| {
        let name = word.trim_end_matches(|sign| !is_part(sign));
        let Some(short) = names.get(name) else { return word.to_owned() };
        count += 1;
        word.replacen(name, short, 1)
    });
    let renamed = words.collect();
    if count != names.len() {
        bail!("{count} of {} names are in the script", names.len());
    }
    Ok(renamed)
}

/// No feature flags: wasm-opt keeps to the features that the file itself names, which older browsers know. And no
/// `-tnh`: it takes a check that ends in `unreachable` for one that never fails, and every check of ours ends so.
/// Inlining makes fewer but less repetitive bytes, which compress worse. The low memory is the far end of the stack.
#[rustfmt::skip]
const PASSES: [&str; 14] = [
    "--flatten", "--rereloop", "--generate-global-effects", "-O2", "-Oz", "-Oz", "-aimfs", "0", "-fimfs", "0", "-ocimfs", "30", "--low-memory-unused", "--converge",
];

fn optimise(npm: &Npm, wasm: &Path) -> Result<()> {
    process::run(npm.tool("wasm-opt").args(PASSES).arg(wasm).arg("--output").arg(wasm))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    use super::{compiled_files, is_bitcode, renamed};

    #[test]
    fn names_are_changed_where_they_are_whole_words() {
        let names = [("__wbg_get_1a", "i0"), ("__wbg_get_1a2", "i1")];
        let names = BTreeMap::from(names.map(|(long, short)| (long.to_owned(), short.to_owned())));
        let script = "{__wbg_get_1a: function() {}, __wbg_get_1a2: (x) => __wbg_get(x)}";
        assert_eq!(renamed(script, &names).unwrap(), "{i0: function() {}, i1: (x) => __wbg_get(x)}");
        assert!(renamed("{__wbg_get_1a: 1}", &names).is_err(), "a function that is not in the script");
    }

    #[test]
    fn files_of_cargo_s_messages_are_found_and_bitcode_is_told_from_webassembly() {
        let messages =
            b"{\"reason\":\"compiler-artifact\",\"filenames\":[\"/a.rlib\",\"/a.rmeta\"]}\n{\"reason\":\"x\"}\n";
        assert_eq!(compiled_files(messages).unwrap(), [Path::new("/a.rlib"), Path::new("/a.rmeta")]);
        assert!(is_bitcode(b"!<arch>\n\0asm BC\xC0\xDE\x35\x14\0\0"));
        assert!(!is_bitcode(b"!<arch>\n\0asm\x01\0\0\0"));
    }
}
