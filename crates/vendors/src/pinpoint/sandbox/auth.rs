//! Whose key it is, and what it may do.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, header, uri::Scheme},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::Value;

use super::{desk::Desk, errors::Refusal};

/// The key behind a call, and where the call came in.
#[derive(Clone, Debug)]
pub struct Caller {
    /// `{category: [verb]}`.
    permissions: Value,
    /// Scheme and host as the caller wrote them.
    pub base: String,
}

impl Caller {
    /// Whether the key has the permission, for example `read` for `application`.
    pub fn may(&self, category: &str, verb: &str) -> bool {
        self.permissions[category].as_array().is_some_and(|verbs| verbs.iter().any(|known| known == verb))
    }

    /// Insists on one of some permissions.
    ///
    /// # Errors
    /// 403 with a sentence of ours that names the kind of resource and the verb: the vendor's is not known.
    pub fn insist(&self, categories: &[&str], verb: &str, kind: &str) -> Result<(), Refusal> {
        if categories.iter().any(|category| self.may(category, verb)) {
            return Ok(());
        }
        let needed = categories.join(" or ");
        Err(Refusal::forbidden(format!("The API key may not {verb} {kind}: it lacks {verb} for {needed}")))
    }
}

/// Lets a call through to its handler, or refuses it.
pub async fn check(State(desk): State<Arc<Desk>>, mut request: Request, next: Next) -> Response {
    let key = match key(request.headers()) {
        Ok(key) => key.to_owned(),
        Err(refusal) => return refusal.into_response(),
    };
    let base = base(&request);
    let identified = desk.world.read(|documents| identify(documents, &key, base));
    let counted = identified.and_then(|caller| desk.usage.count(&desk.world, &key).map(|()| caller));
    match counted {
        Ok(caller) => {
            request.extensions_mut().insert(caller);
            next.run(request).await
        }
        Err(refusal) => refusal.into_response(),
    }
}

fn key(headers: &HeaderMap) -> Result<&str, Refusal> {
    let key = headers.get("x-api-key").and_then(|key| key.to_str().ok()).filter(|key| !key.is_empty());
    key.ok_or_else(|| Refusal::unauthorized("X-API-KEY header not provided"))
}

fn identify(documents: &Value, key: &str, base: String) -> Result<Caller, Refusal> {
    let mut keys = documents["keys"].as_array().into_iter().flatten();
    let Some(known) = keys.find(|known| known["key"] == key) else {
        return Err(Refusal::unauthorized("Invalid API key"));
    };
    if documents["enabled"] == false {
        return Err(Refusal::forbidden("Integration not enabled"));
    }
    Ok(Caller { permissions: known["permissions"].clone(), base })
}

/// Scheme and host of a call. A host that ends TLS says so by putting the scheme among the extensions.
pub fn base(request: &Request) -> String {
    let told = request.extensions().get::<Scheme>().or_else(|| request.uri().scheme());
    let scheme = told.map_or("http", Scheme::as_str);
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let host = host.or_else(|| request.uri().authority().map(|authority| authority.as_str()));
    format!("{scheme}://{}", host.unwrap_or("localhost"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn documents() -> Value {
        json!({"enabled": true, "keys": [{"key": "k", "permissions": {"job": ["read"]}}]})
    }

    #[test]
    fn a_key_may_what_its_permissions_say() {
        let caller = identify(&documents(), "k", String::new()).unwrap();
        assert!(caller.may("job", "read") && !caller.may("job", "write") && !caller.may("user", "read"));
        assert_eq!(caller.insist(&["hiring_workflow", "job"], "read", "stages"), Ok(()));
        let refused = caller.insist(&["application"], "delete", "applications").unwrap_err();
        let told = "The API key may not delete applications: it lacks delete for application";
        assert_eq!((refused.status.as_u16(), refused.problems[0].detail.as_str()), (403, told));
    }

    #[test]
    fn an_unknown_key_is_told_before_a_closed_door() {
        let mut documents = documents();
        documents["enabled"] = json!(false);
        let refused = |key| identify(&documents, key, String::new()).unwrap_err().problems[0].detail.clone();
        assert_eq!(refused("other"), "Invalid API key");
        assert_eq!(refused("k"), "Integration not enabled");
    }
}
