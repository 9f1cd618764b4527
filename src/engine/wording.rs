//! The sentences of one form: those of its findings, and those that are missing.

use super::definition::{Definition, Field};
use super::finding::Finding;
use super::json::Json;
use super::markup::{Paragraph, filled, plain};
use super::problem::{Problem, ProblemCode};
use super::texts::Texts;

impl Texts {
    /// A sentence about one form as a whole, which no other form uses: `forms.ID.ROLE`.
    #[must_use]
    pub fn of_form(&self, definition: &Definition, role: &str) -> Paragraph {
        self.line(&format!("forms.{}.{role}", definition.id))
    }

    /// The same in several lines.
    #[must_use]
    pub fn lines_of_form(&self, definition: &Definition, role: &str) -> Vec<Paragraph> {
        self.paragraphs(&format!("forms.{}.{role}", definition.id))
    }

    /// The sentence of a finding without markup, as programs get it.
    #[must_use]
    pub fn message(&self, definition: &Definition, finding: &Finding) -> String {
        plain(&self.sentence(definition, finding))
    }

    /// The sentence of a finding: the most specific one, with its placeholders filled in.
    #[must_use]
    pub fn sentence(&self, definition: &Definition, finding: &Finding) -> Paragraph {
        let (id, control) = match definition.field(finding.field) {
            Some(field) => (&*field.id, field.control.kind().name()),
            None => ("", ""),
        };
        let code = finding.code.as_str();
        let mut keys = Vec::with_capacity(5);
        if let Some(variant) = finding.variant {
            keys.extend([format!("findings.{id}.{code}.{variant}"), format!("findings.{code}.{variant}")]);
        }
        keys.extend([
            format!("findings.{id}.{code}"),
            format!("findings.{code}.{control}"),
            format!("findings.{code}"),
        ]);
        filled(self.first(&keys), &finding.params)
    }

    /// The sentences that a definition needs and these texts lack: labels, and findings of its own checks.
    #[must_use]
    pub fn missing(&self, definition: &Definition) -> Vec<Problem> {
        let mut keys: Vec<String> = Vec::new();
        keys.extend(definition.sections.iter().map(|section| format!("sections.{}.label", section.id)));
        keys.extend(definition.items().map(|(_, item)| format!("items.{}.label", item.id)));
        for (_, item) in definition.items() {
            let is_alone = definition.fields_of(item).count() == 1;
            keys.extend(definition.fields_of(item).flat_map(|(_, field)| needed_keys(field, is_alone)));
        }
        for id in &definition.faq {
            keys.extend([format!("faq.{id}.question"), format!("faq.{id}.answer")]);
        }
        let problem = |key: String| Problem {
            pointer: format!("/texts/{}/{key}", self.locale()),
            code: ProblemCode::MissingText,
            message: format!("there is no text `{key}`"),
            did_you_mean: None,
        };
        let is_missing = |key: &String| self.get(key).is_none_or(|text| text.chars().all(char::is_whitespace));
        keys.into_iter().filter(is_missing).map(problem).collect()
    }
}

impl Finding {
    /// `{ field, item, code, severity, message, params }`.
    #[must_use]
    pub fn to_json(&self, definition: &Definition, message: &str) -> Json {
        let field = definition.field(self.field).map_or("", |field| &field.id);
        let item = definition.item_of(self.field).map_or("", |item| &item.id);
        Json::object([
            ("field", Json::text(field)),
            ("item", Json::text(item)),
            ("code", Json::text(self.code.as_str())),
            ("severity", Json::text(self.severity.as_str())),
            ("message", Json::text(message)),
            ("params", Json::object(self.params.iter().map(|(name, value)| (*name, Json::text(value))))),
        ])
    }
}

/// A field that is alone has its item's label. A consent has its words beside its box. Labels for each prefix do not
/// replace the general label, which is shown before a prefix is chosen.
fn needed_keys(field: &Field, is_alone: bool) -> Vec<String> {
    let kind = field.control.kind();
    let mut keys = kind.needed_texts(&field.id);
    if !is_alone || kind.is_labelled_itself() {
        keys.insert(0, format!("fields.{}.label", field.id));
    }
    keys
}
