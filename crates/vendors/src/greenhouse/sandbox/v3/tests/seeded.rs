//! The tenant that is made up has rows as v3 shows them.

use serde_json::json;

use super::caller::Api;
use crate::greenhouse::sandbox::{
    rows, seed,
    v3::lists::{LISTS, List},
};

#[test]
fn rows_have_the_keys_of_their_lists() {
    let documents = seed::documents(7, 120);
    for list in &LISTS {
        for (id, row) in rows::table(&documents, list.name) {
            let mut keys: Vec<_> =
                row.as_object().unwrap().keys().filter(|key| !key.starts_with('_')).collect();
            let mut known: Vec<_> = list.keys().collect();
            keys.sort_unstable();
            known.sort_unstable();
            assert_eq!(keys, known, "{} {id}", list.name);
        }
    }
    assert!(List::find("applications").is_some());
}

#[tokio::test]
async fn a_file_is_behind_its_link() {
    let api = Api::over(seed::documents(7, 20));
    let token =
        api.form("/token", (seed::FULL_CLIENT, seed::CLIENT_SECRET), "grant_type=client_credentials").await;
    let bearer = format!("Bearer {}", token.body["access_token"].as_str().unwrap());
    let headers = [("authorization", bearer.as_str())];
    let files = api.send("GET", "/v3/attachments?per_page=1", &headers, String::new()).await;
    let link = files.body[0]["url"].as_str().unwrap().strip_prefix("http://ats.test").unwrap().to_owned();
    let file = api.send("GET", &link, &[], String::new()).await;
    assert_eq!((file.status, file.header("content-type")), (200, Some("application/pdf")));
    assert!(file.text.starts_with("%PDF-"));
    api.world.change(|documents| documents["link_secret"] = json!("other"));
    assert_eq!(api.send("GET", &link, &[], String::new()).await.status, 403);
}
