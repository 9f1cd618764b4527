//! Enters answers by the names of their fields.

use shikaku_form::engine::definition::FieldIndex;
use shikaku_form::engine::form::{Action, Form};
use shikaku_form::engine::values::{Secret, Value};

pub(crate) fn field(form: &Form, id: &str) -> FieldIndex {
    form.definition().find(id).unwrap()
}

pub(crate) fn enter(form: &mut Form, id: &str, text: &str) {
    let field = field(form, id);
    let value = match Value::empty(form.definition(), field) {
        Value::Flag(_) => Value::Flag(text == "true"),
        Value::Text(_) => Value::Text(text.to_owned()),
        Value::Secret(_) => Value::Secret(Secret::new(text)),
        Value::Options(_) => Value::Options(vec![text.to_owned()]),
    };
    form.apply(Action::Enter(field, value));
}
