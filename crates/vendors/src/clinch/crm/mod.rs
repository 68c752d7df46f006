//! The recruiting CRM's side. The vendor takes no key of a write: what is there is looked at first.

mod attach;
mod enter;
mod find;
mod lists;
mod page;
mod place;
mod save;

use async_trait::async_trait;
use connect::{
    Crm, Ctx, Key, Outcome, Receipt, VendorError,
    crm::{AskPeople, PeoplePage},
    error::Result,
    hris::Document,
    intake::Search,
};
use model::{
    crm::{Activity, Choice, CrmField, CrmPerson, CrmRecord, Pipeline, Place},
    note::Note,
};

use super::{
    client::Client,
    connector::Clinch,
    map,
    wire::{Candidate, One},
};

#[async_trait]
impl Crm for Clinch {
    async fn fields(&self, ctx: &Ctx) -> Result<Vec<CrmField>> {
        lists::fields(&Client(ctx)).await
    }

    fn activity_kinds(&self) -> &'static [(&'static str, &'static str)] {
        &[("tag", "Tag"), ("note", "Note")]
    }

    async fn lists(&self, ctx: &Ctx) -> Result<Vec<Choice>> {
        lists::lists(&Client(ctx)).await
    }

    async fn pipelines(&self, ctx: &Ctx) -> Result<Vec<Pipeline>> {
        lists::projects(&Client(ctx)).await
    }

    async fn find(&self, ctx: &Ctx, record: &CrmRecord) -> Result<Search> {
        find::find(&Client(ctx), record).await
    }

    async fn save(
        &self,
        ctx: &Ctx,
        _key: &Key,
        record: &CrmRecord,
        existing: Option<&str>,
    ) -> Result<Receipt> {
        save::save(&Client(ctx), record, existing).await
    }

    async fn place(&self, ctx: &Ctx, _key: &Key, person: &str, place: &Place) -> Result<Receipt> {
        place::place(&Client(ctx), person, place).await
    }

    async fn attach(&self, ctx: &Ctx, _key: &Key, person: &str, document: &Document) -> Result<Receipt> {
        attach::attach(&Client(ctx), person, document).await
    }

    async fn enter(&self, ctx: &Ctx, _key: &Key, person: &str, activity: &Activity) -> Result<Receipt> {
        enter::enter(&Client(ctx), person, activity).await
    }

    async fn page(&self, ctx: &Ctx, ask: &AskPeople) -> Result<PeoplePage> {
        page::page(&Client(ctx), ask).await
    }

    async fn fetch(&self, ctx: &Ctx, person: &str) -> Result<CrmPerson> {
        let reply = Client(ctx).candidate(person).await?;
        Ok(map::person(reply.json::<One<Candidate>>()?.data))
    }

    fn source(&self, ctx: &Ctx) -> String {
        ctx.settings.get("credential").cloned().unwrap_or_default()
    }
}

fn receipt(external_id: impl Into<String>, outcome: Outcome, notes: Vec<Note>) -> Receipt {
    Receipt { external_id: external_id.into(), outcome, notes, left: vec![] }
}

/// A row that has not the form that we assume.
fn surprise(what: &'static str) -> impl Fn(serde_json::Error) -> VendorError {
    move |error| VendorError::Contract {
        path: format!("data, line {} column {}", error.line(), error.column()),
        message: format!("{what} has another form than expected"),
    }
}
