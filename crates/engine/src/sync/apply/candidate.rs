//! Candidates. A new one is never taken for somebody who is here already; whoever looks for duplicates decides that.

use std::collections::BTreeSet;

use model::{
    CandidateId,
    candidate::Candidate,
    remote::{FieldSubject, Part, RecordKind, RemoteRecord, RemoteTag},
};
use serde_json::json;
use store::{
    Tx,
    hiring::{candidate, field_value, tag},
    sync::mirror::Mirror,
};

use super::{
    Writes, audit_line, content,
    person::{first_of, told, without},
    remarks, row, tags,
};
use crate::{
    App, Result,
    screening::{changed, subject::is_internal},
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
    let wanted: BTreeSet<RemoteTag> = items.iter().flat_map(labels).cloned().collect();
    let tag_ids = tags::ensure(app, tx, scope, &wanted).await?;
    let (mut tagged, mut lost_tags) = (vec![], vec![]);
    let (mut kept, mut values, mut replaced) = (vec![], vec![], vec![]);
    // Those of whom screening must hear.
    let mut looked_at = vec![];
    for item in &items {
        let remote = content!(item, Candidate);
        let local = item.known.as_ref().and_then(|row| row.local).map(CandidateId);
        let (taken, refused) = scope.fields.accept(FieldSubject::Candidate, &remote.fields);
        writes.notes.extend(remarks(app, scope, item, refused));
        let id = local.unwrap_or_else(|| app.id());
        let taken_over = row(scope, RecordKind::Candidate, item.incoming, item.hash.clone(), Some(id.into()));
        let state = json!({TOLD: told(&remote.profile), "tags": remote.tags});
        writes.mirror.push(Mirror { state, ..taken_over });
        let had = item.known.as_ref().map(|row| tags::named(&row.state)).unwrap_or_default();
        let names: BTreeSet<&str> = remote.tags.iter().map(|tag| tag.name.as_str()).collect();
        // One that it had there before and that was taken away here is on its way out, and not given again.
        let is_new = |name: &&str| local.is_none() || had.iter().all(|had| had != *name);
        let new: Vec<&str> = names.iter().copied().filter(is_new).collect();
        tagged.extend(new.iter().filter_map(|name| Some((lives(id), *tag_ids.get(*name)?))));
        let lost: Vec<String> = had.into_iter().filter(|name| !names.contains(name.as_str())).collect();
        let joins = new.into_iter().chain(lost.iter().map(String::as_str)).any(is_internal);
        let same_tags = lost.is_empty();
        if !same_tags {
            lost_tags.push((lives(id), item.incoming.external_id.clone(), lost));
        }
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
        if joins || !same_values || profile.source != was.profile.source {
            looked_at.push(was.id);
        }
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
    let why = format!("The person's record was changed in {}", scope.connection.name);
    changed::people(app, tx, space, &looked_at, &why).await?;
    candidate::put_many(tx, space, &kept, app.now()).await?;
    tag::give_by(tx, space, Some(scope.connection.id), &tagged).await?;
    for (candidate, id, lost) in &lost_tags {
        tags::take_back(tx, scope, *candidate, id, lost, &tag_ids).await?;
    }
    let fields = scope.fields.ids(FieldSubject::Candidate);
    Ok(field_value::replace_of_candidates(tx, space, &replaced, &fields, &values).await?)
}

fn labels<'a>(item: &Item<'a>) -> &'a [RemoteTag] {
    match item.record {
        RemoteRecord::Candidate(remote) => &remote.tags,
        _ => &[],
    }
}
