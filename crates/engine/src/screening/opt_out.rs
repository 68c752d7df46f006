//! A person asks not to be screened, or lets it happen again. It holds for all of their applications.

use model::{CandidateId, access::Right};
use store::{
    hiring::{application, candidate},
    screening::{ledger, result},
};

use super::{Event, Screened, changed, line};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Takes a person out of screening. Their scores are forgotten; what a person decided on them stays.
///
/// # Errors
/// [`Error::Conflict`] where they have no application.
pub async fn opt_out(app: &App, actor: &Actor, person: CandidateId) -> Result<()> {
    set(app, actor, person, true).await
}

/// Lets a person be screened again.
///
/// # Errors
/// As [`opt_out`].
pub async fn opt_in(app: &App, actor: &Actor, person: CandidateId) -> Result<()> {
    set(app, actor, person, false).await
}

async fn set(app: &App, actor: &Actor, person: CandidateId, out: bool) -> Result<()> {
    actor.require(Right::CandidatesWrite)?;
    let (tx, space) = (app.db.begin().await?, actor.workspace);
    candidate::get(&tx, space, person).await?.ok_or(Error::NotFound("candidate"))?;
    let made = application::of_candidate(&tx, space, person).await?;
    if made.is_empty() {
        return Err(Error::Conflict(
            "This person has no application, so nothing of theirs is screened.".into(),
        ));
    }
    let ids: Vec<_> = made.iter().map(|one| one.id).collect();
    let mut known = result::of(&tx, space, &ids).await?;
    let (mut now, mut lines) = (Vec::new(), Vec::new());
    for application in made {
        let before = known.remove(&application.id);
        let before = before.unwrap_or_else(|| Screened::new(application.id, application.job));
        if before.opted_out_at.is_some() == out {
            continue;
        }
        let (event, opted_out_at) =
            if out { (Event::OptedOut, Some(app.now())) } else { (Event::OptedIn, None) };
        // Nothing that was worked out of the person stays.
        let bare = Screened::new(application.id, application.job);
        now.push(Screened { decision: before.decision, opted_out_at, ..bare });
        let line = line(app, actor, event, application.job);
        lines.push(ledger::Line { application: Some(application.id), ..line });
    }
    result::put_many(&tx, space, &now).await?;
    if !out {
        changed::people(app, &tx, space, &[person], "May be screened again").await?;
    }
    let detail = if out { "Is not screened any more" } else { "May be screened again" };
    audit::write(app, &tx, actor, "screening.opted", ("candidate", Some(person.into())), detail).await?;
    ledger::append(&tx, space, &lines).await?;
    Ok(tx.commit().await?)
}
