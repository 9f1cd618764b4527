//! What a person sees: no page scrolls sideways, however narrow or enlarged; a picture of each is kept to be looked at.

use crate::driver::Driver;
use crate::entries::ip_vpn;
use crate::page::{Page, run, words};

fn assert_fits(driver: &Driver, name: &str) {
    let overflow = driver.execute("return document.scrollingElement.scrollWidth - innerWidth", &[]);
    assert!(overflow.as_i64().unwrap() <= 0, "{name} is {overflow} px too wide");
    driver.execute("document.querySelector('shikaku-form').scrollIntoView()", &[]);
    driver.screenshot(name);
}

fn walk(driver: &Driver, name: &str) {
    let page = Page::open(driver);
    if name.contains("large") {
        driver.execute("document.documentElement.style.fontSize = '200%'", &[]);
    }
    assert_fits(driver, &format!("{name}-entry"));
    page.press(words::TO_REVIEW);
    page.wait_for_focus("summary");
    assert_fits(driver, &format!("{name}-errors"));
    page.enter_all(ip_vpn());
    page.press(words::TO_REVIEW);
    page.wait_for_stage("review");
    assert_fits(driver, &format!("{name}-review"));
    page.press(words::COMPLETE);
    page.wait_for_stage("complete");
    assert_fits(driver, &format!("{name}-complete"));
}

#[test]
fn page_fits_every_width_text_size_and_scheme() {
    run(|driver| {
        for (name, width, scheme) in [
            ("wide-light", 1280, "light"),
            ("wide-dark", 1280, "dark"),
            ("narrow", driver.engine().narrowest(), "light"),
            ("narrow-large", 640, "dark"),
        ] {
            driver.resize(width, 900);
            if !driver.engine().prefer(driver, scheme) {
                continue;
            }
            walk(driver, name);
        }
    });
}
