//! The capability to take people in: somebody who was found or referred here becomes a candidate there, once.

use async_trait::async_trait;
use model::{
    attachment::AttachmentKind,
    newcomer::{Destination, NewPerson, NewUser, Referrer},
    note::Note,
};

use crate::{Ctx, Key, Receipt, error::Result, hris::Document};

/// A system that takes people in. Every method may be called twice with the same arguments and leaves one person, one
/// application, one file, one remark: each looks at what is there before it writes, so that after
/// [`crate::VendorError::Uncertain`] it is enough to call it again.
#[async_trait]
pub trait Intake: Send + Sync {
    /// Everyone there who is this person: by e-mail address, and by a profile's address as far as the system can look
    /// for one, which [`Search::notes`] tells. Nobody is guessed by name.
    async fn find(&self, ctx: &Ctx, person: &NewPerson) -> Result<Search>;

    /// Makes the person, or completes the one who is there. A new person is made together with where they arrive,
    /// because most systems make nobody alone; [`Intake::enter`] then finds it. Of somebody who is there only gaps are
    /// filled, addresses, profiles and labels are added, and of the system's own fields those get their value that the
    /// person brings. The receipt names the person.
    ///
    /// # Errors
    /// [`crate::VendorError::Conflict`] where no one was chosen and several are this person;
    /// [`crate::VendorError::Rejected`] where the person or the arrival is not taken as it is.
    async fn save(
        &self,
        ctx: &Ctx,
        key: &Key,
        person: &NewPerson,
        existing: Option<&str>,
        arrival: &Arrival,
    ) -> Result<Receipt>;

    /// Puts somebody who is there where they are to go. The receipt names the application, which is left in the stage
    /// it stands in where it was there already; a source and a referrer that it lacks are filled in.
    ///
    /// # Errors
    /// [`crate::VendorError::Conflict`] where an application to the same job has ended there: nothing is opened again.
    async fn enter(&self, ctx: &Ctx, key: &Key, candidate: &str, arrival: &Arrival) -> Result<Receipt>;

    /// Keeps a file with the person. The same content under the same name is not sent again.
    async fn attach(
        &self,
        ctx: &Ctx,
        key: &Key,
        to: Owner<'_>,
        kind: AttachmentKind,
        document: &Document,
    ) -> Result<Receipt>;

    /// Adds a remark to the person. One with the same words that is there counts as it.
    async fn note(&self, ctx: &Ctx, key: &Key, candidate: &str, text: &str) -> Result<Receipt>;

    /// The user with that e-mail address, by whom a referral can be credited.
    async fn referrer(&self, ctx: &Ctx, email: &str) -> Result<Option<String>>;

    /// Makes a user, where none has the e-mail address. Nobody is invited by it.
    ///
    /// # Errors
    /// [`crate::VendorError::Rejected`] where the system makes no users for programs: it says who does.
    async fn add_user(&self, ctx: &Ctx, key: &Key, user: &NewUser) -> Result<Receipt>;
}

/// How somebody comes in.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// Where they go.
    pub destination: Destination,
    /// Where they came from: one of the system's sources.
    pub source: Option<String>,
    /// Who sent them.
    pub referrer: Option<Referrer>,
    /// Their résumé, for systems that take files only together with a new application. The others get it by
    /// [`Intake::attach`].
    pub resume: Option<Document>,
}

/// What a look for somebody came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// Everyone who is this person.
    pub found: Vec<Found>,
    /// What could not be looked for.
    pub notes: Vec<Note>,
}

/// Somebody who is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Their identifier.
    pub external_id: String,
    /// Their name as it stands there.
    pub name: String,
    /// What they were found by.
    pub by: FoundBy,
}

/// What somebody was found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundBy {
    /// The same e-mail address.
    Email,
    /// The same profile.
    Profile,
}

/// Whose file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner<'a> {
    /// A person's; where a system keeps files with applications, it goes to their newest one.
    Candidate(&'a str),
    /// An application's.
    Application(&'a str),
}
