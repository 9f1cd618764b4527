//! Puts the site together in memory: every file of `dist/` by its name.

use std::collections::BTreeMap;

use anyhow::Result;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha384};

use crate::bundle::{Bundler, WIDGET_STYLE};
use crate::npm::Npm;
use crate::tree::Tree;
use crate::wasm::Glue;
use crate::{files, schemas, standalone};

pub(crate) const SCRIPT: &str = "shikaku-form.js";
pub(crate) const WASM: &str = "shikaku-form_bg.wasm";
const TYPES: &str = "shikaku-form.d.ts";
const APPLICATION_SCHEMA: &str = "application.schema.json";
const DEFINITION_SCHEMA: &str = "definition.schema.json";

/// Content by name; a name is a URL below the site's, `/` between folders.
pub(crate) type Site = BTreeMap<String, Vec<u8>>;

pub(crate) fn assemble(tree: &Tree, npm: &Npm, glue: &Glue) -> Result<Site> {
    let bundler = Bundler::new(tree, npm, &glue.script)?;
    let mut site = page_files(tree)?;
    let wasm = files::read(&glue.wasm)?;
    let page = standalone::page(tree, npm, &bundler, &wasm)?;
    site.insert("standalone.html".to_owned(), page.into_bytes());
    site.insert(SCRIPT.to_owned(), bundler.module()?);
    site.insert(WASM.to_owned(), wasm);
    site.insert(APPLICATION_SCHEMA.to_owned(), schemas::application()?.into_bytes());
    site.insert(DEFINITION_SCHEMA.to_owned(), schemas::definition().as_bytes().to_vec());
    site.insert("package.json".to_owned(), pretty(&npm_package())?);
    site.insert("integrity.json".to_owned(), pretty(&integrity(&site))?);
    Ok(site)
}

/// What `www/` holds for the site as it is. The widget's own script and style sheet are bundled instead.
fn page_files(tree: &Tree) -> Result<Site> {
    let www = tree.www();
    let mut site = Site::new();
    for path in files::files_below(&www)? {
        let name = files::url_name(&www, &path)?;
        if name != SCRIPT && name != WIDGET_STYLE {
            site.insert(name, files::read(&path)?);
        }
    }
    Ok(site)
}

/// Makes of `dist/` an npm package as it stands.
fn npm_package() -> Value {
    json!({
        "name": "shikaku-form",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "Japan's application to use online eligibility verification, checked in the browser",
        "license": env!("CARGO_PKG_LICENSE"),
        "type": "module",
        "exports": {
            ".": { "types": format!("./{TYPES}"), "default": format!("./{SCRIPT}") },
            format!("./{WASM}"): format!("./{WASM}"),
            format!("./{APPLICATION_SCHEMA}"): format!("./{APPLICATION_SCHEMA}"),
            format!("./{DEFINITION_SCHEMA}"): format!("./{DEFINITION_SCHEMA}"),
            "./package.json": "./package.json",
        },
        "types": format!("./{TYPES}"),
        // Importing it registers the element: a bundler must not drop the import.
        "sideEffects": [format!("./{SCRIPT}")],
        "files": [SCRIPT, WASM, TYPES, APPLICATION_SCHEMA, DEFINITION_SCHEMA, "integrity.json"],
    })
}

/// Subresource integrity of what a page loads by URL.
fn integrity(site: &Site) -> Value {
    let loaded = site.iter().filter(|(name, _)| [".js", ".wasm", ".css"].iter().any(|end| name.ends_with(end)));
    let hashes = loaded.map(|(name, content)| {
        let hash = BASE64_STANDARD.encode(Sha384::digest(content));
        (name.clone(), Value::String(format!("sha384-{hash}")))
    });
    Value::Object(hashes.collect::<Map<_, _>>())
}

fn pretty(value: &Value) -> Result<Vec<u8>> {
    let mut text = serde_json::to_vec_pretty(value)?;
    text.push(b'\n');
    Ok(text)
}
