//! Turns wasm-bindgen's module into a function that makes one: `glue(guard)`. After a trap the WebAssembly is discarded
//! with everything that refers to its memory, and replaced by a new one; `guard` wraps each of its exports.

use anyhow::{Result, bail};

/// The only line where the module reads the WebAssembly's exports.
const EXPORTS: &str = "wasm = instance.exports;";
/// The beginning of the module's last part, which fetches and starts. The widget's loader does that instead.
const STARTERS: &str = "async function __wbg_load(";
/// The test whether there is a page: test runners put a DOM into Node whose window is not the global object.
const IS_PAGE: [&str; 2] = ["getObject(arg0) instanceof Window", "Boolean(getObject(arg0).document)"];
/// Leptos' classes for server functions are unused here. The conditional lines are for `using` declarations, and for
/// browsers below the floor. Bundlers cannot remove either.
const UNUSED: [&str; 3] = ["class IntoUnderlying", "const IntoUnderlying", "if ("];

pub(crate) fn factory(module: &str) -> Result<String> {
    let [is_window, has_document] = IS_PAGE;
    for expected in [EXPORTS, STARTERS, is_window] {
        if module.matches(expected).count() != 1 {
            bail!("wasm-bindgen has written another script: `{expected}` is not in it once");
        }
    }
    let module = module.replace(EXPORTS, "wasm = guard(instance.exports);").replace(is_window, has_document);
    let module = module.split(STARTERS).next().unwrap_or_default();
    let (mut body, mut exports) =
        (String::new(), vec!["imports: __wbg_get_imports".to_owned(), "start: __wbg_finalize_init".to_owned()]);
    let mut is_unused = false;
    for line in module.lines() {
        let declaration = line.strip_prefix("export ").unwrap_or(line);
        // A declaration continues while lines are indented, up to its bracket.
        if !line.starts_with([' ', '}']) && !line.is_empty() {
            is_unused = UNUSED.iter().any(|start| line.starts_with(start));
        }
        if !is_unused {
            body.extend([declaration, "\n"]);
        }
        if line.len() > declaration.len() {
            exports.extend(declares(declaration).map(str::to_owned));
        }
    }
    Ok(format!("export function glue(guard) {{\n{body}return {{ {} }};\n}}\n", exports.join(", ")))
}

/// The name of the class or function that a line begins to declare.
fn declares(line: &str) -> Option<&str> {
    let rest = ["class ", "function "].iter().find_map(|word| line.strip_prefix(word))?;
    rest.split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_').next()
}

#[cfg(test)]
mod tests {
    use super::factory;

    #[test]
    fn module_becomes_a_function_that_makes_it() {
        let module = "class IntoUnderlyingSink {\n    free() {\n    }\n}\n\
            if (Symbol.dispose) IntoUnderlyingSink.prototype.x = 1;\n\
            export class Mounted {\n    free() {}\n}\nexport function validate() {\n    return getObject(arg0) instanceof Window;\n}\n\
            const IntoUnderlyingSinkFinalization = (typeof FinalizationRegistry === 'undefined')\n    ? {}\n    : 1;\n\
            let wasm;\nfunction __wbg_finalize_init(instance) {\n    wasm = instance.exports;\n}\n\
            async function __wbg_load(module) {\n}\nexport { initSync, __wbg_init as default };\n";
        let expected = "export function glue(guard) {\nclass Mounted {\n    free() {}\n}\nfunction validate() {\n    \
            return Boolean(getObject(arg0).document);\n}\nlet wasm;\nfunction __wbg_finalize_init(instance) {\n    \
            wasm = guard(instance.exports);\n}\nreturn { imports: __wbg_get_imports, start: __wbg_finalize_init, Mounted, \
            validate };\n}\n";
        assert_eq!(factory(module).unwrap(), expected);
        assert!(factory("async function __wbg_load(").is_err(), "no exports are taken hold of");
    }
}
