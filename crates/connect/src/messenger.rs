//! The capability to write to somebody in the company's messenger, and to hear which button they pressed.

use async_trait::async_trait;
use http::HeaderMap;
use jiff::Timestamp;
use secrecy::SecretString;
use url::Url;

use crate::{Credentials, Ctx, Key, error::Result, webhooks::Unproven};

/// A messenger into which this program is installed as an app, by a person, on the messenger's own pages.
#[async_trait]
pub trait Messenger: Send + Sync {
    /// The messenger's page on which a person allows the app, or asks whoever may. They come back to `return_to` with a
    /// code and with `state`, which tells that it was us who sent them.
    ///
    /// # Errors
    /// [`crate::VendorError::HostRefused`] where no such address can be made.
    fn authorize(&self, ctx: &Ctx, credentials: &Credentials, return_to: &Url, state: &str) -> Result<Url>;

    /// Turns the code into an installation. A code is good once and for a few minutes.
    ///
    /// # Errors
    /// [`crate::VendorError::Conflict`] where the code was used before or is too old: the person begins again.
    async fn exchange(
        &self,
        ctx: &Ctx,
        credentials: &Credentials,
        code: &str,
        return_to: &Url,
    ) -> Result<Installation>;

    /// The member with that e-mail address who can be written to.
    async fn member(&self, ctx: &Ctx, email: &str) -> Result<Option<String>>;

    /// Writes to a member. May be called twice with the same key and leaves one message: it looks for a message with
    /// that key before it writes, so that after [`crate::VendorError::Uncertain`] it is enough to call it again.
    ///
    /// # Errors
    /// [`crate::VendorError::NotFound`] where the member can't be written to any more.
    async fn post(&self, ctx: &Ctx, key: &Key, member: &str, message: &Message) -> Result<Place>;

    /// Puts another text in a message's place. May be called twice.
    ///
    /// # Errors
    /// [`crate::VendorError::NotFound`] where the message is gone, [`crate::VendorError::Conflict`] where it can't be
    /// changed any more.
    async fn update(&self, ctx: &Ctx, place: &Place, message: &Message) -> Result<()>;

    /// Shows a member what stands on the app's own page there. May be called twice.
    async fn home(&self, ctx: &Ctx, member: &str, message: &Message) -> Result<()>;

    /// Whether what came was sent by the messenger a short while before `now`, found on the very bytes that came.
    ///
    /// # Errors
    /// [`Unproven`] says in a sentence what is missing, without repeating what was sent.
    fn verify(
        &self,
        credentials: &Credentials,
        headers: &HeaderMap,
        body: &[u8],
        now: Timestamp,
    ) -> std::result::Result<(), Unproven>;

    /// What a proven message says.
    ///
    /// # Errors
    /// A sentence for the history, where it is not of the documented form.
    fn read(&self, headers: &HeaderMap, body: &[u8]) -> std::result::Result<Heard, String>;
}

/// What came of allowing the app.
#[derive(Clone, Debug)]
pub struct Installation {
    /// What calls are proven with from now on.
    pub token: SecretString,
    /// The company's name there.
    pub team: String,
    /// What the app was allowed.
    pub scopes: Vec<String>,
}

/// A message, in plain words: nothing in it is taken for a mark or a mention.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// What it is about, which also stands in a notification.
    pub title: String,
    /// What it says.
    pub paragraphs: Vec<String>,
    /// What can be answered.
    pub buttons: Vec<Button>,
}

/// A button below a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// The answer's word, unique in the message.
    pub answer: String,
    /// What stands on it.
    pub label: String,
    /// What comes back with the press: what the message asked about.
    pub value: String,
}

/// Where a message stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The conversation.
    pub channel: String,
    /// The message in it.
    pub message: String,
}

/// What the messenger says by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// It wants this text back, to see that somebody listens at the address.
    Challenge(String),
    /// Somebody pressed a button.
    Press(Press),
    /// A member looks at the app's own page.
    HomeOpened(String),
    /// The app was taken out of the messenger.
    Removed,
    /// Something that is nothing to us, in the messenger's word.
    Nothing(String),
}

/// A button that was pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press {
    /// The same for a repeat of what was sent, different for another press.
    pub dedupe: String,
    /// Who pressed it.
    pub member: String,
    /// The answer's word.
    pub answer: String,
    /// What the button brought along.
    pub value: String,
    /// The message it stands below.
    pub place: Place,
}
