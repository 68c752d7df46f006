//! Who may send people through a connection. An administrator connects; a member asks, an administrator grants it, and
//! the member then uses the same connection without entering anything.

use model::{
    ConnectionId, UserId,
    access::Right,
    connection::ConnectionStatus,
    push::{Standing, WhoMay},
};
pub use store::sourcing::member::Member;
use store::{
    Conn,
    integrations::connection::{self, Connection},
    people::user,
    sourcing::{member, push},
};

use super::{Kept, is_crm};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    integrations,
};

/// The longest reason.
const LONGEST: usize = 500;

/// What somebody may do with a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum May {
    /// Send people.
    Send,
    /// Ask for it.
    Ask,
    /// Wait for an administrator's answer.
    Wait,
    /// Nothing: an administrator refused.
    Refused,
    /// Nothing: only administrators send people there.
    Never,
}

/// A connection as a member sees it.
#[derive(Debug)]
pub struct Offer {
    /// The connection.
    pub connection: Connection,
    /// What the member may do.
    pub may: May,
    /// Whether an administrator set up how people go there.
    pub is_set_up: bool,
    /// The member's own request, where there was one.
    pub request: Option<Member>,
}

/// The recruiting CRMs that are connected, each with what the actor may do.
///
/// # Errors
/// [`Error::Denied`].
pub async fn offers(app: &App, actor: &Actor) -> Result<Vec<Offer>> {
    actor.require(Right::SourcingUse)?;
    let mut offers = vec![];
    for one in connection::all(&app.db, actor.workspace).await? {
        if is_crm(app, &one).is_err() || one.status == ConnectionStatus::Disconnected {
            continue;
        }
        let kept = push::of(&app.db, actor.workspace, one.id).await?;
        let request = request_of(&app.db, actor, one.id).await?;
        let may = may(actor, kept.as_ref(), request.as_ref());
        offers.push(Offer { connection: one, may, is_set_up: kept.is_some(), request });
    }
    Ok(offers)
}

async fn request_of(conn: &impl Conn, actor: &Actor, id: ConnectionId) -> Result<Option<Member>> {
    match actor.user {
        Some(user) => Ok(member::of(conn, actor.workspace, id, user).await?),
        None => Ok(None),
    }
}

fn may(actor: &Actor, kept: Option<&Kept>, request: Option<&Member>) -> May {
    if actor.role.may(Right::IntegrationsManage) {
        return May::Send;
    }
    let who = kept.map(|kept| kept.settings.who).unwrap_or_default();
    match (who, request.map(|request| request.standing)) {
        (WhoMay::Everyone, _) | (WhoMay::Granted, Some(Standing::Granted)) => May::Send,
        (WhoMay::Administrators, _) => May::Never,
        (WhoMay::Granted, Some(Standing::Asked)) => May::Wait,
        (WhoMay::Granted, Some(Standing::Refused)) => May::Refused,
        (WhoMay::Granted, None) => May::Ask,
    }
}

/// Refuses whoever may not send people through a connection.
///
/// # Errors
/// [`Error::Conflict`] with what to do about it.
pub(crate) async fn insist(app: &App, actor: &Actor, of: &Connection, kept: &Kept) -> Result<()> {
    let name = &of.name;
    let why = match may(actor, Some(kept), request_of(&app.db, actor, of.id).await?.as_ref()) {
        May::Send => return Ok(()),
        May::Ask => format!("Ask for {name} first: an administrator lets you in."),
        May::Wait => format!("You asked for {name}, and no administrator answered yet."),
        May::Refused => format!("An administrator refused your request for {name}."),
        May::Never => format!("Only administrators send people to {name}."),
    };
    Err(Error::Conflict(why))
}

/// Asks for a connection. Asked again, it is the same request.
///
/// # Errors
/// [`Error::Conflict`] where there is nothing to ask for.
pub async fn ask(app: &App, actor: &Actor, id: ConnectionId, reason: &str) -> Result<()> {
    actor.require(Right::SourcingUse)?;
    let reason = reason.trim();
    if reason.chars().count() > LONGEST {
        return Err(Error::field("reason", format!("At most {LONGEST} letters.")));
    }
    let user = actor.user.ok_or_else(|| Error::Conflict("Only a user asks for a connection.".into()))?;
    let tx = app.db.begin().await?;
    let connection = integrations::find(&tx, actor.workspace, id).await?;
    is_crm(app, &connection)?;
    let kept = push::of(&tx, actor.workspace, id).await?;
    let request = request_of(&tx, actor, id).await?;
    match may(actor, kept.as_ref(), request.as_ref()) {
        May::Ask | May::Refused => {}
        May::Wait => return Ok(()),
        May::Send => return Err(Error::Conflict(format!("You may use {} already.", connection.name))),
        May::Never => {
            return Err(Error::Conflict(format!("Only administrators send people to {}.", connection.name)));
        }
    }
    let member = Member {
        connection: id,
        user,
        standing: Standing::Asked,
        reason: reason.to_owned(),
        asked_at: app.now(),
        decided_by: None,
        decided_at: None,
    };
    member::put(&tx, actor.workspace, &member).await?;
    let detail = format!("for “{}”", connection.name);
    audit::write(app, &tx, actor, "connection.asked_for", ("connection", Some(id.into())), detail).await?;
    Ok(tx.commit().await?)
}

/// Answers a request, or takes back what was granted.
///
/// # Errors
/// [`Error::NotFound`] where that user never asked.
pub async fn decide(app: &App, actor: &Actor, id: ConnectionId, of: UserId, granted: bool) -> Result<()> {
    actor.require(Right::IntegrationsManage)?;
    let tx = app.db.begin().await?;
    let connection = integrations::find(&tx, actor.workspace, id).await?;
    let request = member::of(&tx, actor.workspace, id, of).await?.ok_or(Error::NotFound("request"))?;
    let standing = if granted { Standing::Granted } else { Standing::Refused };
    if request.standing == standing {
        return Ok(());
    }
    let decided =
        Member { standing, decided_by: Some(actor.name.clone()), decided_at: Some(app.now()), ..request };
    member::put(&tx, actor.workspace, &decided).await?;
    let who = user::get(&tx, actor.workspace, of).await?.map(|user| user.name).unwrap_or_default();
    let (action, word) =
        if granted { ("connection.granted", "may use") } else { ("connection.refused", "may not use") };
    let detail = format!("{who} {word} “{}”", connection.name);
    audit::write(app, &tx, actor, action, ("connection", Some(id.into())), detail).await?;
    Ok(tx.commit().await?)
}

/// Everyone who asked for a connection, with their names, those who wait first.
///
/// # Errors
/// [`Error::Denied`].
pub async fn requests(app: &App, actor: &Actor, id: ConnectionId) -> Result<Vec<(Member, String)>> {
    actor.require(Right::IntegrationsManage)?;
    let mut requests = vec![];
    for member in member::of_connection(&app.db, actor.workspace, id).await? {
        let user = user::get(&app.db, actor.workspace, member.user).await?;
        requests.push((member, user.map(|user| user.name).unwrap_or_default()));
    }
    requests.sort_by_key(|(member, _)| (member.standing != Standing::Asked, member.asked_at));
    Ok(requests)
}

#[cfg(test)]
mod tests {
    use model::{WorkspaceId, access::Role, crm::Place, push::PushSettings, workspace::WorkspaceKind};

    use super::*;

    fn actor(role: Role) -> Actor {
        let workspace = WorkspaceId(uuid::Uuid::from_u128(1));
        Actor { role, ..Actor::worker(workspace, WorkspaceKind::Sandbox) }
    }

    fn kept(who: WhoMay) -> Kept {
        let settings = PushSettings {
            place: Place::Prospect { list: None },
            who,
            resume: true,
            tags_as: None,
            mapping: vec![],
        };
        let connection = ConnectionId(uuid::Uuid::from_u128(2));
        let saved_at = jiff::Timestamp::UNIX_EPOCH;
        Kept { connection, settings, saved_by: String::new(), saved_at, vanished: vec![], vanished_at: None }
    }

    #[test]
    fn an_administrator_may_always_and_a_member_once_it_was_granted() {
        let member = |standing| Member {
            connection: ConnectionId(uuid::Uuid::from_u128(2)),
            user: UserId(uuid::Uuid::from_u128(3)),
            standing,
            reason: String::new(),
            asked_at: jiff::Timestamp::UNIX_EPOCH,
            decided_by: None,
            decided_at: None,
        };
        for who in WhoMay::ALL {
            assert_eq!(may(&actor(Role::Administrator), Some(&kept(who)), None), May::Send);
        }
        let recruiter = |who, standing: Option<Standing>| {
            may(&actor(Role::Recruiter), Some(&kept(who)), standing.map(member).as_ref())
        };
        assert_eq!(recruiter(WhoMay::Granted, None), May::Ask);
        assert_eq!(recruiter(WhoMay::Granted, Some(Standing::Asked)), May::Wait);
        assert_eq!(recruiter(WhoMay::Granted, Some(Standing::Granted)), May::Send);
        assert_eq!(recruiter(WhoMay::Granted, Some(Standing::Refused)), May::Refused);
        assert_eq!(recruiter(WhoMay::Administrators, Some(Standing::Granted)), May::Never);
        assert_eq!(recruiter(WhoMay::Everyone, None), May::Send);
        assert_eq!(may(&actor(Role::Recruiter), None, None), May::Ask);
    }
}
