//! esbuild makes one JavaScript file of the loader, the glue and the widget's style sheet; Lightning CSS rewrites style
//! sheets.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use serde_json::Value;

use crate::npm::Npm;
use crate::npm_package::{CORE, INLINE, SCRIPT};
use crate::tree::Tree;
use crate::{files, process};

/// The widget's style sheet: part of its JavaScript, not a file of the site.
pub(crate) const WIDGET_STYLE: &str = "shikaku-form.css";
/// The folder with the parts of both, which are no files of the site either.
pub(crate) const WIDGET_PARTS: &str = "widget/";
/// The static page's own script.
pub(crate) const PAGE_SCRIPT: &str = "index.js";
/// Where the scripts find the WebAssembly.
const ADDRESS: &str = "widget/address.js";
/// The colours of that style sheet.
const PALETTE: &str = "widget/palette.css";

/// The browsers of `docs/embedding.md`: syntax that is younger is rewritten. Features that cannot be rewritten are
/// found by `tests/checkers/browsers.test.mjs`.
const BROWSERS: &str = "chrome 87,edge 87,firefox 90,ios 15,safari 15";

/// A comment that bundlers keep, which says what must accompany a copy of the script.
const BANNER: &str = concat!(
    "--banner:js=/*! shikaku-form ",
    env!("CARGO_PKG_VERSION"),
    ", MIT OR Apache-2.0, to be handed out with THIRD-PARTY-NOTICES.txt */"
);

/// Content by name; a name is a URL below the site's, `/` between folders.
pub(crate) type Site = BTreeMap<String, Vec<u8>>;

/// Bundles the scripts of `www/`.
pub(crate) struct Bundler<'a> {
    npm: &'a Npm,
    glue: &'a Path,
    facts: Value,
    folder: PathBuf,
}

impl<'a> Bundler<'a> {
    /// Copies the scripts to a folder of their own, and the style sheet as it is shipped. `facts` are constants of the
    /// build.
    pub(crate) fn new(tree: &Tree, npm: &'a Npm, glue: &'a Path, facts: Value) -> Result<Self> {
        let bundler = Self { npm, glue, facts, folder: tree.join("target/site/scripts") };
        files::empty_folder(&bundler.folder)?;
        let www = tree.www();
        for path in files::files_below(&www)? {
            let name = files::url_name(&www, &path)?;
            if name.ends_with(".js") {
                files::write(&bundler.folder.join(&name), &files::read(&path)?)?;
            }
        }
        files::write(&bundler.folder.join(WIDGET_STYLE), &widget_style(npm, &www)?)?;
        Ok(bundler)
    }

    /// The modules that pages load, those of the widget each with all that it needs to show the form; what is asked for
    /// later, and then only by some, is a file of its own beside them.
    pub(crate) fn modules(&self) -> Result<Site> {
        let folder = self.folder.join("modules");
        for entry in [SCRIPT, CORE, PAGE_SCRIPT] {
            let mut command = self.esbuild(Path::new(entry));
            command.args(["--format=esm", "--splitting", "--chunk-names=shikaku-form-[name]", BANNER]);
            command.arg(self.own_wasm(ADDRESS));
            process::run(command.arg(format!("--outdir={}", folder.display())))?;
        }
        let paths = files::files_below(&folder)?;
        let module = |path: &PathBuf| Ok((files::url_name(&folder, path)?, files::read(path)?));
        paths.iter().map(module).collect()
    }

    /// The first of them with everything inside, for tools that cannot put a file beside their script. `bytes` is an
    /// expression for a promise of the WebAssembly.
    pub(crate) fn inline(&self, bytes: &str) -> Result<Vec<u8>> {
        const BYTES: &str = "bytes.js";
        files::write(&self.folder.join(BYTES), format!("export const ownWasm = () => {bytes};\n").as_bytes())?;
        files::write(&self.folder.join(INLINE), format!("export * from \"./{SCRIPT}\";\n").as_bytes())?;
        process::output(self.esbuild(Path::new(INLINE)).args(["--format=esm", BANNER]).arg(self.own_wasm(BYTES)))
    }

    /// What the scripts import as their WebAssembly.
    fn own_wasm(&self, script: &str) -> String {
        format!("--alias:own-wasm={}", self.folder.join(script).display())
    }

    /// One classic script that does what these scripts do, in this order: a page from disk cannot load modules.
    pub(crate) fn classic(&self, scripts: &[String]) -> Result<Vec<u8>> {
        let imports: String = scripts.iter().map(|script| format!("import \"./{script}\";\n")).collect();
        files::write(&self.folder.join("all.js"), imports.as_bytes())?;
        let mut command = self.esbuild(Path::new("all.js"));
        // A classic script does not know its URL.
        command.arg(self.own_wasm(ADDRESS));
        process::output(command.args(["--format=iife", "--define:import.meta.url=document.baseURI"]))
    }

    fn esbuild(&self, entry: &Path) -> Command {
        let mut command = esbuild(self.npm);
        command.arg(self.folder.join(entry)).args(["--bundle", "--loader:.css=text"]);
        command.arg(format!("--alias:glue={}", self.glue.display()));
        // One by one: a module of its own would hold them together.
        for (name, fact) in self.facts.as_object().into_iter().flatten() {
            command.arg(format!("--define:BUILD.{name}={fact}"));
        }
        command
    }
}

/// The widget's style sheet. Its colours are in it twice, because a rewritten `light-dark()` does not follow the page.
fn widget_style(npm: &Npm, www: &Path) -> Result<Vec<u8>> {
    let palette = www.join(PALETTE);
    let parts = [
        lower_style(npm, &palette)?,
        b"@supports (color:light-dark(red,red)){".to_vec(),
        process::output(lightning(npm)?.arg(&palette))?,
        b"}".to_vec(),
        lower_style(npm, &www.join(WIDGET_STYLE))?,
    ];
    Ok(parts.concat())
}

/// A style sheet as every browser reads it, without white space and comments.
pub(crate) fn lower_style(npm: &Npm, path: &Path) -> Result<Vec<u8>> {
    process::output(lightning(npm)?.args(["--targets", BROWSERS]).arg(path))
}

fn lightning(npm: &Npm) -> Result<Command> {
    let mut command = npm.native_tool("lightningcss-cli", "lightningcss")?;
    command.arg("--minify");
    Ok(command)
}

fn esbuild(npm: &Npm) -> Command {
    let mut command = npm.tool("esbuild");
    command.args(["--minify", "--charset=utf8", "--legal-comments=none", "--log-level=warning"]);
    command.arg(format!("--target={}", BROWSERS.replace(' ', "")));
    command
}
