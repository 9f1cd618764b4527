//! What a release consists of, in `target/package/`: the tarball that npm makes of `dist/`, an archive with the whole of
//! `dist/` for people without npm, a note of what it was built with, and the hashes of all three. The same `dist/` gives
//! the same bytes.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::machine::Machine;
use crate::toolchain::{StandardLibrary, Toolchain};
use crate::tree::Tree;
use crate::{files, process};

/// What it was built with.
const BUILD: &str = "build.json";
/// As `sha256sum --check` reads it.
const SUMS: &str = "SHA256SUMS";
/// What the archive and the folder in it are called.
const NAME: &str = concat!("shikaku-form-", env!("CARGO_PKG_VERSION"));
/// The npm tools that affect the bytes.
const TOOLS: [&str; 3] = ["binaryen", "esbuild", "lightningcss-cli"];

/// Where it is written.
pub(crate) fn folder(tree: &Tree) -> PathBuf {
    tree.join("target/package")
}

/// Packs what is in `dist/`, and returns the hashes.
pub(crate) fn write(tree: &Tree, machine: &Machine) -> Result<String> {
    let folder = folder(tree);
    files::empty_folder(&folder)?;
    let npm = machine.find("npm").context("npm has gone")?;
    let mut pack = tree.command(npm);
    // The package contains no script to run, and must not gain one.
    pack.args(["pack", "--silent", "--ignore-scripts", "--pack-destination"]).arg(&folder);
    process::output(pack.current_dir(tree.dist()))?;
    let mut build = serde_json::to_string_pretty(&build_facts(tree, machine)?)?;
    build.push('\n');
    files::write(&folder.join(BUILD), build.as_bytes())?;
    let archive = archive(&tree.dist(), NAME, &[(BUILD, build.as_bytes())])?;
    files::write(&folder.join(format!("{NAME}.zip")), &archive)?;
    let sums = sums(&folder)?;
    files::write(&folder.join(SUMS), sums.as_bytes())?;
    Ok(sums)
}

/// Packs twice, and compares.
pub(crate) fn assert_reproducible(tree: &Tree, machine: &Machine) -> Result<()> {
    let (first, second) = (write(tree, machine)?, write(tree, machine)?);
    if first != second {
        bail!("the same files were packed into other bytes:\n{first}{second}");
    }
    for end in [".tgz", ".zip", BUILD] {
        if !first.lines().any(|line| line.ends_with(end)) {
            bail!("no {end} was packed:\n{first}");
        }
    }
    Ok(())
}

/// The same source and tools give the same bytes.
fn build_facts(tree: &Tree, machine: &Machine) -> Result<Value> {
    let toolchain = Toolchain::find_or_install(machine)?;
    let compiler = toolchain.version()?;
    let said = |name: &str| compiler.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    let standard_library = match toolchain.standard_library {
        StandardLibrary::FromSource => "compiled with the widget",
        StandardLibrary::Prebuilt => "as the compiler ships it",
    };
    let tools: Value = serde_json::from_slice(&files::read(&tree.join("xtask/package.json"))?)?;
    let tools = TOOLS
        .map(|name| (name.to_owned(), tools.pointer(&format!("/dependencies/{name}")).cloned().unwrap_or_default()));
    Ok(json!({
        "version": env!("CARGO_PKG_VERSION"),
        "source": source(tree),
        "rustc": { "release": said("release:"), "commit": said("commit-hash:"), "host": said("host:"), "LLVM": said("LLVM version:") },
        "standard_library": standard_library,
        "wasm-bindgen": wasm_bindgen(tree)?,
        "npm": Value::Object(tools.into_iter().collect()),
    }))
}

/// The commit, and whether the files are those of the commit; nothing where git or its folder is missing.
fn source(tree: &Tree) -> Value {
    let git = |arguments: &[&str]| process::text(tree.command("git").args(arguments)).ok();
    match (git(&["rev-parse", "HEAD"]), git(&["status", "--porcelain"])) {
        (Some(commit), Some(changes)) => json!({ "commit": commit, "changed": !changes.is_empty() }),
        _ => Value::Null,
    }
}

/// The version of the pinned crate.
fn wasm_bindgen(tree: &Tree) -> Result<String> {
    let lock = files::read_text(&tree.join("Cargo.lock"))?;
    let after = lock.split("name = \"wasm-bindgen\"\nversion = \"").nth(1).context("Cargo.lock has no wasm-bindgen")?;
    Ok(after.split('"').next().unwrap_or_default().to_owned())
}

/// A zip of a folder and some further files, below `root`: sorted, and without this machine's times and permissions.
fn archive(folder: &Path, root: &str, others: &[(&str, &[u8])]) -> Result<Vec<u8>> {
    let mut contents = Vec::new();
    for path in files::files_below(folder)? {
        contents.push((files::url_name(folder, &path)?, files::read(&path)?));
    }
    contents.extend(others.iter().map(|(name, content)| ((*name).to_owned(), content.to_vec())));
    contents.sort();
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in contents {
        zip.start_file(format!("{root}/{name}"), options)?;
        zip.write_all(&content)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// A line for each file of a folder.
fn sums(folder: &Path) -> Result<String> {
    let mut sums = String::new();
    for path in files::files_in(folder)? {
        for byte in Sha256::digest(files::read(&path)?) {
            write!(sums, "{byte:02x}")?;
        }
        writeln!(sums, "  {}", files::url_name(folder, &path)?)?;
    }
    Ok(sums)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::{Cursor, Read as _};

    use zip::ZipArchive;

    use super::{archive, sums, wasm_bindgen};
    use crate::files;
    use crate::tree::Tree;

    #[test]
    fn folder_packed_twice_gives_the_same_bytes_whatever_the_time() {
        let folder = std::env::temp_dir().join(format!("shikaku-form-package-{}", std::process::id()));
        let pack = || {
            files::empty_folder(&folder).unwrap();
            files::write(&folder.join("b.js"), b"a script").unwrap();
            files::write(&folder.join("a/c.html"), b"a page").unwrap();
            archive(&folder, "name-1.0.0", &[("ab.json", b"{}")]).unwrap()
        };
        let first = pack();
        // Two seconds are the smallest step of a zip's clock.
        let old =
            fs::FileTimes::new().set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000));
        fs::File::options().write(true).open(folder.join("b.js")).unwrap().set_times(old).unwrap();
        assert_eq!(archive(&folder, "name-1.0.0", &[("ab.json", b"{}")]).unwrap(), first);

        let mut zip = ZipArchive::new(Cursor::new(first)).unwrap();
        let names: Vec<_> =
            (0..zip.len()).map(|index| zip.by_index(index).unwrap().name().unwrap().into_owned()).collect();
        assert_eq!(names, ["name-1.0.0/a/c.html", "name-1.0.0/ab.json", "name-1.0.0/b.js"]);
        let mut text = String::new();
        zip.by_name("name-1.0.0/b.js").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "a script");

        let expected = "82d91bef0a42b0a0fee8bd64c95bfa9f87b09b36984f266cb601ce2806276c1c  b.js\n";
        assert_eq!(sums(&folder).unwrap(), expected);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn version_of_wasm_bindgen_is_the_pinned_one() {
        let tree = Tree::find().unwrap();
        let pinned = format!("wasm-bindgen = \"={}\"", wasm_bindgen(&tree).unwrap());
        assert!(files::read_text(&tree.join("Cargo.toml")).unwrap().contains(&pinned), "{pinned}");
    }
}
