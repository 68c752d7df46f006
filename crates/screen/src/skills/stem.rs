//! Forms of an English word brought together: plurals, “-ing”, “-ed” and “-ation” with what they come from.
//!
//! Weaker than the well-known stemmers on purpose: “accounting” is not “accounts”, “marketing” is not “markets”.

/// Trades whose name only looks like a form of another word.
const TRADES: &[&str] = &[
    "accounting",
    "marketing",
    "engineering",
    "training",
    "banking",
    "building",
    "housing",
    "clothing",
    "printing",
    "painting",
    "networking",
    "programming",
    "consulting",
    "nursing",
    "catering",
    "shipping",
    "purchasing",
    "trading",
    "pricing",
    "costing",
    "coaching",
    "teaching",
    "filing",
    "publishing",
    "advertising",
    "plumbing",
    "roofing",
    "tooling",
    "machining",
    "staffing",
    "mining",
    "wiring",
    "closing",
    "housekeeping",
    "bookkeeping",
];

/// The stem of a word in small letters. Short words and words with signs or digits are their own.
pub fn stem(word: &str) -> String {
    if word.len() < 5 && !(word.len() == 4 && word.ends_with('s'))
        || !word.bytes().all(|b| b.is_ascii_lowercase())
    {
        return word.to_owned();
    }
    let single = singular(word);
    if TRADES.contains(&single.as_str()) {
        return single;
    }
    let root = root(&single);
    if root.len() > 4 { root.strip_suffix('e').unwrap_or(root).to_owned() } else { root.to_owned() }
}

fn singular(word: &str) -> String {
    for (ending, by) in [("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh")] {
        if let Some(start) = word.strip_suffix(ending) {
            return format!("{start}{by}");
        }
    }
    match word.strip_suffix('s') {
        Some(start) if !start.ends_with(['s', 'u', 'i']) => start.to_owned(),
        _ => word.to_owned(),
    }
}

fn root(word: &str) -> &str {
    if let Some(start) = word.strip_suffix("ion").filter(|start| start.len() >= 6 && start.ends_with('t')) {
        return start;
    }
    for ending in ["ing", "ed"] {
        if let Some(start) = word.strip_suffix(ending) {
            if start.len() < 3 || !start.contains(['a', 'e', 'i', 'o', 'u', 'y']) {
                return word;
            }
            return undoubled(start);
        }
    }
    word
}

/// “programm” is “program”; “sell” and “pass” stay.
fn undoubled(start: &str) -> &str {
    let bytes = start.as_bytes();
    let last = bytes[bytes.len() - 1];
    let doubled = bytes.len() > 3 && bytes[bytes.len() - 2] == last && !b"lsz".contains(&last);
    if doubled { &start[..start.len() - 1] } else { start }
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn forms_of_a_word_meet() {
        for forms in [
            ["negotiation", "negotiating", "negotiated"],
            ["manage", "managed", "managing"],
            ["test", "tests", "testing"],
            ["migrate", "migration", "migrating"],
            ["library", "libraries", "library"],
            ["weld", "welded", "welding"],
        ] {
            assert!(forms.iter().all(|form| stem(form) == stem(forms[0])), "{forms:?}");
        }
    }

    #[test]
    fn trades_do_not_meet_the_words_they_look_like() {
        for (trade, word) in [
            ("accounting", "accounts"),
            ("marketing", "markets"),
            ("nursing", "nurse"),
            ("station", "stated"),
            ("spring", "spred"),
            ("sales", "saline"),
        ] {
            assert_ne!(stem(trade), stem(word), "{trade}");
        }
    }

    #[test]
    fn short_words_and_names_with_signs_are_their_own() {
        for word in ["aws", "css", "k8s", "c++", "sass", "less"] {
            assert_eq!(stem(word), word);
        }
    }
}
