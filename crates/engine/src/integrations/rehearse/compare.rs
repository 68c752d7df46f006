//! Two readings of the same records, compared part by part. Of each record only digests are kept, so that an account
//! of any size fits; a difference names the record, never what stands in it.

use std::collections::{BTreeMap, BTreeSet};

use connect::ats::Incoming;
use model::remote::{Part, RemoteField, RemoteFile, RemoteRecord};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// So many records are named of each difference.
const MOST_NAMED: usize = 5;

/// What comparing one kind of record came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindCompared {
    /// How many records both readings have.
    pub both: u64,
    /// How many only the connection as it is has, and some of them.
    pub only_now: (u64, Vec<String>),
    /// How many only the other API has, and some of them.
    pub only_then: (u64, Vec<String>),
    /// The parts that differ, those of most records first.
    pub differences: Vec<Difference>,
}

impl KindCompared {
    /// Whether both readings say the same.
    pub fn is_same(&self) -> bool {
        self.only_now.0 + self.only_then.0 == 0 && self.differences.is_empty()
    }
}

/// A part of records that says something else by the other API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Which part, such as `profile.phone`, or a field's identifier there.
    pub part: String,
    /// Of how many records.
    pub records: u64,
    /// Of how many of them the other API says nothing.
    pub lost: u64,
    /// Of how many of them only the other API says something.
    pub gained: u64,
    /// Some of the records.
    pub examples: Vec<String>,
}

type Parts = BTreeMap<String, [u8; 8]>;

/// Under which part the list of an application's files stands, wherever it was read.
const FILES: &str = "files";

/// What one way of reading said of each record.
#[derive(Default)]
pub(super) struct Reading(BTreeMap<String, Parts>);

impl Reading {
    /// Takes a record. One that a walk meets twice is the same one.
    pub fn record(&mut self, record: Incoming) {
        self.0.insert(record.external_id.clone(), parts(record));
    }

    /// Takes a file that came in a list of its own.
    pub fn file(&mut self, application: &str, file: &RemoteFile) {
        if let Some(parts) = self.0.get_mut(application) {
            add_file(parts, file);
        }
    }
}

/// Files are the same in whatever order they come.
fn add_file(parts: &mut Parts, file: &RemoteFile) {
    let all = parts.entry(FILES.into()).or_default();
    let one = short(file.external_id.as_bytes());
    all.iter_mut().zip(one).for_each(|(all, one)| *all ^= one);
}

/// What was read of one kind, both ways.
#[derive(Default)]
pub(super) struct Readings {
    pub now: Reading,
    pub then: Reading,
}

impl Readings {
    pub fn compared(self) -> KindCompared {
        let missing = |from: &BTreeMap<String, Parts>, of: &BTreeMap<String, Parts>| {
            let ids: Vec<_> = of.keys().filter(|id| !from.contains_key(*id)).cloned().collect();
            (ids.len() as u64, ids.into_iter().take(MOST_NAMED).collect())
        };
        let mut found: BTreeMap<String, Difference> = BTreeMap::new();
        let mut both = 0;
        let (one, other) = (self.now.0, self.then.0);
        for (id, now) in &one {
            let Some(then) = other.get(id) else { continue };
            both += 1;
            let names: BTreeSet<&String> = now.keys().chain(then.keys()).collect();
            for part in names.into_iter().filter(|part| now.get(*part) != then.get(*part)) {
                let one = found.entry(part.clone()).or_insert_with(|| Difference {
                    part: part.clone(),
                    records: 0,
                    lost: 0,
                    gained: 0,
                    examples: vec![],
                });
                one.records += 1;
                one.lost += u64::from(!then.contains_key(part));
                one.gained += u64::from(!now.contains_key(part));
                if one.examples.len() < MOST_NAMED {
                    one.examples.push(id.clone());
                }
            }
        }
        let mut differences: Vec<_> = found.into_values().collect();
        differences.sort_by_key(|one| std::cmp::Reverse(one.records));
        KindCompared { both, only_now: missing(&other, &one), only_then: missing(&one, &other), differences }
    }
}

/// What each part of a record says, as a digest; a part that says nothing has none.
fn parts(record: Incoming) -> Parts {
    let mut parts = Parts::new();
    match record.record {
        Err(unreadable) => say(&mut parts, "unreadable".into(), &unreadable.sentence.into()),
        Ok(mut there) => {
            let fields = match &mut there {
                RemoteRecord::Job(job) => std::mem::take(&mut job.fields),
                RemoteRecord::Candidate(candidate) => std::mem::take(&mut candidate.fields),
                RemoteRecord::Application(application) => std::mem::take(&mut application.fields),
            };
            for value in fields {
                say(&mut parts, value.field, &value.value.into());
            }
            if let RemoteRecord::Application(application) = &mut there {
                for file in std::mem::take(&mut application.files) {
                    add_file(&mut parts, &file);
                }
            }
            for part in record.withheld.into_iter().filter(|part| *part != Part::Files) {
                say(&mut parts, format!("withheld: {}", part.phrase()), &true.into());
            }
            // A record of our own always has a form.
            let whole = serde_json::to_value(&there).unwrap_or_default();
            for content in whole.as_object().into_iter().flat_map(|kinds| kinds.values()) {
                leaves(&mut parts, "", content);
            }
        }
    }
    parts
}

fn leaves(parts: &mut Parts, path: &str, value: &Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                leaves(parts, &path, member);
            }
        }
        other => say(parts, path.to_owned(), other),
    }
}

fn say(parts: &mut Parts, part: String, value: &Value) {
    let is_nothing = match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(several) => several.is_empty(),
        _ => false,
    };
    if !is_nothing {
        parts.insert(part, short(value.to_string().as_bytes()));
    }
}

fn short(content: &[u8]) -> [u8; 8] {
    let mut short = [0; 8];
    short.copy_from_slice(&Sha256::digest(content)[..8]);
    short
}

/// What differs between the fields that both readings know, in sentences.
pub(super) fn fields(now: Vec<RemoteField>, then: Vec<RemoteField>) -> Vec<String> {
    let by_id = |all: Vec<RemoteField>| -> BTreeMap<String, RemoteField> {
        all.into_iter().map(|field| (field.external_id.clone(), field)).collect()
    };
    let (now, mut then) = (by_id(now), by_id(then));
    let mut told = vec![];
    for (id, field) in now {
        match then.remove(&id) {
            None => told.push(format!("The field “{}” ({id}) is not there by the other API.", field.name)),
            Some(other) if other.kind != field.kind => told.push(format!(
                "The field “{}” ({id}) holds {} now and {} by the other API.",
                field.name,
                field.kind.as_str(),
                other.kind.as_str()
            )),
            Some(other) if other.name != field.name => {
                told.push(format!(
                    "The field “{}” ({id}) is called “{}” by the other API.",
                    field.name, other.name
                ));
            }
            Some(other) if other.options != field.options => {
                told.push(format!("The field “{}” ({id}) has other choices by the other API.", field.name));
            }
            Some(_) => {}
        }
    }
    let new = then.into_values();
    told.extend(new.map(|field| {
        format!("The field “{}” ({}) is only there by the other API.", field.name, field.external_id)
    }));
    told
}

#[cfg(test)]
mod tests {
    use model::{
        candidate::Profile,
        field::FieldKind,
        remote::{FieldSubject, RemoteCandidate, RemoteValue},
    };

    use super::*;

    fn person(id: &str, phone: &str, fields: &[(&str, &str)]) -> Incoming {
        let fields = fields
            .iter()
            .map(|(field, value)| RemoteValue { field: (*field).into(), value: (*value).into() });
        let profile = Profile { first_name: "Ida".into(), phone: phone.into(), ..Profile::default() };
        let record = RemoteCandidate { profile, fields: fields.collect(), ..RemoteCandidate::default() };
        Incoming {
            external_id: id.into(),
            created_at: None,
            updated_at: None,
            record: Ok(RemoteRecord::Candidate(Box::new(record))),
            withheld: [].into(),
            notes: vec![],
        }
    }

    #[test]
    fn what_differs_is_named_by_its_part_and_never_by_what_it_says() {
        let mut readings = Readings::default();
        for record in
            [person("1", "123", &[("c.visa", "yes")]), person("2", "456", &[]), person("3", "7", &[])]
        {
            readings.now.record(record);
        }
        for record in [person("1", "", &[("c.visa", "no")]), person("2", "457", &[]), person("4", "7", &[])] {
            readings.then.record(record);
        }
        let found = readings.compared();
        assert_eq!(
            (found.both, found.only_now, found.only_then),
            (2, (1, vec!["3".into()]), (1, vec!["4".into()]))
        );
        let told: Vec<_> = found
            .differences
            .iter()
            .map(|one| (one.part.as_str(), one.records, one.lost, one.gained))
            .collect();
        assert_eq!(told, [("profile.phone", 2, 1, 0), ("c.visa", 1, 0, 0)]);
        let same = |all: &mut Readings| {
            all.now.record(person("1", "123", &[]));
            all.then.record(person("1", "123", &[]));
        };
        let mut readings = Readings::default();
        same(&mut readings);
        assert!(readings.compared().is_same());
    }

    #[test]
    fn fields_that_are_not_the_same_are_told() {
        let field = |id: &str, kind| RemoteField {
            external_id: id.into(),
            name: id.to_uppercase(),
            subject: FieldSubject::Candidate,
            kind,
            options: vec![],
        };
        let told = fields(
            vec![field("a", FieldKind::Integer), field("b", FieldKind::Date), field("c", FieldKind::Date)],
            vec![
                field("a", FieldKind::Integer),
                field("b", FieldKind::ShortText),
                field("d", FieldKind::Date),
            ],
        );
        assert_eq!(
            told,
            [
                "The field “B” (b) holds date now and short_text by the other API.",
                "The field “C” (c) is not there by the other API.",
                "The field “D” (d) is only there by the other API.",
            ]
        );
    }
}
