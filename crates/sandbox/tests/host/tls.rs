//! HTTPS with the authority of the run.

use sandbox::Options;

use crate::{
    desk::{client, options, start_with},
    raw,
};

#[tokio::test]
async fn who_trusts_the_authority_gets_in_and_nobody_else() {
    let mut desk = start_with(Options { tls: true, ..options() }).await;
    let file = desk.at.ca_certificate.clone().unwrap();
    assert!(desk.at.base_url.starts_with("https://127.0.0.1:"));
    assert!(desk.get("/people").await.unwrap_err().is_connect(), "an unknown authority was trusted");

    let authority = reqwest::Certificate::from_pem(&std::fs::read(&file).unwrap()).unwrap();
    desk.client = client().tls_certs_only([authority]).build().unwrap();
    assert_eq!(desk.get("/people").await.unwrap().status(), 200);
    assert_eq!(desk.look("/requests").await["counters"]["requests"], 1);
    let named = desk.at.base_url.replace("127.0.0.1", "localhost");
    assert_eq!(desk.client.get(format!("{named}/people")).send().await.unwrap().status(), 200);

    desk.control("/faults", serde_json::json!("drop_after@1,refuse@2,cut_body@3")).await;
    assert!(desk.add("Ana").await.is_err());
    assert_eq!(desk.names().len(), 5);
    assert!(desk.add("Bo").await.is_err());
    assert_eq!(desk.names().len(), 5);
    let cut = desk.add("Cy").await.unwrap();
    assert_eq!(cut.status(), 201);
    assert!(cut.bytes().await.is_err());

    desk.host.stop().await.unwrap();
    assert!(!file.exists(), "the temporary certificate goes with the host");
}

#[tokio::test]
async fn beside_a_state_file_the_certificate_stays() {
    let folder = tempfile::tempdir().unwrap();
    let state = Some(folder.path().join("state.json"));
    let desk = start_with(Options { tls: true, state, ..options() }).await;
    assert_eq!(desk.at.ca_certificate.as_deref(), Some(&*folder.path().join("gangway-sandbox-ca.pem")));
    let text = raw::send(&desk, "GET / HTTP/1.1\r\nHost: desk\r\n\r\n").await.0;
    assert!(!text.contains("HTTP/1.1 200"), "plain HTTP was answered: {text}");
    desk.host.stop().await.unwrap();
}
