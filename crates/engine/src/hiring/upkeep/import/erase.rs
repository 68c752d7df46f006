//! Somebody's rows taken out of files that were brought in. The lines stay in number, so that the others are where they
//! were.

use std::collections::BTreeSet;

use model::{
    candidate::Profile,
    contact::{normal_email, normal_name, normal_phone},
};
use store::{Tx, hiring::import};

use super::{Outcome, Rejected};
use crate::{Actor, error::Result};

/// Takes the rows of people with these profiles out of every file, and says how many there were.
pub(crate) async fn erase(tx: &Tx, actor: &Actor, people: &[Profile], words: &[String]) -> Result<u64> {
    let (mut seen, mut rows) = (BTreeSet::new(), 0);
    for word in words {
        for mut kept in import::mentioning(tx, actor.workspace, word).await? {
            if !seen.insert(kept.id) {
                continue;
            }
            let (file, taken) = without(&kept.file, kept.delimiter, |cells| are_theirs(cells, people));
            kept.file = file;
            rows += taken;
            if let Some(outcome) = &kept.outcome {
                kept.outcome = Some(Outcome::read(outcome)?.without(words).write());
            }
            import::set_content(tx, actor.workspace, &kept).await?;
        }
    }
    Ok(rows)
}

impl Outcome {
    fn without(mut self, words: &[String]) -> Self {
        let has = |row: &Rejected| {
            let reason = row.reason.to_lowercase();
            words.iter().any(|word| reason.contains(&word.to_lowercase()))
        };
        for row in self.skipped.iter_mut().chain(&mut self.bad).filter(|row| has(row)) {
            row.reason = "This row was erased with the person.".into();
        }
        self
    }
}

/// Whether a row is one of theirs: it has their e-mail address or phone number, or their name and no other address.
fn are_theirs(cells: &csv::StringRecord, people: &[Profile]) -> bool {
    let any = |is: &dyn Fn(&str) -> bool| cells.iter().any(is);
    people.iter().any(|one| {
        let (email, phone) = (normal_email(&one.email), normal_phone(&one.phone));
        let same_email = email.is_some() && any(&|cell| normal_email(cell) == email);
        let same_phone = phone.is_some() && any(&|cell| normal_phone(cell) == phone);
        let named = |name: &str| !name.is_empty() && any(&|cell| normal_name(cell) == normal_name(name));
        let same_name = named(&one.full_name()) || (named(&one.first_name) && named(&one.last_name));
        same_email || same_phone || (same_name && !any(&|cell| normal_email(cell).is_some()))
    })
}

/// The text with empty lines in place of some records, and how many these were.
fn without(text: &str, delimiter: char, is_theirs: impl Fn(&csv::StringRecord) -> bool) -> (String, u64) {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter as u8)
        .from_reader(text.as_bytes());
    let (mut left, mut taken, mut begin) = (String::with_capacity(text.len()), 0, 0);
    let mut record = csv::StringRecord::new();
    // What can't be read as CSV was refused when it was brought.
    while reader.read_record(&mut record).unwrap_or(false) {
        let end = usize::try_from(reader.position().byte()).unwrap_or(text.len()).min(text.len());
        let Some(part) = text.get(begin..end) else { break };
        if is_theirs(&record) {
            taken += 1;
            left.extend(part.chars().filter(|letter| *letter == '\n'));
        } else {
            left.push_str(part);
        }
        begin = end;
    }
    left.push_str(text.get(begin..).unwrap_or_default());
    (left, taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_goes_and_the_others_stay_on_their_lines() {
        let text = "name,email,note\n\nAna Lopez,ANA@example.com,\"two\nlines\"\nBo Li,bo@example.com,\n";
        let ana = Profile { first_name: "Ana".into(), email: "ana@example.com".into(), ..Profile::default() };
        let (left, taken) = without(text, ',', |cells| are_theirs(cells, std::slice::from_ref(&ana)));
        assert_eq!((left.as_str(), taken), ("name,email,note\n\n\n\nBo Li,bo@example.com,\n", 1));
    }

    #[test]
    fn a_namesake_with_another_address_stays() {
        let ana = Profile {
            first_name: "Ana".into(),
            last_name: "Lopez".into(),
            phone: "+44 20 7946 0018".into(),
            ..Profile::default()
        };
        let theirs = |cells: &[&str]| are_theirs(&cells.iter().collect(), std::slice::from_ref(&ana));
        assert!(theirs(&["ana", "LOPEZ", ""]) && theirs(&["Ana Lopez"]) && theirs(&["", "44 2079460018"]));
        assert!(!theirs(&["Ana", "Lopez", "ana.lopez@example.org"]) && !theirs(&["Ana", "Li"]));
    }
}
