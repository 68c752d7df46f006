//! The index of the talent pool: the best 25, the number of all, and the counts of every value.

use std::collections::BTreeMap;

use search::{Document, Facet, Index, Question, grammar};

use super::people::Wanted;

pub fn question(wanted: &Wanted) -> Question {
    let quoted: Vec<String> = wanted.all.iter().map(|words| format!("\"{words}\"")).collect();
    let mut any_of = BTreeMap::new();
    if !wanted.city.is_empty() {
        any_of.insert(Facet::City, vec![wanted.city.clone()]);
    }
    let text = grammar::read(&quoted.join(" AND ")).unwrap_or_default();
    Question { text, any_of, most: 25, counts: true, ..Question::default() }
}

/// Who fits, and how many.
///
/// # Panics
/// Where the index fails.
pub fn find(index: &Index, wanted: &Wanted) -> u64 {
    index.find(&question(wanted)).unwrap().total
}

/// How long it takes until somebody who was added is found, in milliseconds.
///
/// # Panics
/// Where they are not.
pub fn change(index: &Index) -> f64 {
    let newcomer = Document { id: 1, name: "Zaphira Quillfeather".into(), ..Document::default() };
    let begin = std::time::Instant::now();
    index.change(&[newcomer], &[], "after").unwrap();
    let wanted = Wanted { all: vec!["Quillfeather".into()], city: String::new() };
    assert_eq!(find(index, &wanted), 1, "a change is found");
    1_000.0 * begin.elapsed().as_secs_f64()
}
