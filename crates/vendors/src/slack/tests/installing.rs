//! The installation, from the page to the token, with the approval between.

use connect::{Connector as _, Messenger as _, VendorError};
use model::connection::Probe;
use url::Url;

use super::stage::Stage;
use crate::slack::Slack;

const MEMBER: &str = "U0100000002";
const OWNER: &str = "U0100000000";

fn back() -> Url {
    "http://127.0.0.1:9/settings/messenger/installed".parse().unwrap()
}

/// The page's address with whoever is signed in, without its origin.
fn page(stage: &Stage, person: &str) -> String {
    let ctx = stage.ctx("");
    let page = Slack.authorize(&ctx, &stage.credentials(""), &back(), "st&te").unwrap();
    format!("{}?{}&as={person}", page.path(), page.query().unwrap())
}

fn form<'a>(path: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(String, String)> {
    let query = path.split_once('?').unwrap().1;
    let mut all: Vec<_> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    all.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    all
}

async fn press(stage: &Stage, at: &str, path: &str, more: &[(&str, &str)]) -> (u16, String, String) {
    let form = form(path, more);
    let pairs: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    stage.post(at, &pairs).await
}

fn query(location: &str, name: &str) -> String {
    let url = Url::parse(location).unwrap();
    url.query_pairs()
        .find(|(known, _)| known == name)
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}

#[tokio::test]
async fn a_member_asks_an_owner_approves_and_the_member_installs() {
    let stage = Stage::new().await;
    let path = page(&stage, MEMBER);
    let (status, _, shown) = stage.page(&path).await;
    assert!(status == 200 && shown.contains("Request to install") && !shown.contains(">Allow<"), "{shown}");
    let forced = press(&stage, "/oauth/v2/authorize", &path, &[("decision", "allow")]).await;
    assert_eq!(forced.0, 400, "who has to ask can't allow: {}", forced.2);
    let asked = press(&stage, "/oauth/v2/request", &path, &[("message", "For referrals")]).await;
    assert!(asked.0 == 200 && asked.2.contains("Your request was sent"), "{}", asked.2);
    assert!(stage.page(&path).await.2.contains("waits for an owner"));
    assert_eq!(press(&stage, "/oauth/v2/request", &path, &[]).await.0, 400, "one request is enough");
    assert!(stage.page(&format!("/client?as={OWNER}")).await.2.contains("asks to install Gangway"));

    let list = stage.page("/admin/apps").await.2;
    assert!(list.contains("For referrals") && list.contains("users:read.email"), "{list}");
    let id = stage.world.read(|documents| documents["requests"][0]["id"].as_str().unwrap().to_owned());
    assert_eq!(stage.post("/admin/apps", &[("request", &id), ("decision", "approve")]).await.0, 303);
    assert!(stage.page(&format!("/client?as={MEMBER}")).await.2.contains("Gangway was approved"));

    let (status, location, _) = press(&stage, "/oauth/v2/authorize", &path, &[("decision", "allow")]).await;
    assert_eq!((status, query(&location, "state").as_str()), (303, "st&te"));
    assert!(location.starts_with(back().as_str()), "{location}");
    let (ctx, code) = (stage.ctx(""), query(&location, "code"));
    let installed = Slack.exchange(&ctx, &stage.credentials(""), &code, &back()).await.unwrap();
    assert_eq!((installed.team.as_str(), installed.scopes.len()), ("Larkmoor", 5));
    let again = Slack.exchange(&ctx, &stage.credentials(""), &code, &back()).await;
    assert!(matches!(again, Err(VendorError::Conflict(_))), "a code is good once: {again:?}");

    use secrecy::ExposeSecret as _;
    let report = Slack.check(&stage.ctx(installed.token.expose_secret())).await.unwrap();
    assert_eq!(report.account, "Larkmoor");
    assert!(report.permissions.iter().all(|found| found.probe == Probe::Granted), "{report:?}");
}

#[tokio::test]
async fn a_restricted_app_and_a_refusal_give_no_code() {
    let stage = Stage::new().await;
    let path = page(&stage, MEMBER);
    let cancelled = press(&stage, "/oauth/v2/authorize", &path, &[("decision", "cancel")]).await;
    assert_eq!(
        (query(&cancelled.1, "error").as_str(), query(&cancelled.1, "code").as_str()),
        ("access_denied", "")
    );
    press(&stage, "/oauth/v2/request", &path, &[]).await;
    let id = stage.world.read(|documents| documents["requests"][0]["id"].as_str().unwrap().to_owned());
    stage.post("/admin/apps", &[("request", &id), ("decision", "restrict")]).await;
    assert!(stage.page(&path).await.2.contains("was restricted"));
    let forced = press(&stage, "/oauth/v2/authorize", &path, &[("decision", "allow")]).await;
    assert_eq!(forced.0, 400);
}

#[tokio::test]
async fn more_scopes_than_were_approved_are_asked_for_again() {
    let stage = Stage::new().await;
    let path = page(&stage, MEMBER);
    press(&stage, "/oauth/v2/request", &path, &[]).await;
    let id = stage.world.read(|documents| documents["requests"][0]["id"].as_str().unwrap().to_owned());
    stage.post("/admin/apps", &[("request", &id), ("decision", "approve")]).await;
    assert!(stage.page(&path).await.2.contains(">Allow<"));
    let more = path.replace("scope=chat", "scope=commands%2Cchat");
    assert!(stage.page(&more).await.2.contains("Request to install"));
}

#[tokio::test]
async fn what_does_not_belong_to_the_app_is_refused() {
    let stage = Stage::new().await;
    let path = page(&stage, OWNER);
    assert!(stage.page(&path).await.2.contains(">Allow<"), "an owner installs");
    for (from, to, why) in [
        ("client_id=4726177000", "client_id=1", "Invalid client_id"),
        ("127.0.0.1%3A9%2Fsettings", "127.0.0.1%3A10%2Fsettings", "redirect_uri did not match"),
        ("scope=chat%3Awrite", "scope=chat%3Aread", "Invalid permissions"),
    ] {
        let (status, _, shown) = stage.page(&path.replace(from, to)).await;
        assert!(status == 400 && shown.contains(why), "{why}: {shown}");
    }
    let (_, location, _) = press(&stage, "/oauth/v2/authorize", &path, &[("decision", "allow")]).await;
    let code = query(&location, "code");
    let ctx = stage.ctx("");
    let wrong = stage.credentials("").with("client_secret", "guessed");
    let refused = Slack.exchange(&ctx, &wrong, &code, &back()).await;
    assert!(matches!(refused, Err(VendorError::Auth(_))), "{refused:?}");
    let elsewhere = "http://127.0.0.1:9/other".parse().unwrap();
    let refused = Slack.exchange(&ctx, &stage.credentials(""), &code, &elsewhere).await;
    assert!(matches!(refused, Err(VendorError::Conflict(_))), "{refused:?}");
    stage.clock.advance(std::time::Duration::from_secs(601));
    let late = Slack.exchange(&ctx, &stage.credentials(""), &code, &back()).await;
    assert!(matches!(late, Err(VendorError::Conflict(_))), "{late:?}");
}

#[tokio::test]
async fn an_app_that_is_not_installed_says_so_and_a_lost_scope_is_named() {
    let stage = Stage::new().await;
    let Err(VendorError::Auth(why)) = Slack.check(&stage.ctx("")).await else { panic!() };
    assert!(why.contains("not installed"), "{why}");
    let ctx = stage.installed();
    stage.world.change(|documents| {
        for (_, token) in documents["tokens"].as_object_mut().unwrap() {
            token["scopes"].as_array_mut().unwrap().retain(|scope| scope != "im:history");
        }
    });
    let report = Slack.check(&ctx).await.unwrap();
    let missing: Vec<_> = report.permissions.iter().filter(|one| one.probe == Probe::Missing).collect();
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0].key, "im:history");
}
