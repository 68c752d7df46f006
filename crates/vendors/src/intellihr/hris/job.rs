//! The job: looked for, made or changed.

use connect::{Outcome, Receipt, VendorError, error::Result};
use jiff::civil::Date;
use model::{
    hire::{FieldProblem, HireRecord},
    note::Note,
};

use super::{lists, read_back, supervisor, workflow, zone};
use crate::intellihr::{
    client::{self, Client, Listing},
    map::job::{Wanted, is_wanted, problems},
    pages::all,
    wire::{Job, List},
};

/// What a job is made with, and can't be changed by the API afterwards.
const ONLY_AT_FIRST: [(&str, &str); 2] = [
    (
        "job.companyStartDate",
        "intelliHR's API can't move the first day of a job that is there; change it there.",
    ),
    (
        "job.recruitmentSource",
        "intelliHR's API can't change the recruitment source of a job that is there; change it there.",
    ),
];

/// Everything that the record says of the job, looked up; nothing where it says nothing.
///
/// # Errors
/// Problems at the fields that keep the job from being made. Nothing was written then.
pub async fn wanted<'a>(client: &Client<'_>, record: &'a HireRecord) -> Result<Option<Wanted<'a>>> {
    if !is_wanted(record) {
        return Ok(None);
    }
    let problems = problems(record);
    if !problems.is_empty() {
        return Err(VendorError::Rejected(problems));
    }
    let zone = zone(client.0)?;
    let day = record.get("job.companyStartDate").unwrap_or_default();
    let day: Date = day.parse().map_err(|_| problem("job.companyStartDate", "This is not a day."))?;
    let title = title(client, record.get("job.name").unwrap_or_default()).await?;
    let supervisor = supervisor::find(client, record).await?;
    let has_own = !record.section("jobCustom").is_empty();
    let definitions = if has_own { lists::custom(client).await? } else { vec![] };
    Ok(Some(Wanted { record, day, zone, title, supervisor, definitions }))
}

/// The name of a position title. The API takes titles by name alone and makes a new one of every name that it does
/// not know, so that only a name of the company's own list is ever sent.
async fn title(client: &Client<'_>, id: &str) -> Result<String> {
    let titles = lists::list(client, List::PositionTitles).await?;
    let known = titles.into_iter().find(|title| title.id == id).map(|title| title.name);
    known.ok_or_else(|| {
        problem(
            "job.name",
            "This position title is not in intelliHR's list. Choose another; no new one is made.",
        )
    })
}

fn problem(field: &str, message: &str) -> VendorError {
    VendorError::Rejected(vec![FieldProblem { field: field.into(), message: message.into() }])
}

/// Makes the job, changes the one that is there, or leaves it as it is.
pub async fn put(client: &Client<'_>, person: &str, record: &HireRecord) -> Result<Receipt> {
    let receipt = |outcome, notes| Receipt { external_id: person.into(), outcome, notes, left: vec![] };
    let Some(wanted) = wanted(client, record).await? else {
        return Ok(receipt(Outcome::AlreadyThere, vec![]));
    };
    let jobs = of_person(client, person).await?;
    let Some(job) = wanted.among(&jobs) else {
        let reply = client.add_job(&wanted.new_job(person), record).await?;
        let made = client::made(&reply)?;
        let notes = workflow::start(client, &made, record).await;
        return Ok(receipt(Outcome::Created, notes));
    };
    let held = read_back::job(client, job, record, wanted.supervisor.as_deref()).await?;
    let differs = |key: &str| record.get(key).is_some() && held.get(key) != record.get(key);
    let mut notes: Vec<_> =
        ONLY_AT_FIRST.iter().filter(|(key, _)| differs(key)).map(|(key, why)| Note::on(*key, *why)).collect();
    notes.extend(workflow::not_again(record));
    let fixed = |key: &str| ONLY_AT_FIRST.iter().any(|(fixed, _)| *fixed == key);
    let of_job =
        |key: &str| key.starts_with("job.") || key.starts_with("pay.") || key.starts_with("jobCustom.");
    if !record.0.keys().any(|key| of_job(key) && !fixed(key) && differs(key)) {
        return Ok(receipt(Outcome::AlreadyThere, notes));
    }
    client.change_job(&job.id, &wanted.change(job), record).await?;
    Ok(receipt(Outcome::Updated, notes))
}

/// A person's jobs, past ones and ones to come among them.
pub async fn of_person(client: &Client<'_>, person: &str) -> Result<Vec<Job>> {
    all(client, &Listing::of("look for a person's jobs", "jobs").only("personId", person)).await
}
