//! Whose key it is, and what that user may do.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use base64::Engine as _;
use connect::World;
use serde::Deserialize;
use serde_json::Value;

use super::{address::Address, errors::Refusal, format, history};

/// The user behind a call.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The employee the user is, where the user is one.
    pub employee: Option<String>,
    /// The user's name, which stands beside the files they upload.
    pub name: String,
    /// What the user may do.
    pub rights: Rights,
    /// Where the caller reached the API.
    pub address: Address,
    /// Whether the caller wants JSON; XML otherwise.
    pub json: bool,
}

/// What a user may do. The vendor has no such document: it stands for access levels, which can't be read
/// through the API.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Rights {
    /// Make employees.
    pub add_employees: bool,
    /// Change employees.
    pub edit_employees: bool,
    /// Read the company's profile.
    pub company: bool,
    /// See the directory.
    pub directory: bool,
    /// Ask the datasets.
    pub datasets: bool,
    /// See and add files.
    pub files: bool,
    /// Set photos.
    pub photos: bool,
    /// List users.
    pub users: bool,
    /// Change lists.
    pub manage_lists: bool,
    /// Fields and tables that are left out of every answer, and so can't be written either.
    pub hidden: Vec<String>,
    /// Fields and tables that can be seen and not written.
    pub read_only: Vec<String>,
}

impl Rights {
    /// Whether a field or table may be seen.
    pub fn sees(&self, name: &str) -> bool {
        !covers(&self.hidden, name)
    }

    /// Whether a field or table may be written.
    pub fn writes(&self, name: &str) -> bool {
        self.edit_employees && self.sees(name) && !covers(&self.read_only, name)
    }
}

/// A right on a table reaches the employee's fields that show its current row.
fn covers(names: &[String], name: &str) -> bool {
    let table = history::mirror(name).map(|mirror| mirror.table);
    names.iter().any(|covered| covered == name || Some(covered.as_str()) == table)
}

/// Lets a call through to its handler, or refuses it.
pub async fn check(State(world): State<Arc<World>>, mut request: Request, next: Next) -> Response {
    let Some(address) = request.extensions().get::<Address>().cloned() else {
        return Refusal::not_found("There is nothing at this address.").into_response();
    };
    match world.read(|documents| identify(documents, address, &request)) {
        Ok(caller) => {
            request.extensions_mut().insert(caller);
            next.run(request).await
        }
        Err(refusal) => refusal.into_response(),
    }
}

fn identify(documents: &Value, address: Address, request: &Request) -> Result<Caller, Refusal> {
    if address.company.as_deref().is_some_and(|company| documents["tenant"]["company"] != company) {
        return Err(Refusal::not_found("There is no such company."));
    }
    let key = key(request.headers()).ok_or_else(|| Refusal::unauthorized("An API key is needed."))?;
    let users = documents["users"].as_object().into_iter().flatten();
    let Some((_, user)) = users.into_iter().find(|(_, user)| user["apiKey"] == key.as_str()) else {
        return Err(Refusal::unauthorized("The API key is not valid."));
    };
    if user["status"] != "enabled" {
        return Err(Refusal::forbidden("The user of this API key is disabled."));
    }
    let name = |part: &str| user[part].as_str().unwrap_or_default();
    Ok(Caller {
        employee: user["employeeId"].as_u64().filter(|id| *id > 0).map(|id| id.to_string()),
        name: format!("{} {}", name("firstName"), name("lastName")),
        rights: Rights::deserialize(&user["rights"]).unwrap_or_default(),
        address,
        json: format::wants_json(request),
    })
}

/// The user part of the Basic pair; the password may be anything, even nothing.
fn key(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, pair) = value.split_once(' ')?;
    let decoded = base64::engine::general_purpose::STANDARD.decode(pair.trim()).ok()?;
    let pair = String::from_utf8(decoded).ok()?;
    let key = pair.split(':').next().unwrap_or_default();
    (scheme.eq_ignore_ascii_case("basic") && !key.is_empty()).then(|| key.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_password_goes_even_none() {
        for pair in ["k:x", "k:", "k"] {
            let value = format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair));
            let headers = HeaderMap::from_iter([(header::AUTHORIZATION, value.parse().unwrap())]);
            assert_eq!(key(&headers).as_deref(), Some("k"), "{pair}");
        }
        assert_eq!(key(&HeaderMap::new()), None);
    }

    #[test]
    fn a_hidden_table_hides_the_fields_that_show_it() {
        let rights =
            Rights { edit_employees: true, hidden: vec!["compensation".into()], ..Rights::default() };
        assert!(!rights.sees("payRate"));
        assert!(!rights.writes("payRate"));
        assert!(rights.writes("jobTitle"));
    }
}
