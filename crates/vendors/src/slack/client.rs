//! One short method an endpoint: no loop, no retry, no mapping.

use connect::{
    Body, Call, Credentials, Ctx, Reply,
    error::Result,
    http::{Auth, BoundHttp},
};
use serde_json::{Value, json};

use super::{
    errors,
    wire::{Access, Block, Channel, Found, History, Metadata, Opened, Posted, Written},
};

/// The vendor's API as this connection reaches it.
pub struct Client<'a>(pub &'a Ctx);

impl Client<'_> {
    /// `POST auth.test`: it changes nothing. The answer's headers tell the scopes.
    pub async fn identity(&self) -> Result<Reply> {
        let purpose = "see whose token it is";
        send(&self.0.http, Call::ask(purpose, "/auth.test", json!({}))).await
    }

    /// `POST oauth.v2.access`
    pub async fn access(&self, of: &Credentials, code: &str, redirect_uri: &str) -> Result<Access> {
        let proof = Auth::Basic(of.get("client_id").into(), of.get("client_secret").into(), vec![]);
        let form = [("code", code), ("redirect_uri", redirect_uri)];
        let form = form.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let call = Call::post("finish the installation", "/oauth.v2.access", Body::Form(form.into()));
        send(&self.0.http.with(proof), call).await?.json()
    }

    /// `GET users.lookupByEmail`
    pub async fn by_email(&self, email: &str) -> Result<Found> {
        let call = Call::get("find the employee", "/users.lookupByEmail").query("email", email);
        send(&self.0.http, call).await?.json()
    }

    /// `POST conversations.open`: opening what is open changes nothing.
    pub async fn open(&self, member: &str) -> Result<Channel> {
        let purpose = "open the conversation";
        let call = Call::ask(purpose, "/conversations.open", json!({"users": member}));
        Ok(send(&self.0.http, call).await?.json::<Opened>()?.channel)
    }

    /// `GET conversations.history`, the newest, with what apps put beside them.
    pub async fn newest(&self, channel: &str, limit: u32) -> Result<Vec<Written>> {
        let call = Call::get("look for the message", "/conversations.history")
            .query("channel", channel)
            .query("limit", limit.to_string())
            .query("include_all_metadata", "true");
        Ok(send(&self.0.http, call).await?.json::<History>()?.messages)
    }

    /// `POST chat.postMessage`
    pub async fn post(
        &self,
        channel: &str,
        text: &str,
        blocks: &[Block],
        beside: &Metadata,
    ) -> Result<Posted> {
        let message = json!({"channel": channel, "text": text, "blocks": blocks, "metadata": beside});
        self.write("ask somebody", "/chat.postMessage", message).await?.json()
    }

    /// `POST chat.update`
    pub async fn update(&self, channel: &str, ts: &str, text: &str, blocks: &[Block]) -> Result<()> {
        let message = json!({"channel": channel, "ts": ts, "text": text, "blocks": blocks});
        self.write("change the message", "/chat.update", message).await.map(drop)
    }

    /// `POST views.publish`
    pub async fn publish(&self, member: &str, blocks: &[Block]) -> Result<()> {
        let view = json!({"user_id": member, "view": {"type": "home", "blocks": blocks}});
        self.write("show the app's page", "/views.publish", view).await.map(drop)
    }

    async fn write(&self, purpose: &'static str, path: &str, document: Value) -> Result<Reply> {
        send(&self.0.http, Call::post(purpose, path, Body::Json(document))).await
    }
}

async fn send(http: &BoundHttp, call: Call) -> Result<Reply> {
    let purpose = call.purpose;
    errors::check(http.send(call).await?, purpose)
}
