//! Generates the JSON Schema, the TypeScript types and the page of the definition format from its description.

use serde_json::{Map, Value, json};
use shikaku_form::engine::format::{Key, Part, Rule, Shape};
use shikaku_form::engine::{condition, definition, kinds, parse};

const ID: &str = "^(?!constructor$|prototype$)[a-z][a-z0-9_]{0,63}$";
const MONTH: &str = "^[1-9][0-9]{3}-(0[1-9]|1[0-2])$";

/// The JSON Schema (2020-12) of definitions.
pub(crate) fn schema() -> String {
    let mut defs = Map::new();
    defs.insert("id".to_owned(), json!({ "type": "string", "pattern": ID }));
    for part in parts() {
        defs.insert(part.name.to_owned(), object(part, &[]));
    }
    let fields: Vec<Value> = kinds::parts().map(|part| object(part, kinds::FIELD.keys)).collect();
    defs.insert("field".to_owned(), json!({ "oneOf": fields }));
    let forms: Vec<Value> = condition::FORMS.iter().map(|part| object(part, &[])).collect();
    defs.insert("condition".to_owned(), json!({ "description": condition::MEANING, "oneOf": forms }));
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": definition::FORMAT,
    });
    let whole = object(&parse::DEFINITION, &[]);
    if let (Value::Object(schema), Value::Object(whole)) = (&mut schema, whole) {
        schema.extend(whole);
        schema.insert("$defs".to_owned(), Value::Object(defs));
    }
    format!("{schema:#}\n")
}

/// The objects of the format other than the definition itself, fields and conditions, each before those inside it.
fn parts() -> Vec<&'static Part> {
    let mut found = vec![&parse::ITEM];
    for part in kinds::parts() {
        collect(part, &mut found);
    }
    found
}

fn collect(part: &'static Part, found: &mut Vec<&'static Part>) {
    for key in part.keys {
        let shape = if let Shape::List(entry, _) = key.shape { *entry } else { key.shape };
        if let Shape::Object(inner) = shape
            && found.iter().all(|one| one.name != inner.name)
        {
            found.push(inner);
            collect(inner, found);
        }
    }
}

/// An object of the format. `base` are the keys of every field.
fn object(part: &Part, base: &[Key]) -> Value {
    let own = |key: &Key| if key.name == "control" { json!({ "const": part.name }) } else { described(key) };
    let keys = || base.iter().chain(part.keys);
    let required: Vec<&str> = keys().filter(|key| key.required).map(|key| key.name).collect();
    let properties: Map<String, Value> = keys().map(|key| (key.name.to_owned(), own(key))).collect();
    let mut object = Map::new();
    let mut insert = |name: &str, value: Value| drop(object.insert(name.to_owned(), value));
    insert("description", json!(part.meaning));
    insert("type", json!("object"));
    insert("additionalProperties", json!(false));
    insert("required", json!(required));
    match part.rule {
        Rule::Free => {}
        Rule::Either(one, other) => insert("oneOf", json!([{ "required": [one] }, { "required": [other] }])),
        Rule::EitherWithout(one, other, flag) => {
            let without = json!({ "required": [other], "properties": { flag: { "const": false } } });
            insert("oneOf", json!([{ "required": [one] }, without]));
        }
        Rule::NotBoth(one, other) => insert("not", json!({ "required": [one, other] })),
    }
    insert("properties", Value::Object(properties));
    Value::Object(object)
}

fn described(key: &Key) -> Value {
    let mut described = Map::new();
    if !key.meaning.is_empty() {
        described.insert("description".to_owned(), json!(key.meaning));
    }
    if let Value::Object(shape) = of_shape(key.shape) {
        described.extend(shape);
    }
    Value::Object(described)
}

fn of_shape(shape: Shape) -> Value {
    match shape {
        Shape::Text | Shape::Pattern => json!({ "type": "string" }),
        Shape::Id => json!({ "$ref": "#/$defs/id" }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Whole(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Shape::OneOf(values) => json!({ "enum": values }),
        Shape::OneOfAnd(values, other) => of_shape_with(values, other),
        Shape::Month => json!({ "type": "string", "pattern": MONTH }),
        Shape::Options(most) => {
            let entry = json!({ "type": "string", "minLength": 1 });
            json!({ "type": "array", "minItems": 1, "maxItems": most, "uniqueItems": true, "items": entry })
        }
        Shape::List(entry, most) => {
            json!({ "type": "array", "minItems": 1, "maxItems": most, "items": of_shape(*entry) })
        }
        Shape::Object(part) => json!({ "$ref": format!("#/$defs/{}", part.name) }),
        Shape::ForEachOption(least, most) => json!({
            "type": "object",
            "propertyNames": { "pattern": "[^0-9]" },
            "additionalProperties": of_shape(Shape::Whole(least, most)),
        }),
        Shape::Field => json!({ "$ref": "#/$defs/field" }),
        Shape::Condition => json!({ "$ref": "#/$defs/condition" }),
        Shape::Operand => json!({ "type": ["string", "boolean"] }),
        Shape::Sentences => {
            let sentence =
                json!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] });
            json!({ "type": "object", "additionalProperties": { "type": "object", "additionalProperties": sentence } })
        }
    }
}

fn of_shape_with(values: &[&str], other: &str) -> Value {
    let all = [values, &[other]].concat();
    json!({ "enum": all })
}

/// The TypeScript types of definitions.
pub(crate) fn types() -> String {
    let mut types = typed(&parse::DEFINITION, &[]);
    for part in parts() {
        types += &typed(part, &[]);
    }
    let mut fields = Vec::new();
    for part in kinds::parts() {
        types += &typed(part, kinds::FIELD.keys);
        fields.push(type_name(part));
    }
    types +=
        &format!("/** {} */\nexport type DefinitionField =\n  | {};\n\n", kinds::FIELD.meaning, fields.join("\n  | "));
    types += &format!("/** {} */\nexport type DefinitionCondition =\n", condition::MEANING);
    for form in &condition::FORMS {
        let keys: Vec<_> = form.keys.iter().map(|key| format!("{}: {}", key.name, ts(key.shape))).collect();
        types += &format!("  /** {} */\n  | {{ {} }}\n", form.meaning, keys.join("; "));
    }
    format!("{};\n", types.trim_end())
}

fn typed(part: &Part, base: &[Key]) -> String {
    let mut text = format!("/** {} */\nexport type {} = {{\n", part.meaning, type_name(part));
    for key in base.iter().chain(part.keys) {
        if !key.meaning.is_empty() {
            text += &format!("  /** {} */\n", key.meaning);
        }
        let of_type = if key.name == "control" { format!("\"{}\"", part.name) } else { ts(key.shape) };
        text += &format!("  {}{}: {of_type};\n", key.name, if key.required { "" } else { "?" });
    }
    let of = |name: &str| part.keys.iter().find(|key| key.name == name).map(|key| ts(key.shape)).unwrap_or_default();
    let rule = match part.rule {
        Rule::Free => String::new(),
        Rule::Either(one, other) => {
            format!(" & ({{ {one}: {}; {other}?: never }} | {{ {other}: {}; {one}?: never }})", of(one), of(other))
        }
        Rule::EitherWithout(one, other, flag) => {
            let without = format!("{{ {other}: {}; {one}?: never; {flag}?: false }}", of(other));
            format!(" & ({{ {one}: {}; {other}?: never }} | {without})", of(one))
        }
        Rule::NotBoth(one, other) => format!(" & ({{ {one}?: never }} | {{ {other}?: never }})"),
    };
    format!("{text}}}{rule};\n\n")
}

fn type_name(part: &Part) -> String {
    if part.name == parse::DEFINITION.name {
        return "Definition".to_owned();
    }
    let words = part.name.split('_').map(|word| {
        let (first, rest) = word.split_at(1);
        format!("{}{rest}", first.to_uppercase())
    });
    format!("Definition{}", words.collect::<String>())
}

fn ts(shape: Shape) -> String {
    let quoted = |values: &[&str]| values.iter().map(|value| format!("\"{value}\"")).collect::<Vec<_>>().join(" | ");
    match shape {
        Shape::Text | Shape::Pattern | Shape::Id | Shape::Month => "string".to_owned(),
        Shape::Flag => "boolean".to_owned(),
        Shape::Whole(..) => "number".to_owned(),
        Shape::OneOf(values) => quoted(values),
        Shape::OneOfAnd(values, other) => quoted(&[values, &[other]].concat()),
        Shape::Options(_) => "readonly string[]".to_owned(),
        Shape::List(Shape::Operand, _) => "readonly (string | boolean)[]".to_owned(),
        Shape::List(entry, _) => format!("readonly {}[]", ts(*entry)),
        Shape::Object(part) => type_name(part),
        Shape::ForEachOption(..) => "Readonly<Record<string, number>>".to_owned(),
        Shape::Field => "DefinitionField".to_owned(),
        Shape::Condition => "DefinitionCondition".to_owned(),
        Shape::Operand => "string | boolean".to_owned(),
        Shape::Sentences => "Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>".to_owned(),
    }
}

/// The page of the format.
pub(crate) fn page() -> String {
    let mut page = "# The format of definitions\n\n".to_owned();
    page += "<!-- made of src/engine/ by: UPDATE_EXPECT=1 cargo test --package xtask -->\n\n";
    page += "A form is JSON. Pass it to the element as the property `definition`. The module's `checkDefinition` finds \
        its problems, editors use `definition.schema.json`, and TypeScript the type `Definition`. A name begins with a small \
        letter, followed by small letters, digits and `_`, and has at most 64 characters. Keys in bold are required.\n";
    page += &section("The definition", &parse::DEFINITION);
    page += &section("Items", &parse::ITEM);
    page += &section("Fields", &kinds::FIELD);
    for part in kinds::parts() {
        page += &section(&format!("`{}`", part.name), part);
    }
    page += "\n## Parts of fields\n";
    for part in parts().into_iter().skip(1) {
        page += &section(&format!("`{}`", part.name), part);
    }
    page += &format!("\n## Conditions\n\n{}\n\n| condition | |\n| --- | --- |\n", condition::MEANING);
    for form in &condition::FORMS {
        let keys: Vec<_> = form.keys.iter().map(|key| format!("{}: {}", key.name, words(key.shape))).collect();
        page += &format!("| {} | {} |\n", keys.join(", "), form.meaning);
    }
    page + "\n" + include_str!("sentences.md")
}

fn section(title: &str, part: &Part) -> String {
    let depth = if title.starts_with('`') { "###" } else { "##" };
    let rule = match part.rule {
        Rule::Free => String::new(),
        Rule::Either(one, other) | Rule::EitherWithout(one, other, _) => {
            format!(" Either `{one}` or `{other}` is required.")
        }
        Rule::NotBoth(one, other) => format!(" `{one}` and `{other}` exclude each other."),
    };
    let mut text = format!("\n{depth} {title}\n\n{}{rule}\n", part.meaning);
    if !part.keys.is_empty() {
        text += "\n| key | takes | |\n| --- | --- | --- |\n";
    }
    for key in part.keys {
        let mark = if key.required { "**" } else { "" };
        text += &format!("| {mark}`{}`{mark} | {} | {} |\n", key.name, words(key.shape), key.meaning);
    }
    text
}

fn words(shape: Shape) -> String {
    let quoted = |values: &[&str]| values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ");
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::Pattern => "pattern".to_owned(),
        Shape::Id => "name".to_owned(),
        Shape::Month => "`YYYY-MM`".to_owned(),
        Shape::Flag => "`true`, `false`".to_owned(),
        Shape::Whole(least, most) => format!("{least} to {most}"),
        Shape::OneOf(values) => quoted(values),
        Shape::OneOfAnd(values, other) => quoted(&[values, &[other]].concat()),
        Shape::Options(most) => format!("1 to {most} texts, none twice"),
        Shape::List(entry, most) => format!("1 to {most} of: {}", words(*entry)),
        Shape::Object(part) if part.name == parse::ITEM.name => "[item](#items)".to_owned(),
        Shape::Object(part) => format!("[`{0}`](#{0})", part.name),
        Shape::ForEachOption(least, most) => format!("for each option {least} to {most}"),
        Shape::Field => "[field](#fields)".to_owned(),
        Shape::Condition => "[condition](#conditions)".to_owned(),
        Shape::Operand => "option, `true`, `false`".to_owned(),
        Shape::Sentences => "texts, or lists of lines, by language and key".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// Compares a committed file with the generated text, or writes it.
    fn assert_made(name: &str, made: &str) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name);
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&path, made).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == made, "{name} is stale: UPDATE_EXPECT=1 cargo test --package xtask");
    }

    #[test]
    fn schema_of_definitions_is_made_of_the_keys() {
        assert_made("src/data/definition.schema.json", &super::schema());
    }

    #[test]
    fn page_of_the_format_is_made_of_the_keys() {
        assert_made("docs/definition.md", &super::page());
    }

    #[test]
    fn types_name_every_key_and_leave_out_what_does_not_go_together() {
        let types = super::types();
        for part in shikaku_form::engine::kinds::parts() {
            assert!(types.contains(&format!("  control: \"{}\";\n", part.name)), "{}", part.name);
        }
        assert!(types.contains(
            "({ length: number; prefix?: never } | { prefix: DefinitionPrefix; length?: never; secret?: false })"
        ));
        assert!(types.contains("  items: readonly DefinitionItem[];\n"));
        assert!(types.contains("  | { field: string; in: readonly (string | boolean)[] }\n"));
    }
}
