//! A sentence that is shown once, on the page after a redirect.

use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::{
    CookieJar,
    cookie::{Cookie, SameSite},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

const NAME: &str = "gangway_flash";

/// A sentence shown once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flash {
    /// `ok`, `error` or `info`.
    pub kind: String,
    /// The sentence.
    pub text: String,
}

/// Goes to another page and says there what was done.
pub fn redirect_with(path: &str, kind: &str, text: &str) -> Response {
    let value = URL_SAFE_NO_PAD.encode(format!("{kind}:{text}"));
    let cookie = Cookie::build((NAME, value)).path("/").http_only(true).same_site(SameSite::Lax);
    (CookieJar::new().add(cookie), Redirect::to(path)).into_response()
}

/// Goes to another page and says there that it went well.
pub fn done(path: &str, text: &str) -> Response {
    redirect_with(path, "ok", text)
}

/// The sentence to show now, out of the request's cookies.
pub(crate) fn read(jar: &CookieJar) -> Option<Flash> {
    let raw = URL_SAFE_NO_PAD.decode(jar.get(NAME)?.value()).ok()?;
    let text = String::from_utf8(raw).ok()?;
    let (kind, text) = text.split_once(':')?;
    let kind = ["ok", "error", "info"].into_iter().find(|known| *known == kind)?;
    Some(Flash { kind: kind.into(), text: text.into() })
}

/// The header that makes the browser forget the sentence once it was shown.
pub(crate) fn forget() -> String {
    format!("{NAME}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jar(value: &str) -> CookieJar {
        CookieJar::new().add(Cookie::new(NAME, URL_SAFE_NO_PAD.encode(value)))
    }

    #[test]
    fn a_sentence_comes_back_and_a_forged_kind_does_not() {
        assert_eq!(
            read(&jar("ok:Saved: all.")),
            Some(Flash { kind: "ok".into(), text: "Saved: all.".into() })
        );
        assert_eq!(read(&jar("<b>:x")), None);
    }
}
