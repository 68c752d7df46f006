//! Into one of Gangway's own jobs: the person becomes a candidate, unless they are one, and applies.

use model::{
    candidate::Profile,
    contact::normal_email,
    handoff::{HandoffState, Problem, ProblemKind},
};
use store::{
    hiring::{application, candidate},
    people::user,
    referrals::delivery,
    task::{self, Task},
    workspace,
};

use super::{
    super::{Referral, change},
    Delivery, follow,
};
use crate::{
    Actor, App,
    error::{Error, Result},
    hiring::{add_candidate::add_candidate, apply::apply},
};

/// Enters the person. Whoever was entered by a run that was cut off is found again by their address.
pub(super) async fn enter(
    app: &App,
    worker: &str,
    task: &Task,
    mut to: Delivery,
    mut one: Referral,
) -> Result<()> {
    let space = workspace::get(&app.db, one.workspace).await?.ok_or(Error::NotFound("workspace"))?;
    let actor = Actor::worker(space.id, space.kind);
    let seen = to.state;
    let entered = entered(app, &actor, &one).await;
    let tx = app.db.begin().await?;
    to.updated_at = app.now();
    match entered {
        Ok(made) => {
            (one.candidate, one.application) = (Some(made.candidate), Some(made.id));
            (to.state, to.problem) = (HandoffState::Delivered, None);
            change::remark(app, &tx, &actor, &mut one, "delivered", "Among the applications here").await?;
        }
        Err(Error::Conflict(why)) => {
            let sentence = format!("{why} What the person gave is kept; try again once that is settled.");
            to.problem = Some(Problem { kind: ProblemKind::Record, sentence, fields: vec![] });
            to.state = HandoffState::Waiting;
        }
        Err(Error::Invalid(fields)) => {
            let sentence = "Some of what the person gave can't be kept as it is. Correct it.".into();
            to.problem = Some(Problem { kind: ProblemKind::Fields, sentence, fields });
            to.state = HandoffState::Waiting;
        }
        Err(error) => return Err(error),
    }
    let held = task::finish(&tx, task.id, worker).await?;
    if held && delivery::update(&tx, &to, seen).await? {
        follow::stands(app, &tx, &mut one).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn entered(app: &App, actor: &Actor, one: &Referral) -> Result<model::application::Application> {
    let space = one.workspace;
    let person = &one.person;
    let email = normal_email(&person.email).unwrap_or_default();
    let known = candidate::with_email(&app.db, space, &email).await?;
    let id = match one.candidate.or(known.first().copied()) {
        Some(id) => id,
        None => {
            let employee = user::get(&app.db, space, one.employee).await?.map(|user| user.name);
            let profile = Profile {
                first_name: person.first_name.clone(),
                last_name: person.last_name.clone(),
                email: person.email.clone(),
                phone: person.phone.clone(),
                headline: person.title.clone(),
                profile_url: web_address(&person.page),
                source: format!("Referral by {}", employee.unwrap_or_default()),
                ..Profile::default()
            };
            add_candidate(app, actor, &profile).await?
        }
    };
    let earlier = application::of_candidate(&app.db, space, id).await?;
    match earlier.into_iter().find(|made| made.job == one.job) {
        Some(made) => Ok(made),
        None => apply(app, actor, id, one.job).await,
    }
}

/// A profile's address as a profile here takes it.
fn web_address(page: &str) -> String {
    let page = page.trim();
    match page {
        "" => String::new(),
        page if page.starts_with("https://") || page.starts_with("http://") => page.to_owned(),
        page => format!("https://{page}"),
    }
}
