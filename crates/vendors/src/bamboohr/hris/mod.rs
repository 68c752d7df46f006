//! The capability of an HR system: one file a step.

mod create;
pub(super) mod documents;
mod find;
pub(super) mod form;
mod job;
mod photo;
mod read_back;

use async_trait::async_trait;
use connect::{Ctx, Hris, Key, Receipt, error::Result, hris::Document};
use jiff::civil::Date;
use model::{
    contact::normal_email,
    hire::{EmployeeMatch, HireForm, HireRecord, Identity},
};

use super::{BambooHr, client::Client};

#[async_trait]
impl Hris for BambooHr {
    async fn form(&self, ctx: &Ctx) -> Result<HireForm> {
        form::form(&Client(ctx)).await
    }

    fn identity(&self, record: &HireRecord) -> Identity {
        let text = |key: &str| record.get(key).unwrap_or_default().to_owned();
        Identity {
            emails: ["homeEmail", "workEmail"]
                .iter()
                .filter_map(|key| normal_email(record.get(key)?))
                .collect(),
            first_name: text("firstName"),
            last_name: text("lastName"),
            date_of_birth: record.get("dateOfBirth").and_then(|born| born.parse().ok()),
            // The look asks this vendor for addresses and birthdays.
            employee_number: None,
        }
    }

    async fn find(&self, ctx: &Ctx, who: &Identity) -> Result<Vec<EmployeeMatch>> {
        find::find(&Client(ctx), who).await
    }

    // The vendor takes no key with a write: finding first, and looking at what is there, stand in its place.
    async fn create(&self, ctx: &Ctx, _key: &Key, record: &HireRecord) -> Result<Receipt> {
        create::create(&Client(ctx), record).await
    }

    async fn update(&self, ctx: &Ctx, _key: &Key, external_id: &str, record: &HireRecord) -> Result<Receipt> {
        create::update(&Client(ctx), external_id, record).await
    }

    async fn put_job(
        &self,
        ctx: &Ctx,
        _key: &Key,
        external_id: &str,
        record: &HireRecord,
    ) -> Result<Receipt> {
        job::put(&Client(ctx), external_id, record).await
    }

    async fn attach(&self, ctx: &Ctx, _key: &Key, external_id: &str, document: &Document) -> Result<Receipt> {
        documents::attach(&Client(ctx), external_id, document).await
    }

    async fn set_photo(&self, ctx: &Ctx, _key: &Key, external_id: &str, photo: &Document) -> Result<Receipt> {
        photo::set(&Client(ctx), external_id, photo).await
    }

    async fn read_back(&self, ctx: &Ctx, external_id: &str, record: &HireRecord) -> Result<HireRecord> {
        read_back::read_back(&Client(ctx), external_id, record).await
    }

    fn link(&self, ctx: &Ctx, external_id: &str) -> String {
        link(ctx, external_id)
    }
}

/// The employee's page on the web.
fn link(ctx: &Ctx, id: &str) -> String {
    let mut page = ctx.http.base().clone();
    page.set_path("/employees/employee.php");
    page.set_query(Some(&format!("id={id}")));
    page.into()
}

/// The day it is; the vendor's own time zone is not known.
fn today(ctx: &Ctx) -> Date {
    jiff::tz::Offset::UTC.to_datetime(ctx.clock.now()).date()
}
