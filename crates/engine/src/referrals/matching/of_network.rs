//! The work for a network: an employee's contacts are held against every open job.

use std::collections::HashMap;

use model::{JobId, UserId, WorkspaceId, network::Contact};
use store::{
    referrals::network::{
        contact, headline,
        matched::{self, Match},
        need, owner,
    },
    task::{self, Task},
};
use uuid::Uuid;

use super::{
    best,
    board::{Board, Sight},
    fit::{Person, firm, fit},
    house::House,
    need::Need,
    of_job::in_step,
};
use crate::{
    App, Result,
    referrals::network::{About, sealed},
};

/// The kind of the task; its subject is the employee.
pub(crate) const TASK: &str = "referrals.match_network";

/// Finds the matches of an employee's contacts and keeps them in the place of those before.
pub(crate) async fn work(app: &App, worker: &str, task: &Task) -> Result<()> {
    let (space, user) = (task.workspace, UserId(task.subject));
    in_step(app, space).await?;
    let owner = owner::get(&app.db, space, user).await?;
    let needs = need::all(&app.db, space).await?;
    let found = match &owner {
        Some(owner) => {
            let about: About = sealed::open(app, &sealed::of_owner(user), &owner.sealed)?;
            find(app, (space, user), &needs, &about).await?
        }
        None => vec![],
    };
    let tx = app.db.begin().await?;
    if owner::get(&tx, space, user).await? != owner || need::all(&tx, space).await? != needs {
        task::retry(&tx, task.id, worker, app.now()).await?;
        return Ok(tx.commit().await?);
    }
    matched::replace_of_user(&tx, space, user, &found).await?;
    if task::finish(&tx, task.id, worker).await? {
        tx.commit().await?;
        app.bell.notify_one();
    }
    Ok(())
}

async fn find(
    app: &App,
    (space, user): (WorkspaceId, UserId),
    needs: &[(JobId, String)],
    about: &About,
) -> Result<Vec<Match>> {
    let house = House::of(&app.db, space).await?;
    if !house.active.contains(&user) {
        return Ok(vec![]);
    }
    let read = |(_, text): &(JobId, String)| {
        serde_json::from_str(text).map_err(|_| store::Error::Unreadable("what a job looks for"))
    };
    let looked_for: Vec<Need> = needs.iter().map(read).collect::<std::result::Result<_, _>>()?;
    let board = Board::of(&looked_for);
    let shared: Vec<String> = about.worked_at.iter().map(|name| firm(name)).collect();
    let mut contacts = contact::of_user(&app.db, space, user).await?;
    contacts.retain(|kept| !kept.left_out);
    let mut ids: Vec<Uuid> = contacts.iter().map(|kept| kept.headline).collect();
    ids.sort_unstable();
    ids.dedup();
    let headlines = headline::of_ids(&app.db, space, &ids).await?;
    let sights: HashMap<Uuid, Vec<Sight>> =
        headlines.iter().map(|(id, headline)| (*id, board.look(headline))).collect();
    let mut found = Vec::new();
    for kept in contacts {
        let Some(sights) = sights.get(&kept.headline).filter(|sights| !sights.is_empty()) else { continue };
        let contact: Contact = sealed::open(app, &sealed::of_contact(kept.id), &kept.sealed)?;
        if house.employs(&contact) {
            continue;
        }
        for sight in sights {
            let person = Person { contact: &contact, known: kept.known, shared: &shared };
            let fit = fit(&looked_for[sight.job], sight, &person);
            if fit.strength().is_some() {
                found.push(Match { job: needs[sight.job].0, contact: kept.id, user, fit });
            }
        }
    }
    Ok(best(found))
}
