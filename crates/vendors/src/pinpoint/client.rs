//! One short method an endpoint: no loop, no retry, no mapping.

use connect::{Body as Carries, Call, Ctx, Reply, error::Result};
use model::remote::RecordKind;
use serde_json::{Value, json};
use url::Url;

use super::{
    errors,
    parts::Parts,
    wire::{Body, Time},
};

/// The vendor's API as this connection reaches it.
pub struct Client<'a>(pub &'a Ctx);

/// Which rows of a list, and in which order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// From 1.
    pub page: u32,
    /// At most 1000; with 0 only the count comes.
    pub size: u32,
    /// What the rows are sorted by.
    pub sort: &'static str,
    /// Only rows changed after this time.
    pub after: Option<Time>,
    /// Only rows changed before this time.
    pub before: Option<Time>,
}

impl Listing {
    /// The most rows that a page may have.
    pub const LARGEST: u32 = 1000;

    /// A page of a list in the order of its numbers, with as many rows as may be.
    pub fn page(page: u32) -> Self {
        Self { page, size: Self::LARGEST, sort: "id", after: None, before: None }
    }

    /// Only the count.
    pub fn count() -> Self {
        Self { size: 0, ..Self::page(1) }
    }

    fn onto(&self, call: Call) -> Call {
        let bounds = [("filter[updated_at][gt]", self.after), ("filter[updated_at][lt]", self.before)];
        let call = call
            .query("page[number]", self.page.to_string())
            .query("page[size]", self.size.to_string())
            .query("sort", self.sort)
            .query("stats[total]", "count");
        let bounds = bounds.into_iter().filter_map(|(name, bound)| Some((name, bound?)));
        bounds.fold(call, |call, (name, bound)| call.query(name, bound.to_string()))
    }
}

impl Client<'_> {
    /// `GET jobs`, `GET candidates` or `GET applications`
    pub async fn records(&self, kind: RecordKind, listing: &Listing, parts: &Parts) -> Result<Reply> {
        let call = Call::get(listed(kind), format!("/api/v1/{}", collection(kind)));
        self.read(parts.onto(listing.onto(call))).await
    }

    /// `GET jobs/{id}`, `GET candidates/{id}` or `GET applications/{id}`
    pub async fn record(&self, kind: RecordKind, id: &str, parts: &Parts) -> Result<Reply> {
        self.read(parts.onto(Call::get(single(kind), format!("/api/v1/{}/{id}", collection(kind))))).await
    }

    /// `GET` of any list, for the look whether it is allowed.
    pub async fn first(&self, purpose: &'static str, collection: &str) -> Result<Reply> {
        let call = Call::get(purpose, format!("/api/v1/{collection}"));
        self.read(Listing { size: 1, ..Listing::page(1) }.onto(call)).await
    }

    /// `GET custom_fields`, with their options.
    pub async fn custom_fields(&self, listing: &Listing) -> Result<Reply> {
        let call = Call::get("list the custom fields", "/api/v1/custom_fields");
        self.read(listing.onto(call).query("include", "custom_field_options")).await
    }

    /// `GET custom_fields/{id}`, with its options.
    pub async fn custom_field(&self, id: &str) -> Result<Reply> {
        let call = Call::get("read a custom field", format!("/api/v1/custom_fields/{id}"));
        self.read(call.query("include", "custom_field_options")).await
    }

    /// `GET custom_attributes` of one application.
    pub async fn custom_attributes(&self, application: &str, listing: &Listing) -> Result<Reply> {
        let call = Call::get("read an application's custom attributes", "/api/v1/custom_attributes");
        let call = listing.onto(call).query("filter[custom_attributable_id]", application);
        let call = call.query("filter[custom_attributable_type]", "Application");
        self.read(call.query("include", "custom_field")).await
    }

    /// `GET comments` on one application.
    pub async fn comments(&self, application: &str, listing: &Listing) -> Result<Reply> {
        let call = Call::get("read an application's comments", "/api/v1/comments");
        let call = listing.onto(call).query("filter[commentable_id]", application);
        self.read(call.query("filter[commentable_type]", "Application")).await
    }

    /// `POST comments`
    pub async fn add_comment(&self, body: &Body) -> Result<Reply> {
        self.write(Call::post("add a comment", "/api/v1/comments", carries(body))).await
    }

    /// `PUT applications/{id}`
    pub async fn change_application(&self, id: &str, body: &Body) -> Result<Reply> {
        self.write(Call::put("change an application", format!("/api/v1/applications/{id}"), carries(body)))
            .await
    }

    /// `POST custom_fields`
    pub async fn add_field(&self, body: &Body) -> Result<Reply> {
        self.write(Call::post("make a custom field", "/api/v1/custom_fields", carries(body))).await
    }

    /// `PUT custom_fields/{id}`
    pub async fn change_field(&self, id: &str, body: &Body) -> Result<Reply> {
        let path = format!("/api/v1/custom_fields/{id}");
        self.write(Call::put("add choices to a custom field", path, carries(body))).await
    }

    /// `POST custom_attributes`
    pub async fn add_value(&self, body: &Body) -> Result<Reply> {
        self.write(Call::post("add a custom attribute", "/api/v1/custom_attributes", carries(body))).await
    }

    /// `PUT custom_attributes/{id}`
    pub async fn change_value(&self, id: &str, body: &Body) -> Result<Reply> {
        let path = format!("/api/v1/custom_attributes/{id}");
        self.write(Call::put("change a custom attribute", path, carries(body))).await
    }

    /// `DELETE custom_attributes/{id}`
    pub async fn remove_value(&self, id: &str) -> Result<Reply> {
        self.write(Call::delete("delete a custom attribute", format!("/api/v1/custom_attributes/{id}"))).await
    }

    /// A file behind the signed link of an attachment, wherever that leads; any status.
    pub async fn download(&self, link: Url) -> Result<Reply> {
        self.0.http.send(Call::get("download a file", "").at(link)).await
    }

    async fn read(&self, call: Call) -> Result<Reply> {
        let purpose = call.purpose;
        errors::check(self.0.http.send(call).await?, purpose, &Value::Null)
    }

    async fn write(&self, call: Call) -> Result<Reply> {
        let purpose = call.purpose;
        let sent = match &call.body {
            Carries::Json(document) => document.clone(),
            _ => Value::Null,
        };
        errors::check(self.0.http.send(call).await?, purpose, &sent)
    }
}

fn carries(body: &Body) -> Carries {
    Carries::Json(json!(body))
}

/// The vendor's word for a kind, in paths.
pub fn collection(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Job => "jobs",
        RecordKind::Candidate => "candidates",
        RecordKind::Application => "applications",
    }
}

fn listed(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Job => "list the jobs",
        RecordKind::Candidate => "list the candidates",
        RecordKind::Application => "list the applications",
    }
}

fn single(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Job => "read a job",
        RecordKind::Candidate => "read a candidate",
        RecordKind::Application => "read an application",
    }
}
