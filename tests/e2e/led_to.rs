//! Where the person is led: out from under the host's header, to the part that is wrong, through lists of limited
//! length.

use serde_json::{Value, json};

use crate::harness::driver::Driver;
use crate::harness::page::{Page, run, words};
use crate::harness::sample_answers::internet;

/// Puts the widget deep into another component: a scrolling part with a sticky header, below a header of the page.
const SURROUND: &str = "
    const style = (element, rules) => Object.assign(element.style, rules);
    const box = (rules) => { const one = document.createElement('div'); style(one, rules); return one; };
    window.form = document.querySelector('shikaku-form');
    const shadow = box({}).attachShadow({ mode: 'open' });
    const scroller = box({ height: '400px', overflow: 'auto' });
    const inner = box({ position: 'sticky', top: '0', height: '70px', zIndex: '9', background: '#cde' });
    inner.append(box({ height: '30px', background: '#abc' }));
    const room = box({ height: '900px' });
    scroller.append(inner, window.form, room);
    shadow.append(scroller);
    const page = box({ position: 'fixed', inset: '0 0 auto', height: '90px', zIndex: '9', background: '#ccc' });
    document.body.replaceChildren(page, box({ height: '300px' }), shadow.host, box({ height: '2000px' }));
    window.header = () => Math.max(inner.getBoundingClientRect().bottom, page.getBoundingClientRect().bottom);
    window.end = () => Math.min(scroller.getBoundingClientRect().bottom, innerHeight);
    window.root = () => form.shadowRoot";

fn until(driver: &Driver, condition: &str) {
    driver.wait_until(condition, || driver.execute(&format!("return {condition}"), &[]) == true);
}

#[test]
fn field_is_brought_out_from_under_the_header_of_a_part_that_scrolls() {
    run(|driver| {
        driver.resize(1000, 700);
        Page::open(driver);
        driver.execute(SURROUND, &[]);
        until(driver, "root().querySelector('.item') !== null");
        driver.execute("root().querySelector('form .button').click()", &[]);
        until(driver, "root().activeElement?.className === 'summary'");
        let lines = driver.execute("return root().querySelectorAll('.summary li').length", &[]).as_u64().unwrap();
        for line in 0..lines {
            driver.execute("root().querySelectorAll('.summary a')[arguments[0]].click()", &[json!(line)]);
            until(driver, "root().activeElement?.closest('.item') !== undefined");
            until(
                driver,
                "(() => {
                     // The whole item, or the field where the item has no room.
                     const wholes = ['[data-scroll-to]', '.field'].map((one) => root().activeElement.closest(one));
                     const tops = wholes.map((whole) => whole?.getBoundingClientRect().top);
                     const bottom = root().activeElement.getBoundingClientRect().bottom;
                     return tops.some((top) => top >= header() && top < end()) && bottom <= end()
                         && wholes.every((whole) => !whole || whole.style.length === 0);
                 })()",
            );
            driver.execute("root().querySelector('.summary').focus()", &[]);
        }
    });
}

#[test]
fn only_the_list_that_is_empty_is_wrong_in_a_date_that_is_chosen_in_part() {
    run(|driver| {
        let page = Page::open(driver);
        let marks = || {
            let marks = "return controls('planned_start_month').map((list) => list.getAttribute('aria-invalid'))";
            page.ask(marks, &[])
        };
        page.press(words::TO_REVIEW);
        page.wait_for_focus("summary");
        assert_eq!(marks(), json!(["true", "true"]), "nothing is chosen");
        page.enter("planned_start_month", &json!("-12"));
        page.press(words::TO_REVIEW);
        page.wait_for_focus("summary");
        assert_eq!(marks(), json!(["true", null]));
        page.enter(
            "planned_start_month",
            &internet().into_iter().find(|(field, _)| *field == "planned_start_month").unwrap().1,
        );
        page.wait_until("controls('planned_start_month').every((list) => !list.hasAttribute('aria-invalid'))");
    });
}

/// A form of this many required boxes of text.
fn boxes(count: usize) -> Value {
    let names: Vec<String> = (0..count).map(|number| format!("box_{number}")).collect();
    let item = |name: &String| json!({ "id": name, "required": true, "fields": [{ "id": name, "control": "text", "max_length": 9 }] });
    let labels = names.iter().map(|name| (format!("items.{name}.label"), json!(name)));
    json!({
        "format": "shikaku-form/definition/1",
        "id": "boxes",
        "version": "1",
        "items": names.iter().map(item).collect::<Vec<_>>(),
        "texts": { "ja": labels.collect::<serde_json::Map<_, _>>() },
    })
}

#[test]
fn summary_of_errors_has_an_end_and_its_count_stays_true() {
    run(|driver| {
        let page = Page::open(driver);
        page.ask("widget.definition = one", &[boxes(30)]);
        page.wait_until("root.querySelectorAll('.item').length === 30");
        page.press(words::TO_REVIEW);
        page.wait_for_focus("summary");
        let says =
            |words: &str| page.wait_until(&format!("root.querySelector('.summary').textContent.includes('{words}')"));
        says("ほかに10件あります。");
        assert_eq!(page.ask("return root.querySelectorAll('.summary li').length", &[]), 20);
        page.enter("box_25", &json!("one"));
        page.enter("box_1", &json!("two"));
        says("ほかに9件あります。");
        assert_eq!(page.summary().len(), 19);
    });
}

#[test]
fn headings_are_of_the_level_that_the_host_gives() {
    run(|driver| {
        let page = Page::open_at(driver, "/hosts/plain.html");
        page.press(words::TO_REVIEW);
        page.wait_for_focus("summary");
        let levels = "[...new Set([...root.querySelectorAll('.title, .heading')].filter(isSeen).map((one) => one.localName))].join()";
        assert_eq!(page.ask(&format!("return {levels}"), &[]), "h3,h4");
        for (given, drawn) in [("2", "h2,h3"), ("6", "h6"), ("0", "h3,h4"), ("two", "h3,h4")] {
            page.ask("widget.setAttribute('heading-level', one)", &[json!(given)]);
            page.wait_until(&format!("{levels} === '{drawn}'"));
        }
    });
}
