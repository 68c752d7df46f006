//! Keys: as whom they act, within which limits, until when.

use model::{
    access::Role,
    permission::{Permission, Permissions, Resource, Verb},
};
use secrecy::ExposeSecret;

use super::*;
use crate::people::testing::benches;

#[tokio::test]
async fn a_key_acts_as_its_user_until_revoked() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await);
        let (key, token) = create(app, &boss.actor, " Careers  page ").await.unwrap();
        assert_eq!(key.name, "Careers page");
        assert!(token.expose_secret().starts_with("gw_"));
        let caller = who(app, token.expose_secret(), "192.0.2.9").await.unwrap().unwrap();
        assert_eq!(
            (caller.actor.user, caller.actor.origin.as_str(), caller.actor.name.as_str()),
            (boss.actor.user, "192.0.2.9", "Ingrid Solbakken by Careers page"),
            "{}",
            bench.kind()
        );
        assert_eq!(caller.key.permissions, None);
        assert_eq!(list(app, &boss.actor).await.unwrap()[0].last_used_at, Some(app.now()));
        let other = bench.colleague(&boss, "o@example.com", Role::Recruiter).await;
        assert!(matches!(revoke(app, &other.actor, key.id).await, Err(Error::NotFound(_))));
        revoke(app, &boss.actor, key.id).await.unwrap();
        assert!(who(app, token.expose_secret(), "x").await.unwrap().is_none());
        assert!(list(app, &boss.actor).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_made_up_key_is_nobody() {
    for bench in benches().await {
        bench.administrator().await;
        for key in ["", "gw_", "gw_AAAA", "Bearer"] {
            assert!(who(&bench.app, key, "x").await.unwrap().is_none());
        }
    }
}

#[tokio::test]
async fn a_key_keeps_its_limits_and_works_from_its_addresses_until_it_runs_out() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await);
        let permissions: Permissions = [Permission::to(Verb::Read, Resource::Job)].into_iter().collect();
        let new = NewKey {
            name: "Scorer".into(),
            permissions: Some(permissions.clone()),
            addresses: "192.0.2.0/28, 2001:db8::/64".into(),
            days: Some(30),
            ..NewKey::default()
        };
        let made = make(app, &boss.actor, &new).await.unwrap();
        let at = |origin: &'static str| {
            let token = made.token.clone();
            async move { who(app, token.expose_secret(), origin).await.unwrap() }
        };
        assert_eq!(at("192.0.2.9").await.unwrap().key.permissions, Some(permissions), "{}", bench.kind());
        assert!(at("2001:db8::7").await.is_some());
        for elsewhere in ["192.0.2.16", "2001:db8:0:1::7", "local", ""] {
            assert!(at(elsewhere).await.is_none(), "{elsewhere}");
        }
        bench.later(30 * 24 * 3600 - 1);
        assert!(at("192.0.2.9").await.is_some());
        bench.later(1);
        assert!(at("192.0.2.9").await.is_none(), "thirty days are over");
    }
}

#[tokio::test]
async fn an_administrator_sees_and_revokes_the_keys_of_others() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await);
        let other = bench.colleague(&boss, "o@example.com", Role::Recruiter).await;
        let (key, token) = create(app, &other.actor, "Sheet").await.unwrap();
        create(app, &boss.actor, "Own").await.unwrap();
        let seen = of_others(app, &boss.actor).await.unwrap();
        assert_eq!(seen.iter().map(|(key, _)| key.id).collect::<Vec<_>>(), [key.id], "{}", bench.kind());
        assert_eq!(seen[0].1, other.actor.name);
        assert!(matches!(of_others(app, &other.actor).await, Err(Error::Denied(_))));
        revoke(app, &boss.actor, key.id).await.unwrap();
        assert!(who(app, token.expose_secret(), "x").await.unwrap().is_none());
    }
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await);
        let new = NewKey {
            permissions: Some(Permissions::default()),
            addresses: "192.0.2.0/40".into(),
            days: Some(0),
            ..NewKey::default()
        };
        let refused = make(app, &boss.actor, &new).await.unwrap_err();
        let fields: Vec<_> = refused.problems().iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["name", "addresses", "days", "permissions"], "{}", bench.kind());
    }
}
