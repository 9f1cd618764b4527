//! A year, a month and a day, chosen from lists.

use super::kind::{Kind, Others, Own};
use super::month::{YEARS_AHEAD, read_years_ahead};
use super::plan::ControlPlan;
use crate::engine::calendar::{Date, date_parts};
use crate::engine::finding::{Code, Finding};
use crate::engine::format::{Key, Part, Rule, Shape};
use crate::engine::json::Json;
use crate::engine::json_schema::pattern;
use crate::engine::markup::Paragraph;
use crate::engine::node::{Node, Pointer};
use crate::engine::problem::ProblemCode;
use crate::engine::texts::Texts;
use crate::engine::value::{Answer, Value};

const MAX_YEARS_BACK: u8 = 150;

/// The keys in a definition.
pub const PART: Part = Part {
    name: "date",
    meaning: "A year, a month and a day. It is alone in its item.",
    keys: &[
        YEARS_AHEAD,
        Key::optional("earliest", Shape::OneOf(&["today"]), "Earlier days are refused."),
        Key::optional(
            "years_back",
            Shape::Whole(0, MAX_YEARS_BACK as u32),
            "The first day is New Year's Day, this many years before this year's.",
        ),
    ],
    rule: Rule::Either("earliest", "years_back"),
};

/// A date, and its limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateRange {
    /// The first day.
    pub earliest: EarliestDate,
    /// The last year offered, counted from this year.
    pub years_ahead: u8,
}

/// The first day that may be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EarliestDate {
    /// Today.
    Today,
    /// New Year's Day, this many years before this year's.
    YearsBack(u8),
}

impl DateRange {
    pub(super) fn read(node: Node<'_, '_>) -> Option<Self> {
        let years_ahead = read_years_ahead(node);
        let today = [("today", EarliestDate::Today)];
        let earliest = node.optional("earliest").and_then(|node| node.one_of(&today));
        let years_back = node.optional("years_back").and_then(|node| node.number(0, MAX_YEARS_BACK));
        if node.optional("earliest").is_some() == node.optional("years_back").is_some() {
            node.at.problem(ProblemCode::MissingKey, "a date field has either `earliest` or `years_back`");
        }
        let earliest = earliest.or(years_back.map(EarliestDate::YearsBack))?;
        Some(Self { earliest, years_ahead: years_ahead? })
    }

    /// The first day that may be chosen.
    fn first(self, today: Date) -> Date {
        match self.earliest {
            EarliestDate::Today => today,
            EarliestDate::YearsBack(years) => today.month().first_of_year_before(years).into(),
        }
    }
}

impl Kind for DateRange {
    fn name(&self) -> &'static str {
        PART.name
    }

    fn is_made_of_lists(&self) -> bool {
        true
    }

    fn fits(&self, value: &Value, at: Pointer<'_>) -> bool {
        let text = value.typed().unwrap_or_default();
        let fits = text.is_empty() || date_parts(text).is_some();
        if !fits {
            at.problem(ProblemCode::WrongValue, format!("`{text}` is no date written YYYY-MM-DD"));
        }
        fits
    }

    fn is_filled(&self, own: Own<'_>) -> bool {
        Date::parse(own.typed()).is_some()
    }

    fn check(&self, own: Own<'_>, today: Date, found: &mut Vec<Finding>) {
        let first = self.first(today);
        let code = match (Date::parse(own.typed()), date_parts(own.typed())) {
            (Some(date), _) if date < first => {
                let finding = Finding::error(own.field, Code::DatePast).with("earliest_year", &first.month().year());
                let finding = finding.with("earliest_month", &first.month().month());
                return found.push(finding.with("earliest_day", &first.day()));
            }
            (Some(date), _) if date.month() <= today.month().last_of_year_after(self.years_ahead) => return,
            (None, _) if own.typed().is_empty() => Code::Missing,
            (None, Some((year, month, day))) if year.is_empty() || month.is_empty() || day.is_empty() => {
                Code::DateIncomplete
            }
            (None, Some(_)) => Code::DateUnreal,
            (_, _) => Code::UnknownOption,
        };
        found.push(Finding::error(own.field, code));
    }

    fn answer(&self, own: Own<'_>) -> Option<Answer> {
        Date::parse(own.typed()).map(|date| Answer::Text(date.to_string()))
    }

    fn schema(&self, _required: bool) -> Json {
        pattern("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")
    }

    fn plan(&self, _id: &str, _texts: &Texts) -> ControlPlan {
        ControlPlan::Date
    }

    fn years(&self, _others: &dyn Others, today: Date) -> Option<(u16, u8)> {
        Some((self.first(today).month().year(), self.years_ahead))
    }

    fn words(&self, text: &str, _id: &str, texts: &Texts) -> Option<Paragraph> {
        Date::parse(text).map(|date| texts.date(date))
    }

    /// Plain numbers, as the portal's lists offer them.
    fn in_portal(&self, own: Own<'_>, texts: &Texts) -> (Paragraph, Option<Paragraph>) {
        let words = Date::parse(own.typed()).map(|date| {
            let (year, month) = (date.month().year().to_string(), date.month().month().to_string());
            texts.fill("transfer_date", &[("year", year), ("month", month), ("day", date.day().to_string())])
        });
        (texts.ui("transfer_drop_down"), words)
    }
}
