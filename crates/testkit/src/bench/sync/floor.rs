//! The floor: a program that only fetches the pages a sync asked for, parses them and inserts the raw rows.
//!
//! It knows no model, no links between records and no earlier run; nothing that reads the same pages into the same
//! kind of database does less.

use std::{
    path::{Path, PathBuf},
    time::Instant,
};

use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName};
use sea_orm::{ConnectionTrait, Statement, Value};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use store::{Conn, Db};

use super::super::memory;
use crate::process::cpu;

/// How many rows go into one statement.
const ROWS: usize = 500;

/// What the floor needs; a process of its own reads it from a file.
#[derive(Debug, Serialize, Deserialize)]
pub struct Errand {
    /// The addresses to fetch, in order.
    pub addresses: Vec<String>,
    /// The headers each call carries.
    pub headers: Vec<(String, String)>,
    /// How the token is asked for that each call carries, where it has to be.
    pub token: Option<Grant>,
    /// Where the database is made.
    pub database: PathBuf,
}

/// How a token is asked for: a form by a caller's own headers, as OAuth has it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Grant {
    /// Where.
    pub address: String,
    /// The headers of that call.
    pub headers: Vec<(String, String)>,
    /// Names and values of the form.
    pub form: Vec<(String, String)>,
}

/// What the floor took.
#[derive(Debug, Serialize, Deserialize)]
pub struct Floor {
    /// From the first request to the last commit, in seconds.
    pub seconds: f64,
    /// CPU of the whole program, in seconds.
    pub cpu_seconds: f64,
    /// The most memory it held, in MiB.
    pub peak_mib: f64,
    /// How many rows it inserted.
    pub rows: usize,
    /// How much it read, in megabytes.
    pub megabytes: f64,
}

/// A page that is more than its rows, read no deeper than to these.
#[derive(Deserialize)]
struct Page {
    data: Vec<Box<RawValue>>,
    #[serde(default)]
    included: Vec<Box<RawValue>>,
}

#[derive(Deserialize)]
struct Given {
    access_token: String,
}

/// Runs an errand.
///
/// # Panics
/// Where a page can't be had or kept: there is nothing to measure then.
pub async fn run(file: &Path) -> Floor {
    // Chooses the TLS provider, which the first client of a process needs even for plain HTTP.
    connect::Http::new(None).unwrap();
    let errand: Errand = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let db = Db::open(&format!("sqlite:{}", errand.database.display())).await.unwrap();
    make_table(&db).await;
    let began = Instant::now();
    let mut headers = headers(&errand.headers);
    if let Some(grant) = &errand.token {
        headers.insert(AUTHORIZATION, format!("Bearer {}", token(grant).await).parse().unwrap());
    }
    let client = reqwest::Client::builder().default_headers(headers).build().unwrap();
    let (mut rows, mut bytes) = (0, 0);
    // The next page is on its way while one is kept: a floor that waits in turn would be an easy one to stay near.
    let mut coming = errand.addresses.first().map(|address| fetch(&client, address));
    for number in 0..errand.addresses.len() {
        let page = coming.take().unwrap().await.unwrap();
        coming = errand.addresses.get(number + 1).map(|address| fetch(&client, address));
        bytes += page.len();
        rows += keep(&db, &errand.addresses[number], &page).await;
    }
    let seconds = began.elapsed().as_secs_f64();
    let cpu_seconds = cpu("self").as_secs_f64();
    Floor { seconds, cpu_seconds, peak_mib: memory::peak_mib("self"), rows, megabytes: bytes as f64 / 1e6 }
}

fn headers(pairs: &[(String, String)]) -> HeaderMap {
    let pairs =
        pairs.iter().map(|(name, value)| (name.parse::<HeaderName>().unwrap(), value.parse().unwrap()));
    pairs.collect()
}

async fn token(grant: &Grant) -> String {
    let client = reqwest::Client::builder().default_headers(headers(&grant.headers)).build().unwrap();
    let answer = client.post(&grant.address).form(&grant.form).send().await.unwrap();
    answer.error_for_status().unwrap().json::<Given>().await.unwrap().access_token
}

fn fetch(client: &reqwest::Client, address: &str) -> tokio::task::JoinHandle<bytes::Bytes> {
    let call = client.get(address);
    tokio::spawn(async move {
        let answer = call.send().await.unwrap().error_for_status().unwrap();
        answer.bytes().await.unwrap()
    })
}

async fn make_table(db: &Db) {
    let tx = db.begin().await.unwrap();
    let sql = "create table raw_row (kind text not null, id text not null, body text not null)";
    tx.executor().execute_unprepared(sql).await.unwrap();
    tx.commit().await.unwrap();
}

async fn keep(db: &Db, address: &str, body: &[u8]) -> usize {
    let rows: Vec<Box<RawValue>> = if body.starts_with(b"[") {
        serde_json::from_slice(body).unwrap()
    } else {
        let mut page: Page = serde_json::from_slice(body).unwrap();
        page.data.append(&mut page.included);
        page.data
    };
    let list = address.split('?').next().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
    let tx = db.begin().await.unwrap();
    for rows in rows.chunks(ROWS) {
        // Places without numbers: SQLite takes long to find the values of thousands of numbers.
        let places = vec!["(?,?,?)"; rows.len()].join(",");
        let sql = format!("insert into raw_row (kind, id, body) values {places}");
        let values: Vec<Value> = rows.iter().flat_map(|row| parsed(list, row)).collect();
        tx.executor().execute_raw(Statement::from_sql_and_values(db.backend(), sql, values)).await.unwrap();
    }
    tx.commit().await.unwrap();
    rows.len()
}

/// A row as it is kept; parsed whole, as whoever wants to use it must.
fn parsed(list: &str, row: &RawValue) -> [Value; 3] {
    let value: serde_json::Value = serde_json::from_str(row.get()).unwrap();
    let kind = value["type"].as_str().unwrap_or(list).to_owned();
    let id = value["id"].as_str().map_or_else(|| value["id"].to_string(), str::to_owned);
    [kind.into(), id.into(), row.get().to_owned().into()]
}
