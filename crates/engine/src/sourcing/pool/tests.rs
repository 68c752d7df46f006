//! Who comes into the pool is known again, asked about, made one and parted again; and is found.

use std::sync::Arc;

use model::{
    ProfileId,
    newcomer::ReachKind,
    pool::{Consent, Origin, Person},
};
use store::sourcing::question;

use super::{
    candidates, merge, show,
    take::{Incoming, Taken, take},
};
use crate::{
    Actor, App,
    hiring::testing::house,
    people::testing::benches,
    sourcing::find::{Asked, Facet, find},
    work,
};

pub(crate) fn person(first: &str, last: &str, email: &str) -> Person {
    let mut person = Person { first_name: first.into(), last_name: last.into(), ..Person::default() };
    person.add_email(email, ReachKind::Private);
    person
}

pub(crate) async fn bring(app: &App, actor: &Actor, person: Person) -> Taken {
    let origin = Origin::File { name: "people.csv".into() };
    let (consent, seen_at) = (Consent::Unknown, app.now());
    let tx = app.db.begin().await.unwrap();
    let incoming = Incoming { origin, person, consent, seen_at, touched_at: None };
    let taken = take(app, &tx, actor, incoming).await.unwrap();
    tx.commit().await.unwrap();
    taken
}

async fn found(app: &App, actor: &Actor, typed: &str) -> Vec<ProfileId> {
    let asked = Asked { typed: typed.into(), ..Asked::default() };
    find(app, actor, &asked).await.unwrap().hits.into_iter().map(|hit| hit.profile.id).collect()
}

#[tokio::test]
async fn the_same_person_from_two_files_is_one_profile_and_can_be_parted() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await.actor);
        let mut ida = person("Ida", "Larsen", "ida@example.com");
        ida.skills = vec!["Welding".into()];
        let first = bring(app, &boss, ida).await;
        let mut again = person("Ida", "Larsen", "IDA@example.com");
        again.city = "Oslo".into();
        let second = bring(app, &boss, again).await;
        assert_eq!((second.profile, second.known, second.asked), (first.profile, true, false));
        let both = show::show(app, &boss, first.profile).await.unwrap();
        assert_eq!((both.records.len(), both.profile.person.city.as_str()), (2, "Oslo"));
        assert_eq!(found(app, &boss, "welding oslo").await, [first.profile]);
        let parted = merge::part(app, &boss, first.profile, second.record).await.unwrap();
        let left = show::show(app, &boss, first.profile).await.unwrap();
        assert_eq!((left.records.len(), left.profile.person.city.as_str()), (1, ""));
        assert_eq!(found(app, &boss, "oslo").await, [parted]);
        assert!(merge::part(app, &boss, parted, second.record).await.is_err(), "nothing is left to part");
    }
}

#[tokio::test]
async fn somebody_who_may_be_the_same_is_asked_about_and_the_answer_is_kept() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await.actor);
        let at_work = |email: &str| Person { company: "Acme".into(), ..person("Ida", "Larsen", email) };
        let one = bring(app, &boss, at_work("ida@example.com")).await;
        let other = bring(app, &boss, at_work("larsen@example.org")).await;
        assert_ne!(one.profile, other.profile);
        assert!(other.asked);
        let asked = merge::questions(app, &boss).await.unwrap();
        assert_eq!(asked.len(), 1);
        assert!(asked[0].question.reasons.contains(&"The same company.".to_owned()));
        let kept = merge::answer(app, &boss, asked[0].question.id, true).await.unwrap();
        assert!(merge::answer(app, &boss, asked[0].question.id, false).await.is_err(), "answered already");
        let gone = if kept == one.profile { other.profile } else { one.profile };
        assert_eq!(show::show(app, &boss, gone).await.unwrap().profile.id, kept, "an old address leads on");
        assert_eq!(found(app, &boss, "larsen").await, [kept]);
        assert_eq!(question::count_open(&app.db, boss.workspace).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn candidates_come_in_once_and_follow_their_changes_and_their_erasure() {
    for bench in benches().await {
        let boss = bench.administrator().await.actor;
        let app = &Arc::new(bench.app);
        let house = house(app, &boss).await;
        let applied = house.apply(app, &boss, "Ana", "Lopez").await;
        candidates::bring(app, &boss).await.unwrap();
        work::run_due(app, "worker").await.unwrap();
        candidates::bring(app, &boss).await.unwrap();
        work::run_due(app, "worker").await.unwrap();
        let ids = found(app, &boss, "ana lopez").await;
        assert_eq!(ids.len(), 1);
        let shown = show::show(app, &boss, ids[0]).await.unwrap();
        assert_eq!((shown.happened[0].job.as_str(), shown.happened[0].stage.as_str()), ("Welder", "New"));
        assert!(shown.profile.touched_at.is_some());
        crate::hiring::erase_person::erase(app, &boss, applied.candidate).await.unwrap();
        assert!(found(app, &boss, "ana").await.is_empty());
        assert!(show::show(app, &boss, ids[0]).await.is_err());
    }
}

#[tokio::test]
async fn filters_count_and_what_is_unclear_is_said() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await.actor);
        for (first, city) in [("Ida", "Oslo"), ("Bo", "Oslo"), ("Ana", "Leeds")] {
            let email = format!("{first}@example.com");
            bring(app, &boss, Person { city: city.into(), ..person(first, "Berg", &email) }).await;
        }
        let mut asked = Asked { typed: "berg".into(), ..Asked::default() };
        let page = find(app, &boss, &asked).await.unwrap();
        assert_eq!((page.total, page.counts[&Facet::City][0].clone()), (3, ("Oslo".to_owned(), 2)));
        assert!(page.hits[0].name.iter().any(|piece| piece.marked && piece.text == "Berg"));
        asked.any_of.insert(Facet::City, vec!["Leeds".into()]);
        assert_eq!(find(app, &boss, &asked).await.unwrap().total, 1);
        asked.typed = "(berg".into();
        assert!(
            matches!(find(app, &boss, &asked).await, Err(crate::Error::Invalid(problems)) if problems[0].field == "q")
        );
    }
}
