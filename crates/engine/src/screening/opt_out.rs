//! A person asks not to be screened, or lets it happen again. It holds for all of their applications.

use model::{ApplicationId, CandidateId, access::Right, application::Application};
use store::{
    Tx,
    hiring::{application, candidate},
    screening::{ledger, mark, result},
};

use super::{Event, Screened, changed, line, write_back};
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
    let (_, lines) = put(app, &tx, actor, &made, out).await?;
    if !out {
        changed::people(app, &tx, space, &[person], "May be screened again").await?;
    }
    let detail = if out { "Is not screened any more" } else { "May be screened again" };
    audit::write(app, &tx, actor, "screening.opted", ("candidate", Some(person.into())), detail).await?;
    ledger::append(&tx, space, &lines).await?;
    Ok(tx.commit().await?)
}

/// Puts applications out of screening or into it again. Gives those that were not so before, and the ledger's lines.
async fn put(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    made: &[Application],
    out: bool,
) -> Result<(Vec<ApplicationId>, Vec<ledger::Line>)> {
    let space = actor.workspace;
    let ids: Vec<_> = made.iter().map(|one| one.id).collect();
    let mut known = result::of(tx, space, &ids).await?;
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
    result::put_many(tx, space, &now).await?;
    // What was worked out is taken away where it was written, too.
    let ids: Vec<_> = now.iter().map(|one| one.application).collect();
    mark::unwritten(tx, space, &ids, app.now()).await?;
    write_back::call_many(app, tx, space, now.iter().map(|one| one.job)).await?;
    Ok((now.into_iter().map(|one| one.application).collect(), lines))
}

/// What it means that two records became one person: whoever asked not to be screened under one of them asked it for
/// all. Gives the applications that this took out of screening, and the ledger's lines.
pub(crate) async fn united(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    person: CandidateId,
) -> Result<(Vec<ApplicationId>, Vec<ledger::Line>)> {
    let made = application::of_candidate(tx, actor.workspace, person).await?;
    let ids: Vec<_> = made.iter().map(|one| one.id).collect();
    let known = result::of(tx, actor.workspace, &ids).await?;
    if known.values().all(|one| one.opted_out_at.is_none()) {
        return Ok((vec![], vec![]));
    }
    put(app, tx, actor, &made, true).await
}

/// Takes back what [`united`] did, where nobody let the person be screened again since. Gives the ledger's lines.
pub(crate) async fn parted(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    taken: &[ApplicationId],
) -> Result<Vec<ledger::Line>> {
    let made = application::of_ids(tx, actor.workspace, taken).await?;
    let made: Vec<Application> = made.into_values().map(|(one, _)| one).collect();
    Ok(put(app, tx, actor, &made, false).await?.1)
}
