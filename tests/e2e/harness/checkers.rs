//! Third-party checkers inside a page: `tests/checkers/in_page.mjs`, bundled by `cargo xtask test`.

use serde_json::Value;

use super::driver::Driver;
use super::environment;
use super::page::Page;

/// Puts the checkers into the page that is open.
pub(crate) fn bring_in(driver: &Driver) {
    driver.execute(&std::fs::read_to_string(environment("SHIKAKU_IN_PAGE")).unwrap(), &[]);
}

/// The findings of these checkers, `null` meaning all of them. `options`: `isNews`, only parts that were not inspected
/// before in this page; `about`, by the rules of axe-core with this tag.
pub(crate) fn found(page: &Page<'_>, names: &Value, options: &Value) -> Vec<String> {
    let names = page.ask(
        "const { isNews, about } = two;
         const parts = news(root.querySelector('.frame'), about === 'cat.color');
         globalThis.parts = isNews ? parts : undefined;
         return isNews && parts.length === 0 ? [] : one ?? Object.keys(checkers)",
        &[names.clone(), options.clone()],
    );
    // A checker may take its time: each look is a script of its own.
    let look = |name: &Value| {
        page.ask_async(
            "const objections = await checkers[one].check(root.querySelector('.frame'), { about: two.about, parts });
             return objections.map((finding) => ({ name: one, ...finding }));",
            &[name.clone(), options.clone()],
        )
    };
    let found: Vec<Value> = names.as_array().unwrap().iter().map(look).collect();
    found.iter().flat_map(|findings| findings.as_array().unwrap()).map(ToString::to_string).collect()
}
