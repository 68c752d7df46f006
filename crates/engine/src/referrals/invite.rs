//! The person's own page behind their link: what it shows, and what becomes of their yes or no. Nobody signs in; before
//! the yes nothing of theirs is kept, and nothing goes to another system.

use model::{
    WorkspaceId,
    contact::normal_email,
    job::{Job, JobStatus},
    referral::{Event, Ineligible, Person, State},
};
use store::{
    Tx,
    hiring::{application, candidate, job},
    people::user,
    referrals::{opt_out, owner, referral, settings},
    workspace,
};

use super::{
    Referral,
    ask::{cannot, checked},
    change, deliver,
    link::{self, Purpose},
    mark,
};
use crate::{
    Actor, App,
    error::{Error, Result},
};

/// What the page shows.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Whose page it is.
    pub workspace: WorkspaceId,
    /// The company.
    pub company: String,
    /// The job.
    pub job: Job,
    /// Who sent the person.
    pub employee: String,
    /// What the company says of people's data; empty where it says nothing of its own.
    pub privacy: String,
    /// Whether the person can agree; else why not.
    pub standing: Standing,
}

/// Whether a person can agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// They can.
    Open,
    /// They have.
    Agreed,
    /// The job takes nobody any more.
    JobClosed,
    /// It was taken back, or the person declined.
    Closed,
    /// It can't count: they are known already.
    Known,
}

/// What a person types.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Who they are.
    pub person: Person,
    /// Whether they agree to be put forward.
    pub agrees: bool,
}

fn standing(one: &Referral, job: &Job) -> Standing {
    match one.state {
        state if state.is_consented() => Standing::Agreed,
        State::Ineligible => Standing::Known,
        state if !state.is_agreed() => Standing::Closed,
        _ if job.status != JobStatus::Open => Standing::JobClosed,
        _ => Standing::Open,
    }
}

/// The page behind a link. Following it for the first time moves the referral.
///
/// # Errors
/// [`Error::NotFound`] where the link leads nowhere.
pub async fn open(app: &App, token: &str, origin: &str) -> Result<Invitation> {
    let tx = app.db.begin().await?;
    let (space, mut one) = link::find(&tx, token, Purpose::Invite).await?;
    let page = page(&tx, space, &one).await?;
    if page.standing == Standing::Open && one.state != State::Opened {
        let actor = visitor(&tx, space, origin).await?;
        change::happen(app, &tx, &actor, &mut one, Event::Opened, "").await?;
        tx.commit().await?;
    }
    Ok(page)
}

async fn page(tx: &Tx, space: WorkspaceId, one: &Referral) -> Result<Invitation> {
    let job = job::get(tx, space, one.job).await?.ok_or(Error::NotFound("page"))?;
    let company = workspace::get(tx, space).await?.map(|space| space.name).unwrap_or_default();
    let employee = user::get(tx, space, one.employee).await?.map(|user| user.name).unwrap_or_default();
    let privacy = settings::get(tx, space).await?.privacy;
    Ok(Invitation { workspace: space, company, standing: standing(one, &job), job, employee, privacy })
}

/// The person agrees to be put forward. The first referral that somebody accepts has them, for as long as the workspace
/// says; a later one of another employee can't count.
///
/// # Errors
/// [`Error::Invalid`] at `name`, `email` or `agrees`; [`Error::Conflict`] where the page takes no answer any more.
pub async fn accept(app: &App, token: &str, typed: &Typed, origin: &str) -> Result<Standing> {
    let tx = app.db.begin().await?;
    let (space, mut one) = link::find(&tx, token, Purpose::Invite).await?;
    let job = job::get(&tx, space, one.job).await?.ok_or(Error::NotFound("page"))?;
    match standing(&one, &job) {
        Standing::Open => {}
        Standing::Agreed => return Ok(Standing::Agreed),
        _ => return Err(Error::Conflict("This page takes no answer any more.".into())),
    }
    let person = checked(&typed.person)?;
    if person.first_name.is_empty() || person.last_name.is_empty() {
        return Err(Error::field("name", "Give a first and a last name."));
    }
    let Some(email) = normal_email(&person.email) else {
        return Err(Error::field("email", "Give the e-mail address at which you can be reached."));
    };
    if !typed.agrees {
        return Err(Error::field("agrees", "Without your consent nothing is passed on."));
    }
    let actor = visitor(&tx, space, origin).await?;
    let held = match against(&tx, &one, &person, &email).await? {
        Some(reason) => Some(reason),
        None => taken(app, &tx, &one, &person).await?,
    };
    if let Some(reason) = held {
        change::happen(app, &tx, &actor, &mut one, Event::Excluded(reason), reason.sentence()).await?;
        owner::let_go(&tx, space, one.id).await?;
        tx.commit().await?;
        return Ok(Standing::Known);
    }
    let kept = Person { title: one.person.title.clone(), company: one.person.company.clone(), ..person };
    one.person = kept;
    change::happen(app, &tx, &actor, &mut one, Event::Consented, "The person agreed to be put forward")
        .await?;
    deliver::begin(app, &tx, &one).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(Standing::Agreed)
}

/// The person declines; `never` where they ask not to be contacted through referrals again.
///
/// # Errors
/// [`Error::Conflict`] where they have agreed already; [`Error::NotFound`].
pub async fn decline(app: &App, token: &str, never: bool, origin: &str) -> Result<()> {
    let tx = app.db.begin().await?;
    let (space, mut one) = link::find(&tx, token, Purpose::Invite).await?;
    if one.state.is_consented() {
        return Err(Error::Conflict("You have agreed already. Write to the company to take it back.".into()));
    }
    if never {
        for mark in mark::of(space, &one.person) {
            opt_out::insert(&tx, space, &mark, app.now()).await?;
        }
    }
    if !one.state.is_over() {
        let actor = visitor(&tx, space, origin).await?;
        let (event, words) = match never {
            true => (Event::Excluded(Ineligible::OptedOut), Ineligible::OptedOut.sentence()),
            false => (Event::Withdrawn, "The person declined"),
        };
        change::happen(app, &tx, &actor, &mut one, event, words).await?;
    }
    if one.person != Person::default() {
        one.person = Person::default();
        referral::update(&tx, &mut one).await?;
    }
    Ok(tx.commit().await?)
}

/// Why the referral can't count, as far as it is known here.
async fn against(tx: &Tx, one: &Referral, person: &Person, email: &str) -> Result<Option<Ineligible>> {
    let space = one.workspace;
    let employee = user::get(tx, space, one.employee).await?.ok_or(Error::NotFound("page"))?;
    // Who agrees here and now is not held to what they asked for before.
    let works_here = cannot(tx, space, &employee, person).await?.filter(|why| *why != Ineligible::OptedOut);
    if works_here.is_some() {
        return Ok(works_here);
    }
    let known = settings::get(tx, space).await?.known_days;
    let since = one.created_at - std::time::Duration::from_secs(u64::from(known) * 86_400);
    for id in candidate::with_email(tx, space, email).await? {
        let made: Vec<_> = application::of_candidate(tx, space, id).await?.iter().map(|one| one.id).collect();
        let times = application::made(tx, space, &made).await?;
        if times.values().any(|at| (since..one.created_at).contains(at)) {
            return Ok(Some(Ineligible::AlreadyKnown));
        }
    }
    Ok(None)
}

/// Takes the person for this referral, unless another employee's has them.
async fn taken(app: &App, tx: &Tx, one: &Referral, person: &Person) -> Result<Option<Ineligible>> {
    let (space, now) = (one.workspace, app.now());
    let days = settings::get(tx, space).await?.owned_days;
    let until = now + std::time::Duration::from_secs(u64::from(days) * 86_400);
    for mark in mark::of(space, person) {
        if owner::take(tx, space, &mark, one.id, (now, until)).await? {
            continue;
        }
        let holder = match owner::of(tx, space, &mark, now).await? {
            Some(id) => referral::get(tx, space, id).await?,
            None => None,
        };
        if holder.is_none_or(|holder| holder.employee != one.employee) {
            return Ok(Some(Ineligible::OwnedByAnother));
        }
    }
    Ok(None)
}

/// Whoever follows a person's link, for the audit log.
async fn visitor(tx: &Tx, space: WorkspaceId, origin: &str) -> Result<Actor> {
    let kind = workspace::get(tx, space).await?.ok_or(Error::NotFound("workspace"))?.kind;
    Ok(Actor { name: "The referred person".into(), origin: origin.into(), ..Actor::worker(space, kind) })
}
