//! One short method an endpoint: no loop, no retry, no mapping.

use connect::{Body, Call, Ctx, Reply, error::Result};
use jiff::Timestamp;
use model::newcomer::NewUser;
use serde_json::{Map, Value, json};

use super::wire::{ApplyTag, Move, NewAttachment, NewNote, SetValues};
use crate::greenhouse::{connector::token, errors, make, send::send};

/// v3 as this connection reaches it.
pub struct Client<'a>(pub &'a Ctx);

/// Which rows of a list.
#[derive(Clone, Debug, Default)]
pub struct Filter(Vec<(String, String)>);

impl Filter {
    /// The most ids that one call may name.
    pub const MOST_IDS: usize = 50;

    /// Every row.
    pub fn all() -> Self {
        Self::default()
    }

    /// Rows that changed at that time or later.
    pub fn changed_since(since: Option<Timestamp>) -> Self {
        Self(since.map(|since| ("updated_at".to_owned(), format!("gte|{since}"))).into_iter().collect())
    }

    /// Rows with one of these, [`Filter::MOST_IDS`] at most, in a plural filter such as `ids` or `job_ids`.
    pub fn of(name: &str, ids: &[String]) -> Self {
        Self(vec![(name.to_owned(), ids.join(","))])
    }

    /// Narrowed further.
    pub fn and(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.push((name.to_owned(), value.into()));
        self
    }
}

/// The list that a scope allows to be read, such as `candidates` for `harvest:candidates:list`.
pub fn list_of(scope: &str) -> Option<&str> {
    scope.strip_prefix("harvest:")?.strip_suffix(":list")
}

impl Client<'_> {
    /// `GET /v3/{list}`: its first page, with as many rows as may be.
    pub async fn first(&self, purpose: &'static str, list: &str, filter: &Filter) -> Result<Reply> {
        let call = Call::get(purpose, format!("/v3/{list}")).query("per_page", "500");
        let call = filter.0.iter().fold(call, |call, (name, value)| call.query(name, value));
        self.send(call).await
    }

    /// `GET /v3/{list}`: a further page. A cursor stands alone.
    pub async fn next(&self, purpose: &'static str, list: &str, cursor: &str) -> Result<Reply> {
        self.send(Call::get(purpose, format!("/v3/{list}")).query("cursor", cursor)).await
    }

    /// `GET /v3/{list}` of one row, for the look whether it is allowed.
    pub async fn look(&self, purpose: &'static str, list: &str) -> Result<Reply> {
        self.send(Call::get(purpose, format!("/v3/{list}")).query("per_page", "1")).await
    }

    /// `POST /v3/applications/{id}/move`
    pub async fn move_application(&self, id: &str, body: &Move) -> Result<Reply> {
        self.write("move an application", format!("/v3/applications/{id}/move"), json!(body)).await
    }

    /// `POST /v3/applications/{id}/reject`
    pub async fn reject(&self, id: &str, reason: u64) -> Result<Reply> {
        let body = json!({"rejection_reason_id": reason});
        self.write("reject an application", format!("/v3/applications/{id}/reject"), body).await
    }

    /// `POST /v3/applications/{id}/unreject`
    pub async fn unreject(&self, id: &str) -> Result<Reply> {
        self.write("take a rejection back", format!("/v3/applications/{id}/unreject"), json!({})).await
    }

    /// `POST /v3/applications/{id}/hire`
    pub async fn hire(&self, id: &str) -> Result<Reply> {
        self.write("hire an applicant", format!("/v3/applications/{id}/hire"), json!({})).await
    }

    /// `PATCH /v3/applications/{id}`
    pub async fn set_values(&self, id: &str, body: &SetValues) -> Result<Reply> {
        let call =
            Call::patch("set custom fields", format!("/v3/applications/{id}"), Body::Json(json!(body)));
        self.send(call).await
    }

    /// `POST /v3/custom_fields`
    pub async fn add_field(&self, field: &make::Sent<'_>) -> Result<Reply> {
        self.write("make a custom field", "/v3/custom_fields".into(), json!(field)).await
    }

    /// `POST /v3/custom_field_options`
    pub async fn add_option(&self, field: u64, name: &str, place: usize) -> Result<Reply> {
        let body = json!({"custom_field_id": field, "name": name, "sort_order": place});
        self.write("add a choice to a custom field", "/v3/custom_field_options".into(), body).await
    }

    /// `POST /v3/notes`
    pub async fn add_note(&self, body: &NewNote<'_>) -> Result<Reply> {
        self.write("add a note", "/v3/notes".into(), json!(body)).await
    }

    /// `POST /v3/candidate_tags`
    pub async fn add_tag(&self, name: &str) -> Result<Reply> {
        self.write("make a tag", "/v3/candidate_tags".into(), json!({"name": name})).await
    }

    /// `POST /v3/applied_candidate_tags`
    pub async fn apply_tag(&self, body: &ApplyTag) -> Result<Reply> {
        self.write("tag a candidate", "/v3/applied_candidate_tags".into(), json!(body)).await
    }

    /// `DELETE /v3/applied_candidate_tags/{id}`
    pub async fn unapply_tag(&self, id: u64) -> Result<Reply> {
        self.send(Call::delete("untag a candidate", format!("/v3/applied_candidate_tags/{id}"))).await
    }

    /// `POST /v3/candidates`
    pub async fn add_candidate(&self, body: Map<String, Value>) -> Result<Reply> {
        self.write("add a candidate", "/v3/candidates".into(), body.into()).await
    }

    /// `PATCH /v3/candidates/{id}`
    pub async fn change_candidate(&self, id: &str, body: Map<String, Value>) -> Result<Reply> {
        let body = Body::Json(body.into());
        self.send(Call::patch("complete a candidate", format!("/v3/candidates/{id}"), body)).await
    }

    /// `POST /v3/applications`
    pub async fn add_application(&self, body: Map<String, Value>) -> Result<Reply> {
        self.write("add an application", "/v3/applications".into(), body.into()).await
    }

    /// `PATCH /v3/applications/{id}`
    pub async fn change_application(&self, id: u64, body: Map<String, Value>) -> Result<Reply> {
        let body = Body::Json(body.into());
        self.send(Call::patch("complete an application", format!("/v3/applications/{id}"), body)).await
    }

    /// `POST /v3/attachments`
    pub async fn add_attachment(&self, body: &NewAttachment<'_>) -> Result<Reply> {
        self.write("add a file", "/v3/attachments".into(), json!(body)).await
    }

    /// `POST /v3/users`. Nobody is invited.
    pub async fn add_user(&self, user: &NewUser) -> Result<Reply> {
        let body = json!({
            "first_name": user.first_name.trim(), "last_name": user.last_name.trim(),
            "primary_email": user.email.trim(), "send_email_invite": false,
        });
        self.write("add a user", "/v3/users".into(), body).await
    }

    /// `POST /introspect`: what the token that calls carry may do.
    pub async fn introspect(&self) -> Result<Option<Reply>> {
        use secrecy::ExposeSecret;
        let Some((token, owner)) = self.0.http.behind_token().await? else { return Ok(None) };
        let form = vec![("token".to_owned(), token.secret.expose_secret().to_owned())];
        let call = Call::post("see what the credential may do", "/introspect", Body::Form(form));
        let call = Call { effect: connect::Effect::Read, ..call.on(token::HOST) };
        let purpose = call.purpose;
        Ok(Some(errors::check(owner.send(call).await?, purpose, &Value::Null)?))
    }

    async fn write(&self, purpose: &'static str, path: String, body: Value) -> Result<Reply> {
        self.send(Call::post(purpose, path, Body::Json(body))).await
    }

    async fn send(&self, call: Call) -> Result<Reply> {
        send(self.0, call).await
    }
}
