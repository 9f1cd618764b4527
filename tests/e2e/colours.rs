//! Colours and sizes follow the page, the host and the person, and whatever they say can be read.

use serde_json::{Value, json};

use crate::harness::driver::Driver;
use crate::harness::engines::Theme;
use crate::harness::page::{Page, run};
use crate::harness::skip;

const PLAIN: &str = "/hosts/plain.html";
const LIGHT: &str = "rgb(255, 255, 255)";
const DARK: &str = "rgb(23, 23, 26)";
const CREAM: &str = "rgb(255, 251, 230)";

fn surface(page: &Page<'_>) -> String {
    let surface = page.ask("return getComputedStyle(root.querySelector('.frame')).backgroundColor", &[]);
    surface.as_str().unwrap().to_owned()
}

/// Says which colour schemes the page has.
fn scheme(driver: &Driver, scheme: &str) {
    driver.execute("document.documentElement.style.colorScheme = arguments[0]", &[json!(scheme)]);
}

/// Sets a colour of the host's.
fn set(page: &Page<'_>, name: &str, colour: &str) {
    page.ask("widget.style.setProperty(`--shikaku-${one}`, two)", &[json!(name), json!(colour)]);
}

/// Has the colours looked at as they are when the element comes into a page.
fn redraw(page: &Page<'_>) {
    page.ask("widget.parentNode.append(widget)", &[]);
}

fn warnings(driver: &Driver) -> String {
    driver.execute("return warned.join(' ')", &[]).as_str().unwrap().to_owned()
}

/// The contrast of words with the first colour behind them.
const CONTRAST: &str = "
    const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const linear = (part) => (part > 10.3 ? ((part / 255 + 0.055) / 1.055) ** 2.4 : part / 255 / 12.92);
    const light = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) + 0.05;
    const contrast = (element) => {
        let behind = element;
        while (numbers(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
        const both = [getComputedStyle(element).color, getComputedStyle(behind).backgroundColor].map(numbers).map(light);
        return Math.max(...both) / Math.min(...both);
    };
    const seen = ['.title', '.notes', '.required', '.optional', '.more summary', '.button', '.button-second', '.not-official'];
    return Math.min(...seen.map((one) => contrast(root.querySelector(one))));
";

fn least_contrast(page: &Page<'_>) -> f64 {
    page.ask(CONTRAST, &[]).as_f64().unwrap()
}

#[test]
fn page_decides_about_the_scheme_and_the_system_only_where_the_page_lets_it() {
    run(|driver| {
        if !driver.engine().has(Theme::Dark) {
            return skip("its driver cannot ask for dark pages");
        }
        driver.engine().show_in(driver, Theme::Dark);
        let page = Page::open_at(driver, PLAIN);
        let seen = ["", "light", "dark", "light dark"].map(|words| {
            scheme(driver, words);
            surface(&page)
        });
        assert_eq!(seen, [LIGHT, LIGHT, DARK, DARK]);
    });
}

#[test]
fn colours_that_are_chosen_hold_on_every_page_and_for_the_browsers_own_controls() {
    run(|driver| {
        let page = Page::open_at(driver, PLAIN);
        let seen = [("dark", "light"), ("light", "dark"), ("dark", "high-contrast")].map(|(of_page, chosen)| {
            scheme(driver, of_page);
            page.ask("widget.setAttribute('colors', one)", &[json!(chosen)]);
            let controls = page.ask("return getComputedStyle(root.querySelector('select')).colorScheme", &[]);
            (surface(&page), controls)
        });
        let expected = [(LIGHT, "light"), (DARK, "dark"), ("rgb(0, 0, 0)", "dark")];
        assert_eq!(seen, expected.map(|(surface, controls)| (surface.to_owned(), json!(controls))));
    });
}

#[test]
fn colour_of_a_host_is_used_where_it_can_be_read_and_nowhere_else() {
    run(|driver| {
        let page = Page::open_at(driver, PLAIN);
        set(&page, "surface", CREAM);
        redraw(&page);
        assert_eq!((surface(&page), warnings(driver)), (CREAM.to_owned(), String::new()));
        // A page that turns dark on request sends no event.
        scheme(driver, "dark");
        page.wait_until(&format!("getComputedStyle(root.querySelector('.frame')).backgroundColor === '{DARK}'"));
        assert!(least_contrast(&page) >= 4.5);
        let warnings = warnings(driver);
        assert!(warnings.contains("--shikaku-text on --shikaku-surface has a contrast of 1."), "{warnings}");
        assert!(warnings.contains("--shikaku-surface is not used"), "{warnings}");
        scheme(driver, "light");
        page.wait_until(&format!("getComputedStyle(root.querySelector('.frame')).backgroundColor === '{CREAM}'"));
    });
}

#[test]
fn colours_that_fit_together_are_the_hosts_own_affair() {
    run(|driver| {
        let page = Page::open_at(driver, PLAIN);
        let theme = [
            ("surface", "#002b36"),
            ("soft", "#073642"),
            ("text", "hsl(44 87% 94%)"),
            ("muted", "#eee8d5"),
            ("line", "#93a1a1"),
            ("accent", "#ffd43d"),
            ("on-accent", "#000"),
            ("error", "#ffb3b3"),
            ("error-soft", "#3a1b1d"),
            ("warning", "#ffd43d"),
            ("warning-soft", "#33270f"),
            ("focus", "#fff"),
        ];
        // All at once, because a part of them would be unreadable.
        let set = "for (const [name, colour] of one) widget.style.setProperty(`--shikaku-${name}`, colour)";
        page.ask(set, &[json!(theme)]);
        redraw(&page);
        page.wait_until("getComputedStyle(root.querySelector('.frame')).backgroundColor === 'rgb(0, 43, 54)'");
        assert_eq!(warnings(driver), "");
        assert!(least_contrast(&page) >= 4.5);
    });
}

#[test]
fn brand_that_cannot_be_read_as_a_link_leaves_the_rest_as_it_is() {
    run(|driver| {
        let page = Page::open_at(driver, PLAIN);
        set(&page, "surface", CREAM);
        set(&page, "accent", "lab(90% 0 80)");
        redraw(&page);
        assert_eq!(surface(&page), CREAM);
        assert!(least_contrast(&page) >= 4.5);
        assert!(warnings(driver).contains("--shikaku-accent is not used"));
    });
}

#[test]
fn surface_that_is_seen_through_is_what_is_behind_it() {
    run(|driver| {
        let page = Page::open_at(driver, PLAIN);
        set(&page, "surface", "transparent");
        redraw(&page);
        assert_eq!(surface(&page), "rgba(0, 0, 0, 0)", "on the browser's own white");
        driver.execute("document.body.style.backgroundColor = 'black'", &[]);
        redraw(&page);
        page.wait_until(&format!("getComputedStyle(root.querySelector('.frame')).backgroundColor === '{LIGHT}'"));
        driver.execute("document.body.style.backgroundImage = 'linear-gradient(red, blue)'", &[]);
        redraw(&page);
        assert_eq!(surface(&page), "rgba(0, 0, 0, 0)", "on a picture the host knows best");
    });
}

#[test]
fn paper_is_black_on_white_whatever_the_screen_shows() {
    run(|driver| {
        if !driver.engine().show_on_paper(driver) {
            return skip("its driver cannot show pages as they are printed");
        }
        let page = Page::open_at(driver, PLAIN);
        set(&page, "surface", "#002b36");
        set(&page, "text", "#eee");
        for chosen in ["dark", "high-contrast"] {
            page.ask("widget.setAttribute('colors', one)", &[json!(chosen)]);
            let look = "const { color, backgroundColor, colorScheme } = getComputedStyle(root.querySelector('.frame'));
                        return [color, backgroundColor, colorScheme, getComputedStyle(root.querySelector('.required')).color]";
            assert_eq!(page.ask(look, &[]), json!(["rgb(0, 0, 0)", LIGHT, "light", "rgb(0, 0, 0)"]));
        }
    });
}

#[test]
fn form_that_is_disabled_looks_so_and_can_be_read() {
    run(|driver| {
        let page = Page::open_at(driver, "/pages/form.html");
        let look = "return ['.title', '.button', '.text'].map((one) => {
            const { color, backgroundColor, borderStyle, opacity } = getComputedStyle(root.querySelector(one));
            return [color, backgroundColor, borderStyle, opacity];
        })";
        for of_page in ["light", "dark"] {
            scheme(driver, of_page);
            let disable = |is_disabled: bool| {
                driver.execute("document.querySelector('fieldset').disabled = arguments[0]", &[json!(is_disabled)]);
                let looks: Vec<Value> = serde_json::from_value(page.ask(look, &[])).unwrap();
                (looks, least_contrast(&page))
            };
            let (enabled, _) = disable(false);
            let (disabled, contrast) = disable(true);
            assert!(enabled.iter().zip(&disabled).all(|(enabled, disabled)| enabled != disabled), "{disabled:?}");
            assert!(contrast >= 4.5, "{of_page}: {contrast}");
        }
    });
}

#[test]
fn text_has_the_size_that_the_person_has_set_in_the_browser() {
    run(|driver| {
        if !driver.engine().wish_for_text_of(driver, 24) {
            return skip("its driver cannot set the size of text");
        }
        let page = Page::open_at(driver, PLAIN);
        driver.execute("document.documentElement.style.fontSize = '10px'", &[]);
        assert_eq!(page.ask("return getComputedStyle(root.querySelector('.option')).fontSize", &[]), "24px");
    });
}

#[test]
fn scroll_margin_may_be_0_without_a_unit() {
    run(|driver| {
        let page = Page::open_at(driver, PLAIN);
        let margins = ["", "0", "0px"].map(|margin| {
            page.ask("widget.style.setProperty('--shikaku-scroll-margin', one)", &[json!(margin)]);
            page.ask("return getComputedStyle(root.querySelector('.stage button')).scrollMarginBlockStart", &[])
        });
        assert_eq!(margins, ["80px", "64px", "64px"]);
    });
}

#[test]
fn choice_that_is_not_made_is_seen_in_high_contrast() {
    run(|driver| {
        let page = Page::open(driver);
        page.ask("widget.setAttribute('colors', 'high-contrast')", &[]);
        for kind in ["radio", "checkbox"] {
            let style = page.ask(
                "const tick = [...root.querySelectorAll('.tick')].find((tick) => tick.type === one && !tick.checked);
                 const { borderTopColor, borderTopWidth, backgroundColor } = getComputedStyle(tick);
                 return [borderTopColor, borderTopWidth, backgroundColor]",
                &[json!(kind)],
            );
            assert_eq!(style, json!(["rgb(255, 255, 255)", "2px", "rgb(0, 0, 0)"]), "{kind}");
        }
    });
}
