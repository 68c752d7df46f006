//! The candidates of this workspace, and so those of every system that is kept in step, come into the pool and are
//! renewed every hour from then on.

use std::time::Duration;

use model::{
    CandidateId,
    access::Right,
    candidate::Candidate,
    newcomer::ReachKind,
    pool::{Consent, Origin, Person},
    workspace::WorkspaceKind,
};
use store::{
    hiring::{application, attachment, movement},
    screening::reading,
    sourcing::{candidate, record},
    task::{self, Task},
};
use uuid::Uuid;

use super::{
    resume,
    take::{Incoming, take},
};
use crate::{Actor, App, audit, error::Result};

/// The kind of the task; its subject is the workspace.
pub(crate) const TASK: &str = "pool.candidates";

/// How long after one round the next one begins.
const AGAIN: Duration = Duration::from_secs(60 * 60);

/// How many are looked at in one transaction.
const PIECE: u64 = 100;

/// Has the candidates taken into the pool, now and every hour.
///
/// # Errors
/// [`crate::Error::Denied`].
pub async fn bring(app: &App, actor: &Actor) -> Result<()> {
    actor.require(Right::SourcingUse)?;
    let tx = app.db.begin().await?;
    let subject = Uuid::from(actor.workspace);
    task::push(&tx, app.id(), actor.workspace, TASK, subject, app.now(), app.now()).await?;
    let told = "Had the candidates brought into the talent pool";
    audit::write(app, &tx, actor, "pool.candidates", ("workspace", Some(subject)), told).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}

/// One round.
///
/// # Errors
/// Where the database fails; the round begins again then, and takes nobody twice.
pub(crate) async fn work(app: &App, worker: &str, job: &Task) -> Result<()> {
    let actor = Actor::worker(job.workspace, WorkspaceKind::Production);
    let mut last: Option<CandidateId> = None;
    loop {
        let tx = app.db.begin().await?;
        let people = candidate::after(&tx, job.workspace, last, PIECE).await?;
        let Some((newest, _)) = people.last() else { break };
        last = Some(newest.id);
        for (one, changed_at) in &people {
            let known = record::of_candidate(&tx, job.workspace, one.id).await?;
            if known.is_none_or(|known| known.seen_at < *changed_at) {
                let (person, touched_at) = told(&tx, &actor, one).await?;
                let origin = Origin::Candidate { id: one.id };
                let (consent, seen_at) = (Consent::Unknown, *changed_at);
                take(app, &tx, &actor, Incoming { origin, person, consent, seen_at, touched_at }).await?;
            }
        }
        tx.commit().await?;
    }
    let tx = app.db.begin().await?;
    if task::retry(&tx, job.id, worker, app.now() + AGAIN).await? {
        tx.commit().await?;
    }
    Ok(())
}

/// What is known of a candidate, their résumé included where it was read; and when they last moved in a job.
async fn told(tx: &store::Tx, actor: &Actor, one: &Candidate) -> Result<(Person, Option<jiff::Timestamp>)> {
    let workspace = actor.workspace;
    let mut person = Person::default();
    if let Some(file) = attachment::resumes_of(tx, workspace, &[one.id]).await?.first()
        && let Some(read) = reading::latest(tx, workspace, &file.sha256).await?
        && let Ok(read) = &read.outcome
    {
        person = resume::person(read);
    }
    let profile = &one.profile;
    let mut written = Person {
        first_name: profile.first_name.clone(),
        last_name: profile.last_name.clone(),
        title: if profile.headline.is_empty() { person.title.clone() } else { profile.headline.clone() },
        city: profile.city.clone(),
        region: profile.state.clone(),
        country: profile.country.clone(),
        street: profile.address_line1.clone(),
        postcode: profile.postcode.clone(),
        birth: profile.date_of_birth,
        emails: vec![],
        phones: vec![],
        pages: vec![],
        ..person.clone()
    };
    written.add_email(&profile.email, ReachKind::Private);
    written.add_phone(&profile.phone, ReachKind::Private);
    written.add_page(&profile.profile_url);
    person.emails.iter().for_each(|reach| written.add_email(&reach.value, reach.kind));
    person.phones.iter().for_each(|reach| written.add_phone(&reach.value, reach.kind));
    person.pages.iter().for_each(|page| written.add_page(page));
    let applications = application::of_candidate(tx, workspace, one.id).await?;
    let ids: Vec<_> = applications.iter().map(|application| application.id).collect();
    let moved = movement::of(tx, workspace, &ids).await?.last().map(|step| step.at);
    Ok((written, moved))
}
