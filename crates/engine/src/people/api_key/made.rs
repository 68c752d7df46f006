//! Making a key.

use std::time::Duration;

use model::{address_range::AddressRange, permission::Permissions};
use secrecy::SecretString;
use store::people::api_key;

use super::{ApiKey, PREFIX, signed};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    people::{profile, token},
};

/// The most address ranges that a key may be limited to.
const MOST_RANGES: usize = 20;

/// What can be said of a new key.
#[derive(Clone, Debug, Default)]
pub struct NewKey {
    /// What it is for.
    pub name: String,
    /// What it may do; none stands for all that its user's role may.
    pub permissions: Option<Permissions>,
    /// From which addresses, apart by blanks, commas or line ends; empty stands for all.
    pub addresses: String,
    /// After how many days it stops working; none stands for never.
    pub days: Option<u32>,
    /// Whether the program signs its calls with a secret, instead of showing the key.
    pub signs: bool,
}

/// A key that was just made.
#[derive(Debug)]
pub struct Made {
    /// What is kept of it.
    pub key: ApiKey,
    /// What the program shows: the key itself, never shown again, or the identifier of one that signs.
    pub token: SecretString,
    /// The secret that calls are signed with, where it is of that kind; it is never shown again.
    pub secret: Option<SecretString>,
}

/// Makes a key that may do all that the user's role may, and gives it. The field of the error is `name`.
///
/// # Errors
/// [`Error::Invalid`] where the name is missing.
pub async fn create(app: &App, actor: &Actor, name: &str) -> Result<(ApiKey, SecretString)> {
    let made = make(app, actor, &NewKey { name: name.into(), ..NewKey::default() }).await?;
    Ok((made.key, made.token))
}

/// Makes a key that acts as the user who asks, and gives it; it is never shown again. The fields of the error are
/// `name`, `permissions`, `addresses` and `days`.
///
/// # Errors
/// [`Error::Invalid`] where the name is missing, nothing is permitted, or an address is none.
pub async fn make(app: &App, actor: &Actor, new: &NewKey) -> Result<Made> {
    let user = actor.user.ok_or(Error::NotFound("user"))?;
    let mut problems = profile::Problems::default();
    let name = problems.take("name", profile::name(&new.name, "what the key is for"));
    let addresses = problems.take("addresses", ranges(&new.addresses));
    let days = match new.days {
        Some(0) | Some(3651..) => Err("Let it work for 1 to 3650 days.".into()),
        days => Ok(days),
    };
    let days = problems.take("days", days);
    let nothing = new.permissions.as_ref().is_some_and(Permissions::is_empty);
    problems.take("permissions", if nothing { Err("Tick at least one permission.".into()) } else { Ok(()) });
    problems.none()?;
    let token = format!("{}{}", if new.signs { signed::PREFIX } else { PREFIX }, app.dice.token());
    let (now, id) = (app.now(), app.id());
    let secret = new.signs.then(|| SecretString::from(app.dice.token()));
    let key = ApiKey {
        id,
        workspace: actor.workspace,
        user,
        name,
        created_at: now,
        last_used_at: None,
        permissions: new.permissions.clone(),
        addresses,
        expires_at: days.map(|days| now + Duration::from_secs(u64::from(days) * 24 * 3600)),
        secret: secret.as_ref().map(|secret| signed::seal(app, id, secret)),
    };
    let tx = app.db.begin().await?;
    api_key::insert(&tx, &key, &token::hash(&token)).await?;
    audit::write(app, &tx, actor, "api_key.made", ("api_key", Some(key.id.into())), told(&key)).await?;
    tx.commit().await?;
    Ok(Made { key, token: token.into(), secret })
}

fn told(key: &ApiKey) -> String {
    match &key.permissions {
        Some(permissions) => format!("Made the API key {} ({})", key.name, permissions.in_words().join("; ")),
        None => format!("Made the API key {}, which may do all that its user may", key.name),
    }
}

fn ranges(text: &str) -> std::result::Result<Vec<AddressRange>, String> {
    let words = text.split([' ', ',', '\n', '\r', '\t', ';']).filter(|word| !word.is_empty());
    let ranges: Vec<AddressRange> =
        words.map(str::parse).collect::<std::result::Result<_, _>>().map_err(|error| format!("{error}"))?;
    if ranges.len() > MOST_RANGES { Err(format!("Give at most {MOST_RANGES} ranges.")) } else { Ok(ranges) }
}
