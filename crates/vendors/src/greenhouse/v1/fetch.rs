//! One record afresh.

use connect::{VendorError, ats::Incoming, error::Result};
use model::remote::RecordKind;

use super::{
    client::{Client, LARGEST, pair},
    map, page,
    wire::{Application, Stage},
};

/// The record with everything that a page gives of it.
pub async fn fetch(client: &Client<'_>, kind: RecordKind, id: &str) -> Result<Incoming> {
    let purpose = match kind {
        RecordKind::Job => "read a job",
        RecordKind::Candidate => "read a candidate",
        RecordKind::Application => "read an application",
    };
    let gone = || VendorError::NotFound(format!("there is no {} {id}", kind.as_str()));
    let number: u64 = id.parse().map_err(|_| gone())?;
    let (list, ..) = map::list(kind);
    let reply = client.get(purpose, &format!("{list}/{number}"), &[]).await?;
    let row = std::str::from_utf8(&reply.body).unwrap_or_default();
    Ok(match kind {
        RecordKind::Candidate => map::candidate(row),
        RecordKind::Application => map::application(row).ok_or_else(gone)?,
        RecordKind::Job => {
            let path = format!("jobs/{number}/stages");
            let stages = match client.get("list a job's stages", &path, &[pair("per_page", LARGEST)]).await {
                Ok(reply) => Some([(number, reply.json::<Vec<Stage>>()?)].into()),
                // A key may be allowed one of the two ways to the same stages.
                Err(VendorError::Forbidden(_)) => page::stages(client, &mut vec![]).await?,
                Err(error) => return Err(error),
            };
            map::job(row, &stages)
        }
    })
}

/// An application as the vendor tells it.
pub async fn application(client: &Client<'_>, id: &str) -> Result<Application> {
    let id: u64 = id.parse().map_err(|_| VendorError::NotFound(format!("there is no application {id}")))?;
    client.get("read an application", &format!("applications/{id}"), &[]).await?.json()
}
