//! A person.

use connect::ats::Incoming;
use model::remote::{Part, RemoteCandidate, RemoteRecord};
use serde_json::Result;

use super::{fields, included::Included, profile};
use crate::pinpoint::wire::{Candidate, CandidateRelations, Row};

/// The person, without what has no place here: language, whether they are blocked, skills.
pub fn read<'a>(row: &'a str, included: &Included<'a>) -> Result<Incoming> {
    let Row { id, attributes: candidate, relationships: to, .. } =
        serde_json::from_str::<Row<Candidate, CandidateRelations>>(row)?;
    let mut notes = vec![];
    let (fields, all) = fields::values(&to.custom_attributes, included, &mut notes);
    let person =
        RemoteCandidate { profile: profile::of_candidate(&candidate, &mut notes), fields, tags: vec![] };
    Ok(Incoming {
        external_id: id.to_string(),
        created_at: Some(candidate.created_at.0),
        updated_at: Some(candidate.updated_at.0),
        record: Ok(RemoteRecord::Candidate(Box::new(person))),
        withheld: (!all).then_some(Part::Fields).into_iter().collect(),
        notes,
    })
}
