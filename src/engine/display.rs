//! How a form is shown: language, readings, size of the text, colours.

/// What the element's attributes say; `""` where one is absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Display {
    /// `locale`.
    pub locale: String,
    /// `readings`: whether the reading stands above each kanji.
    pub has_readings: bool,
    /// `text-size`.
    pub text_size: String,
    /// `colors`.
    pub colors: String,
    /// `heading-level`: of the title of each page; what is below it is one level lower.
    pub heading: u8,
}

impl Display {
    /// The level of headings where nothing is said: below the title of a page and of its part.
    pub const HEADING: u8 = 3;

    /// Whether every word has to be drawn anew after this one.
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
