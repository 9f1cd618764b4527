//! Values worth trying at a field, right ones first. They come from its control alone, and a person can enter each.

use proptest::strategy::{Strategy, ValueTree};
use proptest::string::string_regex;
use proptest::test_runner::TestRunner;
use shikaku_form::engine::calendar::Month;
use shikaku_form::engine::definition::{Definition, FieldIndex};
use shikaku_form::engine::kinds::Control;
use shikaku_form::engine::kinds::checks::PatternCheck;
use shikaku_form::engine::kinds::date::DateRange;
use shikaku_form::engine::kinds::digits::Digits;
use shikaku_form::engine::kinds::month::MonthRange;
use shikaku_form::engine::kinds::text::{Limits, TextBox};
use shikaku_form::engine::length::Length;
use shikaku_form::engine::values::{Secret, Value};

/// How many texts are made of each pattern: a pattern may cover several lengths.
const TEXTS_OF_A_PATTERN: usize = 12;

pub(crate) fn candidates(definition: &Definition, today: Month, field: FieldIndex) -> Vec<Value> {
    let text = |text: String| match Value::empty(definition, field) {
        Value::Secret(_) => Value::Secret(Secret::new(text)),
        Value::Text(_) | Value::Flag(_) | Value::Options(_) => Value::Text(text),
    };
    match &definition.field(field).unwrap().control {
        Control::Consent(_) => vec![Value::Flag(true), Value::Flag(false)],
        Control::Choice(choice) => {
            let mut options = options(&choice.options);
            options.extend(choice.is_list.then(|| Value::Text(String::new())));
            options
        }
        Control::Digits(digits) => texts(digits).into_iter().map(text).collect(),
        // Entering the original also enters a repeat; these are a different one, and none.
        Control::Repeat(_) => ["864208642086", ""].map(|digits| text(digits.to_owned())).into(),
        Control::Month(range) => months(range, today),
        Control::Date(range) => dates(*range, today),
        Control::Choices(choices) => ticked(&choices.options),
        Control::Text(text_box) => typed(text_box).into_iter().map(text).collect(),
    }
}

fn options(options: &[Box<str>]) -> Vec<Value> {
    options.iter().map(|option| Value::Text(option.to_string())).collect()
}

fn texts(digits: &Digits) -> Vec<String> {
    // Neither consecutive nor all the same digits, and not a telephone number.
    let row = |length: usize| "3827194650826".chars().take(length).collect::<String>();
    let lengths = 0..=13;
    let (exact, prefixes): (Vec<usize>, Vec<&str>) = match &digits.length {
        Length::Exactly(length) => (vec![usize::from(*length)], Vec::new()),
        Length::AfterPrefix { digits, .. } => (
            digits.iter().map(|(_, length)| usize::from(*length)).collect(),
            digits.iter().map(|(prefix, _)| &**prefix).collect(),
        ),
    };
    let mut texts: Vec<String> = exact.iter().map(|length| row(*length)).collect();
    texts.extend(lengths.map(row));
    texts.push("あ".to_owned());
    for length in exact {
        let full_width = |digit: char| char::from_u32(u32::from(digit) + 0xFEE0).unwrap();
        texts.push(row(length).chars().map(full_width).collect());
        texts.extend(prefixes.iter().map(|prefix| format!("{prefix}{}", row(length))));
    }
    texts.extend(matching(&digits.checks));
    texts
}

/// Texts in which the checks of a definition find something.
fn matching(checks: &[PatternCheck]) -> Vec<String> {
    let mut runner = TestRunner::deterministic();
    let mut texts = Vec::new();
    for check in checks {
        let inner = check.pattern.as_str().trim_start_matches('^').trim_end_matches('$');
        let matching = string_regex(inner).unwrap();
        texts.extend((0..TEXTS_OF_A_PATTERN).map(|_| matching.new_tree(&mut runner).unwrap().current()));
    }
    texts
}

/// Texts for a box of each kind, right ones first.
fn typed(text_box: &TextBox) -> Vec<String> {
    let Limits { min, max } = text_box.limits;
    let too_long = |sign: &str| sign.repeat(usize::try_from(max).unwrap() + 1);
    let mut texts = match text_box.rules.name {
        "text" => vec!["千代田区千代田1-1".to_owned(), too_long("長")],
        "long_text" => vec!["一行目\n二行目".to_owned(), too_long("長")],
        "kana" => {
            vec!["サクラ".to_owned(), "さくら".to_owned(), "桜".to_owned(), too_long("ア")]
        }
        "tel" => ["03-1234-5678", "０３（１２３４）５６７８", "3-1234-5678", "03-1234", "03-1234-56789", "O3"]
            .map(str::to_owned)
            .to_vec(),
        "email" => ["a@example.jp", "ａ＠example.jp", "a", "a@example", "あ@example.jp"].map(str::to_owned).to_vec(),
        "postal_code" => ["100-0001", "〒1000001", "100", "100-00011", "1OO"].map(str::to_owned).to_vec(),
        "number" => {
            let below = min.checked_sub(1).map(|below| below.to_string());
            let rest = [format!("０{max}"), (max + 1).to_string(), "三".to_owned()];
            [min.to_string()].into_iter().chain(below).chain(rest).collect()
        }
        other => panic!("nothing is tried in a {other}"),
    };
    texts.push(String::new());
    texts.extend(matching(&text_box.checks));
    texts
}

fn ticked(options: &[Box<str>]) -> Vec<Value> {
    let all = options.iter().map(ToString::to_string).collect::<Vec<_>>();
    let mut ticked: Vec<_> = all.iter().map(|one| vec![one.clone()]).collect();
    ticked.extend([all, Vec::new()]);
    ticked.into_iter().map(Value::Options).collect()
}

/// A day of every month of the lists that the form offers, a part of one, and one that does not exist.
fn dates(range: DateRange, today: Month) -> Vec<Value> {
    let years = today.year()..=today.year() + u16::from(range.years_ahead);
    let months = years.flat_map(|year| (1..=12).filter_map(move |month| Month::new(year, month)));
    let mut dates: Vec<String> = months.map(|month| format!("{month}-15")).collect();
    dates.rotate_left(12);
    dates.extend([format!("{}--", today.year()), "-12-24".to_owned(), String::new()]);
    dates.push(format!("{}-02-30", today.year()));
    dates.into_iter().map(Value::Text).collect()
}

/// Months from the lists that the form offers, whole and half.
fn months(range: &MonthRange, today: Month) -> Vec<Value> {
    let years = today.year()..=today.year() + u16::from(range.years_ahead);
    let mut months: Vec<String> = years
        .flat_map(|year| (1..=12).filter_map(move |month| Month::new(year, month)))
        .map(|month| month.to_string())
        .collect();
    // A month that is possible and leaves room for later ones.
    months.rotate_left(12);
    months.extend([format!("{}-", today.year()), "-12".to_owned(), String::new()]);
    months.into_iter().map(Value::Text).collect()
}
