//! Reading back what was sent, so that what was dropped can be named.

use connect::error::Result;
use model::hire::HireRecord;

use super::{job::of_person, lists, supervisor, zone};
use crate::intellihr::{
    client::Client,
    map::{
        days,
        job::{Wanted, is_wanted},
        read_back::{self, Known},
    },
    wire::{Job, List},
};

/// Every field of the record as intelliHR holds it now, or will on the first day.
pub async fn read_back(client: &Client<'_>, id: &str, record: &HireRecord) -> Result<HireRecord> {
    let there = client.person(id).await?;
    let rights = match record.get("workRight.right") {
        Some(_) => lists::list(client, List::WorkRights).await?,
        None => vec![],
    };
    let zone = zone(client.0)?;
    let known = Known { zone: &zone, classes: &[], titles: &[], rights: &rights, supervisor: None };
    let mut held = read_back::person(record, &there, &known);
    if is_wanted(record) {
        held.0.extend(of_job(client, id, record).await?.0);
    }
    // That a workflow is to be started leaves nothing to read.
    if let Some(workflow) = record.get("onboarding.workflow") {
        held.set("onboarding.workflow", workflow);
    }
    Ok(held)
}

async fn of_job(client: &Client<'_>, person: &str, record: &HireRecord) -> Result<HireRecord> {
    let jobs = of_person(client, person).await?;
    let supervisor = supervisor::find(client, record).await?;
    let titles = lists::list(client, List::PositionTitles).await?;
    let title = titles.into_iter().find(|title| Some(title.id.as_str()) == record.get("job.name"));
    let day = record.get("job.companyStartDate").and_then(|day| day.parse().ok());
    let (Some(title), Some(day)) = (title, day) else { return Ok(HireRecord::default()) };
    let wanted =
        Wanted { record, day, zone: zone(client.0)?, title: title.name, supervisor, definitions: vec![] };
    match wanted.among(&jobs) {
        Some(found) => job(client, found, record, wanted.supervisor.as_deref()).await,
        None => Ok(HireRecord::default()),
    }
}

/// A job as it is, or will be on its first day: one to come has nothing to show today.
pub async fn job(
    client: &Client<'_>,
    found: &Job,
    record: &HireRecord,
    supervisor: Option<&str>,
) -> Result<HireRecord> {
    let zone = zone(client.0)?;
    let today = client.0.clock.now().to_zoned_datetime(zone.clone()).date();
    let first = days::day_of(&found.company_start_date, &zone);
    let to_come = first.is_some_and(|first| first > today);
    let there = client.job(&found.id, to_come.then_some(found.company_start_date.as_str())).await?;
    let classes = lists::list(client, List::WorkClasses).await?;
    let titles = match there.position_title {
        Some(_) => vec![],
        None => lists::list(client, List::PositionTitles).await?,
    };
    let known = Known { zone: &zone, classes: &classes, titles: &titles, rights: &[], supervisor };
    Ok(read_back::job(record, &there, &known))
}
