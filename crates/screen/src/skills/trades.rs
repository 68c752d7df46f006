//! Reads the project's own list of skills; `data/trades.txt` says how it is written.

use super::words::words;

/// A skill of the list.
#[derive(Debug)]
pub(super) struct Entry {
    /// The section it stands in, counted from 0.
    pub(super) trade: usize,
    /// Whether that section holds certificates and licences.
    pub(super) certificate: bool,
    /// Its name and its other names.
    pub(super) names: Vec<Name>,
    /// Names of broader skills.
    pub(super) broader: Vec<String>,
}

/// A name with its marks.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) text: String,
    pub(super) exact: bool,
    /// Stems of words, one of which must stand near; may be empty where only another skill of the trade will do.
    pub(super) company: Option<Vec<String>>,
}

/// The skills of the list.
pub(super) fn read(list: &str) -> Vec<Entry> {
    let (mut trade, mut certificate) = (0, false);
    let mut entries = Vec::new();
    for line in list.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        if line.starts_with('[') {
            trade += 1;
            certificate = line.trim() == "[certificates]";
            continue;
        }
        let (names, broader) = line.split_once(" > ").unwrap_or((line, ""));
        let (first, others) = names.split_once(" : ").unwrap_or((names, ""));
        let names = std::iter::once(first).chain(others.split(',')).map(str::trim).filter(|n| !n.is_empty());
        let broader = broader.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        entries.push(Entry {
            trade,
            certificate,
            names: names.map(name).collect(),
            broader: broader.collect(),
        });
    }
    entries
}

fn name(text: &str) -> Name {
    let (text, near) = text.split_once('(').unwrap_or((text, ""));
    let text = text.trim();
    let bare = text.trim_end_matches(['!', '?']);
    let marks = &text[bare.len()..];
    let company = marks.contains('?').then(|| words(near).into_iter().map(|word| word.stem).collect());
    Name { text: bare.to_owned(), exact: marks.contains('!'), company }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_skill() {
        let [entry] =
            &read("# note\n\n[code]\nGo!? (backend services) : Golang, Go lang > Programming\n")[..]
        else {
            panic!("one entry")
        };
        assert_eq!((entry.trade, &entry.broader[..]), (1, &["Programming".to_owned()][..]));
        assert_eq!(
            entry.names[0],
            Name { text: "Go".into(), exact: true, company: Some(vec!["backend".into(), "servic".into()]) }
        );
        assert_eq!(
            entry.names[1..].iter().map(|n| n.text.as_str()).collect::<Vec<_>>(),
            ["Golang", "Go lang"]
        );
    }
}
