//! How a form is shown: language, readings, size of the text, colours.

use serde::Serialize;

/// The values of the element's attributes; `""` for an absent one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Display {
    /// `locale`.
    pub locale: String,
    /// `readings`: whether each kanji has its reading above it.
    #[serde(rename = "readings")]
    pub has_readings: bool,
    /// `text-size`.
    pub text_size: String,
    /// `colors`.
    pub colors: String,
    /// `heading-level`: of the title of each page; what is below it is one level lower.
    #[serde(skip)]
    pub heading: u8,
}

impl Display {
    /// The level without the attribute: below the page's title and a section's heading.
    pub const HEADING: u8 = 3;

    /// Whether changing to `other` leaves every word as it is.
    #[must_use]
    pub fn is_worded_like(&self, other: &Self) -> bool {
        (&self.locale, self.has_readings, self.heading) == (&other.locale, other.has_readings, other.heading)
    }
}

impl Default for Display {
    fn default() -> Self {
        let [locale, text_size, colors] = Default::default();
        Self { locale, has_readings: false, text_size, colors, heading: Self::HEADING }
    }
}
