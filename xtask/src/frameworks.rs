//! The project of `www/hosts/vite/`, which embeds the widget in React, Vue and Svelte: installed and built below
//! `target/` against the finished site. It is an example and a test; nobody who only builds the widget needs it.

use std::path::PathBuf;

use anyhow::Result;

use crate::machine::Machine;
use crate::npm::Npm;
use crate::tree::Tree;
use crate::{files, process};

const SOURCE: &str = "www/hosts/vite";
/// As deep as the source: the lock file names `dist/` by a relative path.
const FOLDER: &str = "target/hosts/vite";

/// Where the project's pages are once they are built.
pub(crate) fn pages(tree: &Tree) -> PathBuf {
    tree.join(FOLDER).join("dist")
}

/// Where the project is, with its packages.
pub(crate) fn folder(tree: &Tree) -> PathBuf {
    tree.join(FOLDER)
}

pub(crate) fn build(tree: &Tree, machine: &Machine) -> Result<()> {
    let npm = Npm::install(tree, machine, SOURCE, FOLDER)?;
    let (source, folder) = (tree.join(SOURCE), folder(tree));
    files::empty_folder(&folder.join("src"))?;
    for path in files::files_below(&source)? {
        let name = files::url_name(&source, &path)?;
        files::write(&folder.join(name), &files::read(&path)?)?;
    }
    process::run(npm.tool("vite").args(["build", "--logLevel", "warn"]).current_dir(folder))
}
