//! Reads fields: one shape of JSON for each kind of control.

use regex::{Regex, RegexBuilder};

use super::conditions::known_option;
use super::questions::questions;
use super::{MAX_CONDITION_DEPTH, MAX_OPTIONS, Parser, read_id};
use crate::engine::calendar::Month;
use crate::engine::definition::{
    CheckSeverity, Choice, Condition, Control, Digits, Field, FieldIndex, ItemIndex, Length, MonthRange, NotAfter,
    PatternCheck, Subject,
};
use crate::engine::json::Json;
use crate::engine::problem::ProblemCode;
use crate::engine::reader::Reader;

/// Bytes of compiled pattern: a few hundred states, far more than a form needs.
const MAX_PATTERN_SIZE: usize = 1 << 18;

const CONTROLS: [(&str, Kind); 6] = [
    ("consent", Kind::Consent),
    ("radios", Kind::Radios),
    ("drop_down", Kind::DropDown),
    ("digits", Kind::Digits),
    ("repeat", Kind::Repeat),
    ("month", Kind::Month),
];

#[derive(Clone, Copy)]
enum Kind {
    Consent,
    Radios,
    DropDown,
    Digits,
    Repeat,
    Month,
}

impl Parser {
    /// Reads a field and adds it to the form.
    pub(super) fn field(&mut self, json: &Json) -> Option<()> {
        let kind = self.reader.required(json, "control", |reader, json| reader.one_of(json, &CONTROLS))?;
        let keys: &[&str] = match kind {
            Kind::Consent => &["id", "control"],
            Kind::Radios | Kind::DropDown => &["id", "control", "options", "opens_as", "reopens_as", "guide"],
            Kind::Digits => &["id", "control", "secret", "length", "prefix", "checks"],
            Kind::Repeat => &["id", "control", "of"],
            Kind::Month => &["id", "control", "years_ahead", "earliest", "not_after"],
        };
        let object = self.reader.object(json, keys)?;
        let id = self.reader.required(object, "id", read_id).unwrap_or_default();
        let control = match kind {
            Kind::Consent => Some(Control::Consent),
            Kind::Radios => self.choice(object).map(Control::Radios),
            Kind::DropDown => self.choice(object).map(Control::DropDown),
            Kind::Digits => self.digits(object).map(Control::Digits),
            Kind::Repeat => self.repeat(object),
            Kind::Month => self.months(object).map(Control::Month),
        }?;
        let index = FieldIndex(self.fields.len());
        if self.fields_by_id.insert(id.into(), index).is_some() {
            self.reader.problem(ProblemCode::Duplicate, format!("two fields are called `{id}`"));
        }
        let item = ItemIndex(self.items.len());
        self.fields.push(Field { id: id.into(), item, control, shows: Vec::new(), affects: Vec::new() });
        Some(())
    }

    fn choice(&mut self, object: &Json) -> Option<Choice> {
        let options: Vec<Box<str>> = self.reader.required(object, "options", |reader, json| {
            reader.list(json, MAX_OPTIONS, |reader, option| {
                let option = reader.text(option)?;
                if option.is_empty() {
                    reader.problem(ProblemCode::WrongValue, "an option needs a value; \"\" means that none is chosen");
                }
                Some(option.into())
            })
        })?;
        let mut sorted: Vec<&str> = options.iter().map(AsRef::as_ref).collect();
        sorted.sort_unstable();
        if sorted.windows(2).any(|pair| pair.first() == pair.last()) {
            self.reader.problem(ProblemCode::Duplicate, "an option stands twice");
        }
        let mut option = |key| {
            let option = self.reader.optional(object, key, |reader, json| {
                let typed = reader.text(json)?;
                known_option(reader, typed, &options)
            });
            option.unwrap_or_default()
        };
        let (opens_as, reopens_as) = (option("opens_as"), option("reopens_as"));
        let guide = self.reader.optional(object, "guide", |reader, json| questions(reader, json, &options));
        Some(Choice { opens_as, reopens_as, guide: guide.unwrap_or_default(), options })
    }

    fn digits(&mut self, object: &Json) -> Option<Digits> {
        let secret = self.reader.optional(object, "secret", Reader::flag).unwrap_or_default();
        let length = match (object.get("length"), object.get("prefix")) {
            (Some(_), None) => {
                self.reader.required(object, "length", |reader, json| reader.number(json, 1, 64)).map(Length::Exactly)
            }
            (None, Some(prefix)) => self.at("prefix", |parser| parser.prefix(prefix)),
            (Some(_), Some(_)) | (None, None) => {
                self.reader.problem(ProblemCode::MissingKey, "a digits field has either `length` or `prefix`");
                None
            }
        }?;
        let checks = self.reader.optional(object, "checks", |reader, json| reader.list(json, 50, pattern_check));
        Some(Digits { secret, length, checks: checks.unwrap_or_default() })
    }

    fn prefix(&mut self, json: &Json) -> Option<Length> {
        let object = self.reader.object(json, &["field", "digits"])?;
        let prefix = self.required_field(object, "field")?;
        let options = match self.control(prefix) {
            Some(Control::Radios(choice) | Control::DropDown(choice)) => choice.options.clone(),
            Some(Control::Consent | Control::Digits(_) | Control::Repeat { .. } | Control::Month(_)) | None => {
                self.reader.problem(ProblemCode::WrongType, "a prefix is chosen with radios or a drop_down");
                return None;
            }
        };
        let names: Vec<&str> = options.iter().map(AsRef::as_ref).collect();
        let digits = self.reader.required(object, "digits", |reader, json| {
            let lengths = reader.object(json, &names)?;
            let length = |name: &&str| reader.required(lengths, name, |reader, json| reader.number(json, 1, 64));
            let lengths: Vec<_> = names.iter().map(length).collect();
            Some(options.iter().cloned().zip(lengths.into_iter().flatten()).collect())
        })?;
        Some(Length::AfterPrefix { prefix, digits })
    }

    fn repeat(&mut self, object: &Json) -> Option<Control> {
        let of = self.required_field(object, "of")?;
        if let Some(Control::Digits(_)) = self.control(of) {
            return Some(Control::Repeat { of });
        }
        self.reader.problem(ProblemCode::WrongType, "only a digits field can be repeated");
        None
    }

    fn months(&mut self, object: &Json) -> Option<MonthRange> {
        let years_ahead = self.reader.required(object, "years_ahead", |reader, json| reader.number(json, 0, 100))?;
        let mut earliest = Vec::new();
        if let Some(json) = object.get("earliest") {
            self.at("earliest", |parser| {
                let cases = parser.reader.list(json, 20, |_, case| Some(case)).unwrap_or_default();
                for (position, case) in cases.into_iter().enumerate() {
                    earliest.extend(parser.at(position, |parser| parser.earliest_case(case)));
                }
            });
        }
        let not_after = object.get("not_after").and_then(|json| self.at("not_after", |parser| parser.not_after(json)));
        Some(MonthRange { years_ahead, earliest, not_after })
    }

    fn earliest_case(&mut self, json: &Json) -> Option<(Condition, Month)> {
        let object = self.reader.object(json, &["when", "month"])?;
        let when = self.reader.required(object, "when", |_, json| Some(json))?;
        let when = self.at("when", |parser| parser.condition(when, MAX_CONDITION_DEPTH))?;
        let month = self.reader.required(object, "month", |reader, json| {
            let month = Month::parse(reader.text(json)?);
            if month.is_none() {
                reader.problem(ProblemCode::WrongValue, "a month is written YYYY-MM");
            }
            month
        })?;
        Some((when, month))
    }

    fn not_after(&mut self, json: &Json) -> Option<NotAfter> {
        let object = self.reader.object(json, &["field", "code"])?;
        let code = self.reader.required(object, "code", read_id)?.into();
        let field = self.required_field(object, "field")?;
        if let Some(Control::Month(_)) = self.control(field) {
            return Some(NotAfter { field, code });
        }
        self.reader.problem(ProblemCode::WrongType, "a month is compared with another month field");
        None
    }
}

fn pattern_check(reader: &mut Reader, json: &Json) -> Option<PatternCheck> {
    let object = reader.object(json, &["code", "severity", "on", "pattern"])?;
    let code = reader.required(object, "code", read_id);
    let severities = [("error", CheckSeverity::Error), ("warning", CheckSeverity::Warning)];
    let severity = reader.required(object, "severity", |reader, json| reader.one_of(json, &severities));
    let subjects = [("typed", Subject::Typed), ("tidied", Subject::Tidied)];
    let on = reader.required(object, "on", |reader, json| reader.one_of(json, &subjects));
    let pattern = reader.required(object, "pattern", |reader, json| {
        let pattern = reader.text(json)?;
        compile(pattern).map_err(|message| reader.problem(ProblemCode::WrongValue, message)).ok()
    });
    Some(PatternCheck { code: code?.into(), severity: severity?, on: on?, pattern: pattern? })
}

fn compile(pattern: &str) -> Result<Regex, String> {
    if let Some(class) = unicode_class(pattern) {
        return Err(format!("`\\{class}` means other scripts' characters too: name the characters, such as [0-9]"));
    }
    RegexBuilder::new(pattern).size_limit(MAX_PATTERN_SIZE).build().map_err(|error| error.to_string())
}

/// The first escape that stands for a class of Unicode. Native builds may carry its tables and the widget does not:
/// a pattern that only one of them accepts would be worse than one that both refuse.
fn unicode_class(pattern: &str) -> Option<char> {
    let mut characters = pattern.chars();
    while let Some(one) = characters.next() {
        if one == '\\' {
            let escaped = characters.next()?;
            if "dDwWsSpPbB".contains(escaped) {
                return Some(escaped);
            }
        }
    }
    None
}
