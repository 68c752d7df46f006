//! Writing to members, and hearing what they press.

use async_trait::async_trait;
use connect::{
    Credentials, Ctx, Key, Messenger, VendorError,
    error::Result,
    messenger::{Heard, Installation, Message, Place},
    webhooks::Unproven,
};
use http::{HeaderMap, header};
use jiff::Timestamp;
use url::{Url, form_urlencoded};

use super::{
    client::Client,
    connector::Slack,
    manifest, map, signature,
    wire::{Envelope, Interaction},
};

/// So many of a conversation's newest messages are looked through for one of ours. We write a few a week.
const LOOKED_THROUGH: u32 = 200;

/// The mistake of a message that can't be read.
const FORMLESS: &str = "The message does not have the documented form.";

#[async_trait]
impl Messenger for Slack {
    fn authorize(&self, ctx: &Ctx, credentials: &Credentials, return_to: &Url, state: &str) -> Result<Url> {
        let page = ctx.http.base().join("/oauth/v2/authorize");
        let mut page = page.map_err(|error| VendorError::HostRefused(error.to_string()))?;
        let scopes: Vec<_> = manifest().permission.iter().map(|one| one.scope.as_str()).collect();
        page.query_pairs_mut()
            .append_pair("client_id", credentials.get("client_id"))
            .append_pair("scope", &scopes.join(","))
            .append_pair("redirect_uri", return_to.as_str())
            .append_pair("state", state);
        Ok(page)
    }

    async fn exchange(
        &self,
        ctx: &Ctx,
        credentials: &Credentials,
        code: &str,
        return_to: &Url,
    ) -> Result<Installation> {
        let access = Client(ctx).access(credentials, code, return_to.as_str()).await?;
        Ok(Installation {
            token: access.access_token.into(),
            team: access.team.name,
            scopes: access.scope.split(',').map(|scope| scope.trim().to_owned()).collect(),
        })
    }

    async fn member(&self, ctx: &Ctx, email: &str) -> Result<Option<String>> {
        match Client(ctx).by_email(email).await {
            Ok(found) if found.user.deleted || found.user.is_bot => Ok(None),
            Ok(found) => Ok(Some(found.user.id)),
            Err(VendorError::NotFound(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn post(&self, ctx: &Ctx, key: &Key, member: &str, message: &Message) -> Result<Place> {
        let client = Client(ctx);
        let channel = client.open(member).await?.id;
        let there = client.newest(&channel, LOOKED_THROUGH).await?;
        if let Some(there) = there.into_iter().find(|one| map::is_marked(one, &key.0)) {
            return Ok(Place { channel, message: there.ts });
        }
        let blocks = map::blocks(message);
        let posted = client.post(&channel, map::line(message), &blocks, &map::mark(&key.0)).await?;
        Ok(Place { channel: posted.channel, message: posted.ts })
    }

    async fn update(&self, ctx: &Ctx, place: &Place, message: &Message) -> Result<()> {
        let blocks = map::blocks(message);
        Client(ctx).update(&place.channel, &place.message, map::line(message), &blocks).await
    }

    async fn home(&self, ctx: &Ctx, member: &str, message: &Message) -> Result<()> {
        Client(ctx).publish(member, &map::blocks(message)).await
    }

    fn verify(
        &self,
        credentials: &Credentials,
        headers: &HeaderMap,
        body: &[u8],
        now: Timestamp,
    ) -> std::result::Result<(), Unproven> {
        signature::verify(credentials.get("signing_secret"), headers, body, now)
    }

    fn read(&self, headers: &HeaderMap, body: &[u8]) -> std::result::Result<Heard, String> {
        let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("application/x-www-form-urlencoded") {
            let envelope: Envelope = serde_json::from_slice(body).map_err(|_| FORMLESS)?;
            return map::happened(envelope);
        }
        let mut fields = form_urlencoded::parse(body);
        let payload = fields.find(|(name, _)| name == "payload").ok_or(FORMLESS)?.1;
        let interaction: Interaction = serde_json::from_str(&payload).map_err(|_| FORMLESS)?;
        map::pressed(&interaction)
    }
}
