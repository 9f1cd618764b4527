//! From Rust to the optimised `.wasm` file and the JavaScript that loads it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::npm::Npm;
use crate::sysroot::TARGET;
use crate::toolchain::{StandardLibrary, Toolchain};
use crate::tree::Tree;
use crate::{files, process};

/// The loader of `www/` knows the name of the file that this makes: `shikaku-form_bg.wasm`.
const STEM: &str = "shikaku-form";

/// The first three make the widget a quarter smaller, and cost the message and the place of a panic. The rest costs no
/// bytes and lowers the floor: reference types alone would need Chrome 96, bulk memory Safari 15.1.
const FLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none \
                     -Ctarget-cpu=mvp -Ctarget-feature=+mutable-globals,+sign-ext,+multivalue";

/// What wasm-bindgen made of the compiled widget.
pub(crate) struct Glue {
    pub(crate) script: PathBuf,
    pub(crate) wasm: PathBuf,
}

/// Compiles the widget with the release profile.
pub(crate) fn compile(tree: &Tree, toolchain: &Toolchain) -> Result<PathBuf> {
    let mut command = toolchain.cargo(tree, "build");
    command.arg("--release");
    if toolchain.standard_library == StandardLibrary::FromSource {
        command.env("RUSTFLAGS", FLAGS);
    }
    process::run(&mut command)?;
    Ok(tree.join("target/wasm").join(TARGET).join("release/shikaku_form.wasm"))
}

/// Leptos brings the streams of server functions along. No script asks for them, and what is exported is never left out.
fn is_unused(export: &str) -> bool {
    export.trim_start_matches("__wbg_").starts_with("intounderlying")
}

/// Runs wasm-bindgen and wasm-opt, unless they have run on this very file.
pub(crate) fn bind(tree: &Tree, npm: &Npm, compiled: &Path) -> Result<Glue> {
    let folder = tree.join("target/site/glue");
    let glue = Glue { script: folder.join(format!("{STEM}.js")), wasm: folder.join(format!("{STEM}_bg.wasm")) };
    let stamp = folder.join("made-from");
    let source = Sha256::new().chain_update(files::read(compiled)?).chain_update(npm.lock()?).finalize();
    if files::holds(&stamp, &source) {
        return Ok(glue);
    }
    files::empty_folder(&folder)?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled).out_name(STEM).typescript(false);
    // The loader finds the .wasm file: it checks what it fetches.
    bindgen.omit_default_module_path(true);
    bindgen.remove_name_section(true).remove_producers_section(true);
    let mut output = bindgen.web(true).and_then(Bindgen::generate_output).context("wasm-bindgen failed")?;
    let exports = &mut output.wasm_mut().exports;
    let unused: Vec<_> = exports.iter().map(|export| export.name.clone()).filter(|name| is_unused(name)).collect();
    unused.iter().try_for_each(|name| exports.remove(name).map(drop))?;
    output.emit(&folder).context("cannot write what wasm-bindgen made")?;
    // No feature flags: wasm-opt keeps to the features that the file itself names, which older browsers know.
    // Inlining makes fewer but less repetitive bytes: without it the widget is 9 kB smaller once compressed.
    let no_inlining = ["-aimfs", "0", "-fimfs", "0", "-ocimfs", "30"];
    process::run(npm.tool("wasm-opt").arg("-Oz").args(no_inlining).arg(&glue.wasm).arg("--output").arg(&glue.wasm))?;
    files::write(&stamp, &source)?;
    Ok(glue)
}
