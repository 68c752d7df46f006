//! Letters that the mail server will not take, and a mail server that takes none.

use std::time::Duration;

use model::handoff::Acts;
use store::mail::{letter, server as servers};

use super::{Card, MOST};
use crate::{
    Actor, App, Result,
    mail::{LetterState, Server, mailbox},
};

/// A mail server that fails for less than this is not worth a person's time.
const PATIENCE: Duration = Duration::from_secs(10 * 60);

/// How much of this waits for a person.
pub(super) async fn count(app: &App, actor: &Actor) -> Result<u64> {
    let refused = letter::count_in(&app.db, actor.workspace, LetterState::Refused).await?;
    let server = servers::get(&app.db, actor.workspace).await?;
    Ok(refused + u64::from(server.and_then(|server| of_server(app, &server)).is_some()))
}

/// A card for each letter that was refused, and one for a server that can't be used.
pub(super) async fn cards(app: &App, actor: &Actor) -> Result<Vec<Card>> {
    let server = servers::get(&app.db, actor.workspace).await?;
    let mut cards: Vec<Card> = server.iter().filter_map(|server| of_server(app, server)).collect();
    let refused = letter::list(&app.db, actor.workspace, Some(LetterState::Refused), MOST, 0).await?;
    for kept in refused {
        let to = mailbox::addressee(app, &kept)?;
        let href = format!("/settings/mailbox/{}", kept.id);
        cards.push(Card {
            record: format!("Letter to {to}"),
            sentence: format!("It was not delivered and is kept. {}", kept.problem.unwrap_or_default()),
            acts: Acts::Administrator,
            next_try_at: None,
            since: kept.created_at,
            action: ("Look and send again", href.clone()),
            href,
        });
    }
    Ok(cards)
}

fn of_server(app: &App, server: &Server) -> Option<Card> {
    let (since, why) = server.problem.clone().filter(|(since, _)| *since + PATIENCE <= app.now())?;
    let href = "/settings/mail".to_owned();
    Some(Card {
        record: "Mail server".into(),
        sentence: format!("Letters wait and are tried again by themselves. {why}"),
        acts: Acts::Administrator,
        next_try_at: None,
        since,
        action: ("Look at the settings", href.clone()),
        href,
    })
}
