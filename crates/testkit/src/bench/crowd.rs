//! A workspace with very many candidates, written into the store in large pieces.

use std::time::Duration;

use model::{CandidateId, JobId, application::Application, candidate::Candidate, job::StageKind};
use store::hiring::{application, candidate, movement};

use crate::{Stage, hire::Hire, hiring::Opening};

/// How many jobs there are.
const JOBS: usize = 20;

/// How many people stand on the board that is measured.
pub const ON_BOARD: usize = 500;

/// How many candidates are written in one transaction.
const PIECE: usize = 5_000;

const SOURCES: [&str; 6] = ["Referral", "Job board", "Careers page", "Agency", "Sourced", "Event"];

/// Who was invented.
pub struct Crowd {
    /// Everyone.
    pub candidates: Vec<CandidateId>,
    /// The job with [`ON_BOARD`] people on its board.
    pub board: JobId,
    /// Another job, with about as many as the others.
    pub job: JobId,
}

/// Fills the stage's workspace.
pub async fn fill(stage: &Stage, size: usize) -> Crowd {
    let mut jobs = vec![];
    for number in 0..JOBS {
        jobs.push(stage.opening(&format!("Engineer {number}")).await);
    }
    let mut candidates = vec![];
    for first in (0..size).step_by(PIECE) {
        let numbers: Vec<_> = (first..size.min(first + PIECE)).collect();
        candidates.extend(piece(stage, &jobs, &numbers).await);
    }
    Crowd { candidates, board: jobs[0].job.id, job: jobs[1].job.id }
}

async fn piece(stage: &Stage, jobs: &[Opening], numbers: &[usize]) -> Vec<CandidateId> {
    let (now, workspace) = (stage.app.now(), stage.administrator.workspace);
    let (mut people, mut applications, mut moves) = (vec![], vec![], vec![]);
    for number in numbers {
        let hire = Hire::number(*number);
        let at = now - Duration::from_secs(60 * (*number as u64 + 1));
        let mut profile = hire.profile;
        profile.source = SOURCES[number % SOURCES.len()].into();
        let candidate = Candidate { id: stage.id(), profile };
        let opening = if *number < ON_BOARD { &jobs[0] } else { &jobs[1 + number % (jobs.len() - 1)] };
        let stood = opening.stage(StageKind::ALL[number / 7 % StageKind::ALL.len()]);
        let application = Application {
            id: stage.id(),
            candidate: candidate.id,
            job: opening.job.id,
            stage: stood.id,
            offer: hire.offer,
        };
        moves.push(movement::Movement {
            id: stage.id(),
            application: application.id,
            from: None,
            to: stood.name.clone(),
            kind: stood.kind,
            actor: "Ada Byron".into(),
            at,
        });
        people.push((candidate, at));
        applications.push((application, at, at));
    }
    let tx = stage.app.db.begin().await.unwrap();
    candidate::insert_many(&tx, workspace, &people).await.unwrap();
    application::insert_many(&tx, workspace, &applications).await.unwrap();
    movement::insert_many(&tx, workspace, &moves).await.unwrap();
    tx.commit().await.unwrap();
    people.into_iter().map(|(candidate, _)| candidate.id).collect()
}
