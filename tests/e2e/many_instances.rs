//! Many elements, copies of the module, attaching and removing. None affects another.

use serde_json::{Value, json};

use crate::harness::driver::Driver;
use crate::harness::engines::Engine;
use crate::harness::page::{Page, run, run_in_new_browser, words};
use crate::harness::sample_answers::internet;

#[test]
fn ten_elements_on_one_page_are_apart() {
    run(|driver| {
        driver.open("/pages/copies.html");
        let first = Page::of(driver, "#first");
        driver.execute(
            "for (let count = 3; count <= 10; count += 1) {
                 const element = document.createElement('shikaku-form');
                 element.prefill = { customer_id_digits: String(count).repeat(3) };
                 document.querySelector('main').append(element);
             }",
            &[],
        );
        let all = "[...document.querySelectorAll('shikaku-form')]";
        let ready = format!("return {all}.filter((one) => one.shadowRoot?.querySelector('.item')).length");
        driver.wait_until("ten forms", || driver.execute(&ready, &[]) == 10);
        first.enter_all(internet());
        first.press(words::TO_REVIEW);
        first.wait_for_stage("review");
        let typed =
            format!("return {all}.map((one) => one.shadowRoot.querySelector('[id$=-customer_id_digits]').value)");
        assert_eq!(
            driver.execute(&typed, &[]),
            json!(["", "", "333", "444", "555", "666", "777", "888", "999", "101010"])
        );
        let ids = format!(
            "const ids = {all}.flatMap((one) => [...one.shadowRoot.querySelectorAll('[id]')].map(({{ id }}) => id));
             return ids.length - new Set(ids).size"
        );
        assert_eq!(driver.execute(&ids, &[]), 0, "ids that two elements share");
        let told = "return told.filter((event) => event.kind === 'change').every((event) => event.from === 'first')";
        assert_eq!(driver.execute(told, &[]), true);
    });
}

#[test]
fn two_copies_of_the_module_live_side_by_side() {
    run(|driver| {
        driver.open("/pages/copies.html");
        let page = Page::of(driver, "#first");
        driver.wait_until("both copies", || driver.execute("return globalThis.areApart", &[]) == true);
        assert_eq!(driver.execute("return judged", &[]), json!([false, false]));
        page.enter_all(internet());
        assert_eq!(driver.execute("return warned", &[]), json!([]));
    });
}

#[test]
fn older_version_that_came_first_keeps_its_elements_and_is_named() {
    run(|driver| {
        driver.open("/pages/copies.html?older");
        driver.wait_until("both copies", || driver.execute("return globalThis.areApart", &[]) == true);
        let warned = driver.execute("return warned", &[]);
        assert_eq!(warned.as_array().unwrap().len(), 2, "{warned}");
        assert!(warned.to_string().contains("are of version 0.0.1"), "{warned}");
    });
}

#[test]
fn module_runs_in_a_worker_under_the_policy() {
    run(|driver| {
        driver.open("/faults/no-types/pages/worker.html");
        let answer = driver.wait_for("the worker", || {
            let answer = driver.execute("return globalThis.answered ?? null", &[]);
            (answer != Value::Null).then_some(answer)
        });
        let expected = json!({ "valid": false, "ok": true, "typed": ["ShikakuError", "values"], "violated": [] });
        assert_eq!(answer, expected);
    });
}

/// A page of a WebAssembly's memory, in bytes.
const PAGE: f64 = 65_536.0;

/// The memory in use: bytes of the WebAssembly, and, where the engine reports them, of JavaScript, nodes and listeners.
fn in_use(driver: &Driver, cycles: u64) -> (f64, Option<[f64; 3]>) {
    let mut bytes = 0.0;
    for _ in 0..cycles / 50 {
        bytes = driver.execute_async("return cycles(50)", &[]).as_f64().unwrap();
    }
    (bytes, driver.engine().in_use(driver))
}

#[test]
fn comings_and_goings_take_no_memory() {
    run_in_new_browser(|driver| {
        driver.open("/pages/cycles.html");
        driver.wait_until("the script", || driver.execute("return typeof globalThis.cycles", &[]) == "function");
        let is_told = driver.engine() == Engine::Chromium;
        // The WebAssembly is the same in each engine: fifty cycles show what an engine keeps of a view.
        let cycles = if is_told { 250 } else { 50 };
        let (bytes, others) = in_use(driver, cycles);
        let (bytes_then, others_then) = in_use(driver, cycles);
        // Its last page of memory is taken sooner or later, and no other in 5,000 cycles. Twenty views that are kept take
        // seventeen pages.
        assert!(bytes_then <= bytes + PAGE, "bytes of WebAssembly: {bytes}, then {bytes_then}");
        assert_eq!(others.is_some(), is_told);
        if let (Some([heap, nodes, listeners]), Some([heap_then, nodes_then, listeners_then])) = (others, others_then) {
            // What the engine learns about the code takes a hundred bytes a cycle; a view that is kept, a hundred times
            // as many, and hundreds of nodes.
            assert!(heap_then < heap + 500.0 * 1024.0, "bytes of JavaScript: {heap}, then {heap_then}");
            assert!(nodes_then <= nodes + 50.0, "nodes: {nodes}, then {nodes_then}");
            assert!(listeners_then <= listeners + 50.0, "listeners: {listeners}, then {listeners_then}");
        }
    });
}
