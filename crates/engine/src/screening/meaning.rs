//! A model that finds skills by what a line means, where no name, alias, form or narrower skill shows them. Off until an
//! administrator names one: its own, on this machine, or somebody's behind an address. It is told the lines of résumés
//! as the scorer sees them, without who somebody is, and the names of the skills that are asked for. What it took part
//! in says so on the score.

use std::{cell::RefCell, convert::Infallible, sync::Arc};

use connect::{VendorError, embeddings::Embeddings};
use model::{
    WorkspaceId,
    access::Right,
    hire::FieldProblem,
    screening::{Criteria, ResumeProfile},
};
use screen::score::{Embed, Meanings};
use secrecy::{ExposeSecret, SecretString};
pub use store::screening::embedder::Embedder;
use store::{Conn, Tx, screening::embedder};

use super::changed;
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// From which likeness on, in hundredths, a line may be made to count.
const LEAST: std::ops::RangeInclusive<u8> = 50..=99;

/// What was typed. No key means the one that is kept, where the address is the same.
#[derive(Clone, Debug)]
pub struct Typed {
    /// The address before `/embeddings`.
    pub base: String,
    /// The model's name there.
    pub name: String,
    /// From which likeness on a line counts, in hundredths: 50 to 99.
    pub least: u8,
    /// The key; empty for none, or the one that is kept.
    pub key: SecretString,
}

/// The workspace's model; `None` where it is switched off.
///
/// # Errors
/// [`Error::Denied`].
pub async fn get(app: &App, actor: &Actor) -> Result<Option<Embedder>> {
    actor.require(Right::WorkspaceManage)?;
    Ok(embedder::get(&app.db, actor.workspace).await?)
}

/// Switches a model on, or another one in its place. Everybody is scored again with it.
///
/// # Errors
/// [`Error::Invalid`] at each field that can't be accepted.
pub async fn set(app: &App, actor: &Actor, typed: &Typed) -> Result<()> {
    actor.require(Right::WorkspaceManage)?;
    let (tx, space) = (app.db.begin().await?, actor.workspace);
    let before = embedder::get(&tx, space).await?;
    let now = accept(app, space, typed, before.as_ref())?;
    embedder::put(&tx, space, &now).await?;
    let why = format!("The model {} is asked what words mean", now.name);
    changed::every_job(app, &tx, space, &why).await?;
    audit::write(app, &tx, actor, "screening.model_set", ("workspace", None), why).await?;
    Ok(tx.commit().await?)
}

/// Switches the model off. Everybody is scored again without it.
///
/// # Errors
/// [`Error::NotFound`] where none is on.
pub async fn forget(app: &App, actor: &Actor) -> Result<()> {
    actor.require(Right::WorkspaceManage)?;
    let (tx, space) = (app.db.begin().await?, actor.workspace);
    if !embedder::forget(&tx, space).await? {
        return Err(Error::NotFound("model"));
    }
    let why = "No model is asked what words mean any more";
    changed::every_job(app, &tx, space, why).await?;
    audit::write(app, &tx, actor, "screening.model_forgotten", ("workspace", None), why).await?;
    Ok(tx.commit().await?)
}

/// Asks the model one question, to see whether it answers.
///
/// # Errors
/// [`Error::NotFound`] where none is on; [`Error::Conflict`] with why it did not answer.
pub async fn try_out(app: &App, actor: &Actor) -> Result<()> {
    actor.require(Right::WorkspaceManage)?;
    let model = Model::of(app, &app.db, actor.workspace).await?.ok_or(Error::NotFound("model"))?;
    let words = ["Welding".to_owned(), "Joined steel plates by melting them".to_owned()];
    let said = model.embeddings.of(&words).await;
    let why = said.err().map(|error| format!("{error}."));
    let tx = app.db.begin().await?;
    embedder::note(&tx, actor.workspace, why.as_deref().map(|why| (app.now(), why))).await?;
    let detail = if why.is_none() { "It answered" } else { "It did not answer" };
    audit::write(app, &tx, actor, "screening.model_tried", ("workspace", None), detail).await?;
    tx.commit().await?;
    why.map_or(Ok(()), |why| Err(Error::Conflict(why)))
}

fn accept(app: &App, space: WorkspaceId, typed: &Typed, before: Option<&Embedder>) -> Result<Embedder> {
    let mut problems = Vec::new();
    let mut wrong =
        |field: &str, message: String| problems.push(FieldProblem { field: field.into(), message });
    let (base, name) = (typed.base.trim().to_owned(), typed.name.trim().to_owned());
    if let Err(why) = Embeddings::at(&app.http, Arc::clone(&app.clock), &base, &name, None) {
        wrong("base", format!("{why}."));
    }
    if name.is_empty() || name.chars().count() > 120 {
        wrong("name", "Enter the model's name as its server knows it.".into());
    }
    if !LEAST.contains(&typed.least) {
        wrong("least", format!("Choose a number from {} to {}.", LEAST.start(), LEAST.end()));
    }
    let key = match typed.key.expose_secret().trim() {
        "" => before.filter(|before| before.base == base).and_then(|before| before.key.clone()),
        _ => Some(app.vault.seal(&typed.key, &place(space), app.dice.bytes())),
    };
    if problems.is_empty() {
        return Ok(Embedder { base, name, least: typed.least, key, problem: None });
    }
    Err(Error::Invalid(problems))
}

fn place(workspace: WorkspaceId) -> String {
    format!("screening/{workspace}/model")
}

/// Seals every model's key with the key in use, and says how many were sealed anew.
///
/// # Errors
/// Where one can't be opened with any key of this process.
pub(crate) async fn rotate(app: &App, tx: &Tx) -> Result<usize> {
    let mut anew = 0;
    for (space, kept) in embedder::of_all_workspaces(tx).await? {
        let Some(sealed) = kept.key.as_ref().filter(|sealed| !app.vault.is_current(sealed)) else { continue };
        let clear = app.vault.open(sealed, &place(space)).map_err(store::Error::from)?;
        let key = Some(app.vault.seal(&clear, &place(space), app.dice.bytes()));
        embedder::put(tx, space, &Embedder { key, ..kept }).await?;
        anew += 1;
    }
    Ok(anew)
}

/// A model that can be asked.
pub(super) struct Model {
    embeddings: Embeddings,
    /// Its name and from when on a line counts, which stand on each score.
    name: String,
    least: u8,
    /// Whether it could not be asked before.
    pub had_problem: bool,
}

impl Model {
    /// The workspace's model, where one is on.
    pub async fn of(app: &App, conn: &impl Conn, workspace: WorkspaceId) -> Result<Option<Self>> {
        let Some(kept) = embedder::get(conn, workspace).await? else { return Ok(None) };
        let key = kept.key.as_ref().map(|sealed| app.vault.open(sealed, &place(workspace)));
        let key = key.transpose().map_err(store::Error::from)?;
        let embeddings = Embeddings::at(&app.http, Arc::clone(&app.clock), &kept.base, &kept.name, key)?;
        let name = format!("{}@{}", kept.name, kept.least);
        Ok(Some(Self { embeddings, name, least: kept.least, had_problem: kept.problem.is_some() }))
    }

    /// What it makes of a résumé as the scorer sees it.
    pub async fn ask(
        &self,
        seen: &ResumeProfile,
        criteria: &Criteria,
    ) -> std::result::Result<Meanings, VendorError> {
        let listing = Listing { name: &self.name, asked: RefCell::default() };
        // What is to be asked is only known to who asks, so it is heard first.
        if let Ok(nothing_to_ask) = Meanings::ask(seen, criteria, &listing, self.least) {
            return Ok(nothing_to_ask);
        }
        let vectors = self.embeddings.of(&listing.asked.into_inner()).await?;
        let answering = Answering { name: &self.name, vectors };
        match Meanings::ask(seen, criteria, &answering, self.least) {
            Ok(meanings) => Ok(meanings),
            Err(never) => match never {},
        }
    }
}

/// Hears what is asked and does not answer.
struct Listing<'a> {
    name: &'a str,
    asked: RefCell<Vec<String>>,
}

impl Embed for Listing<'_> {
    type Error = ();

    fn model(&self) -> &str {
        self.name
    }

    fn embed(&self, texts: &[String]) -> std::result::Result<Vec<Vec<f32>>, ()> {
        self.asked.borrow_mut().extend_from_slice(texts);
        Err(())
    }
}

/// Answers with what the model said.
struct Answering<'a> {
    name: &'a str,
    vectors: Vec<Vec<f32>>,
}

impl Embed for Answering<'_> {
    type Error = Infallible;

    fn model(&self) -> &str {
        self.name
    }

    fn embed(&self, _: &[String]) -> std::result::Result<Vec<Vec<f32>>, Infallible> {
        Ok(self.vectors.clone())
    }
}
