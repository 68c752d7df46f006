//! One page of records. Rows run by their ids from the newest down, so that none moves while a walk goes on: one that
//! is made meanwhile is new, and one that changes meanwhile is in the next window.

use std::collections::{BTreeMap, BTreeSet};

use connect::{
    Reply, VendorError,
    ats::{Ask, Page},
    error::Result,
};
use jiff::Timestamp;
use model::{note::Note, remote::RecordKind};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{
    client::{Client, Filter},
    map::{self, AroundJobs, Names},
    wire::{Attachment, Named, Rows, Stage},
};
use crate::greenhouse::links;

/// Where a walk stands: through the records, and where they are applications, then through the list of their files.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Place {
    /// Of the list that is read; none at its beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
    /// The last id before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    behind: Option<u64>,
    /// Whether the applications are over and their files are read.
    #[serde(default)]
    files: bool,
    /// The names of the sources, which each page needs and only the first one reads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sources: Option<Names>,
}

impl Place {
    /// Where the walk that is asked for stands.
    fn of(ask: &Ask) -> Result<Self> {
        let Some(kept) = &ask.cursor else { return Ok(Self::default()) };
        serde_json::from_str(kept)
            .map_err(|_| VendorError::NotFound("the place to go on from is none of this connector's".into()))
    }

    /// Goes on behind a page of these rows.
    ///
    /// # Errors
    /// [`VendorError::Unavailable`] where the rows are not those that were asked for, as when an earlier page comes
    /// again: asked again, the right one comes.
    fn behind(&mut self, reply: &Reply, rows: &Rows) -> Result<()> {
        let ids = || rows.iter().filter_map(|row| id(row));
        if self.behind.is_some_and(|behind| ids().any(|id| id >= behind)) {
            return Err(VendorError::Unavailable("another page came than was asked for".into()));
        }
        self.behind = ids().min().or(self.behind);
        self.cursor = links::cursor(reply);
        Ok(())
    }

    fn kept(&self) -> Option<String> {
        // Texts and numbers can always be written.
        serde_json::to_string(self).ok()
    }
}

/// The page that is asked for.
pub async fn page(client: &Client<'_>, ask: &Ask) -> Result<Page> {
    match ask.kind {
        RecordKind::Job => jobs(client, ask.changed_after).await,
        RecordKind::Candidate => candidates(client, ask).await,
        RecordKind::Application => applications(client, ask).await,
    }
}

async fn candidates(client: &Client<'_>, ask: &Ask) -> Result<Page> {
    let (list, purpose) = map::list(RecordKind::Candidate);
    let mut place = Place::of(ask)?;
    let reply = match &place.cursor {
        None => client.first(purpose, list, &Filter::changed_since(ask.changed_after)).await?,
        Some(cursor) => client.next(purpose, list, cursor).await?,
    };
    let rows: Rows = reply.json()?;
    place.behind(&reply, &rows)?;
    Ok(Page {
        records: rows.iter().map(|row| map::candidate(row.get())).collect(),
        next: place.cursor.is_some().then(|| place.kept()).flatten(),
        answered_at: reply.date(),
        ..Page::default()
    })
}

async fn applications(client: &Client<'_>, ask: &Ask) -> Result<Page> {
    let mut place = Place::of(ask)?;
    if place.files {
        return files(client, ask.changed_after, place).await;
    }
    let (list, purpose) = map::list(RecordKind::Application);
    let mut notes = vec![];
    let reply = match &place.cursor {
        None => {
            place.sources =
                beside(names(client, "list the sources", "sources").await, "sources", &mut notes)?;
            client.first(purpose, list, &Filter::changed_since(ask.changed_after)).await?
        }
        Some(cursor) => client.next(purpose, list, cursor).await?,
    };
    let rows: Rows = reply.json()?;
    let records: Vec<_> =
        rows.iter().filter_map(|row| map::application(row.get(), place.sources.as_ref(), None)).collect();
    let prospects = rows.len() - records.len();
    if prospects > 0 {
        let text = format!(
            "{prospects} prospects of a page are considered for no job and so have no application here; the people are among the candidates."
        );
        notes.push(Note::on("applications", text));
    }
    place.behind(&reply, &rows)?;
    if place.cursor.is_none() {
        place = Place { files: true, ..Place::default() };
    }
    Ok(Page { records, next: place.kept(), answered_at: reply.date(), notes, ..Page::default() })
}

/// A page of the files of applications.
async fn files(client: &Client<'_>, since: Option<Timestamp>, mut place: Place) -> Result<Page> {
    let reply = match &place.cursor {
        None => client.first("list the files", "attachments", &Filter::changed_since(since)).await,
        Some(cursor) => client.next("list the files", "attachments", cursor).await,
    };
    let reply = match reply {
        Err(VendorError::Forbidden(why)) => {
            let text = format!("Files were left out, because the credential may not read them: {why}");
            return Ok(Page { notes: vec![Note::on("files", text)], ..Page::default() });
        }
        other => other?,
    };
    let rows: Rows = reply.json()?;
    let (mut files, mut notes) = (vec![], vec![]);
    for row in &rows {
        match serde_json::from_str::<Attachment>(row.get()) {
            Ok(there) => files.push((there.application_id.to_string(), there.file.file())),
            Err(_) => {
                notes.push(Note::on("files", "A file does not have the documented form and was left out."))
            }
        }
    }
    place.behind(&reply, &rows)?;
    let next = place.cursor.is_some().then(|| place.kept()).flatten();
    Ok(Page { next, answered_at: reply.date(), notes, files, ..Page::default() })
}

/// All jobs, or those of which anything changed, with what they point to: there are few, and each piece is a list.
async fn jobs(client: &Client<'_>, since: Option<Timestamp>) -> Result<Page> {
    let (list, purpose) = map::list(RecordKind::Job);
    let changed = every(client, purpose, list, Filter::changed_since(since)).await?;
    let answered_at = changed.first().and_then(Reply::date);
    let mut notes = vec![];
    let mut rows: Vec<Box<RawValue>> = vec![];
    for reply in &changed {
        rows.extend(reply.json::<Vec<Box<RawValue>>>()?);
    }
    let stages = match since {
        None => stages(client, &Filter::all()).await,
        Some(_) => {
            let moved = stages(client, &Filter::changed_since(since)).await;
            let known: BTreeSet<u64> = rows.iter().filter_map(|row| id(row)).collect();
            let more: Vec<u64> = match &moved {
                Ok(moved) => moved.keys().copied().filter(|job| !known.contains(job)).collect(),
                Err(_) => vec![],
            };
            for ids in chunks(&more) {
                let replies = every(client, purpose, list, Filter::of("ids", &ids)).await?;
                for reply in &replies {
                    rows.extend(reply.json::<Vec<Box<RawValue>>>()?);
                }
            }
            let all: Vec<u64> = rows.iter().filter_map(|row| id(row)).collect();
            match moved {
                Ok(_) => stages_of(client, &all).await,
                refused => refused,
            }
        }
    };
    if rows.is_empty() {
        return Ok(Page { answered_at, ..Page::default() });
    }
    let around = AroundJobs {
        departments: beside(
            names(client, "list the departments", "departments").await,
            "departments",
            &mut notes,
        )?,
        offices: beside(names(client, "list the offices", "offices").await, "offices", &mut notes)?,
        stages: beside(stages, "stages", &mut notes)?,
    };
    let records = rows.iter().map(|row| map::job(row.get(), &around)).collect();
    Ok(Page { records, answered_at, notes, ..Page::default() })
}

/// The number of a row, whatever else it holds.
fn id(row: &RawValue) -> Option<u64> {
    #[derive(Deserialize)]
    struct Numbered {
        id: u64,
    }
    serde_json::from_str::<Numbered>(row.get()).ok().map(|row| row.id)
}

/// Some jobs with what they point to.
pub async fn around(client: &Client<'_>, jobs: &[u64]) -> Result<(AroundJobs, Vec<Note>)> {
    let mut notes = vec![];
    let around = AroundJobs {
        departments: beside(
            names(client, "list the departments", "departments").await,
            "departments",
            &mut notes,
        )?,
        offices: beside(names(client, "list the offices", "offices").await, "offices", &mut notes)?,
        stages: beside(stages_of(client, jobs).await, "stages", &mut notes)?,
    };
    Ok((around, notes))
}

async fn stages_of(client: &Client<'_>, jobs: &[u64]) -> Result<BTreeMap<u64, Vec<Stage>>> {
    let mut all = BTreeMap::new();
    for ids in chunks(jobs) {
        all.extend(stages(client, &Filter::of("job_ids", &ids)).await?);
    }
    Ok(all)
}

async fn stages(client: &Client<'_>, filter: &Filter) -> Result<BTreeMap<u64, Vec<Stage>>> {
    let mut stages: BTreeMap<u64, Vec<Stage>> = BTreeMap::new();
    for reply in every(client, "list the stages of jobs", "job_interview_stages", filter.clone()).await? {
        for stage in reply.json::<Vec<Stage>>()? {
            stages.entry(stage.job_id).or_default().push(stage);
        }
    }
    Ok(stages)
}

/// The names of every row of a short list.
pub async fn names(client: &Client<'_>, purpose: &'static str, list: &str) -> Result<Names> {
    let mut names = Names::new();
    for reply in every(client, purpose, list, Filter::all()).await? {
        names.extend(reply.json::<Vec<Named>>()?.into_iter().map(|one| (one.id, one.name)));
    }
    Ok(names)
}

/// Every page of a list that is short.
pub async fn every(
    client: &Client<'_>,
    purpose: &'static str,
    list: &str,
    filter: Filter,
) -> Result<Vec<Reply>> {
    let mut replies = vec![client.first(purpose, list, &filter).await?];
    while let Some(cursor) = replies.last().and_then(links::cursor) {
        replies.push(client.next(purpose, list, &cursor).await?);
    }
    Ok(replies)
}

/// What comes beside the records: where the credential may not read it, a note says so.
fn beside<T>(read: Result<T>, what: &str, notes: &mut Vec<Note>) -> Result<Option<T>> {
    match read {
        Ok(read) => Ok(Some(read)),
        Err(VendorError::Forbidden(why)) => {
            let text = format!("The {what} were left out, because the credential may not read them: {why}");
            notes.push(Note::on(what, text));
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

fn chunks(ids: &[u64]) -> impl Iterator<Item = Vec<String>> {
    ids.chunks(Filter::MOST_IDS).map(|ids| ids.iter().map(u64::to_string).collect())
}
