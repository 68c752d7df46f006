//! Criteria tried on a few people before they are switched on. Nothing of it is kept.

use std::{collections::HashMap, sync::Arc};

use futures::{StreamExt, TryStreamExt, stream};
use model::{
    ApplicationId, JobId,
    access::Right,
    application::Application,
    candidate::Candidate,
    screening::{Criteria, Score, Standing, Threshold},
};
use screen::read::READER;
use store::{
    hiring::{application, candidate},
    screening::reading,
};

use super::{
    include::{LeftOut, never},
    meaning::Model,
    score::{self, Waits, look},
    subject::{Subject, gather},
    the_job, threshold_of,
};
use crate::{
    Actor, App,
    error::{Error, Result},
};

/// On how many people criteria are tried.
pub const MOST: usize = 5;

/// Among how many of the newest applications those few are looked for.
const AMONG: u64 = 50;

/// How many résumés are read side by side.
const SIDE_BY_SIDE: usize = 2;

/// One of the people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The application.
    pub application: Application,
    /// Whose.
    pub candidate: Candidate,
    /// What would come of it.
    pub outcome: Outcome,
}

/// What would come of an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// This score, and where it would stand by it.
    Scored(Box<Score>, Standing),
    /// None, because the résumé can't be read, for this reason.
    Unreadable(String),
    /// None, because it is not looked at.
    LeftOut(LeftOut),
}

/// What criteria would make of some applications of a job: those that are chosen, or else the newest few that may be
/// looked at.
///
/// # Errors
/// [`Error::Invalid`] at `criteria` with the first thing that is wrong, or at `applications` where more than [`MOST`] are
/// chosen; [`Error::NotFound`] for one of another job; [`Error::Conflict`] where no résumé can be read now.
pub async fn try_on(
    app: &App,
    actor: &Actor,
    job: JobId,
    wanted: &Criteria,
    chosen: &[ApplicationId],
) -> Result<Vec<Tried>> {
    actor.require(Right::JobsWrite)?;
    actor.require(Right::CandidatesRead)?;
    wanted.accept().map_err(|error| Error::field("criteria", error.to_string()))?;
    if chosen.len() > MOST {
        return Err(Error::field("applications", format!("Choose at most {MOST} people.")));
    }
    let (db, space) = (&app.db, actor.workspace);
    the_job(db, space, job).await?;
    let threshold = threshold_of(db, space, job).await?;
    let subjects = match chosen {
        [] => {
            let newest = application::newest(db, space, job, AMONG).await?;
            let all = gather(db, space, &newest, &wanted.knock_outs).await?;
            all.into_iter().filter(|one| never(one).is_none()).take(MOST).collect()
        }
        chosen => gather(db, space, chosen, &wanted.knock_outs).await?,
    };
    let theirs = |one: &Subject| one.application.job == job;
    if subjects.len() < chosen.len() || !subjects.iter().all(theirs) {
        return Err(Error::NotFound("application"));
    }
    let files = subjects.iter().filter_map(|one| Some(one.resume.as_ref()?.sha256.clone()));
    let known = reading::of(db, space, READER, &files.collect::<Vec<_>>()).await?;
    let known: HashMap<_, _> = known.into_iter().map(|one| (one.sha256.clone(), one)).collect();
    let people: Vec<_> = subjects.iter().map(|one| one.application.candidate).collect();
    let mut people = candidate::of_ids(db, space, &people).await?;
    let criteria = Arc::new(wanted.clone());
    let model = Model::of(app, db, space).await?;
    let model = model.as_ref();
    let looks = subjects.into_iter().filter_map(|subject| {
        let person = people.remove(&subject.application.candidate)?;
        let known = subject.resume.as_ref().and_then(|resume| known.get(&resume.sha256)).cloned();
        let criteria = Arc::clone(&criteria);
        Some(async move {
            let outcome = match never(&subject) {
                Some(why) => Outcome::LeftOut(why),
                None => {
                    let looked = look(app, space, &subject, &criteria, known, model).await?;
                    outcome(looked.map_err(said)?.outcome, threshold)
                }
            };
            Ok(Tried { application: subject.application, candidate: person, outcome })
        })
    });
    stream::iter(looks).buffered(SIDE_BY_SIDE).try_collect().await
}

fn outcome(found: score::Outcome, threshold: Threshold) -> Outcome {
    match found {
        score::Outcome::Scored(score) => {
            let standing = Standing::of(&score, threshold);
            Outcome::Scored(score, standing)
        }
        score::Outcome::Unreadable(why) => Outcome::Unreadable(why),
    }
}

fn said(waits: Waits) -> Error {
    Error::Conflict(match waits {
        Waits::NoReader => "No résumé can be read just now. Try again in a minute.".into(),
        Waits::NoModel(why) => format!("The model that judges meaning can't be asked: {why}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        hiring::move_application::move_application,
        people::testing::benches,
        screening::{
            list::get,
            opt_out::opt_out,
            tests::{
                scoring::{COOK, WELDER, applies, screened, works},
                welds,
            },
            threshold::set_job,
        },
    };

    #[tokio::test]
    async fn criteria_are_tried_on_a_few_and_nothing_is_kept() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await.actor);
            let house = screened(app, &boss).await;
            let job = house.job.id;
            let mut made = vec![];
            for (name, text) in [("Ana", WELDER), ("Bo", COOK), ("Cy", "%PDF-1.7 and nothing else")] {
                made.push(applies(app, &boss, &house, name, text).await);
                bench.later(1);
            }
            let out = applies(app, &boss, &house, "Di", WELDER).await;
            opt_out(app, &boss, out.candidate).await.unwrap();
            let gone = applies(app, &boss, &house, "Ed", WELDER).await;
            move_application(app, &boss, gone.id, house.stage(4)).await.unwrap();
            set_job(app, &boss, job, Some(Threshold(100))).await.unwrap();

            let tried = try_on(app, &boss, job, &welds(), &[]).await.unwrap();
            let ids: Vec<_> = tried.iter().map(|one| one.application.id).collect();
            assert_eq!(ids, [made[2].id, made[1].id, made[0].id], "{}: the newest first", bench.kind());
            assert!(matches!(tried[0].outcome, Outcome::Unreadable(_)));
            assert!(matches!(tried[1].outcome, Outcome::Scored(_, Standing::NotQualified)));
            let Outcome::Scored(score, Standing::PreQualified) = &tried[2].outcome else {
                panic!("{}: {:?}", bench.kind(), tried[2].outcome)
            };
            assert_eq!(tried[2].candidate.profile.first_name, "Ana");
            assert_eq!(get(app, &boss, made[0].id).await.unwrap().result.score, None, "nothing is kept");
            works(app).await;
            let kept = get(app, &boss, made[0].id).await.unwrap().result.score;
            assert_eq!(kept.as_ref(), Some(&**score), "{}: what was tried is what comes", bench.kind());

            let tried = try_on(app, &boss, job, &welds(), &[out.id]).await.unwrap();
            assert_eq!(tried[0].outcome, Outcome::LeftOut(LeftOut::OptedOut), "{}", bench.kind());
            let many = try_on(app, &boss, job, &welds(), &[out.id; 6]).await.unwrap_err();
            assert_eq!(many.problems()[0].field, "applications");
            let none = try_on(app, &boss, job, &welds(), &[app.id()]).await;
            assert!(matches!(none, Err(Error::NotFound(_))), "{}", bench.kind());
        }
    }
}
