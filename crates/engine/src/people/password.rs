//! Passwords: the rule they must meet, and the work of hashing them, which is kept off the threads that answer.

use argon2::{Argon2, Params, PasswordHasher, PasswordVerifier};
use model::contact::normal_name;
use secrecy::{ExposeSecret, SecretString};

use crate::{
    App,
    error::{Error, Result},
};

/// The shortest password, in characters.
pub const SHORTEST: usize = 12;

/// The longest password, in characters: hashing more is work for whoever wants to keep the server busy.
const LONGEST: usize = 256;

/// The commonest passwords of at least [`SHORTEST`] characters, which are tried first by whoever guesses.
const COMMONEST: [&str; 24] = [
    "123456789012",
    "1234567890123",
    "123456123456",
    "123123123123",
    "1q2w3e4r5t6y",
    "111111111111",
    "000000000000",
    "abcdefghijkl",
    "administrator",
    "changemechangeme",
    "correcthorsebatterystaple",
    "iloveyouiloveyou",
    "letmeinletmein",
    "passwordpassword",
    "password1234",
    "password12345",
    "password123456",
    "password123!",
    "qwertyqwerty",
    "qwertyuiop12",
    "qwertyuiop123",
    "qwertyuiop[]",
    "welcome12345",
    "welcomewelcome",
];

/// How hard a password is to hash, and so to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordCost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// How often that memory is gone over.
    pub passes: u32,
}

impl PasswordCost {
    /// What guards real passwords: OWASP's first choice for argon2id, tens of milliseconds.
    pub const STRONG: Self = Self { memory_kib: Params::DEFAULT_M_COST, passes: Params::DEFAULT_T_COST };

    /// For tests and invented people only: under a millisecond.
    pub const QUICK: Self = Self { memory_kib: 64, passes: 1 };

    fn hasher(self) -> Result<Argon2<'static>> {
        let params = Params::new(self.memory_kib, self.passes, 1, None)
            .map_err(|error| unusable("the configured password cost", &error))?;
        Ok(params.into())
    }
}

fn unusable(what: &str, error: &dyn std::fmt::Display) -> Error {
    Error::Conflict(format!("Passwords can't be checked: {what} can't be used ({error})."))
}

/// The hash to keep of a password.
pub(crate) async fn hash(app: &App, password: &SecretString) -> Result<String> {
    let (cost, password, salt) = (app.password_cost, password.clone(), app.dice.bytes::<16>());
    aside(move || {
        let hash = cost.hasher()?.hash_password_with_salt(password.expose_secret().as_bytes(), &salt);
        hash.map(|hash| hash.to_string()).map_err(|error| unusable("a hash", &error))
    })
    .await
}

/// Whether a password is the one that was hashed. Without a hash the answer is no, after the same work, so that
/// the time it takes doesn't tell who has an account.
pub(crate) async fn verify(app: &App, password: &SecretString, hash: Option<String>) -> Result<bool> {
    let Some(hash) = hash else {
        self::hash(app, password).await?;
        return Ok(false);
    };
    let password = password.clone();
    // The hash names its own cost, so that old ones verify after the cost was raised.
    aside(move || {
        Ok(Argon2::default().verify_password(password.expose_secret().as_bytes(), hash.as_str()).is_ok())
    })
    .await
}

async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| unusable("the thread that hashes", &error))?
}

/// What stands against a new password, as a sentence; `None` where it is good.
pub(crate) fn problem(password: &SecretString, name: &str, email: &str) -> Option<String> {
    let password = password.expose_secret();
    let length = password.chars().count();
    if length < SHORTEST {
        return Some(format!("This is too short: use at least {SHORTEST} characters."));
    }
    if length > LONGEST {
        return Some(format!("Use at most {LONGEST} characters."));
    }
    let plain = normal_name(password);
    let local = email.split('@').next().unwrap_or_default();
    if plain == normal_name(name) || plain == normal_name(email) || plain == normal_name(local) {
        return Some("Don't use your own name or e-mail address as the password.".into());
    }
    let letters: Vec<char> = plain.chars().filter(|c| !c.is_whitespace()).collect();
    if COMMONEST.contains(&letters.iter().collect::<String>().as_str())
        || letters.windows(2).all(|w| w[0] == w[1])
    {
        return Some("This password is among the first that are guessed. Use another one.".into());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(password: &str) -> String {
        problem(&password.into(), "Ingrid Solbakken", "ingrid.solbakken@example.com").unwrap_or_default()
    }

    #[test]
    fn a_good_password_has_no_problem() {
        assert_eq!(said("seven quiet otters"), "");
        assert_eq!(said("äöüäöüßßßéèê"), "", "characters count, not bytes");
    }

    #[test]
    fn each_weakness_has_its_sentence() {
        assert!(said("short").contains("at least 12"));
        assert!(said("elevenchars").contains("at least 12"));
        assert!(said(&"x y".repeat(100)).contains("at most"));
        assert!(said("Ingrid  SOLBAKKEN").contains("your own name"));
        assert!(said("ingrid.solbakken").contains("your own name"));
        assert!(said("Ingrid.Solbakken@example.com").contains("your own name"));
        assert!(said("Password 1234").contains("first that are guessed"));
        assert!(said("aaaaaaaaaaaaaa").contains("first that are guessed"));
    }

    #[test]
    fn the_commonest_are_long_enough_to_matter() {
        assert!(COMMONEST.iter().all(|word| word.chars().count() >= SHORTEST));
    }
}
