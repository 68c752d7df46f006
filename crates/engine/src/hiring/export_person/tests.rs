//! The archive holds all that was put into the house, and nothing of anybody else.

use std::io::Read;

use model::{access::Role, attachment::AttachmentKind};
use zip::ZipArchive;

use super::*;
use crate::{
    hiring::{attachments, comments, testing::house},
    mail::{self, Letter},
    people::testing::benches,
    screening::{Event, line},
};

#[tokio::test]
async fn everything_that_is_known_is_in_the_archive() {
    for bench in benches().await {
        let (app, signed_in) = (&bench.app, bench.administrator().await);
        let boss = &signed_in.actor;
        let house = house(app, boss).await;
        let ana = house.apply(app, boss, "Ana", "Lopez").await;
        let bo = house.apply(app, boss, "Bo", "Li").await;
        comments::add(app, boss, ana.candidate, "Built our crane").await.unwrap();
        comments::add(app, boss, bo.candidate, "A secret of another").await.unwrap();
        let resume = AttachmentKind::Resume;
        let text = b"Welds since 2014".to_vec();
        attachments::add(app, boss, ana.candidate, resume, "../cv.txt", text).await.unwrap();
        let tx = app.db.begin().await.unwrap();
        let said = [("gender".to_owned(), "female".to_owned())].into();
        voluntary::put(&tx, boss.workspace, ana.id, &said, app.now()).await.unwrap();
        let letter = Letter {
            to_name: "Ana Lopez".into(),
            to_address: "ana.lopez@example.com".into(),
            subject: "A question".into(),
            text: "When could you begin?".into(),
            kind: "question".into(),
            about: Some(ana.id),
        };
        mail::send(app, &tx, boss.workspace, letter).await.unwrap();
        let row = line(app, boss, Event::Decided, ana.job);
        let row = store::screening::ledger::Line {
            application: Some(ana.id),
            reason: Some("Knows cranes".into()),
            ..row
        };
        store::screening::ledger::append(&tx, boss.workspace, &[row]).await.unwrap();
        tx.commit().await.unwrap();

        let archive = export(app, boss, ana.candidate).await.unwrap();
        let mut zip = ZipArchive::new(Cursor::new(archive.bytes)).unwrap();
        let names: Vec<_> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(names.len(), 3, "{}: {names:?}", bench.kind());
        let file = names.iter().find(|name| name.starts_with("files/")).unwrap();
        assert!(!file.contains(".."), "{file} stays in its folder");
        let mut read = |name: &str| {
            let mut text = String::new();
            zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        assert_eq!(read(file), "Welds since 2014");
        let person = read("person.json");
        for known in ["Ana", "ana.lopez@example.com", "Welder", "Built our crane", "Knows cranes", "female"] {
            assert!(person.contains(known), "{known}: {person}");
        }
        assert!(person.contains("When could you begin?") && person.contains("candidate.applied"));
        assert!(!person.contains("A secret of another") && !person.contains("bo.li"));
        assert!(bench.actions(&signed_in).await.contains(&"candidate.exported".to_owned()));
        let other = bench.colleague(&signed_in, "r@example.com", Role::Recruiter).await;
        assert!(matches!(export(app, &other.actor, ana.candidate).await, Err(Error::Denied(_))));
    }
}
