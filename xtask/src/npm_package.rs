//! Makes `dist/` an npm package: its description, its README, its pages and its licences.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::notices::NOTICES;

pub(crate) const SCRIPT: &str = "shikaku-form.js";
/// The same without registering the element.
pub(crate) const CORE: &str = "shikaku-form-core.js";
/// The first with the WebAssembly inside.
pub(crate) const INLINE: &str = "shikaku-form-inline.js";
/// Both under names that development servers leave where they are, and the name that each replaces.
const UNMOVED: [(&str, &str); 2] = [(SCRIPT, "shikaku-form-unmoved.jsx"), (CORE, "shikaku-form-core-unmoved.jsx")];
/// The files that they load on demand.
pub(crate) const LATER: [&str; 3] = ["shikaku-form-contrast.js", "shikaku-form-doctor.js", "shikaku-form-node.js"];
/// The element as a component.
const REACT: &str = "react.js";
pub(crate) const WASM: &str = "shikaku-form_bg.wasm";
pub(crate) const APPLICATION_SCHEMA: &str = "application.schema.json";
pub(crate) const DEFINITION_SCHEMA: &str = "definition.schema.json";
pub(crate) const MANIFEST: &str = "custom-elements.json";
/// The licences of the widget and of its dependencies.
pub(crate) const LICENCES: [&str; 3] = ["LICENSE-APACHE", "LICENSE-MIT", NOTICES];
pub(crate) const TYPES: &str = "shikaku-form.d.ts";
/// What each framework calls elements and their events: types, and for React a component.
const FRAMEWORKS: [&str; 3] = ["react", "vue", "svelte"];
/// The pages for those who embed, below `docs/`.
pub(crate) const EMBEDDING: &str = "docs/embedding.md";
/// The page of the format of definitions.
pub(crate) const FORMAT_PAGE: &str = "docs/definition.md";
pub(crate) const PAGES: [&str; 10] = [
    "docs/react.md",
    "docs/vue.md",
    "docs/svelte.md",
    "docs/angular.md",
    "docs/next.md",
    "docs/nuxt.md",
    "docs/astro.md",
    "docs/php.md",
    "docs/nginx.md",
    "docs/versions.md",
];
/// What the types and the component import, where they are used.
const PEERS: [&str; 4] = ["@types/react", "react", "svelte", "vue"];
/// The section of README for those who embed.
const SECTION: &str = "For a vendor";
/// What is handed out under its own name.
const FILES: [&str; 5] = [WASM, APPLICATION_SCHEMA, DEFINITION_SCHEMA, MANIFEST, "integrity.json"];

/// The address of the source, as `https://github.com/OWNER/NAME`: there is none yet. When there is one, put it here and
/// nowhere else: the package's `repository`, `homepage` and `bugs` follow, which npm needs for provenance.
const HOME: Option<&str> = None;

/// The content of package.json.
pub(crate) fn description() -> Value {
    let mut description = description_without_home();
    if let (Some(home), Some(fields)) = (HOME, description.as_object_mut()) {
        fields.extend(links(home));
    }
    description
}

/// The keys that say where the package comes from.
fn links(home: &str) -> [(String, Value); 3] {
    [
        ("repository".to_owned(), json!({ "type": "git", "url": format!("git+{home}.git") })),
        ("homepage".to_owned(), json!(format!("{home}#readme"))),
        ("bugs".to_owned(), json!(format!("{home}/issues"))),
    ]
}

fn description_without_home() -> Value {
    let types = FRAMEWORKS.map(|framework| format!("{framework}.d.ts"));
    let shipped: Vec<_> = [SCRIPT, TYPES]
        .into_iter()
        .chain([CORE, INLINE, REACT])
        .chain(UNMOVED.map(|(_, name)| name))
        .chain(LATER)
        .chain(FILES)
        .chain(types.iter().map(String::as_str))
        .chain([EMBEDDING, FORMAT_PAGE])
        .chain(PAGES)
        .chain(LICENCES)
        .collect();
    let side_effects = [SCRIPT, INLINE, UNMOVED[0].1].map(|script| format!("./{script}"));
    json!({
        "name": "shikaku-form",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "Japan's application to use online eligibility verification, checked in the browser",
        "keywords": ["custom-element", "form", "web-component", "webassembly"],
        "license": env!("CARGO_PKG_LICENSE"),
        "type": "module",
        "exports": exports(),
        // For tools that do not read `exports`: Parcel, unless it is told to.
        "main": format!("./{SCRIPT}"),
        "types": format!("./{TYPES}"),
        // Importing it registers the element: a bundler must not drop the import.
        "sideEffects": side_effects,
        "files": shipped,
        "customElements": MANIFEST,
        // Only so that strict package managers let the imports through. A range would affect projects that use one of
        // them for something else: npm refuses to install beside an older one, optional or not.
        "peerDependencies": PEERS.map(|peer| (peer, "*")).into_iter().collect::<BTreeMap<_, _>>(),
        "peerDependenciesMeta": PEERS.map(|peer| (peer, json!({ "optional": true }))).into_iter().collect::<BTreeMap<_, _>>(),
    })
}

fn exports() -> Value {
    let module = |name: &str, script: &str| {
        let (types, path) = (format!("./{TYPES}"), format!("./{script}"));
        let conditions = match UNMOVED.iter().find(|(entry, _)| *entry == script) {
            // Node reads no .jsx, whatever it is developing.
            Some((_, unmoved)) => {
                let development = json!({ "browser": format!("./{unmoved}"), "default": path });
                json!({ "types": types, "development": development, "default": path })
            }
            None => json!({ "types": types, "default": path }),
        };
        (name.to_owned(), conditions)
    };
    let modules = [module(".", SCRIPT), module("./core", CORE), module("./inline", INLINE)];
    let types = FRAMEWORKS.map(|name| {
        let types = format!("./{name}.d.ts");
        let has_script = REACT.strip_suffix(".js") == Some(name);
        let entry = if has_script {
            json!({ "types": types, "default": format!("./{REACT}") })
        } else {
            json!({ "types": types })
        };
        (format!("./{name}"), entry)
    });
    let files = FILES.into_iter().chain(["package.json"]).map(|name| (format!("./{name}"), json!(format!("./{name}"))));
    Value::Object(modules.into_iter().chain(types).chain(files).collect())
}

/// The parts of the source's README for those who embed: its beginning without pictures and other languages, and one
/// section.
pub(crate) fn readme(whole: &str) -> Result<String> {
    let sections: BTreeMap<_, _> =
        whole.split("\n## ").skip(1).filter_map(|section| Some((section.lines().next()?, section))).collect();
    let beginning = whole.split("\n## ").next().unwrap_or_default();
    let is_elsewhere = |paragraph: &&str| paragraph.starts_with("![") || paragraph.starts_with("[README.ja]");
    let beginning: Vec<_> = beginning.split("\n\n").filter(|paragraph| !is_elsewhere(paragraph)).collect();
    let section = sections.get(SECTION).with_context(|| format!("README.md has no section {SECTION}"))?;
    Ok(format!("{}\n\n## {}\n", beginning.join("\n\n").trim_end(), section.trim_end()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{links, readme};

    #[test]
    fn home_gives_the_three_links_of_a_package() {
        let [(_, repository), (_, homepage), (_, bugs)] = links("https://github.example/owner/name");
        assert_eq!(repository, json!({ "type": "git", "url": "git+https://github.example/owner/name.git" }));
        assert_eq!(
            (homepage, bugs),
            (json!("https://github.example/owner/name#readme"), json!("https://github.example/owner/name/issues"))
        );
    }

    #[test]
    fn readme_of_the_package_is_what_concerns_those_who_embed() {
        let whole = "# form\n\nA form.\n\n![Picture](x.png)\n\n## For a clinic\n\nc\n\n## For a vendor\n\ne\n\n### npm\n\nn\n\n\
            ## For a contributor\n\nm\n";
        let expected = "# form\n\nA form.\n\n## For a vendor\n\ne\n\n### npm\n\nn\n";
        assert_eq!(readme(whole).unwrap(), expected);
        assert!(readme("# form\n\n## For a clinic\n").is_err());
    }
}
