//! Contacts come in, are known again, belong to their employee alone, and go.

use model::{access::Role, network::Known};
use store::referrals::network::{contact, file, headline, matched, owner};

use super::{read::Remark, *};
use crate::{
    error::Error,
    people::testing::{Bench, benches},
};

const LIST: &str = "Notes:\n\"Some are missing.\"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
    Ida,Larsen,https://www.linkedin.com/in/ida-larsen,,Harbour Mills,Welder,12 Mar 2024\n\
    ,,,,,,\n\
    Bo,Quist,,bo@example.com,North Yard,Cook,7-Feb-22\n";

async fn brought(bench: &Bench, actor: &Actor, file: &str) -> Brought {
    let id = upload(&bench.app, actor, file.as_bytes()).await.unwrap();
    bring_in(&bench.app, actor, id).await.unwrap()
}

#[tokio::test]
async fn a_file_is_looked_at_before_it_comes_in_and_comes_in_once() {
    for bench in benches().await {
        let boss = bench.administrator().await;
        let eve = bench.colleague(&boss, "eve@example.com", Role::Employee).await.actor;
        let id = upload(&bench.app, &eve, LIST.as_bytes()).await.unwrap();
        let shown = preview(&bench.app, &eve).await.unwrap().unwrap();
        assert_eq!((shown.id, shown.new, shown.again), (id, 2, 0));
        assert_eq!(shown.remarks, [(Remark::Blank, 1, vec![6])]);
        assert_eq!(list(&bench.app, &eve, "", 0).await.unwrap().all, 0, "nothing came in yet");
        assert_eq!(bring_in(&bench.app, &eve, id).await.unwrap(), Brought { added: 2, renewed: 0, same: 0 });
        assert!(matches!(bring_in(&bench.app, &eve, id).await, Err(Error::NotFound(_))), "the file is gone");
        assert_eq!(brought(&bench, &eve, LIST).await, Brought { added: 0, renewed: 0, same: 2 });
        let newer = LIST.replace("Harbour Mills", "East Dock");
        assert_eq!(brought(&bench, &eve, &newer).await, Brought { added: 0, renewed: 1, same: 1 });
        let found = list(&bench.app, &eve, "larsen dock", 0).await.unwrap();
        assert_eq!((found.all, found.found), (2, 1));
        assert_eq!(found.people[0].contact.worked_at, ["Harbour Mills"]);
        let refused = upload(&bench.app, &eve, b"a,b\n").await.unwrap_err();
        assert_eq!(refused.problems()[0].field, "file");
    }
}

#[tokio::test]
async fn what_says_who_somebody_is_is_sealed_and_nobody_elses() {
    for bench in benches().await {
        let boss = bench.administrator().await;
        let eve = bench.colleague(&boss, "eve@example.com", Role::Employee).await.actor;
        let max = bench.colleague(&boss, "max@example.com", Role::Recruiter).await.actor;
        brought(&bench, &eve, LIST).await;
        let (space, user) = (eve.workspace, eve.user.unwrap());
        for kept in contact::of_user(&bench.app.db, space, user).await.unwrap() {
            for word in ["Ida", "Larsen", "Harbour", "bo@example"] {
                assert!(!format!("{kept:?}").contains(word), "{word} stands in the clear");
            }
            for other in [&boss.actor, &max] {
                assert!(matches!(
                    set_known(&bench.app, other, kept.id, Known::Well).await,
                    Err(Error::NotFound(_))
                ));
                assert!(matches!(forget_one(&bench.app, other, kept.id).await, Err(Error::NotFound(_))));
            }
        }
        for other in [&boss.actor, &max] {
            assert_eq!(list(&bench.app, other, "", 0).await.unwrap().all, 0);
        }
        let waits = upload(&bench.app, &eve, LIST.as_bytes()).await.unwrap();
        assert!(matches!(bring_in(&bench.app, &max, waits).await, Err(Error::NotFound(_))));
        assert_eq!(preview(&bench.app, &boss.actor).await.unwrap(), None);
    }
}

#[tokio::test]
async fn all_of_it_can_be_deleted_and_nothing_is_left() {
    for bench in benches().await {
        let boss = bench.administrator().await;
        let eve = bench.colleague(&boss, "eve@example.com", Role::Employee).await.actor;
        let max = bench.colleague(&boss, "max@example.com", Role::Employee).await.actor;
        brought(&bench, &eve, LIST).await;
        brought(&bench, &max, &LIST.replace("Welder", "Florist")).await;
        upload(&bench.app, &eve, LIST.as_bytes()).await.unwrap();
        set_about(&bench.app, &eve, " North  Yard \n\nEast Dock").await.unwrap();
        assert_eq!(about(&bench.app, &eve).await.unwrap().0.worked_at, ["North Yard", "East Dock"]);
        let one = list(&bench.app, &eve, "quist", 0).await.unwrap().people.remove(0).id;
        forget_one(&bench.app, &eve, one).await.unwrap();
        assert_eq!(forget_all(&bench.app, &eve).await.unwrap(), Forgotten { people: 1 });
        let (db, space, user) = (&bench.app.db, eve.workspace, eve.user.unwrap());
        assert_eq!(contact::count(db, space, user).await.unwrap(), 0);
        assert_eq!(matched::of_user(db, space, user).await.unwrap(), []);
        assert_eq!(file::get(db, space, user).await.unwrap(), None);
        assert_eq!(owner::get(db, space, user).await.unwrap(), None);
        let left = headline::all(db, space).await.unwrap();
        assert!(left.iter().all(|(_, headline)| !headline.words.contains("weld")), "{left:?}");
        assert_eq!(list(&bench.app, &max, "", 0).await.unwrap().all, 2, "another's stays");
        let actions = bench.actions(&boss).await;
        assert!(actions.contains(&"network.deleted".to_owned()));
    }
}

#[tokio::test]
async fn a_file_that_nobody_brings_in_goes_after_a_day() {
    for bench in benches().await {
        let boss = bench.administrator().await.actor;
        upload(&bench.app, &boss, LIST.as_bytes()).await.unwrap();
        bench.later(23 * 3600);
        tidy(&bench.app).await.unwrap();
        assert!(preview(&bench.app, &boss).await.unwrap().is_some());
        bench.later(2 * 3600);
        tidy(&bench.app).await.unwrap();
        assert_eq!(preview(&bench.app, &boss).await.unwrap(), None);
    }
}
