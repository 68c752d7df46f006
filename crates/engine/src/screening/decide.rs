//! A person's word on an application. It stands above the score until the person takes it back, and moves nobody.

use model::{
    ApplicationId,
    access::Right,
    screening::{Standing, Threshold},
};
use store::{
    Tx,
    screening::{ledger, mark, result},
};

use super::{Decision, Event, Facts, Screened, line, the_application, threshold_of, write_back};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// The longest reason, in letters.
const LONGEST: usize = 2_000;

/// Says whether somebody qualifies. Against the score, or against a knock-out rule, it takes a reason.
///
/// # Errors
/// [`Error::Conflict`] where no person asks, or the person opted out; [`Error::Invalid`] at the field `reason`.
pub async fn decide(
    app: &App,
    actor: &Actor,
    application: ApplicationId,
    standing: Standing,
    reason: &str,
) -> Result<()> {
    a_person(actor)?;
    if !matches!(standing, Standing::Qualified | Standing::NotQualified) {
        return Err(Error::field("standing", "Say that somebody qualifies or that they do not."));
    }
    let tx = app.db.begin().await?;
    let line = say(app, &tx, actor, application, standing, reason).await?;
    ledger::append(&tx, actor.workspace, &[line]).await?;
    Ok(tx.commit().await?)
}

/// Says of several people that they qualify, all or none. A reason is asked for where one of them is below the threshold.
///
/// # Errors
/// As [`decide`].
pub async fn bulk_qualify(
    app: &App,
    actor: &Actor,
    applications: &[ApplicationId],
    reason: &str,
) -> Result<()> {
    a_person(actor)?;
    let (tx, mut lines) = (app.db.begin().await?, Vec::new());
    for application in applications {
        lines.push(say(app, &tx, actor, *application, Standing::Qualified, reason).await?);
    }
    ledger::append(&tx, actor.workspace, &lines).await?;
    Ok(tx.commit().await?)
}

/// Takes a person's word back: the application stands where its score says again.
///
/// # Errors
/// [`Error::Conflict`] where nobody said anything.
pub async fn reopen(app: &App, actor: &Actor, application: ApplicationId) -> Result<()> {
    a_person(actor)?;
    let (tx, space) = (app.db.begin().await?, actor.workspace);
    let of = the_application(&tx, space, application).await?;
    let known = result::get(&tx, space, application).await?.filter(|known| known.decision.is_some());
    let Some(known) = known else {
        return Err(Error::Conflict("Nobody has decided on this application.".into()));
    };
    let threshold = threshold_of(&tx, space, of.job).await?;
    let now = Screened { decision: None, ..known };
    result::put_decisions(&tx, space, std::slice::from_ref(&now)).await?;
    mark::unwritten(&tx, space, &[application], app.now()).await?;
    write_back::call(app, &tx, space, of.job).await?;
    let subject = ("candidate", Some(of.candidate.into()));
    audit::write(app, &tx, actor, "screening.reopened", subject, "Took back who qualifies").await?;
    let line = ledger::Line {
        application: Some(application),
        facts: facts(&now, threshold),
        ..line(app, actor, Event::Reopened, of.job)
    };
    ledger::append(&tx, space, &[line]).await?;
    Ok(tx.commit().await?)
}

/// No rule and no worker qualifies or refuses anybody.
fn a_person(actor: &Actor) -> Result<()> {
    actor.require(Right::CandidatesMove)?;
    if actor.user.is_some() {
        return Ok(());
    }
    Err(Error::Conflict("Only a person says who qualifies.".into()))
}

async fn say(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    application: ApplicationId,
    standing: Standing,
    reason: &str,
) -> Result<ledger::Line> {
    let space = actor.workspace;
    let of = the_application(tx, space, application).await?;
    let known = result::get(tx, space, application).await?;
    let known = known.unwrap_or_else(|| Screened::new(application, of.job));
    if known.opted_out_at.is_some() {
        let sentence = "This person asked not to be screened. Decide by moving the application instead.";
        return Err(Error::Conflict(sentence.into()));
    }
    let threshold = threshold_of(tx, space, of.job).await?;
    let by_score = Screened { decision: None, ..known.clone() }.standing(threshold);
    let event = if is_against(by_score, standing) { Event::Overridden } else { Event::Decided };
    let reason = reason.trim();
    if event == Event::Overridden && reason.is_empty() {
        return Err(Error::field("reason", "The score says something else. Say why you decide so."));
    }
    if reason.chars().count() > LONGEST {
        return Err(Error::field("reason", "Keep the reason below 2,000 letters."));
    }
    let (by, by_id, at, why) = (actor.name.clone(), actor.user, app.now(), reason.to_owned());
    let decision = Some(Decision { standing, by, by_id, at, why });
    let now = Screened { decision, ..known };
    result::put_decisions(tx, space, std::slice::from_ref(&now)).await?;
    mark::unwritten(tx, space, &[application], app.now()).await?;
    write_back::call(app, tx, space, of.job).await?;
    let what = if standing == Standing::Qualified { "qualified" } else { "not qualified" };
    let subject = ("candidate", Some(of.candidate.into()));
    audit::write(app, tx, actor, "screening.decided", subject, format!("Said: {what}")).await?;
    Ok(ledger::Line {
        application: Some(application),
        facts: facts(&now, threshold),
        reason: Some(reason.to_owned()).filter(|reason| !reason.is_empty()),
        ..line(app, actor, event, of.job)
    })
}

/// Whether a person's word contradicts the score. Where there is no score, there is nothing to contradict.
fn is_against(by_score: Standing, said: Standing) -> bool {
    matches!(
        (by_score, said),
        (Standing::NotQualified, Standing::Qualified) | (Standing::PreQualified, Standing::NotQualified)
    )
}

fn facts(now: &Screened, threshold: Threshold) -> Facts {
    let score = now.score.as_ref();
    Facts {
        input: score.map(|score| score.input.clone()),
        criteria_version: now.criteria_version,
        scorer: score.map(|score| score.scorer.clone()),
        points: score.and_then(|score| score.points),
        standing: Some(now.standing(threshold)),
        threshold: Some(threshold),
        because: None,
    }
}
