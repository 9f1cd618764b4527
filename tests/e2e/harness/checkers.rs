//! The checkers that nobody here wrote, inside a page: `tests/checkers/in_page.mjs`, bundled by `cargo xtask test`.

use serde_json::Value;

use super::driver::Driver;
use super::environment;
use super::page::Page;

/// Puts the checkers into the page that is open.
pub(crate) fn bring_in(driver: &Driver) {
    driver.execute(&std::fs::read_to_string(environment("SHIKAKU_IN_PAGE")).unwrap(), &[]);
}

/// What these checkers find, `null` meaning all of them. `options`: `isAlone`, in the widget and not in the page around
/// it; `about`, by the rules of axe-core with this tag.
pub(crate) fn found(page: &Page<'_>, names: &Value, options: &Value) -> Vec<String> {
    let found = page.ask_async(
        "const found = [];
         for (const name of one ?? Object.keys(checkers)) {
             const findings = await checkers[name].check(root.querySelector('.frame'), two);
             found.push(...findings.map((finding) => ({ name, ...finding })));
         }
         return found;",
        &[names.clone(), options.clone()],
    );
    found.as_array().unwrap().iter().map(ToString::to_string).collect()
}
