//! The list of connections inside an export's archive.

use std::io::{Cursor, Read};

/// The list may unpack to so much and no further: a small archive can hold an endless file.
const MOST_UNPACKED: u64 = 16 * 1024 * 1024;

/// The bytes of `Connections.csv` in an archive; `None` where the file is no archive.
pub(super) fn connections(bytes: &[u8]) -> Result<Option<Vec<u8>>, String> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return Ok(None);
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))
        .map_err(|_| "The archive is damaged. Download it again, or choose the list inside it.")?;
    let is_list = |name: &String| {
        let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
        file.eq_ignore_ascii_case("connections.csv") && !name.starts_with("__MACOSX")
    };
    let name = archive.file_names().flatten().map(|name| name.into_owned()).find(is_list);
    let Some(name) = name else {
        return Err(
            "There is no Connections.csv in this archive. Ask for the export with connections in it.".into(),
        );
    };
    let part = archive.by_name(&name).map_err(
        |_| "Connections.csv can't be taken out of the archive. Unpack it yourself and choose that file.",
    )?;
    let mut list = Vec::new();
    part.take(MOST_UNPACKED + 1)
        .read_to_end(&mut list)
        .map_err(|_| "The archive is damaged. Download it again.")?;
    if list.len() as u64 > MOST_UNPACKED {
        return Err("Connections.csv is larger than any network: it was not read.".into());
    }
    Ok(Some(list))
}
