//! A person who came from another system, was scored, merged and hired is erased: nothing in the whole database says who
//! they were, and no sync brings them back.

use model::{
    ApplicationId,
    attachment::AttachmentKind,
    connection::SendOptions,
    remote::{Answer, RecordKind, RemoteApplication, RemoteCandidate, RemoteFile, RemoteRecord},
    screening::{ResumeProfile, Score, Standing},
    sync::RunMode,
};
use store::{
    hiring::{import as kept_import, import::Import},
    screening::{result, voluntary},
};

use super::*;
use crate::{
    hiring::{add_candidate::add_candidate, comments, merge::merge, profile},
    integrations::{
        add::add,
        check::check,
        configure::{Configuration, configure},
        toggle::enable,
    },
    screening::{Decision, Proof, Screened, proof::prove},
    sync::testing::{House, a_person, an_application, applied, houses, typed},
};

const EMAIL: &str = "Zelda.Quixano@example.org";
const PHONE: &str = "+44 20 7946 0777";

fn zelda() -> Profile {
    Profile {
        first_name: "Zelda".into(),
        last_name: "Quixano".into(),
        email: EMAIL.into(),
        phone: PHONE.into(),
        city: "Leeds".into(),
        ..Profile::default()
    }
}

/// Everything in the database, in lower case.
async fn everything(house: &House) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("all");
    store::backup::backup(&house.app.db, &file).await.unwrap();
    std::fs::read_to_string(&file).unwrap().to_lowercase()
}

/// The words of the person that stand somewhere.
async fn found(house: &House) -> Vec<String> {
    let all = everything(house).await;
    let words = ["zelda", "quixano", "7946 0777", "2079460777", "opal mining"];
    words.into_iter().filter(|word| all.contains(*word)).map(str::to_owned).collect()
}

/// Zelda comes from there with a résumé and is hired, which hands her to the HR system.
async fn hired(house: &House) -> CandidateId {
    let (app, boss) = (&house.app, &house.boss);
    let hr = add(app, boss, "memory", "HR", &typed()).await.unwrap();
    check(app, boss, hr).await.unwrap();
    enable(app, boss, hr).await.unwrap();
    crate::handoff::form::of_connection(app, boss, hr, false).await.unwrap();
    let options = SendOptions { when_hired: true, ..Default::default() };
    configure(app, boss, hr, &Configuration { options, ..Default::default() }).await.unwrap();
    house.stock(2);
    let person = RemoteCandidate { profile: zelda(), ..Default::default() };
    house.put(3, RemoteRecord::Candidate(Box::new(person)));
    let name = "Zelda Quixano CV.pdf".to_owned();
    let files = vec![RemoteFile { external_id: "f".into(), kind: AttachmentKind::Resume, name }];
    house.shelf.with(|shelves| shelves.files.insert("f".into(), b"%PDF-1.7 opal mining".to_vec()));
    let answers = vec![Answer { question: "Why us?".into(), answer: "Opal mining runs in me".into() }];
    let application = RemoteApplication { files, answers, ..an_application(3, 1, "new") };
    house.put(3, applied(application.clone()));
    house.first().await;
    house.later(15);
    let hired_at = Some(house.now());
    house.put(3, applied(RemoteApplication { hired_at, stage: "in".into(), ..application }));
    house.run(RunMode::Changes).await;
    assert_eq!(house.hr.employees().len(), 1, "{}", house.kind());
    house.application(3).await.candidate
}

/// She is scored, decided on, asked, commented on, and another record of hers is merged into this one.
async fn known(house: &House, id: CandidateId) -> ApplicationId {
    let (app, boss) = (&house.app, &house.boss);
    let of = house.application(3).await;
    let sha = store::hiring::attachment::of_candidate(&app.db, boss.workspace, id).await.unwrap();
    let score = Score {
        points: Some(80),
        judged: 100,
        reasons: vec![],
        knock_outs: vec![],
        summary: "Shows opal mining.".into(),
        scorer: "test 1".into(),
        input: "ab".into(),
    };
    let why = "Zelda is known to us".to_owned();
    let by = Decision {
        standing: Standing::Qualified,
        by: boss.name.clone(),
        by_id: None,
        at: app.now(),
        why: why.clone(),
    };
    let known = Screened { score: Some(score), decision: Some(by), ..Screened::new(of.id, of.job) };
    let profile: ResumeProfile = serde_json::from_value(serde_json::json!({
        "document": {"kind": "text", "text": "Zelda Quixano, opal mining", "pages": [0]},
        "contact": {"name": null, "emails": [], "phones": [], "links": [], "address": []},
        "sections": [], "positions": [], "education": [], "skills": [], "languages": [],
        "certificates": [], "months": null,
    }))
    .unwrap();
    let reading = reading::Reading {
        sha256: sha[0].sha256.clone(),
        reader: "test".into(),
        read_at: app.now(),
        outcome: Ok(profile),
    };
    let import = Import {
        id: app.id(),
        file_name: "people.csv".into(),
        file: format!("Name,E-mail\nZelda Quixano,{EMAIL}\nBo Li,bo.li@example.com\n"),
        delimiter: ',',
        mapping: None,
        outcome: Some(r#"{"candidates":1,"applications":0,"skipped":[],"bad":[],"by":"Ingrid"}"#.into()),
    };
    let tx = app.db.begin().await.unwrap();
    result::put_many(&tx, boss.workspace, &[known]).await.unwrap();
    reading::put_many(&tx, boss.workspace, &[reading]).await.unwrap();
    let said = BTreeMap::from([("gender".to_owned(), "female".to_owned())]);
    voluntary::put(&tx, boss.workspace, of.id, &said, app.now()).await.unwrap();
    kept_import::insert(&tx, boss.workspace, &import, app.now()).await.unwrap();
    let line = screening::line(app, boss, ledger::Event::Overridden, of.job);
    let line = ledger::Line { application: Some(of.id), reason: Some(why), ..line };
    ledger::append(&tx, boss.workspace, &[line]).await.unwrap();
    tx.commit().await.unwrap();
    comments::add(app, boss, id, "Zelda asked about opal mining").await.unwrap();
    let twin = Profile { phone: String::new(), ..zelda() };
    let twin = add_candidate(app, boss, &twin).await.unwrap();
    merge(app, boss, id, twin).await.unwrap();
    of.id
}

#[tokio::test]
async fn nothing_in_the_database_says_who_was_erased() {
    for house in houses().await {
        let (app, boss) = (&house.app, &house.boss);
        let id = hired(&house).await;
        let application = known(&house, id).await;
        assert_eq!(found(&house).await.len(), 5, "{}: all words stand somewhere before", house.kind());
        let foreseen = foresee(app, boss, id).await.unwrap();
        assert_eq!(foreseen.hindrance, None);
        assert_eq!(found(&house).await.len(), 5, "to foresee changes nothing");

        let made = erase(app, boss, id).await.unwrap();
        house.work().await;
        assert_eq!(found(&house).await, [""; 0], "{}: also what waited to be sent", house.kind());
        let (_, told) = receipt(app, boss, id).await.unwrap();
        assert_eq!(told, foreseen.receipt, "what was foreseen is what was done");
        assert_eq!(made.by, boss.name);
        for what in ["records", "files", "answers", "scores", "voluntary", "comments", "imported_rows"] {
            assert!(told.gone.contains_key(what), "{what}: {told:?}");
        }
        assert_eq!((told.gone["records"], told.emptied["handoffs"], told.emptied["ledger_rows"]), (2, 1, 1));
        let there: Vec<_> = told.elsewhere.iter().map(|one| (&*one.connection, &*one.kind)).collect();
        assert_eq!(there, [("HR", "employee"), ("Shelf", "application"), ("Shelf", "candidate")]);

        assert_eq!(prove(app, boss).await.unwrap(), Proof::Whole { rows: 2 }, "the chain holds");
        let rows = ledger::of_application(&app.db, boss.workspace, application).await.unwrap();
        assert_eq!(rows.last().unwrap().line.event, ledger::Event::Erased);
        let gone = profile::profile(app, boss, id).await;
        assert!(matches!(gone, Err(Error::NotFound(_))));
        let sent = crate::handoff::list::list(app, boss, &Default::default(), 0).await.unwrap();
        assert_eq!(sent.handoffs[0].candidate_name, "Erased person", "that somebody was hired stays");
        crate::handoff::get::get(app, boss, sent.handoffs[0].id).await.unwrap();
        assert!(everything(&house).await.contains("bo.li@example.com"), "others' rows stay");
        assert!(matches!(erase(app, boss, id).await, Err(Error::NotFound(_))), "once");
    }
}

#[tokio::test]
async fn no_sync_brings_an_erased_person_back() {
    for house in houses().await {
        let (app, boss) = (&house.app, &house.boss);
        let id = hired(&house).await;
        erase(app, boss, id).await.unwrap();
        // The record changes there, they apply once more, and a new file comes.
        house.later(15);
        let moved = Profile { city: "York".into(), ..zelda() };
        let person = RemoteCandidate { profile: moved, ..Default::default() };
        house.put(3, RemoteRecord::Candidate(Box::new(person)));
        let file = |id: &str| RemoteFile {
            external_id: id.into(),
            kind: AttachmentKind::Resume,
            name: "Zelda Quixano.pdf".into(),
        };
        let again = RemoteApplication { files: vec![file("g")], ..an_application(3, 2, "new") };
        house.put(9, applied(again));
        house.put(3, applied(RemoteApplication { files: vec![file("h")], ..an_application(3, 1, "talk") }));
        house.shelf.with(|shelves| shelves.apart = vec![("3".into(), file("i")), ("9".into(), file("j"))]);
        house.put(4, a_person("Bo"));
        house.put(4, applied(an_application(4, 1, "new")));
        for mode in [RunMode::Changes, RunMode::Full] {
            let run = house.run(mode).await;
            house.is_done(&run);
            assert_eq!(found(&house).await, [""; 0], "{}", house.kind());
            house.later(15);
        }
        house.stage(4).await;
        // Once it is gone there, too, it stays known as erased.
        house.shelf.with(|shelves| shelves.rows.remove(&(RecordKind::Candidate, 3)));
        house.run(RunMode::Full).await;
        assert!(house.local(RecordKind::Candidate, 3).await.is_erased(), "{}", house.kind());
    }
}

#[tokio::test]
async fn a_namesake_keeps_their_record_and_lines() {
    for house in houses().await {
        let (app, boss) = (&house.app, &house.boss);
        let one = add_candidate(app, boss, &zelda()).await.unwrap();
        let other = Profile { email: "other@example.com".into(), phone: String::new(), ..zelda() };
        let other = add_candidate(app, boss, &other).await.unwrap();
        let foreseen = foresee(app, boss, one).await.unwrap();
        assert!(foreseen.receipt.namesake, "{}", house.kind());
        erase(app, boss, one).await.unwrap();
        let file = profile::profile(app, boss, other).await.unwrap();
        assert_eq!(file.candidate.profile.email, "other@example.com");
        let told = serde_json::to_string(
            &store::audit::of(&app.db, boss.workspace, other.into(), 9)
                .await
                .unwrap()
                .into_iter()
                .map(|line| line.detail)
                .collect::<Vec<_>>(),
        )
        .unwrap();
        assert!(told.contains("Zelda"), "what is said of the other stays: {told}");
    }
}
