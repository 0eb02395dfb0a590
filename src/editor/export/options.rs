//! What a person may choose about the Markdown that leaves: one plain value for the page and the command line.

/// How the Markdown is written. The default writes the document as it stands.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ExportOptions {
    /// A zone whose clock stands behind each time, `10:05 (09:05 UTC)`; `None` follows the document's own fact.
    pub second_clock: Option<String>,
    /// How timelines are laid out.
    pub timeline: TimelineLayout,
    /// A table of the incident's spans behind its timeline.
    pub metrics: bool,
    /// A Mermaid diagram of each timeline before its entries.
    pub mermaid: bool,
    /// The facts as YAML front matter.
    pub front_matter: bool,
}

/// How timelines are laid out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum TimelineLayout {
    /// As the author did.
    #[default]
    AsWritten,
    /// As a list, where nothing would be lost.
    List,
    /// As a table, where every entry fits into a cell.
    Table,
}

/// A file other than Markdown that a draft can leave as.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FileKind {
    /// The document as HTML.
    Html,
    /// The whole draft, to be read back.
    Json,
    /// The action items.
    Csv,
}
