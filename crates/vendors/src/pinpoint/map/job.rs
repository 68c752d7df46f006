//! A job with its stages.

use std::collections::BTreeSet;

use connect::{ats::Incoming, html};
use model::{
    job::{JobStatus, StageKind},
    note::Note,
    remote::{Part, RemoteJob, RemoteRecord, RemoteStage},
};
use serde_json::Result;

use super::{
    fields,
    included::{Included, Unknown},
};
use crate::pinpoint::wire::{
    self, BasicType, Job, JobRelations, Location, Named, Nothing, Row, Stage, ToOne,
};

/// The job, without what has no place here: pay, visibility, hiring team, requisition.
pub fn read<'a>(row: &'a str, included: &Included<'a>) -> Result<Incoming> {
    let Row { id, attributes: job, relationships: to, .. } =
        serde_json::from_str::<Row<Job, JobRelations>>(row)?;
    let mut notes = vec![];
    let mut withheld = BTreeSet::new();
    let mut name = |to: &ToOne<'a>, field: &str, part| match included.one::<Named>(to, field, &mut notes) {
        Ok(named) => named.map(|named| named.attributes.name.to_string()).unwrap_or_default(),
        Err(Unknown) => {
            withheld.insert(part);
            String::new()
        }
    };
    let department = name(&to.department, "department", Part::Department);
    let division = name(&to.division, "division", Part::Division);
    let location = included.one::<Location>(&to.location, "location", &mut notes);
    let (stages, all_stages) = stages(&to, included, &mut notes);
    let (fields, all_fields) = fields::values(&to.custom_attributes, included, &mut notes);
    let unseen =
        [(Part::Location, location.is_err()), (Part::Stages, !all_stages), (Part::Fields, !all_fields)];
    withheld.extend(unseen.into_iter().filter(|(_, unseen)| *unseen).map(|(part, _)| part));
    let job_here = RemoteJob {
        title: job.title.to_string(),
        status: status(&job.status, &mut notes),
        department,
        division,
        location: location.ok().flatten().map(|at| at.attributes.name.to_string()).unwrap_or_default(),
        employment_type: job.employment_type_text.as_deref().unwrap_or_default().to_owned(),
        description: html::plain(job.description.as_deref().unwrap_or_default()),
        stages,
        fields,
    };
    Ok(Incoming {
        external_id: id.to_string(),
        created_at: Some(job.created_at.0),
        updated_at: Some(job.updated_at.0),
        record: Ok(RemoteRecord::Job(job_here)),
        withheld,
        notes,
    })
}

fn status(there: &wire::JobStatus, notes: &mut Vec<Note>) -> Option<JobStatus> {
    use wire::JobStatus::{
        Archived, Cancelled, Closed, Draft, Filled, Hold, Open, PendingApproval, Preview, Unknown,
    };
    Some(match there {
        Open => JobStatus::Open,
        Draft | PendingApproval | Preview => JobStatus::Draft,
        Closed | Archived | Cancelled | Filled => JobStatus::Closed,
        Hold => {
            notes.push(Note::on(
                "status",
                "The job is on hold there; here it counts as closed until it opens again.",
            ));
            JobStatus::Closed
        }
        Unknown(word) => {
            notes.push(Note::on(
                "status",
                format!("The status “{word}” is not documented and was not taken over."),
            ));
            return None;
        }
    })
}

/// The stages in order, and whether these are all of them.
fn stages<'a>(
    to: &JobRelations<'a>,
    included: &Included<'a>,
    notes: &mut Vec<Note>,
) -> (Vec<RemoteStage>, bool) {
    let (mut stages, all): (Vec<Row<Stage, Nothing>>, bool) = included.all(&to.stages, "stages", notes);
    // A stage without a place stands where the vendor listed it, after those with one.
    stages.sort_by_key(|stage| stage.attributes.position.unwrap_or(i64::MAX));
    let stage = |Row { id, attributes: stage, .. }: Row<Stage, Nothing>| RemoteStage {
        external_id: id.to_string(),
        name: stage.name.to_string(),
        kind: kind(&stage, notes),
    };
    (stages.into_iter().map(stage).collect(), all)
}

fn kind(stage: &Stage, notes: &mut Vec<Note>) -> StageKind {
    match &stage.basic_type {
        BasicType::Applied => StageKind::Applied,
        BasicType::Rejected => StageKind::Rejected,
        BasicType::Review => StageKind::Review,
        BasicType::Interview => StageKind::Interview,
        BasicType::Offer => StageKind::Offer,
        BasicType::Hired => StageKind::Hired,
        BasicType::Unknown(word) => {
            let name = &*stage.name;
            let text =
                format!("The stage “{name}” is of the undocumented type “{word}”; here it counts as review.");
            notes.push(Note::on("stages", text));
            StageKind::Review
        }
    }
}
