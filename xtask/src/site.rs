//! Puts the site together in memory: every file of `dist/` by its name.

use anyhow::Result;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha384};

use crate::bundle::{self, Bundler, Site, WIDGET_PARTS, WIDGET_STYLE};
use crate::manifest::Manifest;
use crate::npm::Npm;
use crate::npm_package::{
    APPLICATION_SCHEMA, CORE, DEFINITION_SCHEMA, EMBEDDING, FORMAT_PAGE, INLINE, LICENCES, MANIFEST, PAGES, SCRIPT,
    TYPES, WASM,
};
use crate::tree::Tree;
use crate::wasm::Glue;
use crate::{files, format, npm_package, schemas, standalone};

/// The project with the frameworks: an example to read, built only for the tests.
const FRAMEWORKS: &str = "hosts/vite/";

/// The style sheet of the static page.
const PAGE_STYLE: &str = "index.css";

pub(crate) fn assemble(tree: &Tree, npm: &Npm, glue: &Glue) -> Result<Site> {
    let wasm = files::read(&glue.wasm)?;
    let bundler = Bundler::new(tree, npm, &glue.script, build_facts(&wasm))?;
    let mut site = page_files(tree)?;
    site.insert(PAGE_STYLE.to_owned(), bundle::lower_style(npm, &tree.www().join(PAGE_STYLE))?);
    let page = standalone::page(tree, npm, &bundler, &wasm)?;
    site.insert("standalone.html".to_owned(), page.into_bytes());
    site.extend(bundler.modules()?);
    site.insert(INLINE.to_owned(), bundler.inline(&standalone::bytes(&wasm)?)?);
    site.insert(WASM.to_owned(), wasm);
    site.insert(APPLICATION_SCHEMA.to_owned(), schemas::application()?.into_bytes());
    site.insert(DEFINITION_SCHEMA.to_owned(), format::schema().into_bytes());
    site.insert("package.json".to_owned(), pretty(&npm_package::description())?);
    let manifest = Manifest::read(tree, npm)?;
    site.insert(MANIFEST.to_owned(), pretty(manifest.json())?);
    site.insert(
        TYPES.to_owned(),
        manifest.types(&files::read_text(&tree.www().join(TYPES))?, &format::types())?.into_bytes(),
    );
    site.insert("README.md".to_owned(), npm_package::readme(&files::read_text(&tree.join("README.md"))?)?.into_bytes());
    site.insert(EMBEDDING.to_owned(), manifest.embedding(tree)?.into_bytes());
    for page in PAGES {
        site.insert(page.to_owned(), files::read(&tree.join(page))?);
    }
    site.insert(FORMAT_PAGE.to_owned(), format::page().into_bytes());
    for licence in LICENCES {
        site.insert(licence.to_owned(), files::read(&tree.join(licence))?);
    }
    site.insert("integrity.json".to_owned(), pretty(&integrity(&site))?);
    Ok(site)
}

/// The scripts' `BUILD`: it identifies their WebAssembly.
fn build_facts(wasm: &[u8]) -> Value {
    json!({ "version": env!("CARGO_PKG_VERSION"), "integrity": integrity_of(wasm), "bytes": wasm.len() })
}

/// The files of `www/` that the site contains unchanged. The widget's own scripts and its style sheet are bundled
/// instead.
fn page_files(tree: &Tree) -> Result<Site> {
    let www = tree.www();
    let mut site = Site::new();
    for path in files::files_below(&www)? {
        let name = files::url_name(&www, &path)?;
        let is_bundled = [SCRIPT, CORE].contains(&&*name) || name == WIDGET_STYLE || name.starts_with(WIDGET_PARTS);
        if !is_bundled && !name.starts_with(FRAMEWORKS) {
            site.insert(name, files::read(&path)?);
        }
    }
    Ok(site)
}

/// Subresource integrity of the files that a page loads by URL.
fn integrity(site: &Site) -> Value {
    let loaded = site.iter().filter(|(name, _)| [".js", ".wasm", ".css"].iter().any(|end| name.ends_with(end)));
    let hashes = loaded.map(|(name, content)| (name.clone(), Value::String(integrity_of(content))));
    Value::Object(hashes.collect::<Map<_, _>>())
}

/// As the attribute `integrity` writes it.
fn integrity_of(content: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(content)))
}

fn pretty(value: &Value) -> Result<Vec<u8>> {
    let mut text = serde_json::to_vec_pretty(value)?;
    text.push(b'\n');
    Ok(text)
}
