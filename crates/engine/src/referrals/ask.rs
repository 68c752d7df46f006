//! A recruiter asks an employee for somebody they know.

use model::{
    ContactId, JobId, ReferralId, UserId, WorkspaceId,
    access::Right,
    contact::normal_email,
    job::{Job, JobStatus},
    referral::{Event, Ineligible, Person, State, next},
};
use store::{
    Conn, Tx,
    hiring::job,
    people::user::{self, User},
    referrals::{opt_out, referral},
    task,
};

use super::{Referral, TASK, change, mark, network};
use crate::{
    Actor, App,
    error::{Error, Result},
};

/// What a recruiter asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// For which job.
    pub job: JobId,
    /// Whom.
    pub employee: UserId,
    /// About whom.
    pub whom: Whom,
    /// What the employee is told besides.
    pub note: String,
}

/// About whom an employee is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// One of the employee's contacts. The recruiter doesn't learn who it is before the employee agrees.
    Contact(ContactId),
    /// Somebody whom the recruiter knows of.
    Person(Person),
}

/// How long a note may be.
const LONGEST: usize = 2_000;

/// Asks an employee. They are written to when something is sent next, in the messenger or by letter.
///
/// # Errors
/// [`Error::Invalid`] at `name`, `email` or `note`; [`Error::Conflict`] where the job is not open, the employee was
/// asked about this person for this job, or the person can't be referred; [`Error::NotFound`].
pub async fn ask(app: &App, actor: &Actor, ask: &Ask) -> Result<ReferralId> {
    actor.require(Right::ReferralsAsk)?;
    let (tx, space) = (app.db.begin().await?, actor.workspace);
    let job = open_job(&tx, space, ask.job).await?;
    let employee = employed(&tx, space, ask.employee).await?;
    let mut one = drafted(app, &tx, space, (&job, &employee), &ask.whom, &ask.note).await?;
    one.asked_by = actor.user;
    let words = format!("Asked {} for {}", employee.name, job.title);
    begin(app, &tx, actor, &mut one, Event::Asked, &words).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(one.id)
}

/// A job that takes applications.
pub(super) async fn open_job(conn: &impl Conn, space: WorkspaceId, id: JobId) -> Result<Job> {
    let job = job::get(conn, space, id).await?.ok_or(Error::NotFound("job"))?;
    if job.status != JobStatus::Open {
        return Err(Error::Conflict(format!("{} is not open, so nobody is referred for it.", job.title)));
    }
    Ok(job)
}

/// Somebody who works here.
pub(super) async fn employed(conn: &impl Conn, space: WorkspaceId, id: UserId) -> Result<User> {
    let found = user::get(conn, space, id).await?.filter(|user| !user.disabled);
    found.ok_or(Error::NotFound("employee"))
}

/// A referral to which nothing has happened, where the person may be referred.
pub(super) async fn drafted(
    app: &App,
    tx: &Tx,
    space: WorkspaceId,
    (job, employee): (&Job, &User),
    whom: &Whom,
    note: &str,
) -> Result<Referral> {
    let note = note.trim();
    if note.chars().count() > LONGEST {
        return Err(Error::field("note", "Keep the note below 2000 letters."));
    }
    let (key, contact, person) = match whom {
        Whom::Contact(id) => {
            // Who it is isn't kept before the employee agrees.
            let person = network::person(app, tx, space, employee.id, *id).await?;
            let person = person.ok_or(Error::NotFound("contact"))?;
            if let Some(reason) = cannot(tx, space, employee, &person).await? {
                return Err(Error::Conflict(reason.sentence().into()));
            }
            (format!("contact {id}"), Some(*id), Person::default())
        }
        Whom::Person(person) => {
            let person = checked(person)?;
            if let Some(reason) = cannot(tx, space, employee, &person).await? {
                return Err(Error::Conflict(reason.sentence().into()));
            }
            (person.marks().remove(0), None, person)
        }
    };
    let mut one = Referral::new(app.id(), space, (job.id, employee.id), key, app.now());
    (one.contact, one.person, one.note) = (contact, person, note.into());
    Ok(one)
}

/// Keeps a drafted referral with the first thing that happens to it.
pub(super) async fn begin(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    one: &mut Referral,
    event: Event,
    words: &str,
) -> Result<()> {
    one.state =
        next(State::Suggested, event).map_err(|unexpected| Error::Conflict(unexpected.to_string()))?;
    if !referral::insert(tx, one).await? {
        let sentence = "There is a referral of this person by this employee for this job already.";
        return Err(Error::Conflict(sentence.into()));
    }
    let word = if event == Event::Asked { "asked" } else { "volunteered" };
    change::story(app, tx, actor, one, (word, State::Suggested, one.state), words).await?;
    Ok(task::push(tx, app.id(), one.workspace, TASK, one.id.into(), app.now(), app.now()).await?)
}

/// A person with a name and something by which they are known again.
pub(super) fn checked(person: &Person) -> Result<Person> {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let person = Person {
        first_name: line(&person.first_name),
        last_name: line(&person.last_name),
        email: line(&person.email),
        phone: line(&person.phone),
        page: line(&person.page),
        title: line(&person.title),
        company: line(&person.company),
    };
    if person.full_name().is_empty() {
        return Err(Error::field("name", "Give the person's name."));
    }
    if !person.email.is_empty() && normal_email(&person.email).is_none() {
        return Err(Error::field("email", format!("“{}” is not an e-mail address.", person.email)));
    }
    if person.marks().is_empty() {
        return Err(Error::field("email", "Give an e-mail address or the address of a profile."));
    }
    Ok(person)
}

/// Why a person can't be referred by an employee, where they can't.
pub(super) async fn cannot(
    conn: &impl Conn,
    space: WorkspaceId,
    employee: &User,
    person: &Person,
) -> Result<Option<Ineligible>> {
    let marks = mark::of(space, person);
    if !opt_out::among(conn, space, marks.iter().map(String::as_str)).await?.is_empty() {
        return Ok(Some(Ineligible::OptedOut));
    }
    let Some(email) = normal_email(&person.email) else { return Ok(None) };
    if email == employee.email {
        return Ok(Some(Ineligible::Themselves));
    }
    let works_here =
        user::by_email(conn, &email).await?.is_some_and(|one| one.workspace == space && !one.disabled);
    Ok(works_here.then_some(Ineligible::EmployedHere))
}
