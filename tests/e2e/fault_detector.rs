//! The detector of faults itself: a fault that it misses, every test misses.

use crate::harness::page::run_expecting;

#[test]
fn page_that_breaks_the_policy_is_reported() {
    run_expecting(
        &[
            "policy: style-src-attr",
            "policy: require-trusted-types-for",
            "error: ",
            "rejection: lost",
            "console: told",
            "log: Applying inline style",
            "log: requires 'TrustedHTML' assignment",
            "log: Uncaught (in promise)",
        ],
        |driver| {
            driver.open("/pages/violations.html");
            driver.wait_until("the page's script", || driver.execute("return globalThis.isDone === true", &[]) == true);
        },
    );
}
