//! A person's session with the built-in form, or another one, and a clock.

use shikaku_form::api;
use shikaku_form::engine::calendar::Moment;
use shikaku_form::engine::definition::FieldIndex;
use shikaku_form::engine::display::Display;
use shikaku_form::engine::form::{Action, Form, Stage};
use shikaku_form::engine::json::Json;
use shikaku_form::engine::session::{Beginning, Session};
use shikaku_form::engine::update::{Command, HostEvent, News, Update};
use shikaku_form::engine::values::{Secret, Value, Values};

use crate::entering::{enter, field};

/// Noon of 2026-11-28 in Tokyo.
pub(crate) const TODAY: i64 = 1_795_834_800;
/// Noon of 2027-01-10.
pub(crate) const LATER: i64 = 1_799_550_000;

pub(crate) const ANSWERS: [(&str, &str); 5] = [
    ("terms_consent", "true"),
    ("line_type", "internet_ipsec_ike"),
    ("planned_start_month", "2026-12"),
    ("secret_number", "7391"),
    ("secret_number_repeat", "7391"),
];

/// A session with a clock.
pub(crate) struct Sitting {
    pub(crate) session: Session,
    pub(crate) clock: Option<Moment>,
}

impl Sitting {
    pub(crate) fn of(definition: Option<&Json>, restored: &[(&str, &str)], fixed: &[&str]) -> Self {
        let loaded = api::load(definition, "ja").unwrap();
        let clock = Moment::from_unix_seconds(TODAY);
        let values = Values::opening(&loaded.definition);
        let mut form = Form::new(loaded.definition, clock.unwrap().today(), values);
        restored.iter().for_each(|(id, text)| enter(&mut form, id, text));
        let fixed = fixed.iter().map(|id| field(&form, id)).collect();
        let display = Display::default();
        let not_carried = Vec::new();
        Self { session: Session::new(Beginning { form, texts: loaded.texts, display, fixed, not_carried }), clock }
    }

    pub(crate) fn opened() -> Self {
        Self::of(None, &[], &[])
    }

    pub(crate) fn filled_in() -> Self {
        let mut sitting = Self::opened();
        ANSWERS.into_iter().for_each(|(id, text)| drop(sitting.types(id, text)));
        sitting
    }

    pub(crate) fn on(stage: Stage) -> Self {
        let mut sitting = Self::filled_in();
        sitting.does(Action::Review);
        if stage == Stage::Complete {
            sitting.runs(Command::Complete);
        }
        assert_eq!(sitting.session.form().stage(), stage);
        sitting
    }

    pub(crate) fn field(&self, id: &str) -> FieldIndex {
        field(self.session.form(), id)
    }

    pub(crate) fn entered(&self, id: &str, text: &str) -> (FieldIndex, Value) {
        let field = self.field(id);
        let value = match Value::empty(self.session.form().definition(), field) {
            Value::Flag(_) => Value::Flag(text == "true"),
            Value::Text(_) => Value::Text(text.to_owned()),
            Value::Secret(_) => Value::Secret(Secret::new(text)),
            Value::Options(_) => Value::Options(vec![text.to_owned()]),
        };
        (field, value)
    }

    pub(crate) fn types(&mut self, id: &str, text: &str) -> Update {
        let (field, value) = self.entered(id, text);
        self.does(Action::Enter(field, value))
    }

    pub(crate) fn does(&mut self, action: Action) -> Update {
        self.runs(Command::Do(action))
    }

    pub(crate) fn runs(&mut self, command: Command) -> Update {
        self.runs_with(command, News::new())
    }

    pub(crate) fn runs_with(&mut self, command: Command, news: News) -> Update {
        self.session.apply(command, news, self.clock)
    }

    pub(crate) fn opens(&mut self, file: &Json) -> Update {
        self.runs(Command::OpenFile(Ok(file.clone())))
    }

    pub(crate) fn draft(&self) -> Json {
        self.session.draft(self.clock)
    }

    pub(crate) fn value(&self, id: &str) -> &Value {
        self.session.form().values().get(self.field(id)).unwrap()
    }
}

/// Whether the host is told that answers are unsaved, or saved.
pub(crate) fn unsaved(update: &Update) -> Option<bool> {
    update.events.iter().find_map(|event| if let HostEvent::Unsaved(flag) = event { Some(*flag) } else { None })
}

pub(crate) fn kinds(update: &Update) -> Vec<&'static str> {
    let kind = |event: &HostEvent| match event {
        HostEvent::Change(..) => "change",
        HostEvent::Complete(_) => "complete",
        HostEvent::Display(_) => "display",
        HostEvent::Problems(_) => "problems",
        HostEvent::Unsaved(_) => "unsaved",
        HostEvent::Invalid(_) => "invalid",
    };
    update.events.iter().map(kind).collect()
}
