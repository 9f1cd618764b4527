//! Announces in words what an action or a file has changed.

use super::definition::{Definition, FieldIndex, ItemIndex};
use super::draft::Lost;
use super::markup::{Paragraph, plain};
use super::texts::Texts;

/// The announcement of items that were shown or hidden; `""` when there are none. It is one text for both, because a
/// screen reader speaks only the last one that is set.
#[must_use]
pub fn items_changed(definition: &Definition, texts: &Texts, shown: &[ItemIndex], hidden: &[ItemIndex]) -> String {
    let label = |item: &ItemIndex| item_label(definition, texts, *item);
    let news = [("items_shown", shown), ("items_hidden", hidden)];
    let news = news.into_iter().filter(|(_, items)| !items.is_empty()).map(|(sentence, items)| {
        let labels: Vec<String> = items.iter().map(label).collect();
        let labels = labels.join(&plain(&texts.ui("label_separator")));
        plain(&texts.fill(sentence, &[("labels", labels)]))
    });
    news.collect::<Vec<_>>().join(" ")
}

/// The answers of a file that could not be restored.
#[must_use]
pub fn lost(definition: &Definition, texts: &Texts, lost: &Lost) -> Paragraph {
    let label = |field: &FieldIndex| field_label(definition, texts, *field);
    let (sentence, label) = match lost {
        Lost::Secret(field) => ("lost_secret", label(field)),
        Lost::Value(field) => ("lost_value", label(field)),
        Lost::Consent(field) => ("lost_consent", label(field)),
        Lost::Name(name) => ("lost_name", name.clone()),
    };
    texts.fill(sentence, &[("label", label)])
}

/// The label of a field's item; `""` for a field of another definition.
#[must_use]
pub fn field_label(definition: &Definition, texts: &Texts, field: FieldIndex) -> String {
    definition.field(field).map(|field| item_label(definition, texts, field.item)).unwrap_or_default()
}

fn item_label(definition: &Definition, texts: &Texts, item: ItemIndex) -> String {
    definition.item(item).map(|item| plain(&texts.item_label(&item.id))).unwrap_or_default()
}
