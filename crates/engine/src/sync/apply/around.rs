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
    sync::mirror::{self, Kind, Mirror},
};

use super::Wanted;
use crate::{Result, sync::scope::Scope};

/// What applications refer to, by the identifiers there.
pub(super) struct Around {
    candidates: HashMap<String, CandidateId>,
    jobs: HashMap<String, JobId>,
    stages: HashMap<(String, String), StageId>,
    known: BTreeMap<StageId, Stage>,
    /// Records that were read and could not be understood: to fetch them once more would not help.
    unreadable: HashSet<(Kind, String)>,
}

/// Where an application belongs here.
pub(super) struct Place<'a> {
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
        let local = |rows: HashMap<String, Mirror>| -> HashMap<String, uuid::Uuid> {
            rows.into_iter().filter_map(|(id, row)| Some((id, row.local?))).collect()
        };
        let people = mirror::of_external(tx, there, Kind::Candidate, ids(|a| &a.candidate)).await?;
        let jobs = mirror::of_external(tx, there, Kind::Job, ids(|a| &a.job)).await?;
        let unreadable = people.values().chain(jobs.values()).filter(|row| row.raw.is_some());
        let unreadable = unreadable.map(|row| (row.kind, row.external_id.clone())).collect();
        let (people, jobs) = (local(people), local(jobs));
        let rows = mirror::of_parents(tx, there, Kind::Stage, ids(|a| &a.job)).await?;
        let stages: HashMap<_, _> = rows
            .into_iter()
            .filter(|row| row.gone_at.is_none())
            .filter_map(|row| Some(((row.parent, row.external_id), StageId(row.local?))))
            .collect();
        let candidates: Vec<CandidateId> = people.values().map(|id| CandidateId(*id)).collect();
        let living = candidate::living(tx, scope.workspace(), &candidates).await?;
        let lives = |id: CandidateId| living.get(&id).copied().unwrap_or(id);
        let used: Vec<StageId> = stages.values().copied().chain(standing).collect();
        Ok(Self {
            candidates: people.into_iter().map(|(id, local)| (id, lives(local.into()))).collect(),
            jobs: jobs.into_iter().map(|(id, local)| (id, local.into())).collect(),
            stages,
            known: workflow::stages_of_ids(tx, scope.workspace(), &used).await?,
            unreadable,
        })
    }

    /// What is referred to and not known.
    pub fn missing(&self, applications: &[&RemoteApplication]) -> Wanted {
        let mut wanted = Wanted::default();
        let unreadable = |kind, id: &String| self.unreadable.contains(&(kind, id.clone()));
        for application in applications {
            let person = &application.candidate;
            let there = !person.is_empty() && !unreadable(Kind::Candidate, person);
            if there && !self.candidates.contains_key(person) {
                wanted.candidates.insert(person.clone());
            }
            let stage = (application.job.clone(), application.stage.clone());
            let stage_known = application.stage.is_empty() || self.stages.contains_key(&stage);
            let there = !application.job.is_empty() && !unreadable(Kind::Job, &application.job);
            if there && !(self.jobs.contains_key(&application.job) && stage_known) {
                wanted.jobs.insert(application.job.clone());
            }
        }
        wanted
    }

    /// Where an application belongs, or why that can't be said.
    pub fn place(&self, application: &RemoteApplication) -> std::result::Result<Place<'_>, String> {
        let candidate = self.candidates.get(&application.candidate).copied().ok_or_else(|| {
            format!(
                "Its candidate {} could not be read; it is looked for again in the next run.",
                application.candidate
            )
        })?;
        let job = self.jobs.get(&application.job).copied().ok_or_else(|| {
            format!("Its job {} could not be read; it is looked for again in the next run.", application.job)
        })?;
        let stage = self.stages.get(&(application.job.clone(), application.stage.clone()));
        Ok(Place { candidate, job, stage: stage.and_then(|id| self.known.get(id)) })
    }

    /// The stage where an application stands here.
    pub fn standing(&self, id: StageId) -> Option<&Stage> {
        self.known.get(&id)
    }

    /// Where an application of that job begins: for one whose stage there is not known.
    pub fn start(&self, job: &str) -> Option<&Stage> {
        let of_job = self.stages.iter().filter(|((parent, _), _)| parent == job);
        let stages = of_job.filter_map(|(_, id)| self.known.get(id));
        stages.min_by_key(|stage| (stage.kind != StageKind::Applied, stage.position))
    }
}
