//! The host pages of `tests/hosts/`: each is one file with its styles and its script in it, as an author writes one down.
//! They are cut into files that the strict policy allows, and what their scripts import is bundled.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::html::replace_each;
use crate::machine::Machine;
use crate::npm::Npm;
use crate::tree::Tree;
use crate::{files, process};

const SOURCE: &str = "tests/hosts";
const FOLDER: &str = "target/situations";
/// The module that pages import to report their story.
const TELLER: &str = "situation";
/// In a page: the only policy for Trusted Types that its tool may create.
const TRUSTED_TYPES: &str = "<meta name=\"trusted-types\" content=\"";

/// Where the pages are once they are built.
pub(crate) fn pages(tree: &Tree) -> PathBuf {
    tree.join(FOLDER).join("pages")
}

/// Whether there is a page of this name.
pub(crate) fn has(tree: &Tree, name: &str) -> bool {
    tree.join(SOURCE).join(format!("{name}.html")).is_file()
}

/// The policies of Trusted Types that a page names.
pub(crate) fn trusted_types(page: &str) -> Option<&str> {
    Some(page.split_once(TRUSTED_TYPES)?.1.split_once('"')?.0)
}

pub(crate) fn build(tree: &Tree, machine: &Machine, build_tools: &Npm) -> Result<()> {
    let tools = Npm::install(tree, machine, SOURCE, FOLDER)?;
    let (source, pages) = (tree.join(SOURCE), pages(tree));
    files::empty_folder(&pages)?;
    let mut scripts = Vec::new();
    for path in files::files_below(&source)?.iter().filter(|path| path.extension().is_some_and(|one| one == "html")) {
        let page = pages.join(path.strip_prefix(&source)?);
        let cut = cut(&files::read_text(path)?, &page)?;
        files::write(&page, cut.as_bytes())?;
        scripts.extend(Some(page.with_extension("js")).filter(|script| script.is_file()));
    }
    compile_components(tree, machine, &tools)?;
    let mut command = build_tools.tool("esbuild");
    command.args([
        "--bundle",
        "--format=esm",
        "--log-level=warning",
        "--allow-overwrite",
        "--external:/shikaku-form.js",
    ]);
    command.arg(format!("--alias:{TELLER}={}", source.join(TELLER).with_extension("js").display()));
    command.arg(format!("--outdir={}", pages.display())).arg(format!("--outbase={}", pages.display())).args(scripts);
    process::run(command.env("NODE_PATH", tools.modules()))
}

/// Components of Svelte are compiled; what esbuild bundles is their JavaScript.
fn compile_components(tree: &Tree, machine: &Machine, tools: &Npm) -> Result<()> {
    let node = machine.find("node").context("Node has gone")?;
    let compiler = tree.join(SOURCE).join("compile.mjs");
    process::run(Command::new(node).arg(compiler).arg(tools.modules()).arg(pages(tree)))
}

/// Writes the styles and the script of a page beside it, and returns what is left.
fn cut(html: &str, page: &Path) -> Result<String> {
    let take = |html: &str, open: &str, close: &str, extension: &str, link: &dyn Fn(&str) -> String| {
        replace_each(html, open, close, |content| {
            let file = page.with_extension(extension);
            files::write(&file, content.as_bytes())?;
            Ok(link(&file.file_name().unwrap_or_default().to_string_lossy()))
        })
    };
    let html = take(html, "<style>", "</style>", "css", &|name| format!("<link rel=\"stylesheet\" href=\"{name}\">"))?;
    let script = |name: &str| format!("<script type=\"module\" src=\"{name}\"></script>");
    take(&html, "<script type=\"module\">", "</script>", "js", &script)
}
