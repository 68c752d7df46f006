//! Everything that is known of a person, as one archive that they can be given: `person.json` and their files.

use std::io::{Cursor, Write};

use model::{CandidateId, access::Right};
use serde_json::{Map, Value, json};
use store::{
    audit as log, erase,
    hiring::{attachment, candidate, comment},
    integrations::{connection, handoff, ledger as steps, link},
    outgoing,
    screening::{ledger::sealed, reading, result, voluntary, written},
    sync::mirror::{self, Kind},
};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::profile::{Placed, profile};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    mail::mailbox,
    screening::{follow_up, ledger_file},
};

/// How many lines and changes are exported at most of each kind; nobody has as many.
const MOST: u64 = 10_000;

const READ_ME: &str = "\
This archive holds what Gangway keeps of one person.

person.json   the profile, applications with answers, scores with their reasons, decisions, the ledger's
              lines, voluntary answers, letters, notes, hand-offs and where the person is kept elsewhere
files/        the files, as they came

A score is arithmetic over the reasons that stand beside it; each reason quotes its place in the
r\u{e9}sum\u{e9}. A line of the ledger holds what was scored by its hash, never the content.
";

/// The archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archive {
    /// A name for the file.
    pub name: String,
    /// The ZIP file.
    pub bytes: Vec<u8>,
}

/// Puts everything that is known of a person together.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`], also where the record was merged into another.
pub async fn export(app: &App, actor: &Actor, id: CandidateId) -> Result<Archive> {
    actor.require(Right::WorkspaceManage)?;
    let (db, space) = (&app.db, actor.workspace);
    let file = profile(app, actor, id).await?;
    let ids = erase::people(db, space, id).await?;
    let mut applications = Vec::new();
    for placed in &file.applications {
        applications.push(application(app, actor, placed).await?);
    }
    let (mut archive, mut files) = (ZipWriter::new(Cursor::new(Vec::new())), Vec::new());
    for (nth, kept) in (1..).zip(&file.attachments) {
        let name = format!("files/{nth}-{}", kept.name.replace(['/', '\\'], "-"));
        let bytes = attachment::bytes(db, space, kept.id).await?.unwrap_or_default();
        add(&mut archive, &name, &bytes)?;
        let read = reading::latest(db, space, &kept.sha256).await?;
        let read = read.map(|read| match read.outcome {
            Ok(profile) => json!({"reader": read.reader, "at": read.read_at, "profile": profile}),
            Err(why) => json!({"reader": read.reader, "at": read.read_at, "unreadable": why}),
        });
        files.push(json!({"in_archive": name, "file": kept, "read": read}));
    }
    let notes = comment::of_candidate(db, space, id).await?.into_iter();
    let fields = file.fields.iter().filter(|(_, value)| !value.is_empty());
    let merged: Vec<_> = ids.iter().copied().filter(|other| *other != id).collect();
    let lines = log::of(db, space, id.into(), MOST).await?.into_iter();
    let person = json!({
        "format": "gangway-person-1",
        "made_at": app.now(),
        "person": file.candidate,
        "fields": fields.map(|(field, value)| (field.name.clone(), json!(value))).collect::<Map<_, _>>(),
        "tags": file.tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(),
        "merged_records": candidate::profiles(db, space, &merged).await?,
        "applications": applications,
        "files": files,
        "notes": notes.map(|note| json!({"at": note.created_at, "by": note.author, "text": note.text})).collect::<Vec<_>>(),
        "handoffs": handoffs(app, actor, &ids).await?,
        "changes_sent": changes(app, actor, &ids).await?,
        "kept_elsewhere": elsewhere(app, actor, &ids, &file.applications).await?,
        "audit": lines.map(|line| {
            json!({"at": line.at, "by": line.actor, "action": line.action, "detail": line.detail})
        }).collect::<Vec<_>>(),
    });
    let text = serde_json::to_string_pretty(&person).map_err(|_| store::Error::Unreadable("export"))?;
    add(&mut archive, "person.json", text.as_bytes())?;
    add(&mut archive, "read-me.txt", READ_ME.as_bytes())?;
    let bytes = archive.finish().map_err(unwritten)?.into_inner();
    let tx = app.db.begin().await?;
    let detail = "Exported everything that is known of the person";
    audit::write(app, &tx, actor, "candidate.exported", ("candidate", Some(id.into())), detail).await?;
    tx.commit().await?;
    Ok(Archive { name: format!("person-{id}.zip"), bytes })
}

fn unwritten(_: zip::result::ZipError) -> Error {
    Error::Conflict("The archive could not be written. Nothing was changed; try again.".into())
}

fn add(archive: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, bytes: &[u8]) -> Result<()> {
    archive.start_file(name, SimpleFileOptions::default()).map_err(unwritten)?;
    archive.write_all(bytes).map_err(|error| unwritten(error.into()))
}

async fn application(app: &App, actor: &Actor, placed: &Placed) -> Result<Value> {
    let (db, space, id) = (&app.db, actor.workspace, placed.application.id);
    let result = result::get(db, space, id).await?;
    let screening = result.map(|known| {
        let decision = known
            .decision
            .map(|said| json!({"standing": said.standing, "by": said.by, "at": said.at, "why": said.why}));
        json!({
            "score": known.score, "criteria_version": known.criteria_version, "scored_at": known.scored_at,
            "unreadable": known.unreadable, "decision": decision, "opted_out_at": known.opted_out_at,
        })
    });
    let rows = sealed::of_application(db, space, id).await?;
    let letters = mailbox::about(app, actor, id).await?.into_iter().map(|(kept, written)| {
        json!({"at": kept.created_at, "sent_at": kept.sent_at, "kind": kept.kind, "letter": written})
    });
    let asked = follow_up::asked::of_application(app, actor, id).await?.into_iter().map(|(one, set)| {
        json!({
            "questions": set.name, "state": one.state.as_str(), "asked_at": one.asked_at,
            "answered_at": one.answered_at, "answers": one.answers,
        })
    });
    let written = written::of_applications(db, space, &[id]).await?.into_iter();
    let steps = placed.history.iter();
    let fields = placed.fields.iter().map(|(field, value)| (field.name.clone(), json!(value)));
    Ok(json!({
        "application": placed.application,
        "job": {"id": placed.job.id, "title": placed.job.title},
        "stage": placed.stage.name,
        "steps": steps.map(|step| json!({"at": step.at, "from": step.from, "to": step.to, "by": step.actor})).collect::<Vec<_>>(),
        "answers": placed.answers,
        "fields": fields.collect::<Map<_, _>>(),
        "screening": screening,
        "screening_ledger": rows.into_iter().map(ledger_file::as_json).collect::<Vec<_>>(),
        "screening_written_elsewhere": written.map(|one| json!({"at": one.at, "content": one.content})).collect::<Vec<_>>(),
        "voluntary_answers": voluntary::of(db, space, id).await?,
        "asked_by_letter": asked.collect::<Vec<_>>(),
        "letters": letters.collect::<Vec<_>>(),
    }))
}

async fn handoffs(app: &App, actor: &Actor, ids: &[CandidateId]) -> Result<Vec<Value>> {
    let mut all = Vec::new();
    for id in ids {
        for one in handoff::of_candidate(&app.db, actor.workspace, *id).await? {
            let steps = steps::of(&app.db, actor.workspace, one.id).await?.into_iter();
            let steps =
                steps.map(|step| json!({"step": step.step, "at": step.ended_at, "result": step.result}));
            all.push(json!({
                "id": one.id, "at": one.created_at, "by": one.created_by, "state": one.state.as_str(),
                "sent": one.record, "employee": one.external_id, "page": one.url,
                "differences": one.differences, "notes": one.notes, "steps": steps.collect::<Vec<_>>(),
            }));
        }
    }
    Ok(all)
}

async fn changes(app: &App, actor: &Actor, ids: &[CandidateId]) -> Result<Vec<Value>> {
    let mut all = Vec::new();
    for id in ids {
        let sent = outgoing::of_candidate(&app.db, actor.workspace, *id, MOST).await?.into_iter();
        all.extend(sent.map(|one| {
            json!({"at": one.created_at, "by": one.created_by, "what": one.told, "state": one.state.as_str()})
        }));
    }
    Ok(all)
}

async fn elsewhere(app: &App, actor: &Actor, ids: &[CandidateId], made: &[Placed]) -> Result<Vec<Value>> {
    let (db, space) = (&app.db, actor.workspace);
    let known = connection::all(db, space).await?;
    let named = |id| known.iter().find(|one| one.id == id).map(|one| one.name.as_str());
    let people = ids.iter().map(|id| (*id).into());
    let mut rows = mirror::of_local(db, space, Kind::Candidate, people).await?;
    let applications = made.iter().map(|placed| placed.application.id.into());
    rows.extend(mirror::of_local(db, space, Kind::Application, applications).await?);
    let mut all: Vec<Value> = rows
        .iter()
        .map(|row| json!({"in": named(row.connection), "kind": row.kind.as_str(), "id": row.external_id}))
        .collect();
    for id in ids {
        let links = link::of_candidate(db, space, *id).await?.into_iter();
        all.extend(links.map(|link| {
            json!({"in": named(link.connection), "kind": "employee", "id": link.external_id, "page": link.url})
        }));
    }
    Ok(all)
}

#[cfg(test)]
mod tests;
