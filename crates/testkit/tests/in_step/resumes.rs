//! Résumés that are not what they seem: nothing breaks, and what can be kept is kept byte for byte.

use std::io::{Cursor, Write};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use model::sync::RunState;
use serde_json::{Value, json};
use store::{hiring::attachment, sync::note};
use testkit::Stage;

use super::{
    picture,
    scene::Scene,
    there::{There, text},
};

/// So much unpacks from the bomb: more than a document may.
const UNPACKED: usize = 160 << 20;

fn archive(content: &[u8]) -> Vec<u8> {
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    file.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    file.write_all(content).unwrap();
    file.finish().unwrap().into_inner()
}

/// The applications with a file, as many as there are contents, and these in its place.
fn put(there: &There, contents: &[&[u8]]) -> Vec<String> {
    let applications = there.records("applications");
    let file = |one: &Value| one["attributes"]["attachments"][0]["file"].clone();
    let with_file = applications.iter().filter(|(_, one)| !file(one).is_null());
    let chosen: Vec<_> =
        with_file.map(|(id, one)| (id.clone(), text(&file(one)))).take(contents.len()).collect();
    for ((_, file), content) in chosen.iter().zip(contents) {
        let kept =
            json!({"name": "cv.docx", "content_type": "application/zip", "base64": STANDARD.encode(content)});
        there.world.change(|documents| documents["files"][file] = kept);
    }
    chosen.into_iter().map(|(id, _)| id).collect()
}

/// The contents of the files that came with an application's candidate.
async fn files(scene: &Scene, application: &str) -> Vec<Vec<u8>> {
    let (_, candidate) = scene.here(application).await;
    let (db, space) = (&scene.stage.app.db, scene.stage.administrator.workspace);
    let mut contents = vec![];
    for file in attachment::of_candidate(db, space, candidate).await.unwrap() {
        contents.push(attachment::bytes(db, space, file.id).await.unwrap().unwrap());
    }
    contents
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_resume_that_is_a_bomb_or_says_nothing_breaks_nothing() {
    let bomb = archive(&vec![b' '; UNPACKED]);
    let silent = archive(b"<w:document><w:body/></w:document>");
    let noise: Vec<u8> = (0..=255).cycle().take(4_000).collect();
    for stage in Stage::each().await {
        let ids = put(&There::of(&stage), &[&bomb, &silent, &noise]);
        let scene = Scene::synced(stage).await;
        // Of those that say nothing and those that are no document at all, every byte is here.
        assert!(files(&scene, &ids[1]).await.contains(&silent));
        assert!(files(&scene, &ids[2]).await.contains(&noise));
        // One that would unpack to more than a document can hold is not kept, and that is said.
        assert!(!files(&scene, &ids[0]).await.contains(&bomb));
        let run = scene.last().await;
        let (db, space) = (&scene.stage.app.db, scene.stage.administrator.workspace);
        let notes = note::of_run(db, space, run.id, 500, 0).await.unwrap();
        let said = |id: &String, words: &str| {
            notes.iter().any(|note| note.external_id == *id && note.sentence.contains(words))
        };
        assert!(said(&ids[0], "was not kept. It unpacks to far more than it says"), "{notes:?}");
        assert!(said(&ids[1], "is kept, but no text can be read in it"), "{notes:?}");
        // Everything else came, and every page about them can be read.
        assert_eq!(run.state, RunState::Done, "{:?}", run.sentence);
        let came = scene
            .stage
            .texts("select external_id as id from mirror where kind = 'file' and hash = 'kept'", ["id"]);
        assert_eq!(came.await.len(), picture::there(&scene.there).count("files") - 1);
        let visitor = scene.stage.visitor().await;
        for id in &ids {
            let (_, candidate) = scene.here(id).await;
            let page = visitor.get(&format!("/candidates/{candidate}")).await;
            assert!(page.status().is_success(), "{id}: {}", page.status());
        }
    }
}
