//! The installation, and knowing who is who.

use model::connection::ConnectionStatus;

use super::office::{installed, offices};
use crate::{
    Error,
    integrations::get,
    messaging::{
        install::{declined, finish},
        overview::{Standing, overview},
        receive::Reply,
    },
};

#[tokio::test]
async fn who_was_sent_there_comes_back_with_a_code_and_everybody_is_looked_for() {
    for office in offices().await {
        let (app, boss) = (office.app(), &office.boss.actor);
        let seen = async || overview(app, boss, office.connection).await.unwrap().unwrap();
        assert_eq!(seen().await.standing, Standing::New);
        office.chatter.state().members.insert("emil@example.com".into(), "M1".into());
        let state = office.begin().await;
        let Standing::Begun { by, .. } = seen().await.standing else { panic!() };
        assert_eq!(by, "Ingrid Solbakken");
        let stranger = finish(app, &office.recruiter.actor, "good", &state).await.unwrap_err();
        assert!(matches!(stranger, Error::Conflict(_)), "{stranger}");
        assert_eq!(finish(app, boss, "good", &state).await.unwrap(), office.connection);
        let again = finish(app, boss, "good", &state).await.unwrap_err();
        assert!(matches!(again, Error::Conflict(_)), "what was brought back counts once");
        assert_eq!(get(app, boss, office.connection).await.unwrap().status, ConnectionStatus::Enabled);
        office.work().await;
        let now = seen().await;
        let Standing::Installed { team, .. } = now.standing else { panic!("{now:?}") };
        assert_eq!((team.as_str(), now.known, now.unseen), ("Fjordlys", 1, 0), "{}", office.bench.kind());
        assert_eq!(now.unknown.len(), 2, "the boss and the recruiter are no members");
        let kept = format!("{:?}", get(app, boss, office.connection).await.unwrap());
        assert!(!kept.contains("t0ken"), "the token is sealed");
    }
}

#[tokio::test]
async fn a_refusal_and_a_bad_code_leave_everything_as_it_was_and_are_said() {
    for office in offices().await {
        let (app, boss) = (office.app(), &office.boss.actor);
        let problem = async || overview(app, boss, office.connection).await.unwrap().unwrap().problem;
        let state = office.begin().await;
        declined(app, boss, &state).await.unwrap();
        assert!(problem().await.unwrap().contains("not allowed"));
        let state = office.begin().await;
        assert!(finish(app, boss, "bad", &state).await.is_err());
        assert!(problem().await.unwrap().contains("Begin the installation again"));
        assert_eq!(get(app, boss, office.connection).await.unwrap().status, ConnectionStatus::Disabled);
        let state = office.begin().await;
        office.bench.later(25 * 60 * 60);
        assert!(finish(app, boss, "good", &state).await.is_err(), "a day is long enough");
    }
}

#[tokio::test]
async fn an_app_that_was_taken_out_asks_nobody_until_it_is_installed_again() {
    for office in installed().await {
        let (app, boss) = (office.app(), &office.boss.actor);
        assert_eq!(office.send("gone").await.unwrap(), Reply::Taken);
        let status = async || get(app, boss, office.connection).await.unwrap().status;
        assert_eq!(status().await, ConnectionStatus::Broken);
        let request = office.request("Ida").await;
        assert!(!office.tell(request, office.employee_id()).await);
        office.install().await;
        office.work().await;
        assert_eq!(status().await, ConnectionStatus::Enabled);
        assert!(office.tell(request, office.employee_id()).await);
    }
}

#[tokio::test]
async fn whoever_came_lately_is_looked_for_when_first_asked() {
    for office in offices().await {
        office.install().await;
        office.work().await;
        assert_eq!(office.chatter.state().looked, 3);
        let late =
            office.bench.colleague(&office.boss, "lena@example.com", model::access::Role::Employee).await;
        office.chatter.state().members.insert("lena@example.com".into(), "M2".into());
        let request = office.request("Ida").await;
        assert!(!office.tell(request, late.actor.user.unwrap()).await, "nobody knows yet");
        office.work().await;
        assert_eq!(office.chatter.state().looked, 4, "the others are known");
        assert!(office.tell(request, late.actor.user.unwrap()).await);
    }
}

#[tokio::test]
async fn the_address_proves_itself_and_a_forgery_is_counted() {
    for office in installed().await {
        let echoed = office.send("challenge abc").await.unwrap();
        assert_eq!(echoed, Reply::Challenge("abc".into()));
        assert!(office.send_signed("gone", "forged").await.is_err());
        assert_eq!(office.send("gibberish").await.unwrap(), Reply::Taken, "refused, it would come again");
        let (app, boss) = (office.app(), &office.boss.actor);
        let seen = overview(app, boss, office.connection).await.unwrap().unwrap();
        assert_eq!(seen.refused.unwrap().refused, 1);
        assert!(matches!(seen.standing, Standing::Installed { .. }), "the forgery took nothing out");
        office.send("home M1").await.unwrap();
        office.work().await;
        assert!(office.chatter.state().homes["M1"].paragraphs[0].contains("No request waits"));
    }
}
