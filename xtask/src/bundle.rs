//! esbuild: makes one JavaScript file of the loader, the glue and the widget's style sheet.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use serde_json::Value;

use crate::npm::Npm;
use crate::tree::Tree;
use crate::{files, process};

/// The widget's style sheet: part of its JavaScript, not a file of the site.
pub(crate) const WIDGET_STYLE: &str = "shikaku-form.css";
/// The folder with the parts of that JavaScript, which are no files of the site either.
pub(crate) const WIDGET_SCRIPTS: &str = "widget/";

/// The browsers of README.md: syntax that is younger is rewritten. What cannot be is found by
/// `tests/checkers/browsers.test.mjs`.
const BROWSERS: &str = "--target=chrome87,edge87,firefox90,ios15,safari15";

/// Bundles the scripts of `www/`.
pub(crate) struct Bundler<'a> {
    npm: &'a Npm,
    glue: &'a Path,
    facts: Value,
    folder: PathBuf,
}

impl<'a> Bundler<'a> {
    /// Copies the scripts to a folder of their own, and the style sheet minified: esbuild's text loader does not do it.
    /// `facts` is what they know of their build.
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
        let style = minify_style(npm, &www.join(WIDGET_STYLE))?;
        files::write(&bundler.folder.join(WIDGET_STYLE), &style)?;
        Ok(bundler)
    }

    /// The module that pages import.
    pub(crate) fn module(&self) -> Result<Vec<u8>> {
        let mut command = self.esbuild(Path::new("shikaku-form.js"));
        process::output(command.arg("--format=esm"))
    }

    /// One classic script that does what these scripts do, in this order: a page from disk cannot load modules.
    pub(crate) fn classic(&self, scripts: &[String]) -> Result<Vec<u8>> {
        let imports: String = scripts.iter().map(|script| format!("import \"./{script}\";\n")).collect();
        files::write(&self.folder.join("all.js"), imports.as_bytes())?;
        let mut command = self.esbuild(Path::new("all.js"));
        // A classic script has no URL of its own.
        process::output(command.args(["--format=iife", "--define:import.meta.url=document.baseURI"]))
    }

    fn esbuild(&self, entry: &Path) -> Command {
        let mut command = esbuild(self.npm);
        command.arg(self.folder.join(entry)).args(["--bundle", "--loader:.css=text"]);
        command.arg(format!("--alias:glue={}", self.glue.display()));
        command.arg(format!("--define:BUILD={}", self.facts));
        command
    }
}

/// A style sheet without white space and comments.
pub(crate) fn minify_style(npm: &Npm, path: &Path) -> Result<Vec<u8>> {
    process::output(esbuild(npm).arg(path))
}

fn esbuild(npm: &Npm) -> Command {
    let mut command = npm.tool("esbuild");
    command.args(["--minify", "--charset=utf8", "--legal-comments=none", "--log-level=warning", BROWSERS]);
    command
}
