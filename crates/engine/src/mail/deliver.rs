//! The worker's part: one letter, from its row to the mail server.

use std::time::Duration;

use model::workspace::WorkspaceKind;
use store::{
    mail::{letter, server as servers},
    task::{self, Task},
    workspace,
};

use super::{
    Kept, LetterState, Server, open,
    server::{hello, is_this_machine, password},
    smtp::{self, Envelope, Failure},
};
use crate::{App, error::Result};

/// How long a letter waits after each try in turn; the last is the wait of all that follow.
const WAITS: [u64; 5] = [60, 5 * 60, 15 * 60, 60 * 60, 4 * 60 * 60];
/// How long a letter that can't be handed over is tried.
const PATIENCE: Duration = Duration::from_secs(3 * 24 * 60 * 60);

/// Hands one letter over and keeps what came of it.
///
/// # Errors
/// Where the database fails; the claim then runs out and the letter is tried again.
pub(crate) async fn deliver(app: &App, worker: &str, task: &Task) -> Result<()> {
    let kept = letter::get(&app.db, task.workspace, task.subject.into()).await?;
    let server = servers::get(&app.db, task.workspace).await?;
    let space = workspace::get(&app.db, task.workspace).await?;
    let waiting = kept.filter(|kept| kept.state == LetterState::Waiting);
    let (Some(kept), Some(space)) = (waiting, space) else { return over(app, worker, task, None).await };
    let Some(server) = server else {
        // The server was taken away meanwhile: the letter is read in the mailbox, as if there had been none.
        let kept = Kept { state: LetterState::Kept, next_try_at: None, ..kept };
        return over(app, worker, task, Some(kept)).await;
    };
    let outcome = if space.kind == WorkspaceKind::Sandbox && !is_this_machine(&server.host) {
        Err(Failure::Server("A sandbox workspace sends letters to this machine alone.".into()))
    } else {
        hand_over(app, &kept, &server).await
    };
    settle(app, worker, task, kept, outcome).await
}

async fn hand_over(app: &App, kept: &Kept, server: &Server) -> std::result::Result<(), Failure> {
    let broken = |error: crate::Error| Failure::Server(error.to_string());
    let written = open(app, kept).map_err(|error| Failure::Never(error.to_string()))?;
    let password = password(app, kept.workspace, server).map_err(broken)?;
    let host = hello(app);
    let envelope = Envelope {
        letter: &written,
        message_id: format!("<{}@{host}>", kept.id),
        written_at: kept.created_at,
    };
    smtp::deliver(server, password.as_ref(), &host, &envelope).await
}

async fn settle(
    app: &App,
    worker: &str,
    task: &Task,
    kept: Kept,
    outcome: std::result::Result<(), Failure>,
) -> Result<()> {
    let now = app.now();
    let (tries, tx) = (kept.tries + 1, app.db.begin().await?);
    let of_server = if let Err(Failure::Server(why)) = &outcome { Some(why.as_str()) } else { None };
    servers::note(&tx, kept.workspace, of_server, now).await?;
    let kept = Kept { tries, next_try_at: None, problem: None, ..kept };
    let next = match outcome {
        Ok(()) => Kept { state: LetterState::Sent, sent_at: Some(now), ..kept },
        Err(Failure::Never(why)) => Kept { state: LetterState::Refused, problem: Some(why), ..kept },
        Err(Failure::Later(why) | Failure::Server(why)) if kept.created_at + PATIENCE <= now => {
            let why = format!("Tried for three days without success. {why}");
            Kept { state: LetterState::Refused, problem: Some(why), ..kept }
        }
        Err(Failure::Later(why) | Failure::Server(why)) => {
            let nth = usize::try_from(task.attempt).unwrap_or(usize::MAX).min(WAITS.len() - 1);
            let next_try_at = Some(now + Duration::from_secs(WAITS[nth]));
            Kept { next_try_at, problem: Some(why), ..kept }
        }
    };
    letter::update(&tx, &next).await?;
    let ours = match next.next_try_at {
        Some(at) => task::retry(&tx, task.id, worker, at).await?,
        None => task::finish(&tx, task.id, worker).await?,
    };
    // Where another worker has the claim by now, what it finds counts.
    if ours {
        tx.commit().await?;
    }
    Ok(())
}

async fn over(app: &App, worker: &str, task: &Task, kept: Option<Kept>) -> Result<()> {
    let tx = app.db.begin().await?;
    if let Some(kept) = kept {
        letter::update(&tx, &kept).await?;
    }
    if task::finish(&tx, task.id, worker).await? {
        tx.commit().await?;
    }
    Ok(())
}
