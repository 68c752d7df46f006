//! Keeping what came of looking at applications: result, marks, task and ledger in one transaction.

use std::collections::BTreeSet;

use jiff::Timestamp;
use model::ApplicationId;
use store::{
    hiring::attachment,
    screening::{
        ledger::{self, Line},
        mark, reading, result,
    },
    task::{self, Task},
};

use super::{
    Event, Facts, Screened, line,
    score::{Looked, Outcome},
    work::{Found, Terms, What},
    write_back,
};
use crate::{Actor, App, Result};

/// Keeps what was found out and gives the task back until `again`. `false` where the task is another worker's by now,
/// and nothing was kept.
pub(super) async fn keep(
    app: &App,
    worker: &str,
    task: &Task,
    terms: &Terms,
    found: Vec<Found>,
    again: Timestamp,
) -> Result<bool> {
    let (tx, space) = (app.db.begin().await?, terms.workspace);
    let ids: Vec<ApplicationId> = found.iter().map(|one| one.application).collect();
    // As they stand now: somebody may have decided, opted out or been erased while résumés were read.
    let mut standing = result::lock(&tx, space, &ids).await?;
    let actor = Actor::worker(space, terms.kind);
    let (mut seen, mut left_out, mut readings) = (vec![], vec![], vec![]);
    let (mut changed, mut news, mut lines) = (vec![], vec![], vec![]);
    for Found { application, seen: since, what } in found {
        let looked = match what {
            What::Waits(_) => continue,
            What::LeftOut => {
                seen.push((application, since));
                left_out.push(application);
                continue;
            }
            What::Looked(looked) => *looked,
        };
        seen.push((application, since));
        let before = standing.remove(&application).filter(|before| before.opted_out_at.is_none());
        let Some(before) = before else { continue };
        readings.extend(looked.reading.clone());
        let now = result_of(app, terms, &before, looked);
        if says_the_same(&before, &now) {
            if before.resume != now.resume {
                changed.push(now);
            }
            continue;
        }
        lines.push(told(app, terms, &actor, &now, before.stale.map(|stale| stale.why)));
        news.push(application);
        changed.push(now);
    }
    // What a file says is not kept where the file was taken away meanwhile.
    let files: Vec<String> = readings.iter().map(|reading| reading.sha256.clone()).collect();
    let there: BTreeSet<String> = attachment::of_content(&tx, space, &files).await?.into_iter().collect();
    let mut once = BTreeSet::new();
    readings.retain(|reading| there.contains(&reading.sha256) && once.insert(reading.sha256.clone()));
    reading::put_many(&tx, space, &readings).await?;
    result::put_scores(&tx, space, &changed).await?;
    mark::fresh(&tx, space, &seen).await?;
    result::forget_bare(&tx, space, &left_out).await?;
    mark::unwritten(&tx, space, &news, app.now()).await?;
    if !news.is_empty() {
        write_back::call(app, &tx, space, terms.job).await?;
    }
    if !task::retry(&tx, task.id, worker, again).await? {
        return Ok(false);
    }
    ledger::append(&tx, space, &lines).await?;
    tx.commit().await?;
    Ok(true)
}

/// Where an application stands by what was found.
fn result_of(app: &App, terms: &Terms, before: &Screened, looked: Looked) -> Screened {
    let scored_at = Some(app.now());
    let (score, criteria_version, unreadable) = match looked.outcome {
        Outcome::Scored(score) => (Some(*score), Some(terms.version.version), None),
        Outcome::Unreadable(why) => (None, None, Some(why)),
    };
    Screened { score, criteria_version, unreadable, resume: looked.resume, scored_at, ..before.clone() }
}

/// Whether nothing is new: the same was scored by the same, or can't be read for the same reason.
fn says_the_same(before: &Screened, now: &Screened) -> bool {
    let made_from =
        |one: &Screened| one.score.as_ref().map(|score| (score.input.clone(), score.scorer.clone()));
    before.scored_at.is_some()
        && before.criteria_version == now.criteria_version
        && before.unreadable == now.unreadable
        && made_from(before) == made_from(now)
}

fn told(app: &App, terms: &Terms, actor: &Actor, now: &Screened, because: Option<String>) -> Line {
    let score = now.score.as_ref();
    let event = if score.is_some() { Event::Scored } else { Event::Unreadable };
    let facts = Facts {
        // Of a file that can't be read, the file itself.
        input: score.map(|score| score.input.clone()).or_else(|| now.resume.clone()),
        criteria_version: now.criteria_version,
        scorer: score.map(|score| score.scorer.clone()),
        points: score.and_then(|score| score.points),
        standing: Some(now.standing(terms.threshold)),
        threshold: Some(terms.threshold),
        because,
    };
    Line { application: Some(now.application), facts, ..line(app, actor, event, terms.job) }
}
