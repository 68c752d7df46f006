//! Files are fetched beside the runs; a bad one is said and stops nothing.

use std::io::{Cursor, Write};

use model::{
    attachment::{AttachmentKind, LARGEST},
    remote::{Part, RecordKind, RemoteApplication, RemoteFile},
    sync::RunMode,
};
use store::{
    hiring::attachment,
    sync::mirror::{self, Kind},
};

use crate::sync::{
    configure::{Settings, configure},
    overview::overview,
    testing::{House, an_application, applied, houses},
};

fn with_files(ids: &[&str]) -> RemoteApplication {
    let files = ids.iter().map(|id| RemoteFile {
        external_id: (*id).into(),
        kind: AttachmentKind::Resume,
        name: format!("{id}.docx"),
    });
    RemoteApplication { files: files.collect(), ..an_application(1, 1, "new") }
}

fn archive(name: &str, content: &[u8]) -> Vec<u8> {
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    file.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    file.write_all(content).unwrap();
    file.finish().unwrap().into_inner()
}

async fn names(house: &House) -> Vec<String> {
    let who = house.local(RecordKind::Candidate, 1).await.local.unwrap();
    let files = attachment::of_candidate(&house.app.db, house.boss.workspace, who.into()).await.unwrap();
    let mut names: Vec<_> = files.into_iter().map(|file| file.name).collect();
    names.sort();
    names
}

#[tokio::test]
async fn files_in_a_list_of_their_own_reach_the_applications_that_tell_nothing_of_theirs() {
    for house in houses().await {
        house.stock(1);
        let file = |id: &str| RemoteFile {
            external_id: id.into(),
            kind: AttachmentKind::Resume,
            name: format!("{id}.pdf"),
        };
        house.shelf.with(|shelves| {
            shelves.files.insert("a".into(), b"%PDF-1.7 text".to_vec());
            shelves.files.insert("b".into(), b"%PDF-1.7 other text".to_vec());
            shelves.withheld = [Part::Files].into();
            shelves.apart = vec![("1".into(), file("a")), ("1".into(), file("a")), ("99".into(), file("b"))];
        });
        house.put(1, applied(an_application(1, 1, "new")));
        house.first().await;
        assert_eq!(names(&house).await, ["a.pdf"], "{}", house.kind());
        // What tells nothing takes nothing away, and what was known does not come again.
        house.later(15);
        house.shelf.with(|shelves| shelves.apart = vec![("1".into(), file("b"))]);
        house.put(1, applied(an_application(1, 1, "talk")));
        house.run(RunMode::Changes).await;
        assert_eq!(names(&house).await, ["a.pdf", "b.pdf"], "{}", house.kind());
    }
}

#[tokio::test]
async fn good_files_are_kept_and_bad_ones_are_said() {
    for house in houses().await {
        house.stock(1);
        let silent = archive("word/document.xml", b"<w:document><w:body/></w:document>");
        house.shelf.with(|shelves| {
            shelves.files.insert("a".into(), b"%PDF-1.7 text".to_vec());
            shelves.files.insert("bomb".into(), archive("word/document.xml", &vec![b' '; 160 << 20]));
            shelves.files.insert("large".into(), vec![1; LARGEST + 1]);
            shelves.files.insert("silent".into(), silent);
        });
        house.put(1, applied(with_files(&["a", "bomb", "large", "lost", "silent"])));
        house.first().await;
        assert_eq!(names(&house).await, ["a.docx", "silent.docx"], "{}", house.kind());
        let notes = house.notes().await.join("\n");
        assert!(notes.contains("bomb.docx was not kept. It unpacks to far more"), "{notes}");
        assert!(notes.contains("large.docx was not kept. This file is larger than 20 MB"), "{notes}");
        assert!(notes.contains("lost.docx is no longer there"), "{notes}");
        assert!(notes.contains("silent.docx is kept, but no text can be read"), "{notes}");
        // A newer version takes the place of the one that is gone there.
        house.later(15);
        house.shelf.with(|shelves| shelves.files.insert("a2".into(), b"%PDF-1.7 more".to_vec()));
        house.put(1, applied(with_files(&["a2", "silent"])));
        house.run(RunMode::Changes).await;
        assert_eq!(names(&house).await, ["a2.docx", "silent.docx"], "{}", house.kind());
    }
}

#[tokio::test]
async fn none_is_fetched_until_they_are_wanted() {
    for house in houses().await {
        house.stock(1);
        house.first().await;
        let mut settings = Settings {
            every_minutes: 15,
            share_percent: 20,
            full_hour: 3,
            take_files: false,
            reference_field: None,
        };
        configure(&house.app, &house.boss, house.there, &settings).await.unwrap();
        house.shelf.with(|shelves| shelves.files.insert("a".into(), b"%PDF-1.7 text".to_vec()));
        house.later(15);
        house.put(1, applied(with_files(&["a"])));
        house.run(RunMode::Changes).await;
        assert!(names(&house).await.is_empty(), "{}", house.kind());
        settings.take_files = true;
        configure(&house.app, &house.boss, house.there, &settings).await.unwrap();
        house.run(RunMode::Changes).await;
        assert_eq!(names(&house).await, ["a.docx"], "{}", house.kind());
    }
}

#[tokio::test]
async fn a_file_that_was_given_up_is_shown_and_tried_again_after_a_check_of_everything() {
    for house in houses().await {
        house.stock(1);
        house.shelf.with(|shelves| {
            shelves.files.insert("a".into(), b"%PDF-1.7 text".to_vec());
            shelves.stuck_files.insert("a".into());
        });
        house.put(1, applied(with_files(&["a"])));
        house.first().await;
        for _ in 0..6 {
            house.later(2);
            house.work().await;
        }
        let notes = house.notes().await.join("\n");
        assert!(notes.contains("a.docx could not be fetched, 5 tries: "), "{}: {notes}", house.kind());
        let unfetched =
            async || overview(&house.app, &house.boss, house.there).await.unwrap().unwrap().unfetched;
        let left = unfetched().await;
        let who = house.local(RecordKind::Candidate, 1).await.local.unwrap();
        let file = &left.some[0];
        assert_eq!((left.count, file.tries, file.name.as_str()), (1, 5, "a.docx"), "{}", house.kind());
        assert_eq!(file.candidate, Some(who.into()));
        assert!(file.why.contains("disk is away"), "{}", file.why);

        house.shelf.with(|shelves| shelves.stuck_files.clear());
        house.run(RunMode::Changes).await;
        assert!(names(&house).await.is_empty(), "a look for changes does not try it again");
        house.run(RunMode::Full).await;
        assert_eq!(names(&house).await, ["a.docx"], "{}", house.kind());
        assert_eq!(unfetched().await.count, 0);
    }
}

#[tokio::test]
async fn the_same_resume_of_two_applications_is_kept_once() {
    for house in houses().await {
        house.stock(1);
        let bytes = b"%PDF-1.7 text".to_vec();
        house.shelf.with(|shelves| {
            shelves.files.insert("a".into(), bytes.clone());
            shelves.files.insert("b".into(), bytes.clone());
            shelves.files.insert("c".into(), b"%PDF-1.7 more".to_vec());
        });
        let with = |job: u64, file: &str, name: &str| {
            let file =
                RemoteFile { external_id: file.into(), kind: AttachmentKind::Resume, name: name.into() };
            applied(RemoteApplication { files: vec![file], ..an_application(1, job, "new") })
        };
        house.put(1, with(1, "a", "cv.pdf"));
        house.put(2, with(2, "b", "cv.pdf"));
        house.first().await;
        assert_eq!(names(&house).await, ["cv.pdf"], "{}", house.kind());
        let rows = mirror::of_parents(&house.app.db, house.there, Kind::File, ["1", "2"]).await.unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].local, rows[1].local, "both applications refer to it");

        // One of them gets another: the other one still has it.
        house.later(15);
        house.put(1, with(1, "c", "cv.pdf"));
        house.run(RunMode::Changes).await;
        assert_eq!(names(&house).await, ["cv.pdf", "cv.pdf"], "{}", house.kind());
        // And with the last one it goes.
        house.later(15);
        house.shelf.with(|shelves| shelves.files.insert("d".into(), b"%PDF-1.7 more".to_vec()));
        house.put(2, with(2, "d", "cv.pdf"));
        house.run(RunMode::Changes).await;
        assert_eq!(names(&house).await, ["cv.pdf"], "{}", house.kind());
        // The same bytes under another name are another file.
        house.later(15);
        house.put(2, with(2, "d2", "resume.pdf"));
        house.shelf.with(|shelves| shelves.files.insert("d2".into(), b"%PDF-1.7 more".to_vec()));
        house.run(RunMode::Changes).await;
        assert_eq!(names(&house).await, ["cv.pdf", "resume.pdf"], "{}", house.kind());
    }
}
