//! v1's wire in our terms. Pure; what is lost or defaulted comes back as a note.

use std::collections::BTreeMap;

use connect::{ats::Incoming, unreadable};
use model::{
    candidate::Profile,
    remote::{Part, RecordKind, RemoteApplication, RemoteJob, RemoteRecord},
};

use super::wire::{Application, Candidate, Job, Named, Stage};
use crate::greenhouse::{
    answers::{answered, text},
    custom,
    person::{self, Person},
    stages::{self, Told},
    v3::status,
};

/// The stages of each job; `None` where the key may not read them.
pub type Stages = Option<BTreeMap<u64, Vec<Stage>>>;

/// A job, without what has no place here: requisition, hiring team, openings, notes.
pub fn job(row: &str, all: &Stages) -> Incoming {
    let job: Job = match serde_json::from_str(row) {
        Ok(job) => job,
        Err(surprise) => return unreadable::keep(row, "", &surprise),
    };
    let mut notes = vec![];
    let told = |stage: &Stage| Told {
        id: stage.id,
        name: stage.name.clone(),
        order: stage.priority,
        active: stage.active != Some(false),
    };
    let stages = all.as_ref().and_then(|all| all.get(&job.id)).into_iter().flatten().map(told).collect();
    let names = |named: Vec<Option<Named>>| {
        named.into_iter().flatten().map(|one| one.name).collect::<Vec<_>>().join(", ")
    };
    let here = RemoteJob {
        title: job.name,
        status: status(&job.status, &mut notes),
        department: names(job.departments),
        location: names(job.offices),
        stages: stages::all(job.id, stages),
        fields: custom::values("job", &job.keyed_custom_fields.unwrap_or_default(), &mut notes),
        ..RemoteJob::default()
    };
    Incoming {
        external_id: job.id.to_string(),
        created_at: Some(job.created_at),
        updated_at: Some(job.updated_at),
        record: Ok(RemoteRecord::Job(here)),
        withheld: all.is_none().then_some(Part::Stages).into_iter().collect(),
        notes,
    }
}

/// A person.
pub fn candidate(row: &str) -> Incoming {
    let candidate: Candidate = match serde_json::from_str(row) {
        Ok(candidate) => candidate,
        Err(surprise) => return unreadable::keep(row, "", &surprise),
    };
    person::incoming(Person {
        id: candidate.id,
        created_at: candidate.created_at,
        updated_at: candidate.updated_at,
        first_name: candidate.first_name,
        last_name: candidate.last_name,
        title: candidate.title,
        tags: candidate.tags,
        contacts: candidate.contacts,
        values: candidate.keyed_custom_fields,
        ..Person::default()
    })
}

/// An application; `None` where it is a prospect's, who is considered for no job yet and so has none here.
pub fn application(row: &str) -> Option<Incoming> {
    let application: Application = match serde_json::from_str(row) {
        Ok(application) => application,
        Err(surprise) => return Some(unreadable::keep(row, "", &surprise)),
    };
    let job = application.jobs.first().filter(|_| !application.prospect)?.id;
    let mut notes = vec![];
    let source = application.source.and_then(|source| source.public_name);
    let here = RemoteApplication {
        candidate: application.candidate_id.to_string(),
        job: job.to_string(),
        stage: stages::standing(job, &application.status, application.current_stage.map(|stage| stage.id)),
        applied_at: Some(application.applied_at),
        person: Profile { source: text(source), ..Profile::default() },
        answers: answered(application.answers),
        fields: custom::values(
            "application",
            &application.keyed_custom_fields.unwrap_or_default(),
            &mut notes,
        ),
        files: application.attachments.iter().map(|there| there.file()).collect(),
        ..RemoteApplication::default()
    };
    Some(Incoming {
        external_id: application.id.to_string(),
        created_at: Some(application.applied_at),
        updated_at: application.last_activity_at.or(Some(application.applied_at)),
        record: Ok(RemoteRecord::Application(Box::new(here))),
        withheld: [].into(),
        notes,
    })
}

/// The list of a kind, what it is asked for, and the filter for what changed.
pub fn list(kind: RecordKind) -> (&'static str, &'static str, &'static str) {
    match kind {
        RecordKind::Job => ("jobs", "list the jobs", "updated_after"),
        RecordKind::Candidate => ("candidates", "list the candidates", "updated_after"),
        // Applications have no filter for what changed but their last activity.
        RecordKind::Application => ("applications", "list the applications", "last_activity_after"),
    }
}
