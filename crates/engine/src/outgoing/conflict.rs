//! A move here that meets a move there: shown, and nothing overwritten on either side.

use model::{
    ApplicationId, OutgoingId, StageId,
    access::Right,
    handoff::{HandoffState, Problem, ProblemKind},
    job::Stage,
    remote::RemoteChange,
};
use store::{
    Conn, Tx,
    hiring::workflow,
    outgoing::{self, MOVE, Outgoing},
};

use super::there;
use crate::{Actor, App, error::Result, integrations};

/// Two moves that stand against each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Our move, for [`super::insist`] and [`super::yield_to_theirs`].
    pub outgoing: OutgoingId,
    /// The connection's name.
    pub there: String,
    /// The stage it was moved to here.
    pub ours: String,
    /// Who moved it here.
    pub by: String,
    /// The stage it was moved to there; `None` where that could not be seen or is not known here yet.
    pub theirs: Option<String>,
}

/// The conflict that an application stands in, where it does.
pub async fn conflict_of(app: &App, actor: &Actor, application: ApplicationId) -> Result<Option<Conflict>> {
    actor.require(Right::CandidatesRead)?;
    let pending = outgoing::pending_move(&app.db, actor.workspace, application).await?;
    let Some(ours) = pending.filter(is_in_conflict) else { return Ok(None) };
    let connection = integrations::find(&app.db, actor.workspace, ours.connection).await?;
    let names = names(&app.db, &ours).await?;
    Ok(Some(Conflict {
        outgoing: ours.id,
        there: connection.name,
        ours: names.ours.unwrap_or_default(),
        by: ours.created_by,
        theirs: names.theirs.map(|stage| stage.name),
    }))
}

/// Whether a move waits because it was moved there meanwhile.
pub(super) fn is_in_conflict(one: &Outgoing) -> bool {
    one.state == HandoffState::Waiting && one.theirs.is_some()
}

/// What two stages of the other system are called here.
struct Names {
    ours: Option<String>,
    theirs: Option<Stage>,
}

async fn names(conn: &impl Conn, one: &Outgoing) -> Result<Names> {
    let ours = match &one.change {
        RemoteChange::Move { to, .. } => stage(conn, one, to).await?.map(|stage| stage.name),
        _ => None,
    };
    let theirs = match &one.theirs {
        Some(theirs) => stage(conn, one, theirs).await?,
        None => None,
    };
    Ok(Names { ours, theirs })
}

/// The stage here that a stage there is.
pub(super) async fn stage(conn: &impl Conn, one: &Outgoing, external: &str) -> Result<Option<Stage>> {
    for there in there::of(conn, one.workspace, &[one.application]).await? {
        if there.connection.id != one.connection {
            continue;
        }
        let stages = there.stages(conn).await?;
        let ours: Option<StageId> =
            stages.into_iter().find(|(_, theirs)| theirs == external).map(|(id, _)| id);
        if let Some(ours) = ours {
            return Ok(workflow::stage(conn, one.workspace, ours).await?);
        }
    }
    Ok(None)
}

/// What the card says.
pub(super) async fn problem(conn: &impl Conn, one: &Outgoing, there: &str) -> Result<Problem> {
    let names = names(conn, one).await?;
    let ours = names.ours.map_or_else(|| "another stage".to_owned(), |name| format!("“{name}”"));
    let theirs = names.theirs.map_or_else(|| "another stage".to_owned(), |stage| format!("“{}”", stage.name));
    let sentence = format!(
        "Moved here to {ours} by {}, and in {there} to {theirs} meanwhile. Nothing was overwritten; decide which \
         stage counts.",
        one.created_by
    );
    Ok(Problem { kind: ProblemKind::Record, sentence, fields: vec![] })
}

/// Takes later moves of the same application into this one: the person decides once, on the last.
pub(super) async fn fold_in(tx: &Tx, app: &App, one: &mut Outgoing) -> Result<()> {
    let all = outgoing::of_application(tx, one.workspace, one.application).await?;
    let later = all.into_iter().filter(|other| {
        other.connection == one.connection
            && other.slot == MOVE
            && other.position > one.position
            && !other.state.is_over()
    });
    for mut other in later {
        if let (RemoteChange::Move { to, .. }, RemoteChange::Move { to: last, .. }) =
            (&mut one.change, &other.change)
        {
            to.clone_from(last);
        }
        one.told.clone_from(&other.told);
        one.created_by.clone_from(&other.created_by);
        one.created_by_id = other.created_by_id;
        let sentence = "It was taken into an earlier move, which waits for a decision.".into();
        other.state = HandoffState::Cancelled;
        other.problem = Some(Problem { kind: ProblemKind::Record, sentence, fields: vec![] });
        other.updated_at = app.now();
        outgoing::save(tx, &mut other).await?;
    }
    Ok(())
}
