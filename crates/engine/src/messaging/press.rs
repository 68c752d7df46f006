//! The worker's part of a press: whose it is, and what it answers.

use model::{
    ReferralId,
    referral::{Answer, Channel},
};
use store::{
    Tx,
    messaging::{
        message::{self, Message},
        press::{self, Press},
    },
    task::{self, Task},
};
use uuid::Uuid;

use super::settle;
use crate::{
    App,
    error::{Error, Result},
    referrals::answer::answer,
};

/// The kind of the task that hears a press; its subject is the press.
pub(crate) const TASK: &str = "messenger.press";

/// Hears one press. An answer counts once, whatever is pressed again; the message then says which one counts.
///
/// # Errors
/// Where the database fails; the claim then runs out and the press is heard again.
pub(crate) async fn hear(app: &App, worker: &str, task: &Task) -> Result<()> {
    let there = press::get(&app.db, task.workspace, task.subject).await?;
    let Some(there) = there.filter(|there| there.outcome.is_none()) else {
        return finish(app, worker, task, None).await;
    };
    // Workers hear side by side: what was pressed first is heard first, and is the answer that counts.
    for earlier in press::waiting_before(&app.db, &there).await? {
        let heard = answered(app, &earlier).await?;
        let tx = app.db.begin().await?;
        keep(app, &tx, &earlier, &heard).await?;
        tx.commit().await?;
    }
    let heard = answered(app, &there).await?;
    finish(app, worker, task, Some((there, heard))).await
}

/// What a press came to: the message it is of, and what the person is told.
async fn answered(app: &App, there: &Press) -> Result<(Option<Message>, String)> {
    let (message, word) = match asked(app, there).await? {
        Ok(known) => known,
        Err(why) => return Ok((None, why)),
    };
    let (request, by) = (ReferralId(message.request), message.user);
    let outcome = match answer(app, request, word, by, Channel::Messenger).await {
        Ok(answered) => answered.sentence,
        Err(Error::Conflict(sentence)) => sentence,
        Err(Error::NotFound(_)) => "This request is not there any more.".to_owned(),
        Err(error) => return Err(error),
    };
    Ok((Some(message), outcome))
}

/// The message that was answered and the answer, or why there is none.
async fn asked(app: &App, there: &Press) -> Result<std::result::Result<(Message, Answer), String>> {
    let refused = |why: &str| Ok(Err(why.to_owned()));
    let Ok(request) = there.request.parse::<Uuid>() else {
        return refused("The button names no request of ours.");
    };
    let Some(message) = message::of_request(&app.db, there.workspace, request).await? else {
        return refused("There is no message for this request.");
    };
    if message.connection != there.connection || message.external_id != there.external_id {
        return refused("Somebody else was asked, so this answer does not count.");
    }
    match Answer::parse(&there.answer) {
        Some(word) => Ok(Ok((message, word))),
        None => refused("The button's answer is none that is known."),
    }
}

/// Keeps what a press came to, and changes the message.
async fn keep(
    app: &App,
    tx: &Tx,
    there: &Press,
    (message, outcome): &(Option<Message>, String),
) -> Result<()> {
    press::set_outcome(tx, there, outcome).await?;
    // Whatever is thought to stand there: a button was pressed, so that one is there.
    if let Some(message) = message {
        settle(app, tx, there.workspace, message.request, outcome).await?;
    }
    Ok(())
}

async fn finish(
    app: &App,
    worker: &str,
    task: &Task,
    heard: Option<(Press, (Option<Message>, String))>,
) -> Result<()> {
    let tx = app.db.begin().await?;
    if let Some((there, heard)) = &heard {
        keep(app, &tx, there, heard).await?;
    }
    if task::finish(&tx, task.id, worker).await? {
        tx.commit().await?;
        app.bell.notify_one();
    }
    Ok(())
}
