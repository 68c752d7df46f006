//! The applicant tracking system's side.

mod change;
mod fetch;
mod fields;
mod file;
mod make;
mod page;
mod walk;

use async_trait::async_trait;
use connect::{
    Ats, Ctx, Key, Receipt,
    ats::{Ask, Fields, Incoming, Makes, Page},
    error::Result,
    hris::Document,
};
use model::remote::{NewField, RecordKind, RemoteChange, RemoteField};

use super::{
    client::{Client, Listing, collection},
    connector::Pinpoint,
    parts::Parts,
    wire::Many,
};

#[async_trait]
impl Ats for Pinpoint {
    fn kinds(&self) -> &'static [RecordKind] {
        &RecordKind::ALL
    }

    async fn fields(&self, ctx: &Ctx) -> Result<Fields> {
        fields::fields(&Client(ctx)).await
    }

    async fn page(&self, ctx: &Ctx, ask: &Ask) -> Result<Page> {
        page::page(&Client(ctx), ask).await
    }

    async fn count(&self, ctx: &Ctx, kind: RecordKind) -> Result<Option<u64>> {
        let reply = Client(ctx).records(kind, &Listing::count(), &Parts::none()).await?;
        Ok(reply.json::<Many>()?.meta.total())
    }

    async fn fetch(&self, ctx: &Ctx, kind: RecordKind, external_id: &str) -> Result<Incoming> {
        fetch::fetch(&Client(ctx), kind, external_id).await
    }

    async fn file(&self, ctx: &Ctx, application: &str, file: &str) -> Result<Document> {
        file::file(&Client(ctx), application, file).await
    }

    async fn change(
        &self,
        ctx: &Ctx,
        _key: &Key,
        application: &str,
        change: &RemoteChange,
        earlier: &[String],
    ) -> Result<Receipt> {
        // The vendor takes no key of a write: what is there is looked at first.
        change::change(&Client(ctx), application, change, earlier).await
    }

    /// Labels and their categories have no address of their own: a person makes them.
    fn makes(&self) -> Makes {
        Makes { fields: true, tags: false }
    }

    async fn make_field(&self, ctx: &Ctx, new: &NewField) -> Result<RemoteField> {
        make::field(&Client(ctx), new).await
    }

    /// The address is inferred: the vendor documents none.
    fn link(&self, ctx: &Ctx, kind: RecordKind, external_id: &str) -> String {
        let base = ctx.http.base().as_str().trim_end_matches('/');
        format!("{base}/admin/{}/{external_id}", collection(kind))
    }
}
