//! Every parser of bytes that strangers send, with bytes that it takes.

use std::{fs, path::Path};

use axum::http::HeaderMap;
use connect::{Credentials, html, subdomain::company_part};
use engine::public_address::PublicAddress;
use jiff::Timestamp;
use model::screening::Month;
use rand::Rng;
use screen::{
    read::{frames, read},
    skills::Taxonomy,
    testing::{Form, Layout, facts, file, lay_out},
};

/// A parser.
pub struct Parser {
    /// Its name, to be chosen by.
    pub name: &'static str,
    /// Bytes that it takes.
    pub seeds: Vec<Vec<u8>>,
    /// Reads; whatever comes of it is fine, as long as it comes back.
    pub read: fn(&[u8]),
}

/// All of them.
pub fn all(dice: &mut impl Rng) -> Vec<Parser> {
    vec![
        Parser { name: "resume", seeds: resumes(dice), read: resume },
        Parser { name: "reader", seeds: framed(dice), read: reader },
        Parser { name: "message", seeds: messages(), read: message },
        Parser { name: "html", seeds: pages(), read: page },
        Parser { name: "address", seeds: addresses(), read: address },
    ]
}

fn resumes(dice: &mut impl Rng) -> Vec<Vec<u8>> {
    let mut all = vec![];
    for form in Form::ALL {
        for layout in Layout::ALL {
            all.push(file(&lay_out(&facts(dice), layout, false), form));
        }
    }
    all
}

fn resume(bytes: &[u8]) {
    let Ok(document) = read(bytes) else { return };
    screen::profile::read(document, Month { year: 2026, month: 11 }, Taxonomy::shipped());
}

fn framed(dice: &mut impl Rng) -> Vec<Vec<u8>> {
    let asked: Vec<u8> =
        resumes(dice).iter().take(8).filter_map(|bytes| frames::question(bytes).ok()).flatten().collect();
    let mut answered = vec![];
    // What the process that reads files writes; a file that took it over might write anything.
    if frames::serve(&asked[..], &mut answered, || {}).is_err() {
        answered.clear();
    }
    let body = answered.get(4..).unwrap_or_default().to_vec();
    vec![asked, answered, body]
}

fn reader(bytes: &[u8]) {
    frames::answer(bytes);
    let mut out = vec![];
    // What is no question ends it with an error, which is all that is asked.
    let _ = frames::serve(bytes, &mut out, || {});
}

/// What systems send, as their public documents give it.
fn messages() -> Vec<Vec<u8>> {
    fn walk(folder: &Path, into: &mut Vec<Vec<u8>>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, into);
            } else if path.extension().is_some_and(|ending| ending == "json") {
                into.extend(fs::read(path));
            }
        }
    }
    let mut all =
        vec![br#"{"event":"application_moved","data":{"application":{"id":1},"ids":[1,2]}}"#.to_vec()];
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../vendors/src"), &mut all);
    all
}

fn message(bytes: &[u8]) {
    let secrets = ["webhook_secret", "signing_secret"].map(|key| (key.to_owned(), "s3cret".into()));
    let (credentials, headers) = (Credentials::new(secrets), HeaderMap::new());
    for connector in vendors::registry::connectors() {
        if let Some(webhooks) = connector.webhooks() {
            assert!(
                webhooks.verify(&credentials, &headers, bytes).is_err(),
                "a message without proof was taken"
            );
            // Whether it makes sense is its own matter.
            let _ = webhooks.read(&headers, bytes);
        }
    }
}

fn pages() -> Vec<Vec<u8>> {
    let texts = [
        "<p>We weld <b>hulls</b> &amp; decks.</p><ul><li>Steel<li>Aluminium</ul><!-- not this -->",
        "<div style='x'><script>alert(1)</script>&#x41;&#65;&nbsp;<br/><a href=\"https://example.com\">more</a></div>",
        "No marks at all, 3 < 4 & 5 > 4.",
    ];
    texts.map(|text| text.as_bytes().to_vec()).into()
}

fn page(bytes: &[u8]) {
    html::plain(&String::from_utf8_lossy(bytes));
}

fn addresses() -> Vec<Vec<u8>> {
    let texts =
        ["https://acme.example.com/spa?x=1", "acme", "http://user:pass@host:80/p#f", "2026-11-25T12:00:00Z"];
    texts.map(|text| text.as_bytes().to_vec()).into()
}

fn address(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(company) = company_part(&text, "example.com") {
        assert!(!company.contains(['.', '/', ':', '@']), "“{company}” is not one label");
    }
    // Refused or taken, both are answers.
    let _ = PublicAddress::told(&text);
    let _ = text.parse::<Timestamp>();
}
