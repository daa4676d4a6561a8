//! The fields of TOML front matter.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::field::{Field, Judge, Text, Value};
use super::{Broken, MAX_PATH};
use crate::span::Span;

/// Reads the TOML under `inner`: fields in the order of the source, those in tables one by one.
pub(super) fn fields(judge: &mut Judge<'_>, inner: Span) -> Result<Vec<Field>, Broken> {
    let toml = inner.text(judge.source).unwrap_or_default();
    let table = DeTable::parse(toml).map_err(|error| {
        let before = error.span().and_then(|span| toml.get(..span.start));
        Broken {
            line: before.unwrap_or_default().matches('\n').count() + 1,
            message: error.message().trim_end().replace('\n', ", "),
        }
    })?;
    let mut reader = TomlReader {
        judge,
        start: inner.start,
        texts: Vec::new(),
    };
    let mut fields = Vec::new();
    for (key, value) in table.get_ref() {
        let span = reader.span(key).cover(reader.span(value));
        reader.value(&mut key.get_ref().to_string(), span, value);
        let texts = std::mem::take(&mut reader.texts);
        if matches!(value.get_ref(), DeValue::Table(_)) || is_of_tables(value) {
            // Others may stand between its parts.
            let apart = texts.into_iter().map(|text| Field {
                key: String::new(),
                span: text.span(),
                value: None,
                texts: vec![text],
            });
            fields.extend(apart);
            continue;
        }
        fields.push(Field {
            key: key.get_ref().to_string(),
            span,
            value: reader.plain(value),
            texts,
        });
    }
    fields.sort_by_key(|field| field.span.start);
    Ok(fields)
}

/// Whether it is a list of tables, such as `[[features]]`.
fn is_of_tables(value: &Spanned<DeValue<'_>>) -> bool {
    let DeValue::Array(items) = value.get_ref() else {
        return false;
    };
    let mut items = items.iter();
    items.any(|item| matches!(item.get_ref(), DeValue::Table(_)))
}

struct TomlReader<'a, 'b> {
    judge: &'a mut Judge<'b>,
    /// Where in the source the TOML begins.
    start: usize,
    texts: Vec<Text>,
}

impl TomlReader<'_, '_> {
    fn span<T>(&self, spanned: &Spanned<T>) -> Span {
        let span = spanned.span();
        Span::new(self.start + span.start, self.start + span.end)
    }

    /// Looks for text in the value at `path`, which the parser keeps from being too deep. `span`
    /// begins with its key.
    fn value(&mut self, path: &mut String, span: Span, value: &Spanned<DeValue<'_>>) {
        if path.len() > MAX_PATH {
            return;
        }
        match value.get_ref() {
            DeValue::Table(table) => {
                for (key, value) in table {
                    let span = self.span(key).cover(self.span(value));
                    self.inner(path, key.get_ref(), span, value);
                }
            }
            DeValue::Array(items) => {
                for (number, item) in items.iter().enumerate() {
                    self.inner(path, &number.to_string(), self.span(item), item);
                }
            }
            DeValue::String(_) => {
                if let Some(plain) = self.plain(value) {
                    self.texts.extend(self.judge.text(path, span, &plain));
                }
            }
            _ => {}
        }
    }

    fn inner(&mut self, path: &mut String, name: &str, span: Span, value: &Spanned<DeValue<'_>>) {
        let outer = path.len();
        path.push('.');
        path.push_str(name);
        self.value(path, span, value);
        path.truncate(outer);
    }

    /// What a value says that is no list and no table.
    fn plain(&self, value: &Spanned<DeValue<'_>>) -> Option<Value> {
        let span = self.span(value);
        let (text, quoted) = match value.get_ref() {
            DeValue::String(text) => (text.to_string(), true),
            DeValue::Array(_) | DeValue::Table(_) => return None,
            _ => (span.text(self.judge.source)?.to_owned(), false),
        };
        Some(Value { text, quoted, span })
    }
}
