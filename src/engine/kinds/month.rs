//! A year and a month, chosen from lists.

use super::checks::warning;
use super::kind::{Kind, Others, Own};
use super::plan::ControlPlan;
use crate::engine::calendar::{Date, Month, month_parts};
use crate::engine::condition::{Condition, MAX_DEPTH};
use crate::engine::finding::{Code, Finding};
use crate::engine::format::{Key, Part, Rule, Shape, names};
use crate::engine::index::FieldIndex;
use crate::engine::json::Json;
use crate::engine::json_schema::pattern;
use crate::engine::markup::Paragraph;
use crate::engine::node::{Node, Pointer};
use crate::engine::problem::ProblemCode;
use crate::engine::scope::{Scope, Seen, id};
use crate::engine::texts::Texts;
use crate::engine::value::{Answer, Value};

const MAX_CASES: usize = 20;
/// The largest number of years ahead that lists offer.
pub(super) const MAX_YEARS: u8 = 100;

/// The key of every kind that offers years.
pub(super) const YEARS_AHEAD: Key =
    Key::required("years_ahead", Shape::Whole(0, MAX_YEARS as u32), "The last year offered, counted from this year.");

/// The keys in a definition.
pub const PART: Part = Part {
    name: "month",
    meaning: "A year and a month.",
    keys: &[
        YEARS_AHEAD,
        Key::optional(
            "earliest",
            Shape::List(&Shape::Object(&CASE), MAX_CASES),
            "The first case whose condition holds gives the first month offered; else this month.",
        ),
        Key::optional(
            "not_after",
            Shape::Object(&NOT_AFTER),
            "Warns when the month is later than that of another field.",
        ),
    ],
    rule: Rule::Free,
};

const CASE: Part = Part {
    name: "earliest_case",
    meaning: "A first month that holds under a condition.",
    keys: &[
        Key::required("when", Shape::Condition, ""),
        Key::required("month", Shape::Month, "The first month that may then be chosen."),
    ],
    rule: Rule::Free,
};

const NOT_AFTER: Part = Part {
    name: "not_after",
    meaning: "A month that should not be earlier than this one.",
    keys: &[
        Key::required("field", Shape::Id, "A month field above."),
        Key::required("code", Shape::Id, "The code of the warning: text `findings.CODE`."),
    ],
    rule: Rule::Free,
};

/// A year and a month, and which of them may be chosen.
#[derive(Debug)]
pub struct MonthRange {
    /// The last year offered, counted from this year.
    pub years_ahead: u8,
    /// Earliest months that hold under a condition; the first that applies, else this month.
    pub earliest: Vec<(Condition, Month)>,
    /// Warns when the month is later than another field's.
    pub not_after: Option<NotAfter>,
}

/// "This month is later than that one."
#[derive(Debug)]
pub struct NotAfter {
    /// The month field compared with.
    pub field: FieldIndex,
    /// The code of the warning.
    pub code: Box<str>,
}

impl MonthRange {
    pub(super) fn read(scope: &Scope, node: Node<'_, '_>) -> Option<Self> {
        let years_ahead = read_years_ahead(node)?;
        let earliest = node.optional("earliest").and_then(|node| node.list(MAX_CASES, |case| read_case(scope, case)));
        let not_after = node.optional("not_after").and_then(|node| read_not_after(scope, node));
        Some(Self { years_ahead, earliest: earliest.unwrap_or_default(), not_after })
    }

    /// The first month that may be chosen: the first case whose condition holds, else this month.
    fn first(&self, others: &dyn Others, today: Month) -> Month {
        self.earliest.iter().find(|(when, _)| others.holds(when)).map_or(today, |(_, month)| *month)
    }

    fn error(&self, own: Own<'_>, today: Month) -> Option<Finding> {
        let error = |code| Some(Finding::error(own.field, code));
        if own.typed().is_empty() {
            return error(Code::Missing);
        }
        let Some(month) = Month::parse(own.typed()) else {
            let is_half = month_parts(own.typed()).is_some();
            return error(if is_half { Code::MonthIncomplete } else { Code::UnknownOption });
        };
        let first = self.first(own.others, today);
        if month < first {
            let finding = Finding::error(own.field, Code::MonthPast);
            return Some(finding.with("earliest_year", &first.year()).with("earliest_month", &first.month()));
        }
        if month > today.last_of_year_after(self.years_ahead) { error(Code::UnknownOption) } else { None }
    }
}

pub(super) fn read_years_ahead(node: Node<'_, '_>) -> Option<u8> {
    node.required(YEARS_AHEAD.name)?.number(0, MAX_YEARS)
}

fn read_case(scope: &Scope, node: Node<'_, '_>) -> Option<(Condition, Month)> {
    let object = node.object(names!(CASE))?;
    let when = scope.condition(object.required("when")?, MAX_DEPTH)?;
    let first = object.required("month")?;
    let month = Month::parse(first.text()?);
    if month.is_none() {
        first.at.problem(ProblemCode::WrongValue, "a month is written YYYY-MM");
    }
    Some((when, month?))
}

fn read_not_after(scope: &Scope, node: Node<'_, '_>) -> Option<NotAfter> {
    let object = node.object(names!(NOT_AFTER))?;
    let code = id(object.required("code")?)?.into();
    let field = scope.field_above(object.required("field")?)?;
    if let Some(Seen::Month) = scope.seen(field) {
        return Some(NotAfter { field, code });
    }
    node.at.problem(ProblemCode::WrongType, "a month is compared with another month field");
    None
}

impl Kind for MonthRange {
    fn name(&self) -> &'static str {
        PART.name
    }

    fn each_field(&self, visit: &mut dyn FnMut(FieldIndex)) {
        self.earliest.iter().for_each(|(when, _)| when.each_field(visit));
        self.not_after.iter().for_each(|not_after| visit(not_after.field));
    }

    fn seen(&self) -> Seen {
        Seen::Month
    }

    fn is_made_of_lists(&self) -> bool {
        true
    }

    fn fits(&self, value: &Value, at: Pointer<'_>) -> bool {
        let text = value.typed().unwrap_or_default();
        let fits = text.is_empty() || month_parts(text).is_some();
        if !fits {
            at.problem(ProblemCode::WrongValue, format!("`{text}` is no month written YYYY-MM"));
        }
        fits
    }

    fn is_filled(&self, own: Own<'_>) -> bool {
        Month::parse(own.typed()).is_some()
    }

    fn check(&self, own: Own<'_>, today: Date, found: &mut Vec<Finding>) {
        found.extend(self.error(own, today.month()));
        let month = |value: &Value| value.typed().and_then(Month::parse);
        if let Some(not_after) = &self.not_after
            && let (Some(this), Some(other)) = (month(own.value), own.others.value(not_after.field).and_then(month))
            && this > other
        {
            found.push(warning(own.field, &not_after.code));
        }
    }

    fn answer(&self, own: Own<'_>) -> Option<Answer> {
        Month::parse(own.typed()).map(|month| Answer::Text(month.to_string()))
    }

    fn schema(&self, _required: bool) -> Json {
        pattern("^[0-9]{4}-(0[1-9]|1[0-2])$")
    }

    fn needed_texts(&self, _id: &str) -> Vec<String> {
        self.not_after.iter().map(|rule| format!("findings.{}", rule.code)).collect()
    }

    fn plan(&self, _id: &str, _texts: &Texts) -> ControlPlan {
        ControlPlan::Month
    }

    fn years(&self, others: &dyn Others, today: Date) -> Option<(u16, u8)> {
        Some((self.first(others, today.month()).year(), self.years_ahead))
    }

    fn words(&self, text: &str, _id: &str, texts: &Texts) -> Option<Paragraph> {
        Month::parse(text).map(|month| texts.month(month))
    }

    /// Plain numbers, as the portal's lists offer them.
    fn in_portal(&self, own: Own<'_>, texts: &Texts) -> (Paragraph, Option<Paragraph>) {
        let params = |month: Month| [("year", month.year().to_string()), ("month", month.month().to_string())];
        let words = Month::parse(own.typed()).map(|month| texts.fill("transfer_month", &params(month)));
        (texts.ui("transfer_drop_down"), words)
    }
}
