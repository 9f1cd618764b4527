//! What makes of `dist/` an npm package as it stands: its description, its README and its licence.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::{Value, json};

pub(crate) const SCRIPT: &str = "shikaku-form.js";
/// The same without registering the element.
pub(crate) const CORE: &str = "shikaku-form-core.js";
/// What they load when it is asked for.
pub(crate) const LATER: [&str; 2] = ["shikaku-form-contrast.js", "shikaku-form-doctor.js"];
pub(crate) const WASM: &str = "shikaku-form_bg.wasm";
pub(crate) const APPLICATION_SCHEMA: &str = "application.schema.json";
pub(crate) const DEFINITION_SCHEMA: &str = "definition.schema.json";
pub(crate) const MANIFEST: &str = "custom-elements.json";
pub(crate) const LICENCE: &str = "LICENSE-APACHE";
pub(crate) const TYPES: &str = "shikaku-form.d.ts";
/// What each framework calls elements and their events: types alone.
const FRAMEWORKS: [&str; 3] = ["react", "vue", "svelte"];
/// What is handed out under its own name.
const FILES: [&str; 5] = [WASM, APPLICATION_SCHEMA, DEFINITION_SCHEMA, MANIFEST, "integrity.json"];

/// The content of package.json.
pub(crate) fn description() -> Value {
    let types = FRAMEWORKS.map(|framework| format!("{framework}.d.ts"));
    let shipped: Vec<_> = [SCRIPT, TYPES]
        .into_iter()
        .chain([CORE])
        .chain(LATER)
        .chain(FILES)
        .chain(types.iter().map(String::as_str))
        .chain([LICENCE])
        .collect();
    json!({
        "name": "shikaku-form",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "Japan's application to use online eligibility verification, checked in the browser",
        "keywords": ["custom-element", "form", "web-component", "webassembly"],
        "license": env!("CARGO_PKG_LICENSE"),
        "type": "module",
        "exports": exports(),
        "types": format!("./{TYPES}"),
        // Importing it registers the element: a bundler must not drop the import.
        "sideEffects": [format!("./{SCRIPT}")],
        "files": shipped,
        "customElements": MANIFEST,
        "peerDependencies": { "@types/react": ">=19", "svelte": ">=5", "vue": ">=3.3" },
        "peerDependenciesMeta": {
            "@types/react": { "optional": true }, "svelte": { "optional": true }, "vue": { "optional": true },
        },
    })
}

fn exports() -> Value {
    let module = |name: &str, script| {
        (name.to_owned(), json!({ "types": format!("./{TYPES}"), "default": format!("./{script}") }))
    };
    let modules = [module(".", SCRIPT), module("./core", CORE)];
    let types = FRAMEWORKS.map(|name| (format!("./{name}"), json!({ "types": format!("./{name}.d.ts") })));
    let files = FILES.into_iter().chain(["package.json"]).map(|name| (format!("./{name}"), json!(format!("./{name}"))));
    Value::Object(modules.into_iter().chain(types).chain(files).collect())
}

/// What the source's README says to those who embed: its beginning without the picture, and some of its sections.
pub(crate) fn readme(whole: &str) -> Result<String> {
    let sections: BTreeMap<_, _> =
        whole.split("\n## ").skip(1).filter_map(|section| Some((section.lines().next()?, section))).collect();
    let beginning = whole.split("\n## ").next().unwrap_or_default();
    let beginning: Vec<_> = beginning.lines().filter(|line| !line.starts_with("![")).collect();
    let mut readme = beginning.join("\n").trim_end().to_owned();
    for name in ["Embed", "Browsers"] {
        let section = sections.get(name).with_context(|| format!("README.md has no section {name}"))?;
        readme = format!("{readme}\n\n## {}", section.trim_end());
    }
    Ok(readme + "\n")
}

#[cfg(test)]
mod tests {
    use super::readme;

    #[test]
    fn readme_of_the_package_is_what_concerns_those_who_embed() {
        let whole = "# form\n\nA form.\n\n![Picture](x.png)\n\n## Commands\n\nc\n\n## Embed\n\ne\n\n### npm\n\nn\n\n\
            ## Browsers\n\nb\n\n## Code map\n\nm\n";
        let expected = "# form\n\nA form.\n\n## Embed\n\ne\n\n### npm\n\nn\n\n## Browsers\n\nb\n";
        assert_eq!(readme(whole).unwrap(), expected);
        assert!(readme("# form\n\n## Embed\n").is_err());
    }
}
