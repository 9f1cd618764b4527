//! Sentences by key, in one language with fallback to others.
//!
//! A key says what the sentence belongs to: `items.customer_id.label`, `findings.missing`, `ui.to_review`. It knows
//! the keys, and no sentence.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::calendar::{Date, Month, year_of_reiwa};
use super::json::Json;
use super::markup::{Paragraph, filled, inlines, plain, with_pieces, without_readings};
use super::node::{Node, Problems};
use super::problem::Problem;

/// The sentences of one file: key to text. An array of strings is one text of several lines.
pub type Table = BTreeMap<Box<str>, Box<str>>;

/// The sentences of each language of a form, in the order of its definition.
pub type Tables = Vec<(Box<str>, Arc<Table>)>;

/// The sentences of one language. A key is looked up in the tables one after the other.
#[derive(Debug, Clone)]
pub struct Texts {
    locale: Box<str>,
    tables: Vec<Arc<Table>>,
    has_readings: bool,
}

/// Reads the sentences of one language.
///
/// # Errors
/// All problems at once.
pub fn table(json: &Json) -> Result<Table, Vec<Problem>> {
    let problems = Problems::default();
    let table = read_table(Node::root(json, &problems));
    let problems = problems.found();
    if problems.is_empty() { Ok(table) } else { Err(problems) }
}

/// Reads the `texts` member of a definition: one table per language.
///
/// # Errors
/// All problems at once, with pointers into the definition.
pub fn tables(definition: &Json) -> Result<Tables, Vec<Problem>> {
    let problems = Problems::default();
    let mut tables = Tables::new();
    if let Some(texts) = Node::root(definition, &problems).optional("texts") {
        if let Json::Object(languages) = texts.json {
            let table = |json, locale| read_table(Node { json, at: texts.at.member(locale) });
            tables
                .extend(languages.iter().map(|(locale, json)| (locale.as_str().into(), Arc::new(table(json, locale)))));
        } else {
            texts.wrong_type("an object of languages");
        }
    }
    let problems = problems.found();
    if problems.is_empty() { Ok(tables) } else { Err(problems) }
}

fn read_table(node: Node<'_, '_>) -> Table {
    let Json::Object(members) = node.json else {
        node.wrong_type("an object of sentences");
        return Table::new();
    };
    let mut table = Table::new();
    for (key, json) in members {
        let node = Node { json, at: node.at.member(key) };
        let text = match json {
            Json::Array(_) => node.texts().map(|lines| lines.join("\n")),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Fraction | Json::Text(_) | Json::Object(_) => {
                node.text().map(str::to_owned)
            }
        };
        text.into_iter().for_each(|text| drop(table.insert(key.as_str().into(), text.into())));
    }
    table
}

impl Texts {
    /// The sentences of a language, the first table before the others. `has_readings` keeps the ruby.
    #[must_use]
    pub fn new(locale: &str, tables: Vec<Arc<Table>>, has_readings: bool) -> Self {
        Self { locale: locale.into(), tables, has_readings }
    }

    /// The language, as the `lang` attribute writes it.
    #[must_use]
    pub fn locale(&self) -> &str {
        &self.locale
    }

    /// Whether there are readings to show.
    #[must_use]
    pub fn offers_readings(&self) -> bool {
        self.tables.first().is_some_and(|table| table.values().any(|text| text.contains('|')))
    }

    /// The text with this key, as it was written.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.tables.iter().find_map(|table| table.get(key)).map(AsRef::as_ref)
    }

    /// The text with this key as one line; empty when there is none.
    #[must_use]
    pub fn line(&self, key: &str) -> Paragraph {
        self.paragraph(self.get(key).unwrap_or_default())
    }

    /// The text with this key, one paragraph per line; empty when there is none.
    #[must_use]
    pub fn paragraphs(&self, key: &str) -> Vec<Paragraph> {
        let lines = self.get(key).unwrap_or_default().lines();
        lines.filter(|line| !line.is_empty()).map(|line| self.paragraph(line)).collect()
    }

    /// The first text among these keys, as one line; empty when there is none. Any key in the first language comes
    /// before every key in the next: a sentence in another language does not help.
    #[must_use]
    pub fn first(&self, keys: &[String]) -> Paragraph {
        let in_table = |table: &Arc<Table>| keys.iter().find_map(|key| table.get(&**key).cloned());
        self.paragraph(&self.tables.iter().find_map(in_table).unwrap_or_default())
    }

    fn paragraph(&self, text: &str) -> Paragraph {
        let line = inlines(text);
        if self.has_readings { line } else { without_readings(line) }
    }

    /// A sentence of the widget itself: key `ui.` and this name.
    #[must_use]
    pub fn ui(&self, name: &str) -> Paragraph {
        self.line(&format!("ui.{name}"))
    }

    /// A sentence of the widget itself with its placeholders filled in.
    #[must_use]
    pub fn fill(&self, name: &str, params: &[(&str, String)]) -> Paragraph {
        filled(self.ui(name), params)
    }

    /// The label of an item; its id when nobody wrote one.
    #[must_use]
    pub fn item_label(&self, id: &str) -> Paragraph {
        self.paragraph(self.get(&format!("items.{id}.label")).unwrap_or(id))
    }

    /// A year as people read it, with the era's year where the language uses it.
    #[must_use]
    pub fn year(&self, year: u16) -> Paragraph {
        self.of_year(year, ["year_alone", "year_of_reiwa"])
    }

    /// The same as a line of a list of years.
    #[must_use]
    pub fn year_option(&self, year: u16) -> String {
        plain(&self.of_year(year, ["year_option_alone", "year_option_of_reiwa"]))
    }

    fn of_year(&self, year: u16, [alone, of_reiwa]: [&str; 2]) -> Paragraph {
        let western = ("year", year.to_string());
        match year_of_reiwa(year) {
            Some(count) => self.fill(of_reiwa, &[western, ("reiwa", count.to_string())]),
            None => self.fill(alone, &[western]),
        }
    }

    /// A month as people read it.
    #[must_use]
    pub fn month(&self, month: Month) -> Paragraph {
        self.with_month(self.ui("month_answer"), month)
    }

    fn with_month(&self, line: Paragraph, month: Month) -> Paragraph {
        let line = with_pieces(line, "year", &self.year(month.year()));
        self.with_one_of(line, "month", usize::from(month.month()) - 1)
    }

    /// Fills in one of several words: `{month}` out of `ui.months`.
    fn with_one_of(&self, line: Paragraph, name: &str, position: usize) -> Paragraph {
        let words = self.paragraphs(&format!("ui.{name}s"));
        with_pieces(line, name, words.get(position).map(Vec::as_slice).unwrap_or_default())
    }

    /// A day as people read it, with its weekday.
    #[must_use]
    pub fn date(&self, date: Date) -> Paragraph {
        let line = self.fill("date_answer", &[("day", date.day().to_string())]);
        self.with_one_of(self.with_month(line, date.month()), "weekday", date.weekday())
    }

    /// The label of an option; its value when nobody wrote one.
    #[must_use]
    pub fn option_label(&self, field: &str, option: &str) -> Paragraph {
        self.paragraph(self.get(&format!("options.{field}.{option}")).unwrap_or(option))
    }
}
