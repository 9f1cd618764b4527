//! Reads fields: one shape of JSON for each kind of control.

use super::boxes::{date_range, max_length, number, pattern_checks, text_box};
use super::conditions::known_option;
use super::questions::questions;
use super::{MAX_CONDITION_DEPTH, MAX_OPTIONS, Parser, read_id};
use crate::engine::boxes::TextKind;
use crate::engine::calendar::Month;
use crate::engine::definition::{
    Choice, Condition, Control, Digits, Field, FieldIndex, ItemIndex, Length, MonthRange, NotAfter,
};
use crate::engine::json::Json;
use crate::engine::problem::ProblemCode;
use crate::engine::reader::Reader;
use crate::engine::tidy::{Tidying, tidy};

const CONTROLS: [(&str, Kind); 15] = [
    ("consent", Kind::Consent),
    ("radios", Kind::Radios),
    ("drop_down", Kind::DropDown),
    ("digits", Kind::Digits),
    ("repeat", Kind::Repeat),
    ("month", Kind::Month),
    ("date", Kind::Date),
    ("choices", Kind::Choices),
    ("text", Kind::Line),
    ("long_text", Kind::Long),
    ("kana", Kind::Kana),
    ("tel", Kind::Tel),
    ("email", Kind::Email),
    ("postal_code", Kind::PostalCode),
    ("number", Kind::Number),
];

#[derive(Clone, Copy)]
enum Kind {
    Consent,
    Radios,
    DropDown,
    Digits,
    Repeat,
    Month,
    Date,
    Choices,
    Line,
    Long,
    Kana,
    Tel,
    Email,
    PostalCode,
    Number,
}

impl Kind {
    /// The keys of a field of this kind, besides `id` and `control`.
    fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Consent => &[],
            Self::Radios | Self::DropDown => &["options", "fixed_by", "opens_as", "reopens_as", "guide"],
            Self::Digits => &["secret", "length", "prefix", "checks"],
            Self::Repeat => &["of"],
            Self::Month => &["years_ahead", "earliest", "not_after"],
            Self::Date => &["years_ahead", "years_back", "earliest"],
            Self::Choices => &["options"],
            Self::Line | Self::Long | Self::Kana => &["max_length", "autocomplete", "checks"],
            Self::Tel | Self::Email | Self::PostalCode => &["autocomplete", "checks"],
            Self::Number => &["min", "max", "checks"],
        }
    }
}

impl Parser {
    /// Reads a field and adds it to the form.
    pub(super) fn field(&mut self, json: &Json) -> Option<()> {
        let kind = self.reader.required(json, "control", |reader, json| reader.one_of(json, &CONTROLS))?;
        let object = self.reader.object(json, &[&["id", "control"], kind.keys()].concat())?;
        let id = self.reader.required(object, "id", read_id).unwrap_or_default();
        let control = self.control_of(kind, object)?;
        let index = FieldIndex(self.fields.len());
        if self.fields_by_id.insert(id.into(), index).is_some() {
            self.reader.problem(ProblemCode::Duplicate, format!("two fields are called `{id}`"));
        }
        let item = ItemIndex(self.items.len());
        self.fields.push(Field { id: id.into(), item, control, shows: Vec::new(), affects: Vec::new() });
        Some(())
    }

    fn control_of(&mut self, kind: Kind, object: &Json) -> Option<Control> {
        match kind {
            Kind::Consent => Some(Control::Consent),
            Kind::Radios => self.choice(object).map(Control::Radios),
            Kind::DropDown => self.choice(object).map(Control::DropDown),
            Kind::Digits => self.digits(object).map(Control::Digits),
            Kind::Repeat => self.repeat(object),
            Kind::Month => self.months(object).map(Control::Month),
            Kind::Date => date_range(&mut self.reader, object).map(Control::Date),
            Kind::Choices => self.options(object).map(Control::Choices),
            Kind::Line => self.text(object, |reader| Some(TextKind::Line { most: max_length(reader, object)? })),
            Kind::Long => self.text(object, |reader| Some(TextKind::Long { most: max_length(reader, object)? })),
            Kind::Kana => self.text(object, |reader| Some(TextKind::Kana { most: max_length(reader, object)? })),
            Kind::Tel => self.text(object, |_| Some(TextKind::Tel)),
            Kind::Email => self.text(object, |_| Some(TextKind::Email)),
            Kind::PostalCode => self.text(object, |_| Some(TextKind::PostalCode)),
            Kind::Number => self.text(object, |reader| number(reader, object)),
        }
    }

    fn text(&mut self, object: &Json, kind: impl FnOnce(&mut Reader) -> Option<TextKind>) -> Option<Control> {
        let kind = kind(&mut self.reader);
        text_box(&mut self.reader, object, kind, &mut self.pattern_states).map(Control::Text)
    }

    fn options(&mut self, object: &Json) -> Option<Vec<Box<str>>> {
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
        Some(options)
    }

    fn choice(&mut self, object: &Json) -> Option<Choice> {
        let options = self.options(object)?;
        let mut option = |key| {
            let option = self.reader.optional(object, key, |reader, json| {
                let typed = reader.text(json)?;
                known_option(reader, typed, &options)
            });
            option.unwrap_or_default()
        };
        let (opens_as, reopens_as) = (option("opens_as"), option("reopens_as"));
        let attribute = [("application-type", ())];
        if self.reader.optional(object, "fixed_by", |reader, json| reader.one_of(json, &attribute)).is_some()
            && self.fixed_by_page.replace(FieldIndex(self.fields.len())).is_some()
        {
            let message = "an attribute fixes one field, and another one stands above";
            self.reader.at("fixed_by", |reader| reader.problem(ProblemCode::Duplicate, message));
        }
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
        if secret && matches!(length, Length::AfterPrefix { .. }) {
            let message = "a secret has no prefix: its first characters would choose an option, which is no secret";
            self.reader.at("prefix", |reader| reader.problem(ProblemCode::WrongValue, message));
        }
        Some(Digits { secret, length, checks: pattern_checks(&mut self.reader, object, &mut self.pattern_states) })
    }

    fn prefix(&mut self, json: &Json) -> Option<Length> {
        let object = self.reader.object(json, &["field", "digits"])?;
        let prefix = self.required_field(object, "field")?;
        let Some(options) = self.control(prefix).and_then(Control::choice).map(|choice| choice.options.clone()) else {
            self.reader.problem(ProblemCode::WrongType, "a prefix is chosen with radios or a drop_down");
            return None;
        };
        let is_of_this_item = self.fields.last().is_some_and(|above| above.item == ItemIndex(self.items.len()));
        if !is_of_this_item || prefix.0 + 1 != self.fields.len() {
            let message = "a prefix is chosen right above its digits, in the same item: so it stands in the answer";
            self.reader.at("field", |reader| reader.problem(ProblemCode::WrongValue, message));
        }
        let names: Vec<&str> = options.iter().map(AsRef::as_ref).collect();
        let digits = self.reader.required(object, "digits", |reader, json| {
            let lengths = reader.object(json, &names)?;
            let length = |name: &&str| reader.required(lengths, name, |reader, json| reader.number(json, 1, 64));
            let lengths: Vec<_> = names.iter().map(length).collect();
            names.iter().for_each(|name| reader.at(*name, |reader| tell_apart(reader, name, &names)));
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

/// What is typed in front of digits has to say which prefix is meant, if any.
fn tell_apart(reader: &mut Reader, prefix: &str, all: &[&str]) {
    let tidied = tidy(prefix, Tidying::Everywhere);
    if tidied != prefix {
        let message =
            format!("`{prefix}` is tidied to `{tidied}` when it is typed, and is never found in front of digits");
        reader.problem(ProblemCode::WrongValue, message);
    }
    if prefix.bytes().all(|byte| byte.is_ascii_digit()) {
        let message = format!("`{prefix}` in front of digits looks like the first of them");
        reader.problem(ProblemCode::WrongValue, message);
    }
    if let Some(longer) = all.iter().find(|other| **other != prefix && other.starts_with(prefix)) {
        let message = format!("`{longer}` begins with `{prefix}`: nobody can tell which of them is in front of digits");
        reader.problem(ProblemCode::WrongValue, message);
    }
}
