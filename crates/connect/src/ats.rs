//! The capability of an applicant tracking system: its records are read and kept in step, and changes made here are
//! written back to its applications.

use std::collections::BTreeSet;

use async_trait::async_trait;
use jiff::Timestamp;
use model::{
    note::Note,
    remote::{NewField, Part, RecordKind, RemoteChange, RemoteField, RemoteFile, RemoteRecord, RemoteTag},
};

use crate::{
    Ctx, Key, Receipt,
    error::{Result, VendorError},
    hris::Document,
};

/// An applicant tracking system.
#[async_trait]
pub trait Ats: Send + Sync {
    /// The kinds of record it has, those first that others refer to.
    fn kinds(&self) -> &'static [RecordKind];

    /// The fields that this tenant's administrators added, with their options.
    ///
    /// # Errors
    /// [`crate::VendorError::Forbidden`] where the key may not list them; those known so far are then kept.
    async fn fields(&self, ctx: &Ctx) -> Result<Fields>;

    /// One page of records. The connector decides how it walks (offset, cursor, link); it promises that a record
    /// which exists, unchanged, from the first page of a walk to the last is seen, or that [`Page::total`] tells the
    /// caller that the walk was disturbed.
    async fn page(&self, ctx: &Ctx, ask: &Ask) -> Result<Page>;

    /// How many records of a kind there are, where the system counts them; costs one small call.
    async fn count(&self, ctx: &Ctx, kind: RecordKind) -> Result<Option<u64>>;

    /// One record afresh, with everything that [`Ats::page`] gives of it.
    ///
    /// # Errors
    /// [`crate::VendorError::NotFound`] where it is gone, [`crate::VendorError::Forbidden`] where it is hidden.
    async fn fetch(&self, ctx: &Ctx, kind: RecordKind, external_id: &str) -> Result<Incoming>;

    /// The content of one of an application's files, through a link made for this call.
    ///
    /// # Errors
    /// [`crate::VendorError::NotFound`] where that version of the file is gone.
    async fn file(&self, ctx: &Ctx, application: &str, file: &str) -> Result<Document>;

    /// Carries a change to an application. May be called twice with the same key and leaves one change: it looks
    /// at what is there before it writes. `earlier` are the identifiers of what other changes of this kind made, so
    /// that a second remark with the same words is told from a repeat of the first.
    ///
    /// # Errors
    /// [`crate::VendorError::Conflict`] where the application stands in neither stage of a move: somebody moved it
    /// there meanwhile, and nothing is overwritten.
    async fn change(
        &self,
        ctx: &Ctx,
        key: &Key,
        application: &str,
        change: &RemoteChange,
        earlier: &[String],
    ) -> Result<Receipt>;

    /// What the system's API lets a program make there. What it doesn't, a person makes by hand.
    fn makes(&self) -> Makes {
        Makes::default()
    }

    /// Makes sure that there is a field with that name for that kind of record, with those choices at least, and gives
    /// it. May be called twice and leaves one field: it looks at what is there before it makes anything.
    ///
    /// # Errors
    /// [`VendorError::Conflict`] where a field of that name is there and holds something else,
    /// [`VendorError::Forbidden`] where the key may not make fields, or no program may.
    async fn make_field(&self, _ctx: &Ctx, new: &NewField) -> Result<RemoteField> {
        Err(VendorError::Forbidden(format!("no program can make the field “{}” there", new.name)))
    }

    /// The company's labels, whether anybody has them or not; `None` where the system lists them to nobody.
    ///
    /// # Errors
    /// [`VendorError::Forbidden`] where the key may not list them.
    async fn tags(&self, _ctx: &Ctx) -> Result<Option<Vec<RemoteTag>>> {
        Ok(None)
    }

    /// Makes sure that the company has the label, as [`Ats::make_field`] does for a field.
    ///
    /// # Errors
    /// [`VendorError::Forbidden`] where the key may not make labels, or no program may.
    async fn make_tag(&self, _ctx: &Ctx, tag: &RemoteTag) -> Result<()> {
        Err(VendorError::Forbidden(format!("no program can make the tag “{}” there", tag.name)))
    }

    /// Where applications can come from, as the system lists it; nothing, where it has no such list.
    ///
    /// # Errors
    /// [`crate::VendorError::Forbidden`] where the key may not list them.
    async fn sources(&self, _ctx: &Ctx) -> Result<Vec<Source>> {
        Ok(vec![])
    }

    /// The page of a record in the system's own site.
    fn link(&self, ctx: &Ctx, kind: RecordKind, external_id: &str) -> String;
}

/// Which page is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Of which kind.
    pub kind: RecordKind,
    /// Only what changed after this time of the system's own clock; `None` for everything.
    pub changed_after: Option<Timestamp>,
    /// [`Page::next`] of the page before; `None` for the first.
    pub cursor: Option<String>,
}

/// A page of records.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The records.
    pub records: Vec<Incoming>,
    /// What asks for the next page, in the connector's own words; `None` where this is the last.
    pub next: Option<String>,
    /// How many records the whole walk has, as the system counted when it gave this page.
    pub total: Option<u64>,
    /// The system's own time when it answered.
    pub answered_at: Option<Timestamp>,
    /// What was lost or defaulted for the whole page.
    pub notes: Vec<Note>,
    /// Files that came in a list of their own, each with its application's identifier. The applications' records then
    /// withhold [`Part::Files`].
    pub files: Vec<(String, RemoteFile)>,
}

/// What a system's API lets a program make there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Makes {
    /// Fields of applications, with their choices.
    pub fields: bool,
    /// Labels, before anybody has them.
    pub tags: bool,
}

/// One of the places from which applications come, in the system's own list of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its identifier there.
    pub id: String,
    /// The name people read.
    pub name: String,
    /// The heading under which the system lists it; empty where it has none.
    pub heading: String,
}

/// The fields that a tenant's administrators added.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    /// Those that have a place here.
    pub fields: Vec<RemoteField>,
    /// On each that was left out.
    pub notes: Vec<Note>,
}

/// A record as it came.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// Its identifier there; empty where that could not be read.
    pub external_id: String,
    /// When it was made there, where that is told.
    pub created_at: Option<Timestamp>,
    /// When it was last changed there, where that is told.
    pub updated_at: Option<Timestamp>,
    /// The record in our terms, or why it could not be read.
    pub record: std::result::Result<RemoteRecord, Unreadable>,
    /// The parts of which it says nothing, because they were held back or could not be read. What is known of them is
    /// kept as it is.
    pub withheld: BTreeSet<Part>,
    /// What was lost or defaulted.
    pub notes: Vec<Note>,
}

/// A record that does not have the documented form. It is kept as it came, and the others go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Where the surprise is and what was expected, without the value.
    pub sentence: String,
    /// The record as it came.
    pub raw: String,
}
