//! The capability of an HR system: a hire becomes an employee.

use async_trait::async_trait;
use bytes::Bytes;
use model::hire::{EmployeeMatch, HireForm, HireRecord, Identity};

use crate::{Ctx, Key, Receipt, error::Result};

/// An HR system that takes new employees. Every method may be called twice with the same arguments and
/// leaves one employee, one row, one file.
#[async_trait]
pub trait Hris: Send + Sync {
    /// The fields this tenant has for a new employee, with the values of its own lists.
    async fn form(&self, ctx: &Ctx) -> Result<HireForm>;

    /// Who the record is about, as far as this vendor can look people up.
    fn identity(&self, record: &HireRecord) -> Identity;

    /// Everyone there who may be this person: current, future and, where they can be seen, former employees.
    async fn find(&self, ctx: &Ctx, who: &Identity) -> Result<Vec<EmployeeMatch>>;

    /// Makes an employee. Called only after [`Hris::find`] found nobody in the same run.
    async fn create(&self, ctx: &Ctx, key: &Key, record: &HireRecord) -> Result<Receipt>;

    /// Changes an employee's own fields.
    async fn update(&self, ctx: &Ctx, key: &Key, external_id: &str, record: &HireRecord) -> Result<Receipt>;

    /// Writes the dated parts (job, pay, employment status). Looks at what is there before it adds anything.
    async fn put_job(&self, ctx: &Ctx, key: &Key, external_id: &str, record: &HireRecord) -> Result<Receipt>;

    /// Keeps a file with the employee. A file of the same name that is there already is not sent again.
    async fn attach(&self, ctx: &Ctx, key: &Key, external_id: &str, document: &Document) -> Result<Receipt>;

    /// Sets the employee's photo.
    async fn set_photo(&self, ctx: &Ctx, key: &Key, external_id: &str, photo: &Document) -> Result<Receipt>;

    /// Reads back every field of the record, in the record's own form, so that both can be compared.
    /// A field the vendor leaves out is absent. One that only asks for something to be done, such as a workflow to be
    /// started, leaves nothing to read and is given back as it was sent.
    async fn read_back(&self, ctx: &Ctx, external_id: &str, record: &HireRecord) -> Result<HireRecord>;

    /// The page of an employee in the vendor's own site.
    fn link(&self, ctx: &Ctx, external_id: &str) -> String;
}

/// A file that goes with a hire.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file's name, with its ending.
    pub name: String,
    /// Its media type.
    pub content_type: String,
    /// Its content.
    pub bytes: Bytes,
}
