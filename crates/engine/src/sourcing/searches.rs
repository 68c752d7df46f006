//! Searches under a name. One with an alert looks again every hour and writes to its owner of whoever is new.

use std::time::Duration;

use model::{PoolSearchId, ProfileId, access::Right, workspace::WorkspaceKind};
use store::{
    people::user,
    sourcing::{
        profile,
        search::{self, Search},
    },
    task::{self, Task},
};

use super::find::{self, Asked};
use crate::{
    Actor, App,
    error::{Error, Result},
    mail,
};

/// The kind of the task; its subject is the search.
pub(crate) const TASK: &str = "pool.search";

/// How often a search with an alert looks again.
const AGAIN: Duration = Duration::from_secs(60 * 60);

/// Of no more people than this is told at once; the others come with the next letter.
const MOST: usize = 500;

/// So many are named in a letter.
const NAMED: usize = 20;

/// One's own searches, by name.
///
/// # Errors
/// [`Error::Denied`].
pub async fn mine(app: &App, actor: &Actor) -> Result<Vec<Search>> {
    actor.require(Right::SourcingUse)?;
    let Some(owner) = actor.user else { return Ok(vec![]) };
    Ok(search::of_owner(&app.db, actor.workspace, owner).await?)
}

/// Keeps a search. Whoever it finds now is known: an alert tells of those who come later.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`] with the field `name` or `q`; [`Error::Conflict`] where the name is taken.
pub async fn save(app: &App, actor: &Actor, name: &str, asked: &Asked, alert: bool) -> Result<PoolSearchId> {
    actor.require(Right::SourcingUse)?;
    let owner = actor.user.ok_or(Error::Denied(Right::SourcingUse))?;
    let name: String = name.trim().chars().take(120).collect();
    if name.is_empty() {
        return Err(Error::field("name", "Give the search a name."));
    }
    let now = app.now();
    let known = find::all(app, actor, asked, MOST).await?;
    let made = Search { id: app.id(), owner, name, query: asked.query(), alert, told_until: now };
    let tx = app.db.begin().await?;
    search::insert(&tx, actor.workspace, &made, now).await.map_err(|error| match error {
        store::Error::Taken(_) => Error::Conflict(error.to_string()),
        other => other.into(),
    })?;
    if alert {
        search::set_told(&tx, actor.workspace, made.id, now, &known).await?;
        task::push(&tx, app.id(), actor.workspace, TASK, made.id.into(), now + AGAIN, now).await?;
    }
    tx.commit().await?;
    Ok(made.id)
}

/// Takes one's own search away, with its alert.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn delete(app: &App, actor: &Actor, id: PoolSearchId) -> Result<()> {
    actor.require(Right::SourcingUse)?;
    let owner = actor.user.ok_or(Error::NotFound("search"))?;
    let tx = app.db.begin().await?;
    if !search::delete(&tx, actor.workspace, owner, id).await? {
        return Err(Error::NotFound("search"));
    }
    Ok(tx.commit().await?)
}

/// Looks again, and writes of whoever is new.
///
/// # Errors
/// Where the database fails; it looks again then, and tells of nobody twice.
pub(crate) async fn work(app: &App, worker: &str, job: &Task) -> Result<()> {
    let tx = app.db.begin().await?;
    let kept = search::get(&tx, job.workspace, job.subject.into()).await?;
    drop(tx);
    let again = match kept.filter(|kept| kept.alert) {
        Some(kept) => tell(app, job, &kept).await?,
        None => false,
    };
    let tx = app.db.begin().await?;
    let ours = if again {
        task::retry(&tx, job.id, worker, app.now() + AGAIN).await?
    } else {
        task::finish(&tx, job.id, worker).await?
    };
    if ours {
        tx.commit().await?;
    }
    Ok(())
}

/// `false` where nobody is to be told any more.
async fn tell(app: &App, job: &Task, kept: &Search) -> Result<bool> {
    let workspace = job.workspace;
    let Some(owner) = user::get(&app.db, workspace, kept.owner).await? else { return Ok(false) };
    if owner.disabled || !owner.role.may(Right::SourcingUse) {
        return Ok(false);
    }
    let actor = Actor::worker(workspace, WorkspaceKind::Production);
    // Later changes come again with the next look.
    let until = app.now();
    let asked = Asked::read(&kept.query);
    let found = find::changed_since(app, &actor, &asked, kept.told_until, MOST).await?;
    let known = search::told_of(&app.db, kept.id, &found).await?;
    let new: Vec<ProfileId> = found.into_iter().filter(|id| !known.contains(id)).collect();
    let tx = app.db.begin().await?;
    search::set_told(&tx, workspace, kept.id, until, &new).await?;
    if !new.is_empty() {
        let people = profile::of_ids(&tx, workspace, &new).await?;
        let names: Vec<String> =
            people.values().take(NAMED).map(|one| format!("- {}", one.person.full_name())).collect();
        let more = people.len().saturating_sub(NAMED);
        let rest = if more > 0 { format!("\nand {more} more") } else { String::new() };
        let link = app.public.link(&format!("/sourcing?{}", kept.query));
        let text = format!(
            "Your search “{}” of the talent pool finds people who are new to it:\n\n{}{rest}\n\n{link}\n",
            kept.name,
            names.join("\n")
        );
        let letter = mail::Letter {
            to_name: owner.name.clone(),
            to_address: owner.email.clone(),
            subject: format!("New people for “{}”", kept.name),
            text,
            kind: "pool search".into(),
            about: None,
        };
        mail::send(app, &tx, workspace, letter).await?;
    }
    tx.commit().await?;
    app.bell.notify_one();
    Ok(true)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        people::testing::benches,
        sourcing::pool::tests::{bring, person},
        work as worker,
    };

    #[tokio::test]
    async fn an_alert_tells_once_of_whoever_is_new() {
        for bench in benches().await {
            let boss = bench.administrator().await.actor;
            let clock = Arc::clone(&bench.clock);
            let app = &Arc::new(bench.app);
            let welder = |first: &str| {
                let mut one = person(first, "Berg", &format!("{first}@example.com"));
                one.title = "Welder".into();
                one
            };
            bring(app, &boss, welder("Ida")).await;
            let asked = Asked { typed: "welder".into(), ..Asked::default() };
            save(app, &boss, "Welders", &asked, true).await.unwrap();
            assert!(save(app, &boss, "Welders", &asked, true).await.is_err(), "the name is taken");
            let letters = async || mail::mailbox::count_kept(app, &boss).await.unwrap();
            let before = letters().await;
            bring(app, &boss, welder("Bo")).await;
            for _ in 0..2 {
                clock.advance(AGAIN);
                while worker::run_due(app, "worker").await.unwrap() > 0 {}
                assert_eq!(letters().await, before + 1);
            }
            let mine = mine(app, &boss).await.unwrap();
            delete(app, &boss, mine[0].id).await.unwrap();
            assert!(delete(app, &boss, mine[0].id).await.is_err());
        }
    }
}
