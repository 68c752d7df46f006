//! Candidates. A new one is never taken for somebody who is here already; whoever looks for duplicates decides that.

use model::{
    CandidateId,
    candidate::Candidate,
    remote::{FieldSubject, Part, RecordKind, RemoteRecord},
};
use serde_json::json;
use store::{
    Tx,
    hiring::{candidate, field_value},
    sync::mirror::Mirror,
};

use super::{
    Writes, audit_line, content,
    person::{first_of, told, without},
    remarks, row,
};
use crate::{
    App, Result,
    sync::{scope::Scope, sort::Item},
};

/// Where the mirror keeps which facts the other system told of a person: what it then empties is emptied here, and what
/// it never told stays.
const TOLD: &str = "told";

pub(super) async fn apply(
    app: &App,
    tx: &Tx,
    scope: &Scope,
    items: Vec<Item<'_>>,
    writes: &mut Writes,
) -> Result<()> {
    let space = scope.workspace();
    let known: Vec<CandidateId> =
        items.iter().filter_map(|item| Some(item.known.as_ref()?.local?.into())).collect();
    let living = candidate::living(tx, space, &known).await?;
    let lives = |id: CandidateId| living.get(&id).copied().unwrap_or(id);
    let mut here: Vec<CandidateId> = known.iter().map(|id| lives(*id)).collect();
    here.sort_unstable();
    here.dedup();
    let mut before = candidate::of_ids(tx, space, &here).await?;
    let mut held = field_value::of_candidates(tx, space, &here).await?;
    let (mut kept, mut values, mut replaced) = (vec![], vec![], vec![]);
    for item in &items {
        let remote = content!(item, Candidate);
        let local = item.known.as_ref().and_then(|row| row.local).map(CandidateId);
        let (taken, refused) = scope.fields.accept(FieldSubject::Candidate, &remote.fields);
        writes.notes.extend(remarks(app, scope, item, refused));
        let id = local.unwrap_or_else(|| app.id());
        let taken_over = row(scope, RecordKind::Candidate, item.incoming, item.hash.clone(), Some(id.into()));
        writes.mirror.push(Mirror { state: json!({TOLD: told(&remote.profile)}), ..taken_over });
        let Some(was) = before.get_mut(&lives(id)).filter(|_| local.is_some()) else {
            writes.made += 1;
            let made = item.incoming.created_at.unwrap_or(app.now());
            kept.push((Candidate { id, profile: remote.profile.clone() }, made));
            values.extend(taken.into_iter().map(|(field, value)| (id, field, value)));
            continue;
        };
        // A record that was merged into another here only fills what that one leaves open.
        let merged = was.id != id;
        let profile = if merged {
            first_of(&was.profile, &remote.profile)
        } else {
            let before = item.known.as_ref().map(|row| &row.state[TOLD]);
            first_of(&remote.profile, &without(&was.profile, before))
        };
        let had = held.remove(&was.id).unwrap_or_default();
        let ours = scope.fields.ids(FieldSubject::Candidate);
        let had_theirs = had.iter().filter(|(field, _)| ours.contains(field)).map(|(f, v)| (*f, v.clone()));
        let same_values = merged
            || item.withholds(Part::Fields)
            || had_theirs.collect::<store::hiring::field_value::Values>() == taken;
        if profile == was.profile && same_values {
            continue;
        }
        writes.changed += 1;
        let subject = ("candidate", was.id.into());
        writes.audit.push(audit_line(
            app,
            scope,
            "candidate.synced",
            subject,
            "The record was changed there",
        ));
        if !same_values {
            replaced.push(was.id);
            values.extend(taken.into_iter().map(|(field, value)| (was.id, field, value)));
        }
        if profile != was.profile {
            was.profile = profile;
            kept.retain(|(other, _)| other.id != was.id);
            kept.push((was.clone(), app.now()));
        }
    }
    candidate::put_many(tx, space, &kept, app.now()).await?;
    let fields = scope.fields.ids(FieldSubject::Candidate);
    Ok(field_value::replace_of_candidates(tx, space, &replaced, &fields, &values).await?)
}
