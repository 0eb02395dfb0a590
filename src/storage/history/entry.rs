//! What a snapshot's bytes are: the document of a record, compressed.
//!
//! One byte for the form, which is 1; the length of the text in four, the lowest first; then the
//! text as one LZ4 block that may refer to [`BEGINNING`]. Each snapshot stands alone: one that is
//! damaged takes no other with it, and any of them can go.

use crate::model::Postmortem;
use crate::storage::record::{self, v1};

const FORM: u8 = 1;

/// What documents have in common, so that small ones compress well too. Frozen with the form.
const BEGINNING: &[u8] = br###"{"title":{"text":"Postmortem: ","opening":{"heading":1}},"parts":[{"id":1,"kind":"metadata","heading":"","opening":"bare","body":{"facts":{"start":"","end":"","zone":"UTC","duration":"","severity":"SEV-2","status":"Draft"}}},{"id":2,"kind":"summary","heading":"Summary","opening":{"heading":2},"body":{"prose":""}},{"id":3,"kind":"impact","heading":"Impact","opening":{"heading":2},"body":{"prose":""}},{"id":4,"kind":"root_cause","heading":"Root cause","opening":{"label":{"lead":"","marks":"bold","inline":true}},"body":{"prose":""}},{"id":5,"kind":"corrective_measures","heading":"Corrective and preventative measures","opening":{"heading":2},"body":{"items":{"lines":[{"row":{"id":6,"text":"","lead":"- "}},{"row":{"id":7,"text":"","done":true,"owner":"","priority":"P1","kind":"prevent","due":"","link":"","lead":"- ","checkbox":true}}]}}},{"id":8,"kind":"timeline","heading":"Timeline","opening":{"heading":2},"body":{"timeline":{"lines":[{"text":{"id":9,"text":""}},{"row":{"id":10,"time":"8:00 AM","text":"","phase":"detected","lead":"- **","separator":":** "}},{"row":{"id":11,"time":"10:05","text":"The ","lead":"- ","separator":" - "}}]}}}],"next_id":12}"###;

/// A document as bytes, and the hash that tells it from others.
pub(super) fn write(document: &Postmortem) -> Result<(u64, Vec<u8>), String> {
    let json = v1::document_json(document).map_err(|error| error.to_string())?;
    let text = json.get();
    let length = u32::try_from(text.len()).map_err(|_| "The document is too long for a snapshot.")?;
    let mut bytes = vec![FORM];
    bytes.extend(length.to_le_bytes());
    bytes.extend(lz4_flex::block::compress_with_dict(text.as_bytes(), BEGINNING));
    Ok((record::hash(text), bytes))
}

/// Whether bytes are the text with this hash; those of a newer form are taken as they are.
pub(super) fn is_whole(bytes: &[u8], hash: u64) -> bool {
    bytes.first().is_some_and(|form| *form != FORM) || text_of(bytes, hash).is_ok()
}

/// The document in bytes, where it is the one with this hash; else what is wrong, in a sentence.
pub(super) fn read(bytes: &[u8], hash: u64) -> Result<Postmortem, String> {
    let text = text_of(bytes, hash)?;
    v1::document_from_json(&text).map_err(|trouble| trouble.to_string())
}

fn text_of(bytes: &[u8], hash: u64) -> Result<String, String> {
    let damaged = || "This snapshot can’t be read: it is damaged. It is left as it is.".to_owned();
    let (form, rest) = bytes.split_first().ok_or_else(damaged)?;
    if *form != FORM {
        return Err("This snapshot was taken by a newer version of Posthoc. Open it there.".into());
    }
    let (length, block) = rest.split_first_chunk::<4>().ok_or_else(damaged)?;
    let length = u32::from_le_bytes(*length) as usize;
    // No byte of a block stands for more than 255: a length beyond that is damage, not a reason
    // to ask for so much memory.
    if length > block.len().saturating_mul(255) {
        return Err(damaged());
    }
    let text = lz4_flex::block::decompress_with_dict(block, length, BEGINNING).map_err(|_| damaged())?;
    let text = String::from_utf8(text).map_err(|_| damaged())?;
    if record::hash(&text) != hash {
        return Err(damaged());
    }
    Ok(text)
}
