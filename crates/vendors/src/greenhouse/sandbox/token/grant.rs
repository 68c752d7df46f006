//! `POST /token`

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, header},
    response::Response,
};
use url::form_urlencoded;

use super::{Desk, client, given, holder::Holder, refusal::Refusal};
use crate::greenhouse::sandbox::rows;

/// Gives a token for a client's own credentials.
pub async fn give(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    let form = Form::read(&headers, &body, &["grant_type", "sub"])?;
    desk.world.read(|documents| {
        let credential = client::credential(documents, &headers)?;
        match form.get("grant_type") {
            Some("client_credentials") => {}
            Some(known @ ("authorization_code" | "refresh_token")) => return Err(Refusal::unbuilt(known)),
            Some(_) => return Err(Refusal::grant_type()),
            None => return Err(Refusal::request("There is no grant_type.")),
        }
        let holder = Holder::of_credential(credential);
        if holder.scopes().is_empty() {
            return Err(Refusal::unauthorized("The client has no scope."));
        }
        let user = match form.get("sub") {
            Some(sub) => sub.parse().ok(),
            None => credential["user_id"].as_u64(),
        };
        let is_active =
            |id: &u64| rows::find(documents, "users", *id).is_some_and(|user| user["deactivated"] != true);
        let user = user.filter(is_active).ok_or_else(|| Refusal::grant("There is no such active user."))?;
        let id = credential["client_id"].as_str().unwrap_or_default();
        Ok(given(documents, id, &holder, user, desk.world.clock.now()))
    })
}

/// A form that was sent.
pub struct Form(Vec<(String, String)>);

impl Form {
    /// Reads a body.
    ///
    /// # Errors
    /// `invalid_request` where it is no form, or has a field that is not known.
    pub fn read(headers: &HeaderMap, body: &[u8], known: &[&str]) -> Result<Self, Refusal> {
        let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(Refusal::request("The body has to be a form."));
        }
        let form: Vec<(String, String)> = form_urlencoded::parse(body).into_owned().collect();
        // The partner flow has more fields; it is refused by its grant type.
        let is_partners =
            form.iter().any(|(name, value)| name == "grant_type" && value != "client_credentials");
        let unknown = form.iter().find(|(name, _)| !is_partners && !known.contains(&name.as_str()));
        match unknown {
            Some((name, _)) => Err(Refusal::request(format!("The field {name} is not known."))),
            None => Ok(Self(form)),
        }
    }

    /// A field's value; none where it is empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, value)| known == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }
}
