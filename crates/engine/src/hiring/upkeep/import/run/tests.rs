use std::time::Instant;

use model::{access::Role, field::FieldKind};
use store::{
    Conn,
    hiring::{duplicate, list},
};

use super::*;
use crate::{
    hiring::upkeep::{
        fields,
        import::{
            DateOrder, Mapping, map, outcome, preview::preview, recent::recent, rejected::rejected,
            upload::upload,
        },
        tags,
    },
    people::{
        SignedIn,
        testing::{Bench, benches},
    },
};

const FILE: &str = "Name;E-mail;Phone;Tags;Shoe size\n\
                    Ana López;ana@example.com;;Rope;39\n\
                    Bo Ek;bo@example;;;\n\
                    Ana L.;ANA@example.com;;;\n\
                    =Eve;eve@example.com;+44 20 7946 0018;;big\n\
                    Cy Dahl;cy@example.com;;;\n";

/// Uploads a file and maps it as guessed.
async fn mapped(bench: &Bench, who: &SignedIn, file: &str) -> ImportId {
    let id = upload(&bench.app, &who.actor, "C:\\exports\\people.csv", file.as_bytes()).await.unwrap();
    let form = map::form(&bench.app, &who.actor, id).await.unwrap();
    let columns = form.columns.into_iter().map(|column| column.target).collect();
    map::set(&bench.app, &who.actor, id, &Mapping { columns, dates: DateOrder::Refuse }).await.unwrap();
    id
}

async fn settings(bench: &Bench, who: &SignedIn) {
    let category = tags::category::create(&bench.app, &who.actor, "Skills", "blue").await.unwrap();
    tags::label::create(&bench.app, &who.actor, "Rope", category).await.unwrap();
    fields::create::create(&bench.app, &who.actor, "Shoe size", FieldKind::Integer, "").await.unwrap();
}

async fn count(conn: &impl Conn, who: &SignedIn) -> u64 {
    list::count(conn, who.actor.workspace, &list::Filter::default()).await.unwrap()
}

#[tokio::test]
async fn good_rows_come_in_once_and_the_others_are_handed_back() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await);
        settings(&bench, &boss).await;
        let id = mapped(&bench, &boss, FILE).await;
        let seen = preview(app, &boss.actor, id).await.unwrap();
        assert_eq!(seen.columns, ["Full name", "E-mail", "Phone", "Tags", "Shoe size"]);
        assert_eq!(seen.bad().map(|row| row.line).collect::<Vec<_>>(), [3, 5]);
        let again: Vec<_> = seen.duplicates().map(|row| (row.line, row.duplicate.clone().unwrap())).collect();
        assert_eq!(again, [(4, "The same e-mail address as on line 2.".to_owned())], "{}", bench.kind());

        let all = Rule { only_if_all_good: true, ..Rule::default() };
        let refusal = run(app, &boss.actor, id, all).await.unwrap_err();
        assert!(refusal.to_string().contains("2 rows are not good"), "{refusal}");
        assert_eq!(count(&app.db, &boss).await, 0);

        let (first, second) = tokio::join!(
            run(app, &boss.actor, id, Rule::default()),
            run(app, &boss.actor, id, Rule::default())
        );
        let first = first.unwrap();
        assert_eq!(first, second.unwrap());
        assert_eq!((first.candidates, first.skipped.len(), first.bad.len()), (2, 1, 2));
        assert_eq!(count(&app.db, &boss).await, 2, "{}", bench.kind());

        let file = rejected(app, &boss.actor, id).await.unwrap();
        assert!(file.starts_with('\u{feff}') && file.lines().count() == 4, "{file}");
        assert!(file.contains(
            "'=Eve;eve@example.com;'+44 20 7946 0018;;big;Shoe size: “big” is not a whole number."
        ));
        let mended = file.replace("big", "41").replace("bo@example;", "bo@example.com;");
        let id = mapped(&bench, &boss, &mended).await;
        assert_eq!(run(app, &boss.actor, id, Rule::default()).await.unwrap().candidates, 2);
        let eve = model::candidate::Profile { email: "eve@example.com".into(), ..Default::default() };
        let eve = duplicate::of(&app.db, boss.actor.workspace, &eve).await.unwrap();
        assert_eq!(eve[0].0.profile.phone, "+44 20 7946 0018");
        assert_eq!(recent(app, &boss.actor).await.unwrap().len(), 2);
        assert_eq!(outcome(app, &boss.actor, id).await.unwrap().0, "people.csv");
    }
}

#[tokio::test]
async fn people_who_are_known_are_marked_and_taken_only_when_chosen() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await);
        let file = "First name,Last name,Phone,DOB\nAna,López,020 7946 0018,\nBo,Ek,,1990-02-01\n";
        let id = mapped(&bench, &boss, file).await;
        run(app, &boss.actor, id, Rule { only_if_all_good: true, take_duplicates: false }).await.unwrap();
        let id = mapped(&bench, &boss, file).await;
        let reasons: Vec<_> = preview(app, &boss.actor, id)
            .await
            .unwrap()
            .duplicates()
            .filter_map(|row| row.duplicate.clone())
            .collect();
        assert!(reasons[0].contains("this phone number") && reasons[1].contains("name and date of birth"));
        let refusal = run(app, &boss.actor, id, Rule::default()).await.unwrap_err();
        assert!(refusal.to_string().contains("no row is left"), "{}: {refusal}", bench.kind());
        let take = Rule { take_duplicates: true, ..Rule::default() };
        assert_eq!(run(app, &boss.actor, id, take).await.unwrap().candidates, 2);
        assert_eq!(count(&app.db, &boss).await, 4);
    }
}

#[tokio::test]
async fn a_mapping_that_can_not_be_is_refused_at_its_column() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await);
        let id = upload(app, &boss.actor, "a.csv", b"a,b\n1,2\n").await.unwrap();
        for (columns, field) in [
            (["email", "email"], "column_1"),
            (["email", "moon"], "column_1"),
            (["city", ""], "mapping"),
            (["email", "stage"], "mapping"),
        ] {
            let columns = columns.into_iter().map(String::from).collect();
            let mapping = Mapping { columns, dates: DateOrder::Refuse };
            let refusal = map::set(app, &boss.actor, id, &mapping).await.unwrap_err();
            assert_eq!(refusal.problems()[0].field, field, "{}", bench.kind());
        }
        let unmapped = preview(app, &boss.actor, id).await.unwrap_err();
        assert!(matches!(unmapped, Error::Conflict(_)));
        let manager = bench.colleague(&boss, "m@example.com", Role::HiringManager).await;
        let denied = upload(app, &manager.actor, "a.csv", b"a\n1\n").await.unwrap_err();
        assert!(matches!(denied, Error::Denied(_)));
        let refusal = upload(app, &boss.actor, "a.csv", b"").await.unwrap_err();
        assert_eq!(refusal.problems()[0].field, "file");
    }
}

#[tokio::test]
async fn ten_thousand_rows_take_seconds() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await);
        settings(&bench, &boss).await;
        let rows =
            (0..10_000).map(|n| format!("Person {n},p{n}@example.com,+44 20 {n:07},Rope,{}\n", n % 50));
        let file = format!("Name,E-mail,Phone,Tags,Shoe size\n{}", rows.collect::<String>());
        let begun = Instant::now();
        let id = mapped(&bench, &boss, &file).await;
        let outcome = run(app, &boss.actor, id, Rule::default()).await.unwrap();
        assert_eq!((outcome.candidates, outcome.bad.len()), (10_000, 0));
        let took = begun.elapsed();
        assert!(took.as_secs() < 30, "{}: {took:?} without optimisation", bench.kind());
    }
}
