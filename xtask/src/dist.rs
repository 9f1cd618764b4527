//! Writes the site to `dist/`, compressed files beside it, and prints what each file weighs.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::bundle::{PAGE_SCRIPT, Site};
use crate::npm_package::{LATER, LICENCES, SCRIPT, WASM};
use crate::{compress, files, process};

/// Bytes of one file, and of its compressed forms where they are smaller.
#[derive(Clone, Copy, Default)]
struct Sizes {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// What each kind of page loads until its form is ready.
const LOADED: [(&str, &[&str]); 3] = [
    ("with the widget embedded, beside its own files", &[SCRIPT, WASM]),
    // It sets its own colours.
    ("as index.html", &["index.html", "index.css", PAGE_SCRIPT, SCRIPT, WASM, LATER[0]]),
    ("as standalone.html", &["standalone.html"]),
];

impl Sizes {
    fn and(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, gzip: self.gzip + other.gzip, brotli: self.brotli + other.brotli }
    }
}

/// Writes the site to the folder, and removes everything else.
pub(crate) fn write(site: &Site, folder: &Path) -> Result<()> {
    remove_strangers(site, folder)?;
    let mut written = BTreeMap::new();
    process::say(&format!("\n{:>12} {:>12} {:>12}", "bytes", "gzip", "brotli"));
    for (name, content) in site {
        let sizes = write_one(&folder.join(name), content)?;
        print_sizes(sizes, name);
        written.insert(name.as_str(), sizes);
    }
    process::say("\nuntil the form is ready a page loads");
    for (page, files) in LOADED {
        let sizes = files.iter().filter_map(|name| written.get(name)).fold(Sizes::default(), |sum, one| sum.and(*one));
        print_sizes(sizes, page);
    }
    process::say("");
    Ok(())
}

/// Otherwise a stale file would be served forever.
fn remove_strangers(site: &Site, folder: &Path) -> Result<()> {
    for path in files::files_below(folder)? {
        let name = files::url_name(folder, &path)?;
        let source = name.strip_suffix(".br").or_else(|| name.strip_suffix(".gz")).unwrap_or(&name);
        if !site.contains_key(source) {
            files::remove(&path)?;
        }
    }
    Ok(())
}

/// Compresses only what has changed: brotli's best level takes seconds.
fn write_one(path: &Path, content: &[u8]) -> Result<Sizes> {
    let (gzip, brotli) = (beside(path, "gz"), beside(path, "br"));
    if !files::holds(path, content) {
        if !is_for_npm(path) {
            write_if_smaller(&gzip, &compress::gzip(content)?, content)?;
            write_if_smaller(&brotli, &compress::brotli(content)?, content)?;
        }
        // Last, so that an interrupted run is noticed by the next.
        files::write(path, content)?;
    }
    let raw = fs::metadata(path)?.len();
    let size = |path: &Path| fs::metadata(path).map_or(raw, |found| found.len());
    Ok(Sizes { raw, gzip: size(&gzip), brotli: size(&brotli) })
}

/// No page loads it, and npm would also pack README.md.br.
fn is_for_npm(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "md")
        || LICENCES.iter().any(|licence| path.ends_with(licence))
}

fn beside(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    name.into()
}

fn write_if_smaller(path: &Path, compressed: &[u8], content: &[u8]) -> Result<()> {
    if compressed.len() < content.len() {
        files::write(path, compressed)
    } else if path.exists() {
        files::remove(path)
    } else {
        Ok(())
    }
}

fn print_sizes(sizes: Sizes, name: &str) {
    process::say(&format!("{:>12} {:>12} {:>12}  {name}", sizes.raw, sizes.gzip, sizes.brotli));
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::write;
    use crate::bundle::Site;
    use crate::files;

    #[test]
    fn folder_written_twice_holds_the_second_site_only() {
        let folder = std::env::temp_dir().join(format!("shikaku-form-dist-{}", std::process::id()));
        let names = || -> Vec<_> {
            files::files_below(&folder).unwrap().iter().map(|path| files::url_name(&folder, path).unwrap()).collect()
        };
        let long = "a long text that compresses ".repeat(40).into_bytes();
        let first = Site::from([("hosts/a.html".to_owned(), long.clone()), ("b.css".to_owned(), long.clone())]);
        write(&first, &folder).unwrap();
        let expected = ["b.css", "b.css.br", "b.css.gz", "hosts/a.html", "hosts/a.html.br", "hosts/a.html.gz"];
        assert_eq!(names(), expected);

        let second = Site::from([("b.css".to_owned(), b"x".to_vec())]);
        write(&second, &folder).unwrap();
        assert_eq!(names(), ["b.css"], "what has gone is removed, and a compressed file that would be larger");
        fs::remove_dir_all(&folder).unwrap();
    }
}
