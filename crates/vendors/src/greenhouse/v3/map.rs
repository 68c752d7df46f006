//! v3's wire in our terms. Pure; what is lost or defaulted comes back as a note.

use std::collections::{BTreeMap, BTreeSet};

use connect::{ats::Incoming, unreadable};
use model::{
    candidate::Profile,
    job::JobStatus,
    note::Note,
    remote::{Part, RecordKind, RemoteApplication, RemoteFile, RemoteJob, RemoteRecord},
};

use super::wire::{Application, Candidate, Job, Stage};
use crate::greenhouse::{
    answers::answered,
    custom,
    person::{self, Person},
    stages::{self, Told},
};

/// Names by their numbers.
pub type Names = BTreeMap<u64, String>;

/// What a job's record only points to. `None` is what the credential may not read.
#[derive(Default)]
pub struct AroundJobs {
    /// The departments.
    pub departments: Option<Names>,
    /// The offices.
    pub offices: Option<Names>,
    /// The stages of each job.
    pub stages: Option<BTreeMap<u64, Vec<Stage>>>,
}

/// A job, without what has no place here: requisition, hiring team, openings, notes.
pub fn job(row: &str, around: &AroundJobs) -> Incoming {
    let job: Job = match serde_json::from_str(row) {
        Ok(job) => job,
        Err(surprise) => return unreadable::keep(row, "", &surprise),
    };
    let mut notes = vec![];
    let mut withheld = BTreeSet::new();
    let told = |stage: &Stage| Told {
        id: stage.id,
        name: stage.name.clone(),
        order: stage.sort_order,
        active: stage.active,
    };
    let stages = match &around.stages {
        Some(stages) => stages.get(&job.id).into_iter().flatten().map(told).collect(),
        None => {
            withheld.insert(Part::Stages);
            vec![]
        }
    };
    let department = named(around.departments.as_ref(), job.department_id, Part::Department, &mut withheld);
    let offices = job.office_ids.unwrap_or_default();
    let offices =
        offices.into_iter().map(|id| named(around.offices.as_ref(), Some(id), Part::Location, &mut withheld));
    let location = offices.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ");
    let here = RemoteJob {
        title: job.name,
        status: status(&job.status, &mut notes),
        department,
        location,
        stages: stages::all(job.id, stages),
        fields: custom::values("job", &job.custom_fields.unwrap_or_default(), &mut notes),
        ..RemoteJob::default()
    };
    Incoming {
        external_id: job.id.to_string(),
        created_at: Some(job.created_at),
        updated_at: Some(job.updated_at),
        record: Ok(RemoteRecord::Job(here)),
        withheld,
        notes,
    }
}

fn named(names: Option<&Names>, id: Option<u64>, part: Part, withheld: &mut BTreeSet<Part>) -> String {
    match (names, id) {
        (_, None) => String::new(),
        (Some(names), Some(id)) => names.get(&id).cloned().unwrap_or_default(),
        (None, Some(_)) => {
            withheld.insert(part);
            String::new()
        }
    }
}

/// Both versions use the same words for where a job stands.
pub fn status(word: &str, notes: &mut Vec<Note>) -> Option<JobStatus> {
    let status = JobStatus::parse(word);
    if status.is_none() {
        let text = format!("The status “{word}” is not documented and was not taken over.");
        notes.push(Note::on("status", text));
    }
    status
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
        preferred_name: candidate.preferred_name,
        title: candidate.title,
        tags: candidate.tags,
        contacts: candidate.contacts,
        values: candidate.custom_fields,
    })
}

/// An application; `None` where it is a prospect's, who is considered for no job yet and so has none here.
/// `files` are those of this application, where they were read along.
pub fn application(row: &str, sources: Option<&Names>, files: Option<Vec<RemoteFile>>) -> Option<Incoming> {
    let application: Application = match serde_json::from_str(row) {
        Ok(application) => application,
        Err(surprise) => return Some(unreadable::keep(row, "", &surprise)),
    };
    let job = application.job_id.filter(|_| !application.prospect)?;
    let mut notes = vec![];
    let source = application.source_id.and_then(|id| sources?.get(&id).cloned());
    let withheld = files.is_none().then_some(Part::Files).into_iter().collect();
    let here = RemoteApplication {
        candidate: application.candidate_id.to_string(),
        job: job.to_string(),
        stage: stages::standing(job, &application.status, application.stage_id),
        applied_at: Some(application.created_at),
        person: Profile { source: source.unwrap_or_default(), ..Profile::default() },
        answers: answered(application.answers.unwrap_or_default()),
        fields: custom::values("application", &application.custom_fields.unwrap_or_default(), &mut notes),
        files: files.unwrap_or_default(),
        ..RemoteApplication::default()
    };
    Some(Incoming {
        external_id: application.id.to_string(),
        created_at: Some(application.created_at),
        updated_at: Some(application.updated_at),
        record: Ok(RemoteRecord::Application(Box::new(here))),
        withheld,
        notes,
    })
}

/// The list of a kind, and what it is asked for.
pub fn list(kind: RecordKind) -> (&'static str, &'static str) {
    match kind {
        RecordKind::Job => ("jobs", "list the jobs"),
        RecordKind::Candidate => ("candidates", "list the candidates"),
        RecordKind::Application => ("applications", "list the applications"),
    }
}
