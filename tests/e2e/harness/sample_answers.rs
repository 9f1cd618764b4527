//! The values that the tests enter, and the present day.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use shikaku_form::engine::calendar::{Moment, Month};

/// The secret number that the tests enter.
pub(crate) const SECRET: &str = "4831";

/// What the clock says in Asia/Tokyo, as the widget reads it from the same clock.
pub(crate) fn now() -> Moment {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    Moment::from_unix_seconds(i64::try_from(seconds).unwrap()).unwrap()
}

/// This month there.
pub(crate) fn today() -> Month {
    now().month()
}

/// A month that both a new application and every year allow: December of next year.
pub(crate) fn start_month() -> String {
    today().last_of_year_after(1).to_string()
}

/// A form of a clinic with a FLET'S line, without errors.
pub(crate) fn ip_vpn() -> Vec<(&'static str, Value)> {
    let mut entries = vec![
        ("terms_consent", json!(true)),
        ("line_type", json!("ip_vpn")),
        ("customer_id_prefix", json!("CAF")),
        ("customer_id_digits", json!("0123456789")),
        ("customer_id_digits_repeat", json!("0123456789")),
        ("v6_option_declared", json!(true)),
    ];
    entries.extend(of_every_line());
    entries
}

/// A form of a clinic that needs no customer ID, without errors.
pub(crate) fn internet() -> Vec<(&'static str, Value)> {
    let mut entries = vec![("terms_consent", json!(true)), ("line_type", json!("internet_ipsec_ike"))];
    entries.extend(of_every_line());
    entries
}

fn of_every_line() -> [(&'static str, Value); 3] {
    [
        ("planned_start_month", json!(start_month())),
        ("secret_number", json!(SECRET)),
        ("secret_number_repeat", json!(SECRET)),
    ]
}
