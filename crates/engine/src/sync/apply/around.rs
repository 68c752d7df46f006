//! What applications refer to: the people, jobs and stages that the mirror knows.

use std::collections::{BTreeMap, HashMap, HashSet};

use model::{
    CandidateId, JobId, StageId,
    job::{Stage, StageKind},
    remote::RemoteApplication,
};
use store::{
    Tx,
    hiring::{candidate, workflow},
    sync::mirror::{self, Kind, Place},
};

use super::Wanted;
use crate::{Result, sync::scope::Scope};

/// What applications refer to, by the identifiers there.
pub(super) struct Around {
    candidates: HashMap<String, CandidateId>,
    jobs: HashMap<String, JobId>,
    /// The stages of each job.
    stages: Stages,
    /// Those of the stages that matter.
    known: BTreeMap<StageId, Stage>,
    /// Records that were read and could not be understood: to fetch them once more would not help.
    unreadable: HashSet<(Kind, String)>,
    /// Candidates there who were erased here.
    erased: HashSet<String>,
}

/// Where an application belongs here.
pub(super) struct Standing<'a> {
    pub candidate: CandidateId,
    pub job: JobId,
    /// `None` where the other system names no stage, or one that its job has not.
    pub stage: Option<&'a Stage>,
}

impl Around {
    /// Looks up what the applications refer to; `standing` are stages where some of them stand here.
    pub async fn of(
        tx: &Tx,
        scope: &Scope,
        applications: &[&RemoteApplication],
        standing: impl Iterator<Item = StageId>,
    ) -> Result<Self> {
        let there = scope.connection.id;
        let ids = |of: fn(&RemoteApplication) -> &str| -> HashSet<&str> {
            applications.iter().map(|application| of(application)).collect()
        };
        let local = |rows: Vec<Place>| -> HashMap<String, uuid::Uuid> {
            rows.into_iter().filter_map(|row| Some((row.external_id, row.local?))).collect()
        };
        let people = mirror::places_of(tx, there, Kind::Candidate, ids(|a| &a.candidate)).await?;
        let jobs = mirror::places_of(tx, there, Kind::Job, ids(|a| &a.job)).await?;
        let unread = |kind, rows: &[Place]| -> Vec<(Kind, String)> {
            rows.iter().filter(|row| row.unread).map(|row| (kind, row.external_id.clone())).collect()
        };
        let unreadable = [unread(Kind::Candidate, &people), unread(Kind::Job, &jobs)].concat();
        let erased = people.iter().filter(|row| row.erased).map(|row| row.external_id.clone()).collect();
        let (people, jobs) = (local(people), local(jobs));
        let rows = mirror::places_within(tx, there, Kind::Stage, ids(|a| &a.job)).await?;
        let mut stages: Stages = HashMap::new();
        for Place { parent, external_id, local, .. } in rows.into_iter().filter(|row| !row.gone) {
            let of_job = stages.entry(parent).or_default();
            of_job.extend(local.map(|id| (external_id, StageId(id))));
        }
        let candidates: Vec<CandidateId> = people.values().map(|id| CandidateId(*id)).collect();
        let living = candidate::living(tx, scope.workspace(), &candidates).await?;
        let lives = |id: CandidateId| living.get(&id).copied().unwrap_or(id);
        let used: HashSet<StageId> =
            applications.iter().flat_map(|a| needed(&stages, a)).chain(standing).collect();
        let used: Vec<StageId> = used.into_iter().collect();
        Ok(Self {
            candidates: people.into_iter().map(|(id, local)| (id, lives(local.into()))).collect(),
            jobs: jobs.into_iter().map(|(id, local)| (id, local.into())).collect(),
            known: workflow::stages_of_ids(tx, scope.workspace(), &used).await?,
            stages,
            unreadable: unreadable.into_iter().collect(),
            erased,
        })
    }

    /// Whether it is of somebody who was erased here.
    pub fn is_erased(&self, application: &RemoteApplication) -> bool {
        self.erased.contains(&application.candidate)
    }

    /// What is referred to and not known.
    pub fn missing(&self, applications: &[&RemoteApplication]) -> Wanted {
        let mut wanted = Wanted::default();
        let unreadable = |kind, id: &String| self.unreadable.contains(&(kind, id.clone()));
        for application in applications {
            let person = &application.candidate;
            let there =
                !person.is_empty() && !unreadable(Kind::Candidate, person) && !self.is_erased(application);
            if there && !self.candidates.contains_key(person) {
                wanted.candidates.insert(person.clone());
            }
            let stage_known = application.stage.is_empty() || stage_of(&self.stages, application).is_some();
            let there = !application.job.is_empty() && !unreadable(Kind::Job, &application.job);
            if there && !(self.jobs.contains_key(&application.job) && stage_known) {
                wanted.jobs.insert(application.job.clone());
            }
        }
        wanted
    }

    /// Where an application belongs, or why that can't be said.
    pub fn place(&self, application: &RemoteApplication) -> std::result::Result<Standing<'_>, String> {
        let candidate = self.candidates.get(&application.candidate).copied().ok_or_else(|| {
            format!(
                "Its candidate {} could not be read; it is looked for again in the next run.",
                application.candidate
            )
        })?;
        let job = self.jobs.get(&application.job).copied().ok_or_else(|| {
            format!("Its job {} could not be read; it is looked for again in the next run.", application.job)
        })?;
        let stage = stage_of(&self.stages, application);
        Ok(Standing { candidate, job, stage: stage.and_then(|id| self.known.get(&id)) })
    }

    /// The stage where an application stands here.
    pub fn standing(&self, id: StageId) -> Option<&Stage> {
        self.known.get(&id)
    }

    /// Where an application of that job begins: for one whose stage there is not known.
    pub fn start(&self, job: &str) -> Option<&Stage> {
        let stages = self.stages.get(job)?.values().filter_map(|id| self.known.get(id));
        stages.min_by_key(|stage| (stage.kind != StageKind::Applied, stage.position))
    }
}

type Stages = HashMap<String, HashMap<String, StageId>>;

fn stage_of(stages: &Stages, application: &RemoteApplication) -> Option<StageId> {
    stages.get(&application.job)?.get(&application.stage).copied()
}

/// The stages that have to be known: the one where the application stands there, or else all of its job, so that one
/// is found where it begins here.
fn needed(stages: &Stages, application: &RemoteApplication) -> Vec<StageId> {
    match stage_of(stages, application) {
        Some(stage) => vec![stage],
        None => {
            stages.get(&application.job).into_iter().flat_map(|of_job| of_job.values().copied()).collect()
        }
    }
}
