//! `cargo xtask bench`: the script time of a form of N fields. Prints figures and asserts none: a machine's speed is
//! not a property of the widget.

use serde_json::{Value, json};

use crate::harness::driver::{Browser, Driver};

/// A list in five, and four boxes for digits behind it that are shown for one of its options.
fn definition(fields: usize) -> Value {
    let list = |index| {
        json!({ "id": format!("list_{index}"), "required": true, "fields": [
            { "id": format!("list_{index}"), "control": "drop_down", "options": ["shown", "hidden"], "opens_as": "shown" }
        ] })
    };
    let digits = |index| {
        json!({ "id": format!("digits_{index}"), "required": true,
            "shown": { "field": format!("list_{}", index / 5 * 5), "is": "shown" },
            "fields": [{ "id": format!("digits_{index}"), "control": "digits", "length": 6 }] })
    };
    let items: Vec<Value> = (0..fields).map(|index| if index % 5 == 0 { list(index) } else { digits(index) }).collect();
    json!({ "format": "shikaku-form/definition/1", "id": "bench", "version": "1", "items": items })
}

/// Script time in milliseconds, effects included: they run in the microtasks after the event.
const MEASURE: &str = r#"
    const [definition] = arguments;
    const settled = async () => { for (let turn = 0; turn < 10; turn += 1) await null; };
    const timed = async (run) => { const start = performance.now(); run(); await settled(); return performance.now() - start; };
    const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];
    const old = document.querySelector("shikaku-form");
    old?.remove();
    const { validate } = await import("/shikaku-form.js");
    const form = document.createElement("shikaku-form");
    form.definition = definition;
    const ready = new Promise((resolve) => form.addEventListener("shikaku-ready", resolve));
    const start = performance.now();
    document.body.append(form);
    await ready;
    const mount = performance.now() - start;
    const root = form.shadowRoot;
    const fire = (element, type) => element.dispatchEvent(new InputEvent(type, { bubbles: true, composed: true }));
    const box = root.querySelector("input.text");
    const keys = [];
    for (let key = 0; key < 200; key += 1) {
        box.value = String(key % 1000);
        keys.push(await timed(() => fire(box, "input")));
    }
    const list = root.querySelector("select");
    const toggles = [];
    for (let turn = 0; turn < 40; turn += 1) {
        list.value = turn % 2 ? "shown" : "hidden";
        toggles.push(await timed(() => fire(list, "input")));
    }
    const all = await timed(() => root.querySelector("button[type=submit]").click());
    const verdict = await timed(() => validate({}, { definition }));
    form.remove();
    return { mount, key: median(keys), toggle: median(toggles), all, verdict };
"#;

#[test]
#[ignore = "prints figures; cargo xtask bench runs it"]
fn long_form_prints_its_figures() {
    let driver = Driver::start(Browser::New);
    driver.open("/");
    println!("script time in milliseconds, medians; mount includes reading the definition");
    println!(
        "{:>8} {:>10} {:>10} {:>10} {:>14} {:>12}",
        "fields", "mount", "per key", "toggle", "validate all", "validate()"
    );
    for fields in [10, 100, 1_000, 3_000] {
        let figures = driver.execute_async(MEASURE, &[definition(fields)]);
        let figure = |name: &str| figures[name].as_f64().unwrap();
        println!(
            "{fields:>8} {:>10.1} {:>10.2} {:>10.2} {:>14.1} {:>12.1}",
            figure("mount"),
            figure("key"),
            figure("toggle"),
            figure("all"),
            figure("verdict")
        );
    }
}
