//! A model that places texts so that those of like meaning lie close to each other, behind the address that many servers
//! share: `POST {base}/embeddings` with `model` and `input`, answered by one `embedding` for each `index`.

use std::sync::{Arc, LazyLock};

use http::StatusCode;
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::json;

use crate::{
    clock::Clock,
    error::{Result, VendorError},
    hosts::Reach,
    http::{Auth, BoundHttp, Call, Http},
    lane::Lane,
    manifest::Manifest,
};

/// Texts in one call. Servers take some hundreds; fewer keep an answer small.
const AT_ONCE: usize = 128;

/// What is the same whoever serves the model. Nothing of a call may stand in a log.
static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| Manifest {
    vendor: "embeddings".into(),
    name: "the model".into(),
    kind: crate::manifest::SystemKind::Hris,
    summary: String::new(),
    api_version: "v1".into(),
    read_on: "2026-11-25".into(),
    docs: String::new(),
    base: String::new(),
    hosts: vec![],
    media_type: "application/json".into(),
    secret_headers: vec!["authorization".into()],
    log_clear: vec![],
    warning: String::new(),
    api: vec![],
    credential: vec![],
    setup: vec![],
    webhook: vec![],
    permission: vec![],
    keys_do_everything: true,
    referral_source: None,
    write_back: None,
    limits: crate::manifest::Limits { in_flight: 2, timeout_seconds: 60, source: "ours".into() },
    operation: vec![],
});

/// A model behind its address.
#[derive(Clone)]
pub struct Embeddings {
    http: BoundHttp,
    model: String,
}

#[derive(Deserialize)]
struct Answer {
    data: Vec<Placed>,
}

#[derive(Deserialize)]
struct Placed {
    index: usize,
    embedding: Vec<f32>,
}

impl Embeddings {
    /// The model of that name at that address, with a key where it wants one.
    ///
    /// # Errors
    /// [`VendorError::HostRefused`] where the address may not be called.
    pub fn at(
        http: &Http,
        clock: Arc<dyn Clock>,
        base: &str,
        model: &str,
        key: Option<SecretString>,
    ) -> Result<Self> {
        let auth = key.map_or(Auth::None, |key| Auth::Bearer(key, vec![]));
        let lane = Arc::new(Lane::new(MANIFEST.limits.in_flight, None));
        let http = http.bind(Reach::only(base)?, auth, &MANIFEST, clock, lane);
        Ok(Self { http, model: model.into() })
    }

    /// One vector for each text, in their order.
    ///
    /// # Errors
    /// [`VendorError::Auth`] where the key is refused, [`VendorError::Contract`] where the answer is another one than
    /// such servers give, and whatever kept an answer from coming.
    pub async fn of(&self, texts: &[String]) -> Result<Vec<Vec<f32>>> {
        let mut all = Vec::with_capacity(texts.len());
        for some in texts.chunks(AT_ONCE) {
            let question = json!({ "model": self.model, "input": some, "encoding_format": "float" });
            let reply = self.http.send(Call::ask("ask what words mean", "/embeddings", question)).await;
            // Nobody reads the book of these calls.
            self.http.calls();
            let reply = reply?;
            match reply.status {
                status if status.is_success() => {}
                StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
                    return Err(VendorError::Auth("the model's server does not accept the key".into()));
                }
                status => return Err(odd(format!("it answered {} to a question", status.as_u16()))),
            }
            let mut answer: Answer = reply.json()?;
            answer.data.sort_by_key(|placed| placed.index);
            let whole = answer.data.iter().enumerate().all(|(at, placed)| at == placed.index);
            let finite = |placed: &Placed| placed.embedding.iter().all(|number| number.is_finite());
            if answer.data.len() != some.len() || !whole || !answer.data.iter().all(finite) {
                return Err(odd("it does not give one vector for each text".into()));
            }
            all.extend(answer.data.into_iter().map(|placed| placed.embedding));
        }
        Ok(all)
    }
}

fn odd(message: String) -> VendorError {
    VendorError::Contract { path: "/embeddings".into(), message }
}

#[cfg(test)]
mod tests {
    use axum::{Json, Router, routing::post};
    use serde_json::Value;

    use super::*;
    use crate::clock::SystemClock;

    /// A server that places a text by its length, gives the last first, and wants a key.
    async fn serve() -> String {
        let answer = async |headers: http::HeaderMap, Json(asked): Json<Value>| {
            if headers.get("authorization").is_none_or(|key| key != "Bearer k-123") {
                return Err(StatusCode::UNAUTHORIZED);
            }
            let texts = asked["input"].as_array().cloned().unwrap_or_default();
            let placed = texts.iter().enumerate().rev().map(|(index, text)| {
                json!({"index": index, "embedding": [text.as_str().unwrap_or_default().len(), 1]})
            });
            let placed: Vec<_> = if asked["model"] == "short" { vec![] } else { placed.collect() };
            Ok(Json(json!({"object": "list", "model": asked["model"], "data": placed})))
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/v1/", listener.local_addr().unwrap());
        let router = Router::new().route("/v1/embeddings", post(answer));
        tokio::spawn(async move { axum::serve(listener, router).await });
        address
    }

    fn at(base: &str, model: &str, key: &str) -> Result<Embeddings> {
        let http = Http::new(None).unwrap();
        Embeddings::at(&http, Arc::new(SystemClock), base, model, Some(key.into()))
    }

    #[tokio::test]
    async fn each_text_has_its_vector_however_many_there_are() {
        let base = serve().await;
        let texts: Vec<String> = (0..300).map(|nth| "x".repeat(nth)).collect();
        let vectors = at(&base, "even", "k-123").unwrap().of(&texts).await.unwrap();
        let expected: Vec<_> = (0_u16..300).map(|nth| vec![f32::from(nth), 1.0]).collect();
        assert_eq!(vectors, expected);
        let refused = at(&base, "even", "k-9").unwrap().of(&texts).await.unwrap_err();
        assert!(matches!(refused, VendorError::Auth(_)), "{refused}");
        let short = at(&base, "short", "k-123").unwrap().of(&texts).await.unwrap_err();
        assert!(matches!(short, VendorError::Contract { .. }), "{short}");
    }

    #[test]
    fn it_is_reached_over_https_or_on_this_machine() {
        for good in ["https://models.example.com/v1", "http://127.0.0.1:11434/v1", "http://localhost:8080"] {
            assert!(at(good, "m", "k").is_ok(), "{good}");
        }
        for bad in [
            "http://models.example.com",
            "http://10.0.0.7/v1",
            "ftp://127.0.0.1",
            "models",
            "https://a@b.example",
        ] {
            assert!(at(bad, "m", "k").is_err(), "{bad}");
        }
    }
}
