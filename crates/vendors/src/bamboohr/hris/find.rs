//! Looking someone up before anything is made.

use connect::{VendorError, error::Result};
use model::hire::{EmployeeMatch, Identity};

use super::{link, today};
use crate::bamboohr::{client::Client, map::matches, wire::Fields};

/// Everyone who may be this person. The dataset shows who works there, will and did; where it may not be asked,
/// the directory shows the first two only, which the test of the connection says beforehand.
pub async fn find(client: &Client<'_>, who: &Identity) -> Result<Vec<EmployeeMatch>> {
    let Some(question) = matches::question(who) else { return Ok(vec![]) };
    match client.ask(&question).await {
        Ok(answer) => {
            let today = today(client.0);
            let people = answer.data.iter().map(|row| (&row.fields, matches::is_active(&row.fields, today)));
            Ok(people.filter_map(|(employee, active)| found(client, who, employee, active)).collect())
        }
        // Only a clear refusal leads elsewhere: after any other failure the answer would be a guess.
        Err(VendorError::Forbidden(_) | VendorError::NotFound(_) | VendorError::Rejected(_)) => {
            in_directory(client, who).await
        }
        Err(error) => Err(error),
    }
}

/// The directory may show neither private address nor birthday, so that those of the same name are read one by one.
async fn in_directory(client: &Client<'_>, who: &Identity) -> Result<Vec<EmployeeMatch>> {
    let directory = match client.directory().await {
        Ok(directory) => directory,
        // The vendor's way to say that nobody works there.
        Err(VendorError::NotFound(_)) => return Ok(vec![]),
        Err(error) => return Err(error),
    };
    let mut all = Vec::new();
    for entry in &directory.employees {
        let shown = found(client, who, entry, true);
        all.extend(match matches::id(entry).filter(|_| shown.is_none() && matches::same_name(who, entry)) {
            Some(id) => found(client, who, &client.employee(&id, &matches::FIELDS).await?, true),
            None => shown,
        });
    }
    Ok(all)
}

fn found(client: &Client, who: &Identity, employee: &Fields, active: bool) -> Option<EmployeeMatch> {
    let by = matches::matched_by(who, employee)?;
    let external_id = matches::id(employee)?;
    let url = link(client.0, &external_id);
    Some(EmployeeMatch { external_id, name: matches::full_name(employee), active, by, url })
}
