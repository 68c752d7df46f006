//! A profile as a page shows it, and as the index keeps it.

use std::collections::BTreeMap;

use model::{
    AttachmentId, ConnectionId, ProfileId,
    access::Right,
    pool::{Origin, Profile, Record},
};
use search::Document;
use store::{
    Conn,
    hiring::{application, job, movement},
    integrations::connection,
    sourcing::{
        file::{self, File},
        profile, record,
    },
    sync::mirror::{self, Kind},
};
use uuid::Uuid;

use crate::{
    Actor, App,
    error::{Error, Result},
};

/// Another system that somebody is in already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Already {
    /// The system's connection.
    pub connection: ConnectionId,
    /// What it is called here.
    pub name: String,
    /// Their page there; empty where none is known.
    pub address: String,
    /// When it was last seen there, as a day.
    pub seen: String,
}

/// A step that somebody took in a job here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// The job's title.
    pub job: String,
    /// The stage that they came to.
    pub stage: String,
    /// When.
    pub at: jiff::Timestamp,
}

/// Somebody with everything that is known of them.
pub struct Shown {
    /// Who.
    pub profile: Profile,
    /// What each source says.
    pub records: Vec<Record>,
    /// What each source is called.
    pub sources: Vec<String>,
    /// Their files.
    pub files: Vec<File>,
    /// In which systems they are.
    pub already: Vec<Already>,
    /// What happened in jobs here, the latest first.
    pub happened: Vec<Happened>,
}

/// One profile; where it became another one, that one.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn show(app: &App, actor: &Actor, id: ProfileId) -> Result<Shown> {
    actor.require(Right::SourcingUse)?;
    let (db, workspace) = (&app.db, actor.workspace);
    let id = profile::became(db, workspace, id).await?.unwrap_or(id);
    let profile = profile::get(db, workspace, id).await?.ok_or(Error::NotFound("profile"))?;
    let records = record::of_profiles(db, workspace, &[id]).await?.remove(&id).unwrap_or_default();
    let known = super::in_step::Known::load(db, workspace).await?;
    let sources = records.iter().map(|record| known.source(&record.origin)).collect();
    let ids: Vec<_> = records.iter().map(|record| record.id).collect();
    let files = file::of_records(db, workspace, &ids).await?;
    let already = already(db, actor, &[id]).await?.remove(&id).unwrap_or_default();
    let happened = happened(db, actor, &records).await?;
    Ok(Shown { profile, records, sources, files, already, happened })
}

/// A file of somebody's with its bytes.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn file(app: &App, actor: &Actor, id: AttachmentId) -> Result<(File, Vec<u8>)> {
    actor.require(Right::SourcingUse)?;
    file::get(&app.db, actor.workspace, id).await?.ok_or(Error::NotFound("file"))
}

/// In which systems several people are.
pub(crate) async fn already(
    conn: &impl Conn,
    actor: &Actor,
    ids: &[ProfileId],
) -> Result<BTreeMap<ProfileId, Vec<Already>>> {
    let workspace = actor.workspace;
    let connections = connection::all(conn, workspace).await?;
    let name = |id: ConnectionId| connections.iter().find(|one| one.id == id).map(|one| one.name.clone());
    let mut of: BTreeMap<ProfileId, Vec<Already>> = BTreeMap::new();
    let mut candidates: BTreeMap<Uuid, ProfileId> = BTreeMap::new();
    for (profile, origin) in record::origins(conn, workspace, ids).await? {
        match origin {
            Origin::System { connection, address, .. } => {
                let Some(name) = name(connection) else { continue };
                of.entry(profile).or_default().push(Already {
                    connection,
                    name,
                    address,
                    seen: String::new(),
                });
            }
            Origin::Candidate { id } => {
                candidates.insert(id.into(), profile);
            }
            Origin::File { .. } | Origin::Hand => {}
        }
    }
    let mirrored = mirror::of_local(conn, workspace, Kind::Candidate, candidates.keys().copied()).await?;
    for row in mirrored.into_iter().filter(|row| row.gone_at.is_none()) {
        let Some(profile) = row.local.and_then(|local| candidates.get(&local)) else { continue };
        let all = of.entry(*profile).or_default();
        if let Some(name) =
            name(row.connection).filter(|_| all.iter().all(|one| one.connection != row.connection))
        {
            let seen = row.updated_at.map(|at| at.to_string().chars().take(10).collect()).unwrap_or_default();
            all.push(Already { connection: row.connection, name, address: String::new(), seen });
        }
    }
    Ok(of)
}

async fn happened(conn: &impl Conn, actor: &Actor, records: &[Record]) -> Result<Vec<Happened>> {
    let workspace = actor.workspace;
    let candidates: Vec<_> = records
        .iter()
        .filter_map(|record| match record.origin {
            Origin::Candidate { id } => Some(id),
            _ => None,
        })
        .collect();
    let applications = application::of_candidates(conn, workspace, &candidates).await?;
    let ids: Vec<_> = applications.iter().map(|application| application.id).collect();
    let mut all = Vec::new();
    for step in movement::of(conn, workspace, &ids).await?.into_iter().rev() {
        let Some(of) = applications.iter().find(|one| one.id == step.application) else { continue };
        let job = job::get(conn, workspace, of.job).await?.map(|job| job.title).unwrap_or_default();
        all.push(Happened { job, stage: step.to, at: step.at });
    }
    Ok(all)
}

/// What the index keeps of somebody.
pub(crate) fn document(profile: &Profile, sources: Vec<String>, lists: Vec<String>) -> Document {
    let person = &profile.person;
    let positions =
        person.positions.iter().map(|one| format!("{} {} {}", one.title, one.company, one.summary));
    let schools = person.schools.iter().map(|one| format!("{} {} {}", one.school, one.degree, one.field));
    let reaches = person.emails.iter().chain(&person.phones).map(|reach| reach.value.clone());
    let text = Some(person.summary.clone())
        .into_iter()
        .chain(positions)
        .chain(schools)
        .chain(person.notes.iter().cloned())
        .chain(person.languages.iter().cloned())
        .chain(reaches);
    Document {
        id: profile.id.0.as_u128(),
        name: person.full_name(),
        title: person.title.clone(),
        company: person.company.clone(),
        city: person.city.clone(),
        region: person.region.clone(),
        country: person.country.clone(),
        industry: person.industry.clone(),
        skills: person.skills.clone(),
        tags: person.tags.clone(),
        sources,
        lists,
        consent: profile.consent.as_str().into(),
        years: person.years,
        text: text.collect(),
        changed: u64::try_from(profile.changed_at.as_millisecond()).unwrap_or(0),
    }
}
