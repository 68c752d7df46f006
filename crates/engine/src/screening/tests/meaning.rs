//! A model that judges meaning: off, on, and away. It stands on a socket of this test.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use secrecy::SecretString;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use super::{
    scoring::{applies, screened, works},
    *,
};
use crate::screening::meaning::{self, Typed};

const JOINER: &str = "Ana Lopez\nana.lopez@example.com\n\nExperience\n\
    Joiner of metal, Hull & Keel, January 2019 to December 2023\nMelted steel plates together on ships of every size.\n";

/// A model to which whatever melts is welding.
async fn serve(is_up: Arc<AtomicBool>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/v1", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            tokio::spawn(answer(socket, Arc::clone(&is_up)));
        }
    });
    address
}

async fn answer(mut socket: TcpStream, is_up: Arc<AtomicBool>) {
    let mut asked = Vec::new();
    let body = loop {
        let mut some = [0; 4096];
        let read = socket.read(&mut some).await.unwrap();
        assert!(read > 0, "the question was cut short");
        asked.extend_from_slice(&some[..read]);
        let text = String::from_utf8_lossy(&asked).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.to_lowercase();
        let length =
            length.lines().find_map(|line| line.strip_prefix("content-length: ")?.trim().parse().ok());
        if body.len() >= length.unwrap_or(0) {
            break body.to_owned();
        }
    };
    assert!(!body.contains("Ana") && !body.contains("ana.lopez"), "who somebody is stays here: {body}");
    let asked: serde_json::Value = serde_json::from_str(&body).unwrap();
    let texts = asked["input"].as_array().unwrap().iter().map(|text| text.as_str().unwrap());
    let placed = texts.enumerate().map(|(index, text)| {
        let welds = text.contains("Weld") || text.contains("Melted");
        serde_json::json!({"index": index, "embedding": if welds { [1.0, 0.1] } else { [0.0, 1.0] }})
    });
    let said = serde_json::json!({"data": placed.collect::<Vec<_>>()}).to_string();
    let status = if is_up.load(Ordering::Relaxed) { "200 OK" } else { "500 Internal Server Error" };
    let said = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{said}",
        said.len()
    );
    socket.write_all(said.as_bytes()).await.unwrap();
}

#[tokio::test]
async fn a_model_finds_what_no_name_shows_and_says_so_on_the_score() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await.actor);
        let kind = bench.kind();
        let house = screened(app, &boss).await;
        let ana = applies(app, &boss, &house, "Ana", JOINER).await;
        works(app).await;
        let score = async || get(app, &boss, ana.id).await.unwrap().result.score.unwrap();
        let without = score().await;
        assert_eq!(without.points, Some(0), "{kind}: {without:?}");
        assert!(!without.scorer.contains("meaning"), "{kind}: off unless somebody wants it");

        let is_up = Arc::new(AtomicBool::new(true));
        let base = serve(Arc::clone(&is_up)).await;
        let typed = |least| {
            let (base, name) = (base.clone(), "plates".into());
            Typed { base, name, least, key: SecretString::from("k-123") }
        };
        let refused = meaning::set(app, &boss, &typed(20)).await.unwrap_err();
        assert_eq!(refused.problems()[0].field, "least", "{kind}");
        let far = Typed { base: "http://models.example.com".into(), ..typed(80) };
        assert_eq!(meaning::set(app, &boss, &far).await.unwrap_err().problems()[0].field, "base");
        meaning::set(app, &boss, &typed(80)).await.unwrap();
        works(app).await;
        let with = score().await;
        assert!(
            with.points > without.points && with.scorer.ends_with("+meaning-plates@80"),
            "{kind}: {with:?}"
        );
        assert!(with.reasons[0].quotes[0].text.contains("Melted steel"), "{kind}: {with:?}");

        // While it is away, nobody is scored otherwise than the others; the setting says why.
        is_up.store(false, Ordering::Relaxed);
        let bo = applies(app, &boss, &house, "Bo", JOINER).await;
        works(app).await;
        assert_eq!(get(app, &boss, bo.id).await.unwrap().result.score, None, "{kind}");
        let kept = meaning::get(app, &boss).await.unwrap().unwrap();
        assert!(matches!(meaning::try_out(app, &boss).await, Err(Error::Conflict(_))), "{kind}");
        assert!(kept.problem.is_some() && kept.key.as_ref().is_some_and(|key| !key.contains("k-123")));
        is_up.store(true, Ordering::Relaxed);
        meaning::try_out(app, &boss).await.unwrap();
        bench.later(61);
        works(app).await;
        assert!(get(app, &boss, bo.id).await.unwrap().result.score.is_some(), "{kind}");
        assert_eq!(meaning::get(app, &boss).await.unwrap().unwrap().problem, None, "{kind}");

        meaning::forget(app, &boss).await.unwrap();
        works(app).await;
        assert_eq!(score().await.points, Some(0), "{kind}");
    }
}
