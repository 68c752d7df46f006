//! The applicant tracking system's side, by the version that the connection speaks.

use async_trait::async_trait;
use connect::{
    Ats, Ctx, Key, Receipt,
    ats::{Ask, Fields, Incoming, Makes, Page, Source},
    error::Result,
    hris::Document,
};
use model::remote::{NewField, RecordKind, RemoteChange, RemoteField, RemoteTag};

use super::{api::Api, connector::Greenhouse, sources, v1, v3};

#[async_trait]
impl Ats for Greenhouse {
    fn kinds(&self) -> &'static [RecordKind] {
        &RecordKind::ALL
    }

    async fn fields(&self, ctx: &Ctx) -> Result<Fields> {
        match Api::of(ctx) {
            Api::V1 => v1::fields::fields(&v1::Client(ctx)).await,
            Api::V3 => v3::fields::fields(&v3::Client(ctx)).await,
        }
    }

    async fn page(&self, ctx: &Ctx, ask: &Ask) -> Result<Page> {
        match Api::of(ctx) {
            Api::V1 => v1::page::page(&v1::Client(ctx), ask).await,
            Api::V3 => v3::page::page(&v3::Client(ctx), ask).await,
        }
    }

    async fn count(&self, ctx: &Ctx, kind: RecordKind) -> Result<Option<u64>> {
        match Api::of(ctx) {
            Api::V1 => v1::page::count(&v1::Client(ctx), kind).await,
            // v3 counts nothing.
            Api::V3 => Ok(None),
        }
    }

    async fn fetch(&self, ctx: &Ctx, kind: RecordKind, external_id: &str) -> Result<Incoming> {
        match Api::of(ctx) {
            Api::V1 => v1::fetch::fetch(&v1::Client(ctx), kind, external_id).await,
            Api::V3 => v3::fetch::fetch(&v3::Client(ctx), kind, external_id).await,
        }
    }

    async fn file(&self, ctx: &Ctx, application: &str, file: &str) -> Result<Document> {
        match Api::of(ctx) {
            Api::V1 => v1::file::file(&v1::Client(ctx), application, file).await,
            Api::V3 => v3::file::file(&v3::Client(ctx), application, file).await,
        }
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
        match Api::of(ctx) {
            Api::V1 => v1::change::change(&v1::Client(ctx), application, change, earlier).await,
            Api::V3 => v3::change::change(&v3::Client(ctx), application, change, earlier).await,
        }
    }

    fn makes(&self) -> Makes {
        Makes { fields: true, tags: true }
    }

    async fn make_field(&self, ctx: &Ctx, new: &NewField) -> Result<RemoteField> {
        match Api::of(ctx) {
            Api::V1 => v1::make::field(&v1::Client(ctx), new).await,
            Api::V3 => v3::make::field(&v3::Client(ctx), new).await,
        }
    }

    async fn tags(&self, ctx: &Ctx) -> Result<Option<Vec<RemoteTag>>> {
        Ok(Some(match Api::of(ctx) {
            Api::V1 => v1::make::tags(&v1::Client(ctx)).await?,
            Api::V3 => {
                let tag = |tag: v3::wire::Named| RemoteTag { name: tag.name, category: String::new() };
                v3::tags::all(&v3::Client(ctx)).await?.into_iter().map(tag).collect()
            }
        }))
    }

    async fn make_tag(&self, ctx: &Ctx, tag: &RemoteTag) -> Result<()> {
        match Api::of(ctx) {
            Api::V1 => v1::make::tag(&v1::Client(ctx), tag).await,
            Api::V3 => v3::tags::made(&v3::Client(ctx), std::slice::from_ref(tag)).await.map(drop),
        }
    }

    async fn sources(&self, ctx: &Ctx) -> Result<Vec<Source>> {
        sources::read(&match Api::of(ctx) {
            Api::V1 => v1::page::every(&v1::Client(ctx), sources::PURPOSE, sources::LIST).await?,
            Api::V3 => {
                let (client, all) = (v3::Client(ctx), v3::client::Filter::all());
                v3::page::every(&client, sources::PURPOSE, sources::LIST, all).await?
            }
        })
    }

    /// The addresses are inferred: the vendor documents none.
    fn link(&self, ctx: &Ctx, kind: RecordKind, external_id: &str) -> String {
        let base = ctx.http.base();
        let site = match base.host_str() {
            Some("harvest.greenhouse.io") => "https://app.greenhouse.io".to_owned(),
            _ => base.as_str().trim_end_matches('/').to_owned(),
        };
        match kind {
            RecordKind::Job => format!("{site}/plans/{external_id}"),
            RecordKind::Candidate => format!("{site}/people/{external_id}"),
            RecordKind::Application => format!("{site}/applications/{external_id}"),
        }
    }
}
