//! Record format 1: the stored names of small choices that the model gives no name.

use crate::model::{Column, ItemField, LabelMarks};

pub(super) fn marks(marks: LabelMarks) -> &'static str {
    match marks {
        LabelMarks::Plain => "plain",
        LabelMarks::Bold => "bold",
        LabelMarks::BoldColonAfter => "bold_colon_after",
        LabelMarks::BoldNoColon => "bold_no_colon",
        LabelMarks::Italic => "italic",
        LabelMarks::ItalicColonAfter => "italic_colon_after",
        LabelMarks::PlainNoColon => "plain_no_colon",
    }
}

pub(super) fn marks_from(name: &str) -> Option<LabelMarks> {
    [
        LabelMarks::Plain,
        LabelMarks::Bold,
        LabelMarks::BoldColonAfter,
        LabelMarks::BoldNoColon,
        LabelMarks::Italic,
        LabelMarks::ItalicColonAfter,
        LabelMarks::PlainNoColon,
    ]
    .into_iter()
    .find(|known| marks(*known) == name)
}

pub(super) fn column(column: Column) -> &'static str {
    match column {
        Column::Time => "time",
        Column::Text => "text",
        Column::Done => "done",
        Column::Owner => "owner",
        Column::Priority => "priority",
        Column::Type => "type",
        Column::Due => "due",
        Column::Link => "link",
        Column::Other => "other",
    }
}

pub(super) fn column_from(name: &str) -> Option<Column> {
    [
        Column::Time,
        Column::Text,
        Column::Done,
        Column::Owner,
        Column::Priority,
        Column::Type,
        Column::Due,
        Column::Link,
        Column::Other,
    ]
    .into_iter()
    .find(|known| column(*known) == name)
}

pub(super) fn item_field(field: ItemField) -> &'static str {
    match field {
        ItemField::Owner => "owner",
        ItemField::Priority => "priority",
        ItemField::Kind => "kind",
        ItemField::Due => "due",
        ItemField::Link => "link",
    }
}

pub(super) fn item_field_from(name: &str) -> Option<ItemField> {
    [
        ItemField::Owner,
        ItemField::Priority,
        ItemField::Kind,
        ItemField::Due,
        ItemField::Link,
    ]
    .into_iter()
    .find(|known| item_field(*known) == name)
}
