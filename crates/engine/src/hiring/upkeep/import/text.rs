//! From a file's bytes to its text, and what separates its columns.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// What can separate columns, the usual one first.
const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// How many lines are looked at to find out what separates the columns.
const LOOKED_AT: usize = 20;

/// The text of a file, with line ends of one kind; or a sentence that says why it is none.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, &'static str> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err("This is a workbook, not a CSV file. Open it in a spreadsheet and save it as CSV.");
    }
    let (text, _, damaged) = encoding(bytes).decode(bytes);
    if damaged || text.chars().any(|c| c.is_control() && !"\t\n\r\u{c}\u{85}".contains(c)) {
        return Err("This isn't a text file. Save the candidates as CSV and choose that file.");
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

fn encoding(bytes: &[u8]) -> &'static Encoding {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return marked;
    }
    // Text in UTF-16 without a mark has a zero in every other byte wherever it is plain English.
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).take(500).filter(|byte| **byte == 0).count();
    let enough = bytes.len().min(1000) / 4;
    match (zeros(0), zeros(1)) {
        (even, odd) if odd > enough && even == 0 => UTF_16LE,
        (even, odd) if even > enough && odd == 0 => UTF_16BE,
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        _ => WINDOWS_1252,
    }
}

/// What separates the columns: that which gives the most lines as many columns as the headings have. Of two that do
/// equally well, the one that no blank follows: the other's are the commas of prose.
pub(crate) fn delimiter(text: &str) -> char {
    let mut best = (DELIMITERS[0], (0, 0, 0));
    for delimiter in DELIMITERS {
        let score = score(text, delimiter);
        if score > best.1 {
            best = (delimiter, score);
        }
    }
    best.0
}

fn score(text: &str, delimiter: char) -> (usize, usize, usize) {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter as u8)
        .from_reader(text.as_bytes());
    let lines: Vec<_> = reader.records().take(LOOKED_AT).map_while(Result::ok).collect();
    let Some(headings) = lines.first().filter(|headings| headings.len() > 1) else { return (0, 0, 0) };
    let alike = lines.iter().filter(|line| line.len() == headings.len()).count();
    let close = headings.iter().filter(|heading| !heading.starts_with(' ')).count();
    (alike, headings.len(), close)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &str = "Name;Ort\nZoë Müller;Köln\n";

    #[test]
    fn every_usual_encoding_gives_the_same_text() {
        let utf16 = |big: bool, mark: bool| {
            let units = mark.then_some(0xfeff).into_iter().chain(NAMES.encode_utf16());
            units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect::<Vec<u8>>()
        };
        let files = [
            NAMES.as_bytes().to_vec(),
            format!("\u{feff}{NAMES}").into_bytes(),
            utf16(false, true),
            utf16(true, true),
            utf16(false, false),
            utf16(true, false),
            WINDOWS_1252.encode(NAMES).0.into_owned(),
            NAMES.replace('\n', "\r\n").into_bytes(),
            NAMES.replace('\n', "\r").into_bytes(),
        ];
        for (nth, file) in files.iter().enumerate() {
            assert_eq!(decode(file).as_deref(), Ok(NAMES), "file {nth}");
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(decode(b"PK\x03\x04rest").unwrap_err().contains("workbook"));
        assert!(decode(b"%PDF-1.7\n\x00\x01\x02").unwrap_err().contains("text file"));
    }

    #[test]
    fn the_delimiter_is_what_gives_even_rows() {
        assert_eq!(delimiter("a,b\n1,2\n"), ',');
        assert_eq!(delimiter("name;salary\nAna;1,50\nBo;2,50\n"), ';');
        assert_eq!(delimiter("name\tcity, country\nAna\tRiga, Latvia\n"), '\t');
        assert_eq!(delimiter("a|b|c\n1|\"2|,;\"|3\n"), '|');
        assert_eq!(delimiter("email\nana@example.com\n"), ',');
    }
}
