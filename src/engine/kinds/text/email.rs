//! An e-mail address.

use super::rules::{KEYS, Rules, no_limits};
use crate::engine::finding::{Code, Finding};
use crate::engine::format::{Part, Rule};
use crate::engine::index::FieldIndex;
use crate::engine::json_schema::pattern;
use crate::engine::kinds::checks::stranger;
use crate::engine::kinds::plan::Size;
use crate::engine::tidy::{each, is_space, with_latin_signs};

/// The keys in a definition.
pub const PART: Part = Part { name: "email", meaning: "An e-mail address.", keys: KEYS, rule: Rule::Free };

/// An e-mail address.
pub static RULES: Rules = Rules {
    name: PART.name,
    size: Size::Words,
    keyboard: "email",
    is_number: false,
    tells_tidied: true,
    limits: no_limits,
    tidy: |typed| each(&with_latin_signs(typed), |one| (!is_space(one)).then_some(one)),
    error: |field, _, tidied| error(field, tidied),
    schema: |_| pattern("^[!-?A-~]+@[0-9A-Za-z-]+([.][0-9A-Za-z-]+)+$"),
};

/// Whether HTML would accept the e-mail address (HTML standard, "valid e-mail address"), and its domain has a dot:
/// without one it is a slip. At most 64 characters before the `@`, 254 in all (RFC 5321, section 4.5.3.1: a path of 256
/// has two brackets) and 63 in a label (RFC 1035).
fn error(field: FieldIndex, tidied: &str) -> Option<Finding> {
    let is_sign = |one: char| one.is_ascii_graphic() && !"()<>[]:;,\"\\".contains(one);
    let error = || Finding::error(field, Code::NotEmail);
    if let Some(finding) = stranger(field, Code::NotEmail, tidied, is_sign) {
        return Some(finding.as_variant("character"));
    }
    let Some((name, domain)) = tidied.split_once('@') else { return Some(error().as_variant("no_at")) };
    let is_label = |label: &str| {
        let signs_fit = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        signs_fit && (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    let has_domain = domain.contains('.') && domain.split('.').all(is_label);
    let fits = has_domain && (1..=64).contains(&name.len()) && tidied.len() <= 254;
    (!fits).then(error)
}
