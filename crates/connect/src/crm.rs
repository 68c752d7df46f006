//! The capability of a recruiting CRM: people who were found here become people there, once, and people there come here.

use async_trait::async_trait;
use jiff::Timestamp;
use model::{
    crm::{Activity, Choice, CrmField, CrmPerson, CrmRecord, Pipeline, Place},
    note::Note,
};

use crate::{Ctx, Key, Receipt, ats::Unreadable, error::Result, hris::Document, intake::Search};

/// A recruiting CRM. Every write may be called twice with the same arguments and leaves one person, one entry, one file:
/// each looks at what is there before it writes, so that after [`crate::VendorError::Uncertain`] it is enough to call
/// it again.
#[async_trait]
pub trait Crm: Send + Sync {
    /// The fields of people into which something can be put, as they are there now.
    async fn fields(&self, ctx: &Ctx) -> Result<Vec<CrmField>>;

    /// The kinds of entry that people's histories can have.
    fn activity_kinds(&self) -> &'static [(&'static str, &'static str)];

    /// The lists onto which people can be put. One that the system hides from programs is not among them.
    async fn lists(&self, ctx: &Ctx) -> Result<Vec<Choice>>;

    /// The pipelines into which people can be put, with their stages.
    async fn pipelines(&self, ctx: &Ctx) -> Result<Vec<Pipeline>>;

    /// Everyone there who is this person: by e-mail address, and by a profile's address as far as the system can look
    /// for one, which [`Search::notes`] tells. Nobody is guessed by name.
    async fn find(&self, ctx: &Ctx, record: &CrmRecord) -> Result<Search>;

    /// Makes the person, or completes the one who is there. The receipt names the person; what stands there and was not
    /// put over is in its notes.
    ///
    /// # Errors
    /// [`crate::VendorError::Conflict`] where no one was chosen and several are this person, and where whoever is
    /// there was anonymised or declined to be kept; [`crate::VendorError::Rejected`] at each field whose value is not
    /// taken, a field that is not there any more among them: nothing was written then.
    async fn save(&self, ctx: &Ctx, key: &Key, record: &CrmRecord, existing: Option<&str>)
    -> Result<Receipt>;

    /// Puts somebody who is there where they are to go. Who is there already stays as they stand.
    async fn place(&self, ctx: &Ctx, key: &Key, person: &str, place: &Place) -> Result<Receipt>;

    /// Keeps a file with the person. The same content under the same name is not sent again.
    async fn attach(&self, ctx: &Ctx, key: &Key, person: &str, document: &Document) -> Result<Receipt>;

    /// Adds an entry to the person's history. One of the same kind with the same words that is there counts as it.
    async fn enter(&self, ctx: &Ctx, key: &Key, person: &str, activity: &Activity) -> Result<Receipt>;

    /// One page of people, those changed longest ago first, so that a walk that is cut off goes on where it stopped.
    async fn page(&self, ctx: &Ctx, ask: &AskPeople) -> Result<PeoplePage>;

    /// One person afresh.
    ///
    /// # Errors
    /// [`crate::VendorError::NotFound`] where they are gone.
    async fn fetch(&self, ctx: &Ctx, person: &str) -> Result<CrmPerson>;

    /// What people there have for a source who were made by this connection; empty where it is not known.
    fn source(&self, ctx: &Ctx) -> String;
}

/// Which page of people is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskPeople {
    /// Only who changed after this time of the system's own clock; `None` for everyone.
    pub changed_after: Option<Timestamp>,
    /// [`PeoplePage::next`] of the page before; `None` for the first.
    pub cursor: Option<String>,
}

/// A page of people.
#[derive(Clone, Debug, Default)]
pub struct PeoplePage {
    /// Each person, or why their record could not be read.
    pub people: Vec<std::result::Result<CrmPerson, Unreadable>>,
    /// What asks for the next page; `None` where this is the last.
    pub next: Option<String>,
    /// How many people the whole walk has.
    pub total: Option<u64>,
    /// The system's own time when it answered.
    pub answered_at: Option<Timestamp>,
    /// What was lost or defaulted for the whole page.
    pub notes: Vec<Note>,
}
