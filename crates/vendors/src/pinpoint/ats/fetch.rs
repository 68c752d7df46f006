//! One record afresh.

use connect::{VendorError, ats::Incoming, error::Result};
use model::remote::RecordKind;

use super::page::refused;
use crate::pinpoint::{
    client::Client,
    map::{self, included::Included},
    parts::Parts,
    wire::One,
};

/// The record with everything that a page gives of it. Where the key may not read some of that, the rest.
pub async fn fetch(client: &Client<'_>, kind: RecordKind, id: &str) -> Result<Incoming> {
    let (reply, notes) = match client.record(kind, id, &Parts::all(kind)).await {
        Ok(reply) => (reply, vec![]),
        Err(error @ VendorError::Forbidden(_)) => {
            let (without, notes) = refused(client, kind, error).await?;
            (client.record(kind, id, &Parts::all(kind).without(&without)).await?, notes)
        }
        Err(error) => return Err(error),
    };
    let one: One = reply.json()?;
    let mut incoming = map::incoming(kind, one.data, &Included::of(&one.included));
    incoming.notes.extend(notes);
    Ok(incoming)
}
