//! How big the page is: each file as it lies, and as a host sends it.

use crate::{OrStop, Result};
use flate2::{Compression, write::GzEncoder};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

/// A table of every file of the folder: raw, gzip -9 and brotli -11 in bytes, and their sums.
pub fn table(folder: &Path) -> Result<String> {
    let mut rows = Vec::new();
    let files = std::fs::read_dir(folder).or_stop(|| format!("{} can’t be read", folder.display()))?;
    for file in files.flatten().filter(|file| file.path().is_file()) {
        let bytes = std::fs::read(file.path()).or_stop(|| format!("{} can’t be read", file.path().display()))?;
        rows.push((
            file.file_name().to_string_lossy().into_owned(),
            [bytes.len(), gzip(&bytes)?, brotli(&bytes)?],
        ));
    }
    rows.sort();
    let mut total = [0; 3];
    for (_, sizes) in &rows {
        for (sum, size) in total.iter_mut().zip(sizes) {
            *sum += size;
        }
    }
    rows.push(("in all".into(), total));
    let width = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let mut table = format!("{:width$} {:>10} {:>10} {:>10}\n", "bytes", "raw", "gzip", "brotli");
    for (name, [raw, gzip, brotli]) in rows {
        // Writing to a String can't go wrong.
        let _ = writeln!(table, "{name:width$} {raw:>10} {gzip:>10} {brotli:>10}");
    }
    Ok(table)
}

fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder
        .write_all(bytes)
        .or_stop(|| "A file can’t be compressed".into())?;
    Ok(encoder.finish().or_stop(|| "A file can’t be compressed".into())?.len())
}

fn brotli(bytes: &[u8]) -> Result<usize> {
    let mut packed = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut input = bytes;
    brotli::BrotliCompress(&mut input, &mut packed, &params).or_stop(|| "A file can’t be compressed".into())?;
    Ok(packed.len())
}
