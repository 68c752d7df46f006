//! What is kept of the talent pool reads back, and only in its own workspace.

use jiff::Timestamp;
use model::{
    ConnectionId, ProfileId, WorkspaceId,
    newcomer::ReachKind,
    pool::{Consent, KeyKind, Origin, Person, Profile, Record},
};
use uuid::Uuid;

use super::{key, profile, question, record};
use crate::{
    Db,
    hiring::tests::{OURS, at, house},
    testing::fresh,
};

const OTHERS: WorkspaceId = WorkspaceId(Uuid::from_u128(2));

fn id<T: From<Uuid>>(number: u128) -> T {
    Uuid::from_u128(number).into()
}

fn person(first: &str) -> Person {
    let mut person = Person { first_name: first.into(), last_name: "Larsen".into(), ..Person::default() };
    person.add_email(&format!("{first}@example.com"), ReachKind::Private);
    person
}

fn profile_of(number: u128, person: Person, changed: Timestamp) -> Profile {
    Profile { id: id(number), person, consent: Consent::Unknown, touched_at: None, changed_at: changed }
}

fn record_of(number: u128, profile: ProfileId, person: Person) -> Record {
    let connection: ConnectionId = id(77);
    let origin = Origin::System { connection, external_id: number.to_string(), address: String::new() };
    Record { id: id(number), profile, origin, person, consent: Consent::Given, seen_at: at(0) }
}

async fn two(db: &Db) {
    house(db).await;
    let tx = db.begin().await.unwrap();
    let profiles = [profile_of(1, person("Ida"), at(1)), profile_of(2, person("Bo"), at(2))];
    profile::put_many(&tx, OURS, &profiles).await.unwrap();
    let records = [record_of(11, id(1), person("Ida")), record_of(12, id(2), person("Bo"))];
    record::put_many(&tx, OURS, &records).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn profiles_and_records_read_back_and_are_found_by_what_they_have() {
    for fresh in fresh().await {
        let db = &fresh.db;
        two(db).await;
        assert_eq!(profile::get(db, OURS, id(1)).await.unwrap().unwrap().person, person("Ida"));
        assert_eq!(profile::get(db, OTHERS, id(1)).await.unwrap(), None);
        assert_eq!(record::of_system(db, OURS, id(77), "12").await.unwrap().unwrap().profile, id(2));
        let keys = [(KeyKind::Email, "ida@example.com".to_owned()), (KeyKind::Name, "bo larsen".to_owned())];
        let found = key::holders(db, OURS, &keys, 10).await.unwrap();
        assert_eq!(found.into_iter().collect::<Vec<_>>(), [id(1), id(2)]);
        assert!(key::holders(db, OTHERS, &keys, 10).await.unwrap().is_empty());
        assert_eq!(record::origins(db, OURS, &[id(1), id(2)]).await.unwrap().len(), 2);
        assert_eq!(profile::count(db, OURS).await.unwrap(), 2);
    }
}

#[tokio::test]
async fn what_became_of_a_profile_is_read_with_what_changed() {
    for fresh in fresh().await {
        let db = &fresh.db;
        two(db).await;
        let (changes, place) = profile::changed_after(db, OURS, None, 10).await.unwrap();
        assert_eq!(changes.len(), 2);
        let tx = db.begin().await.unwrap();
        record::set_profile(&tx, OURS, &[id(12)], id(1)).await.unwrap();
        profile::set_became(&tx, OURS, &[id(2)], id(1), at(3)).await.unwrap();
        tx.commit().await.unwrap();
        let (changes, _) = profile::changed_after(db, OURS, place, 10).await.unwrap();
        assert!(matches!(changes[..], [profile::Change::Gone(gone)] if gone == id(2)));
        assert_eq!(profile::became(db, OURS, id(2)).await.unwrap(), Some(id(1)));
        assert_eq!(record::of_profiles(db, OURS, &[id(1)]).await.unwrap()[&id(1)].len(), 2);
        let tx = db.begin().await.unwrap();
        record::delete(&tx, OURS, &[id(11), id(12)]).await.unwrap();
        profile::set_gone(&tx, OURS, &[id(1)], at(4)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(profile::count(db, OURS).await.unwrap(), 0);
        assert!(key::records_with(db, OURS, KeyKind::Email, "ida@example.com").await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_pair_is_asked_about_once_and_the_answer_stays() {
    for fresh in fresh().await {
        let db = &fresh.db;
        two(db).await;
        let asked = question::Question {
            id: id(90),
            one: id(2),
            other: id(1),
            likelihood: 0.8,
            reasons: vec!["The same last name.".into()],
            asked_at: at(5),
        };
        let tx = db.begin().await.unwrap();
        question::ask_many(&tx, OURS, std::slice::from_ref(&asked)).await.unwrap();
        let again = question::Question { id: id(91), one: id(1), other: id(2), ..asked };
        question::ask_many(&tx, OURS, &[again]).await.unwrap();
        tx.commit().await.unwrap();
        let open = question::open(db, OURS, 10).await.unwrap();
        assert_eq!((open.len(), open[0].one, open[0].other), (1, id(1), id(2)));
        let tx = db.begin().await.unwrap();
        for first in [true, false] {
            let answer = question::Answer::Different;
            assert_eq!(question::answer(&tx, OURS, id(90), answer, "Ada", at(6)).await.unwrap(), first);
        }
        tx.commit().await.unwrap();
        assert_eq!(question::kept_apart(db, OURS, &[id(1)]).await.unwrap(), [(id(1), id(2))]);
        assert_eq!(question::count_open(db, OURS).await.unwrap(), 0);
    }
}
