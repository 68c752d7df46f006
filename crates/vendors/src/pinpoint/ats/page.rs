//! One page of records.

use connect::{
    VendorError,
    ats::{Ask, Page},
    error::Result,
};
use model::{note::Note, remote::RecordKind};

use super::walk::{Cursor, Seen};
use crate::pinpoint::{
    client::{Client, Listing},
    map::{self, included::Included},
    parts::Parts,
    wire::Many,
};

/// The page that is asked for. On the first one it is found out what the key may not read beside the records
/// themselves; from there on the cursor remembers it, so that a right lost in the middle of a walk is an error.
pub async fn page(client: &Client<'_>, ask: &Ask) -> Result<Page> {
    let mut cursor = Cursor::of(ask)?;
    let parts = Parts::all(ask.kind).without(&cursor.without);
    if cursor.is_to_be_counted() {
        let reply = client.records(ask.kind, &cursor.listing(), &Parts::none()).await?;
        cursor = cursor.counted(reply.json::<Many>()?.meta.total())?;
    }
    let (reply, notes) = match client.records(ask.kind, &cursor.listing(), &parts).await {
        Ok(reply) => (reply, vec![]),
        Err(error @ VendorError::Forbidden(_)) if ask.cursor.is_none() => {
            let (without, notes) = refused(client, ask.kind, error).await?;
            cursor.without = without;
            let parts = parts.without(&cursor.without);
            (client.records(ask.kind, &cursor.listing(), &parts).await?, notes)
        }
        Err(error) => return Err(error),
    };
    let many: Many = reply.json()?;
    let included = Included::of(&many.included);
    let records: Vec<_> = many.data.iter().map(|row| map::incoming(ask.kind, row, &included)).collect();
    let seen: Vec<_> = records.iter().map(Seen::of).collect();
    let total = many.meta.total();
    let next = cursor.after(&seen, total)?.map(|next| next.to_text());
    Ok(Page {
        records,
        next,
        total: total.filter(|_| cursor.counts_all()),
        answered_at: reply.date(),
        notes,
        files: vec![],
    })
}

/// What comes along only with rights that the key lacks, each found by asking for it alone, and a note on each.
///
/// # Errors
/// `error` where it is none of these that is refused.
pub async fn refused(
    client: &Client<'_>,
    kind: RecordKind,
    error: VendorError,
) -> Result<(Vec<String>, Vec<Note>)> {
    let (mut names, mut notes) = (vec![], vec![]);
    client.records(kind, &Listing::count(), &Parts::needed(kind)).await?;
    for part in Parts::optional(kind) {
        match client.records(kind, &Listing::count(), &Parts::only(part)).await {
            Ok(_) => {}
            Err(VendorError::Forbidden(why)) => {
                names.push((*part).to_owned());
                notes.push(Note::on(
                    *part,
                    format!("This was left out, because the key may not read it: {why}"),
                ));
            }
            Err(error) => return Err(error),
        }
    }
    if names.is_empty() { Err(error) } else { Ok((names, notes)) }
}
