//! Documents in the form that their own text is read as.

use crate::model::Postmortem;

/// Brings a document into the form that its own text is read as: prose that opens a part becomes
/// that part, neighbouring passages are joined, layouts that can't carry their text are replaced.
/// Words are neither added nor lost. Ids are dealt anew, in document order.
///
/// `read(&write(&d)) == settle(d)`, and settling again changes nothing.
pub fn settle(document: Postmortem) -> Postmortem {
    super::read(&super::write(&document))
}
