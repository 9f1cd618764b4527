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
    let found = page.ask_async(
        "const found = [];
         const whole = root.querySelector('.frame');
         const { isNews, about } = two;
         const parts = news(whole, about === 'cat.color');
         if (isNews && parts.length === 0) return [];
         for (const name of one ?? Object.keys(checkers)) {
             const findings = await checkers[name].check(whole, { about, parts: isNews ? parts : undefined });
             found.push(...findings.map((finding) => ({ name, ...finding })));
         }
         return found;",
        &[names.clone(), options.clone()],
    );
    found.as_array().unwrap().iter().map(ToString::to_string).collect()
}
