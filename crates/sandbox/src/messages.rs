//! Sends what stand-ins send by themselves.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use connect::Outgoing;
use futures::StreamExt as _;
use tokio_util::sync::CancellationToken;

use crate::{
    journal::{Entry, Excerpt},
    running::Running,
};

/// How often a stand-in is asked what is due.
const EVERY: Duration = Duration::from_millis(200);

/// So many messages are under way at once.
const AT_ONCE: usize = 16;

/// A client that goes to whatever address it is given, the loopback among them, and nowhere on from there.
///
/// # Errors
/// Where the machine's own certificates can't be used.
pub(crate) fn client() -> reqwest::Result<reqwest::Client> {
    // A second call finds the provider in place, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let never = reqwest::redirect::Policy::none();
    reqwest::Client::builder().redirect(never).retry(reqwest::retry::never()).build()
}

/// Sends what is due until told to stop. A message whose answer did not come before is due again at the next start.
pub(crate) async fn carry(running: Arc<Running>, client: reqwest::Client, stopping: CancellationToken) {
    let next = async || {
        tokio::time::sleep(EVERY).await;
        let due = futures::stream::iter(running.stand_in.due(&running.world));
        due.for_each_concurrent(AT_ONCE, |message| send(&running, &client, message)).await;
    };
    while stopping.run_until_cancelled(next()).await.is_some() {}
}

async fn send(running: &Running, client: &reqwest::Client, message: Outgoing) {
    let mut request = client.post(&message.url).timeout(running.stand_in.patience());
    for (name, value) in &message.headers {
        request = request.header(name, value);
    }
    let body = Bytes::from(message.body);
    let mut entry = Entry {
        number: running.journal.send(),
        sent: true,
        time: running.machine.now(),
        method: "POST".into(),
        path: message.url,
        status: None,
        fault: None,
        took_ms: 0,
        request: Excerpt::of(&body),
        response: Excerpt::default(),
    };
    let mut said = Bytes::new();
    match request.body(body).send().await {
        Ok(answer) => {
            entry.status = Some(answer.status().as_u16());
            said = answer.bytes().await.unwrap_or_default();
            entry.response = Excerpt::of(&said);
        }
        Err(error) => {
            entry.response = Excerpt::of(&Bytes::from(format!("No answer: {}.", error.without_url())))
        }
    }
    let took = running.machine.now().duration_since(entry.time);
    entry.took_ms = i64::try_from(took.as_millis()).unwrap_or(i64::MAX);
    running.stand_in.answered_with(&running.world, &message.id, entry.status, &said);
    running.changed();
    running.journal.record(entry);
}
