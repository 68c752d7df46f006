//! How people come in, by the version that the connection speaks. The vendor takes no key of a write: what is there is
//! looked at first.

use async_trait::async_trait;
use connect::{
    Ctx, Intake, Key, Receipt,
    error::Result,
    hris::Document,
    intake::{Arrival, Owner, Search},
};
use model::{
    attachment::AttachmentKind,
    newcomer::{NewPerson, NewUser},
};

use super::{api::Api, connector::Greenhouse, v1, v3};

#[async_trait]
impl Intake for Greenhouse {
    async fn find(&self, ctx: &Ctx, person: &NewPerson) -> Result<Search> {
        match Api::of(ctx) {
            Api::V1 => v1::intake::find(&v1::Client(ctx), person).await,
            Api::V3 => v3::intake::find(&v3::Client(ctx), person).await,
        }
    }

    async fn save(
        &self,
        ctx: &Ctx,
        _key: &Key,
        person: &NewPerson,
        existing: Option<&str>,
        arrival: &Arrival,
    ) -> Result<Receipt> {
        match Api::of(ctx) {
            Api::V1 => v1::intake::save(&v1::Client(ctx), person, existing, arrival).await,
            Api::V3 => v3::intake::save(&v3::Client(ctx), person, existing, arrival).await,
        }
    }

    async fn enter(&self, ctx: &Ctx, _key: &Key, candidate: &str, arrival: &Arrival) -> Result<Receipt> {
        match Api::of(ctx) {
            Api::V1 => v1::intake::enter(&v1::Client(ctx), candidate, arrival).await,
            Api::V3 => v3::intake::enter(&v3::Client(ctx), candidate, arrival).await,
        }
    }

    async fn attach(
        &self,
        ctx: &Ctx,
        _key: &Key,
        to: Owner<'_>,
        kind: AttachmentKind,
        document: &Document,
    ) -> Result<Receipt> {
        match Api::of(ctx) {
            Api::V1 => v1::intake::attach(&v1::Client(ctx), to, kind, document).await,
            Api::V3 => v3::intake::attach(&v3::Client(ctx), to, kind, document).await,
        }
    }

    async fn note(&self, ctx: &Ctx, _key: &Key, candidate: &str, text: &str) -> Result<Receipt> {
        match Api::of(ctx) {
            Api::V1 => v1::intake::note(&v1::Client(ctx), candidate, text).await,
            Api::V3 => v3::intake::note(&v3::Client(ctx), candidate, text).await,
        }
    }

    async fn referrer(&self, ctx: &Ctx, email: &str) -> Result<Option<String>> {
        match Api::of(ctx) {
            Api::V1 => v1::intake::user(&v1::Client(ctx), email).await,
            Api::V3 => v3::intake::user(&v3::Client(ctx), email).await,
        }
    }

    async fn add_user(&self, ctx: &Ctx, _key: &Key, user: &NewUser) -> Result<Receipt> {
        match Api::of(ctx) {
            Api::V1 => v1::intake::add(&v1::Client(ctx), user).await,
            Api::V3 => v3::intake::add(&v3::Client(ctx), user).await,
        }
    }
}
