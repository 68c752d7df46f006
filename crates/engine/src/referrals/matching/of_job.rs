//! The work for a job: it is held against everybody's contacts.

use std::collections::HashMap;

use model::{JobId, UserId, WorkspaceId, job::JobStatus, network::Contact};
use store::{
    Conn,
    hiring::job,
    referrals::network::{
        contact, headline,
        matched::{self, Match},
        need, owner,
    },
    screening::criteria,
    task::{self, Task},
};
use uuid::Uuid;

use super::{
    best,
    board::{Board, Sight},
    fit::{Person, firm, fit},
    house::House,
    need::Need,
    network_changed,
};
use crate::{
    App, Result,
    referrals::network::{About, sealed},
    screening::CriteriaState,
};

/// The kind of the task; its subject is the job.
pub(crate) const TASK: &str = "referrals.match_job";

/// How many people are looked at for a job, those whose work is nearest first. Nobody reads further.
const MOST_LOOKED: usize = 10_000;

/// How many kinds of work are looked at before others have their turn.
const TOGETHER: usize = 500;

/// What a job looks for now; `None` where it looks for nobody.
async fn looks_for(conn: &impl Conn, workspace: WorkspaceId, id: JobId) -> Result<Option<Need>> {
    let job = job::get(conn, workspace, id).await?.filter(|job| job.status == JobStatus::Open);
    let Some(job) = job else { return Ok(None) };
    let version = criteria::in_state(conn, workspace, id, CriteriaState::Active).await?;
    Ok(Some(Need::of(&job, version.as_ref().map(|version| &version.criteria))))
}

/// Finds the job's matches and keeps them in the place of those before.
pub(crate) async fn work(app: &App, worker: &str, task: &Task) -> Result<()> {
    let (space, id, since) = (task.workspace, JobId(task.subject), app.now());
    let need = looks_for(&app.db, space, id).await?;
    // What the job looks for stands first: networks that change from here on find it by themselves.
    let tx = app.db.begin().await?;
    match &need {
        Some(need) => need::put(&tx, space, id, written(need)).await?,
        None => need::forget(&tx, space, id).await?,
    }
    tx.commit().await?;
    let found = match &need {
        Some(need) => find(app, space, id, need).await?,
        None => vec![],
    };
    let tx = app.db.begin().await?;
    if looks_for(&tx, space, id).await? != need {
        task::retry(&tx, task.id, worker, app.now()).await?;
        return Ok(tx.commit().await?);
    }
    // A network that changed meanwhile is looked through by its own work.
    let (mut stay, mut again) = (Vec::new(), Vec::new());
    for owner in owner::all(&tx, space).await? {
        if owner.changed_at < since { &mut stay } else { &mut again }.push(owner.user);
    }
    let found: Vec<Match> = found.into_iter().filter(|one| stay.contains(&one.user)).collect();
    matched::replace_of_job(&tx, space, id, &found).await?;
    for user in again {
        network_changed(app, &tx, space, user).await?;
    }
    if task::finish(&tx, task.id, worker).await? {
        tx.commit().await?;
        app.bell.notify_one();
    }
    Ok(())
}

/// Brings what is kept of jobs in step, where they were opened or closed while nobody had contacts. It is done before a
/// network is looked through, so that its own look is enough.
pub(super) async fn in_step(app: &App, space: WorkspaceId) -> Result<()> {
    if need::out_of_step(&app.db, space).await?.is_empty() {
        return Ok(());
    }
    let tx = app.db.begin().await?;
    for id in need::out_of_step(&tx, space).await? {
        if let Some(need) = looks_for(&tx, space, id).await? {
            need::put(&tx, space, id, written(&need)).await?;
        } else {
            need::forget(&tx, space, id).await?;
            matched::forget_of_job(&tx, space, id).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// A job's need as it is kept.
fn written(need: &Need) -> String {
    // Our own type always has a text.
    serde_json::to_string(need).unwrap_or_default()
}

async fn find(app: &App, space: WorkspaceId, id: JobId, need: &Need) -> Result<Vec<Match>> {
    let board = Board::of(std::slice::from_ref(need));
    let mut sights: Vec<(Uuid, Sight)> = Vec::new();
    for (at, (headline, work)) in headline::all(&app.db, space).await?.into_iter().enumerate() {
        sights.extend(board.look(&work).into_iter().map(|sight| (headline, sight)));
        if at % TOGETHER == 0 {
            tokio::task::yield_now().await;
        }
    }
    sights.sort_by(|(a, one), (b, other)| other.points.cmp(&one.points).then(a.cmp(b)));
    let (house, shared) = (House::of(&app.db, space).await?, shared(app, space).await?);
    let (mut found, mut looked) = (Vec::new(), 0);
    for some in sights.chunks(TOGETHER) {
        let of: HashMap<Uuid, &Sight> = some.iter().map(|(headline, sight)| (*headline, sight)).collect();
        let ids: Vec<Uuid> = some.iter().map(|(headline, _)| *headline).collect();
        for kept in contact::of_headlines(&app.db, space, &ids).await? {
            looked += 1;
            let Some(sight) = of.get(&kept.headline).filter(|_| house.active.contains(&kept.user)) else {
                continue;
            };
            let contact: Contact = sealed::open(app, &sealed::of_contact(kept.id), &kept.sealed)?;
            let shared = shared.get(&kept.user).map_or(&[][..], Vec::as_slice);
            let fit = fit(need, sight, &Person { contact: &contact, known: kept.known, shared });
            if fit.strength().is_some() && !house.employs(&contact) {
                found.push(Match { job: id, contact: kept.id, user: kept.user, fit });
            }
        }
        if looked >= MOST_LOOKED {
            break;
        }
        tokio::task::yield_now().await;
    }
    Ok(best(found))
}

/// Where each employee worked before, as firms are compared.
async fn shared(app: &App, space: WorkspaceId) -> Result<HashMap<UserId, Vec<String>>> {
    let mut found = HashMap::new();
    for owner in owner::all(&app.db, space).await? {
        let about: About = sealed::open(app, &sealed::of_owner(owner.user), &owner.sealed)?;
        found.insert(owner.user, about.worked_at.iter().map(|name| firm(name)).collect());
    }
    Ok(found)
}
