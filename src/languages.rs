//! The languages of a form: which it has, which is nearest to a wanted one, and whose sentences it uses.

use std::sync::Arc;

use crate::built_in::{self, Layer};
use crate::engine::problem::Problem;
use crate::engine::texts::{Table, Tables, Texts};

/// The language to fall back on.
const FALLBACK: &str = match built_in::LOCALES {
    [first, ..] => first,
    [] => "",
};

/// The sentences of a form in every language that it has.
#[derive(Debug, Clone)]
pub struct Languages {
    /// Those of a host's form; the built-in form has its own.
    host: Option<Tables>,
}

impl Languages {
    /// The languages of a host's form, or of the built-in one.
    #[must_use]
    pub fn new(host: Option<Tables>) -> Self {
        Self { host }
    }

    /// The sentences in a language (`ja`, `ja-simple`, `en-US`, …). The form's own come before the widget's. A sentence
    /// that the form lacks in this language comes from another of its languages.
    ///
    /// # Errors
    /// The problems of the bundled files; the tests ensure that they have none.
    pub fn texts(&self, locale: &str, has_readings: bool) -> Result<Texts, Vec<Problem>> {
        let shown = self.nearest(locale);
        let mut chain = Vec::new();
        let mut is_of_widget = false;
        for tag in with_language(shown) {
            chain.extend(self.form_table(&tag)?);
            let of_widget = built_in::texts(Layer::Widget, &tag).transpose()?;
            is_of_widget |= of_widget.is_some();
            chain.extend(of_widget);
        }
        if !is_of_widget {
            chain.extend(self.form_table(FALLBACK)?);
            chain.extend(built_in::texts(Layer::Widget, FALLBACK).transpose()?);
        }
        chain.extend(self.host.iter().flatten().map(|(_, table)| Arc::clone(table)));
        Ok(Texts::new(shown, chain, has_readings))
    }

    /// The form's own sentences in each of a host's languages, without fallback to the others.
    #[must_use]
    pub fn of_the_form(&self) -> Vec<Texts> {
        let locales = if self.host.is_some() { self.locales() } else { vec![FALLBACK] };
        let of_language = |locale: &str| {
            let tables = with_language(locale).into_iter().filter_map(|tag| self.form_table(&tag).ok().flatten());
            Texts::new(locale, tables.collect(), false)
        };
        locales.into_iter().map(of_language).collect()
    }

    /// The languages to choose from, each with its name in that language. A host's form offers the host's languages.
    #[must_use]
    pub fn offered(&self) -> Vec<(String, String)> {
        let name = |locale: &str| {
            let of_host = self.host_table(&normal(locale)).and_then(|table| table.get("ui.language"));
            let name = of_host.map(ToString::to_string).or_else(|| built_in::name(&normal(locale)));
            name.unwrap_or_else(|| locale.to_owned())
        };
        self.locales().into_iter().map(|locale| (locale.to_owned(), name(locale))).collect()
    }

    /// Whether this is a language in plain words, subtag `simple` of the registry of language subtags. Plain Japanese is
    /// read with readings (guideline of the Immigration Services Agency and the Agency for Cultural Affairs, 2020).
    #[must_use]
    pub fn is_simple(&self, locale: &str) -> bool {
        normal(self.nearest(locale)).split('-').any(|subtag| subtag == "simple")
    }

    /// A host without sentences of its own gets the widget's languages.
    fn locales(&self) -> Vec<&str> {
        let of_host: Vec<&str> = self.host.iter().flatten().map(|(locale, _)| &**locale).collect();
        if of_host.is_empty() { built_in::LOCALES.to_vec() } else { of_host }
    }

    /// The language to choose from that is nearest to a wanted one: itself, without its variety, Japanese, or the first.
    fn nearest(&self, wanted: &str) -> &str {
        let locales = self.locales();
        let mut nearest = with_language(wanted).into_iter().chain([FALLBACK.to_owned()]);
        let found = nearest.find_map(|wanted| locales.iter().find(|locale| normal(locale) == wanted));
        found.or(locales.first()).copied().unwrap_or(FALLBACK)
    }

    /// The form's own sentences in one language.
    fn form_table(&self, tag: &str) -> Result<Option<Arc<Table>>, Vec<Problem>> {
        match &self.host {
            Some(_) => Ok(self.host_table(tag).cloned()),
            None => built_in::texts(Layer::Form, tag).transpose(),
        }
    }

    fn host_table(&self, tag: &str) -> Option<&Arc<Table>> {
        self.host.iter().flatten().find(|(locale, _)| normal(locale) == tag).map(|(_, table)| table)
    }
}

/// A tag, and the same without region and variety.
fn with_language(tag: &str) -> Vec<String> {
    let tag = normal(tag);
    let language = tag.split('-').next().unwrap_or_default().to_owned();
    if language == tag { vec![tag] } else { vec![tag, language] }
}

/// A language tag as it is compared. Tags ignore case (RFC 5646, section 2.1.1), and programs write `en_US` too.
fn normal(tag: &str) -> String {
    tag.to_ascii_lowercase().replace('_', "-")
}
