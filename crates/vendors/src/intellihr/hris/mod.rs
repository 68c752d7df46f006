//! The capability of an HR system: one file a step.

mod create;
mod documents;
mod find;
pub(super) mod form;
mod job;
mod lists;
mod photo;
mod read_back;
mod supervisor;
mod workflow;

use async_trait::async_trait;
use connect::{Ctx, Hris, Key, Receipt, VendorError, error::Result, hris::Document};
use jiff::tz::TimeZone;
use model::{
    contact::normal_email,
    hire::{EmployeeMatch, FieldProblem, HireForm, HireRecord, Identity},
};

use super::{IntelliHr, client::Client};

#[async_trait]
impl Hris for IntelliHr {
    async fn form(&self, ctx: &Ctx) -> Result<HireForm> {
        form::form(&Client(ctx)).await
    }

    fn identity(&self, record: &HireRecord) -> Identity {
        let text = |key: &str| record.get(key).unwrap_or_default().to_owned();
        Identity {
            emails: ["email", "workEmail"].iter().filter_map(|key| normal_email(record.get(key)?)).collect(),
            first_name: text("firstName"),
            last_name: text("lastName"),
            date_of_birth: record.get("dateOfBirth").and_then(|born| born.parse().ok()),
            employee_number: record.get("employeeNumber").map(str::to_owned),
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

/// The person's page on the web: on the company's own host, while the API is on one for all. A stand-in has only one
/// host. The path is inferred from that of the page for access keys.
fn link(ctx: &Ctx, id: &str) -> String {
    let base = ctx.http.base();
    let company = ctx.settings.get("subdomain").map(String::as_str).unwrap_or_default();
    match base.host_str() {
        Some("api.intellihr.io") => format!("https://{company}.intellihr.net/spa/people/{id}"),
        _ => {
            let mut page = base.clone();
            page.set_path(&format!("/spa/people/{id}"));
            page.into()
        }
    }
}

/// The company's time zone, which the vendor tells nobody, so that the connection is told.
///
/// # Errors
/// A problem at the first day, because that is what can't be sent without it.
pub(super) fn zone(ctx: &Ctx) -> Result<TimeZone> {
    let name = ctx.settings.get("time_zone").map(String::as_str).unwrap_or_default();
    TimeZone::get(name.trim()).map_err(|_| {
        let message = format!(
            "The connection's time zone “{name}” is not known, so that no day can be sent. An administrator connects \
             again with one like Australia/Sydney."
        );
        VendorError::Rejected(vec![FieldProblem { field: "job.companyStartDate".into(), message }])
    })
}
