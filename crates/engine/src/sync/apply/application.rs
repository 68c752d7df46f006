//! Applications: where each stands, what was offered and answered, its tags, fields and files.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use jiff::Timestamp;
use model::{
    ApplicationId, CandidateId, JobId,
    application::{Application, Offer},
    candidate::{Candidate, Profile},
    job::{Stage, StageKind},
    remote::{FieldSubject, Part, RecordKind, RemoteApplication, RemoteRecord, RemoteTag, RemoteValue},
};
use serde_json::json;
use store::{
    Tx,
    hiring::{answer, application, candidate, field_value, movement, tag},
    outgoing,
    sync::mirror::{ERASED, Mirror},
};

use super::{
    Batch, Wanted, Writes,
    around::{Around, Standing},
    content, files,
    person::first_of,
    remarks, row, stage, tags,
};
use crate::{
    App, Result,
    screening::{
        changed,
        follow_up::arrive::{Arrival, arrived},
        subject::is_internal,
    },
    sync::{scope::Scope, sort::Item},
};

/// Takes applications over. Where they refer to what is not known and was not looked for, nothing is done.
pub(super) async fn apply(
    app: &App,
    tx: &Tx,
    scope: &Scope,
    mut items: Vec<Item<'_>>,
    asked: &Batch<'_>,
    writes: &mut Writes,
) -> Result<Option<Wanted>> {
    let space = scope.workspace();
    let known: Vec<ApplicationId> =
        items.iter().filter_map(|item| Some(item.known.as_ref()?.local?.into())).collect();
    // What was read before a move of ours was there may not know of it: such a one is left for the next look.
    let moved_since = outgoing::moved_since(tx, space, &known, asked.asked_at).await?;
    let is_moved = |item: &Item<'_>| {
        let local = item.known.as_ref().and_then(|row| row.local);
        local.is_some_and(|id| moved_since.contains(&ApplicationId(id)))
    };
    items.retain(|item| !is_moved(item));
    let known: Vec<ApplicationId> = known.into_iter().filter(|id| !moved_since.contains(id)).collect();
    let before = application::of_ids(tx, space, &known).await?;
    let remotes: Vec<&RemoteApplication> = items.iter().filter_map(remote).collect();
    let standing = before.values().map(|(application, _)| application.stage);
    let around = Around::of(tx, scope, &remotes, standing).await?;
    let missing = around.missing(&remotes);
    if !asked.looked && missing != Wanted::default() {
        return Ok(Some(missing));
    }
    let wanted: BTreeSet<RemoteTag> = remotes.iter().flat_map(|remote| remote.tags.iter().cloned()).collect();
    let tag_ids = tags::ensure(app, tx, scope, &wanted).await?;
    let held = Held {
        values: field_value::of_applications(tx, space, &known).await?,
        answers: answer::of(tx, space, &known).await?,
        ours: outgoing::values(tx, space, &known).await?,
    };
    let mut batch = Parts::default();
    let (erased, items): (Vec<_>, Vec<_>) =
        items.into_iter().partition(|item| remote(item).is_some_and(|remote| around.is_erased(remote)));
    // Somebody who was erased here applied once more there: that is not taken over, and not looked for again.
    writes.skipped += erased.len() as u64;
    writes.mirror.extend(
        erased.iter().map(|item| row(scope, RecordKind::Application, item.incoming, ERASED.into(), None)),
    );
    for item in &items {
        let remote = content!(item, Application);
        match around.place(remote) {
            Ok(place) => batch.add(app, scope, item, remote, &place, &around, &before, &held, writes),
            Err(why) => left_out(app, scope, item, why, writes),
        }
    }
    application::put_many(tx, space, &batch.applications).await?;
    let taken: Vec<ApplicationId> = batch.applications.iter().map(|(taken, ..)| taken.id).collect();
    let taken: Vec<ApplicationId> = taken.into_iter().filter(|id| before.contains_key(id)).collect();
    answer::replace(tx, space, &taken, &batch.answers).await?;
    let fields = scope.fields.ids(FieldSubject::Application);
    field_value::replace_of_applications(tx, space, &taken, &fields, &batch.values).await?;
    movement::insert_many(tx, space, &batch.steps).await?;
    let given: Vec<_> =
        batch.tagged.iter().filter_map(|(who, name)| Some((*who, *tag_ids.get(name)?))).collect();
    tag::give_by(tx, space, Some(scope.connection.id), &given).await?;
    for (candidate, id, lost) in &batch.lost_tags {
        tags::take_back(tx, scope, *candidate, id, lost, &tag_ids).await?;
    }
    fill(app, tx, scope, batch.people).await?;
    let tells = items.iter().filter(|item| !item.withholds(Part::Files));
    let listed: Vec<_> = tells.filter_map(|item| Some((item, remote(item)?))).collect();
    let listed: Vec<_> = listed
        .iter()
        .map(|(item, remote)| (item.incoming.external_id.as_str(), *remote, item.known.is_some()))
        .collect();
    writes.mirror.extend(files::rows(app, tx, scope, &listed).await?);
    stage::told(app, tx, scope, &batch.moved, writes).await?;
    changed::applications(app, tx, space, &batch.looked_at, &changed_there(scope)).await?;
    let came: Vec<_> = batch
        .came
        .iter()
        .map(|(new, stage, at)| Arrival { application: new.id, job: new.job, stage, at: *at })
        .collect();
    arrived(app, tx, space, &came).await?;
    Ok(None)
}

/// What changed, in a few words.
fn changed_there(scope: &Scope) -> String {
    format!("It is new or was changed in {}", scope.connection.name)
}

fn remote<'a>(item: &Item<'a>) -> Option<&'a RemoteApplication> {
    match item.record {
        RemoteRecord::Application(remote) => Some(remote),
        _ => None,
    }
}

/// What the batch's known applications have here.
struct Held {
    values: HashMap<ApplicationId, field_value::Values>,
    answers: HashMap<ApplicationId, Vec<model::remote::Answer>>,
    /// Values set here that are on their way there.
    ours: HashMap<ApplicationId, Vec<RemoteValue>>,
}

impl Held {
    /// The values there, and in their place those set here that are on their way.
    fn with_ours<'a>(&self, id: Option<ApplicationId>, there: &'a [RemoteValue]) -> Cow<'a, [RemoteValue]> {
        let Some(ours) = id.and_then(|id| self.ours.get(&id)) else { return Cow::Borrowed(there) };
        let kept = there.iter().filter(|value| ours.iter().all(|own| own.field != value.field));
        let set = ours.iter().filter(|own| !own.value.is_empty());
        kept.chain(set).cloned().collect()
    }
}

/// What a batch comes to.
#[derive(Default)]
struct Parts {
    applications: Vec<(Application, Timestamp, Timestamp)>,
    answers: Vec<(ApplicationId, Vec<model::remote::Answer>)>,
    values: Vec<(ApplicationId, model::CustomFieldId, String)>,
    steps: Vec<movement::Movement>,
    tagged: Vec<(CandidateId, String)>,
    lost_tags: Vec<(CandidateId, String, Vec<String>)>,
    people: BTreeMap<CandidateId, Profile>,
    moved: Vec<stage::Moved>,
    /// Those of which screening must hear.
    looked_at: Vec<(ApplicationId, JobId)>,
    /// Those that are new here, each with its stage and when it came there.
    came: Vec<(Application, Stage, Timestamp)>,
}

impl Parts {
    #[expect(clippy::too_many_arguments, reason = "one application with all that a batch looked up")]
    fn add(
        &mut self,
        app: &App,
        scope: &Scope,
        item: &Item<'_>,
        remote: &RemoteApplication,
        place: &Standing<'_>,
        around: &Around,
        before: &BTreeMap<ApplicationId, (Application, Timestamp)>,
        held: &Held,
        writes: &mut Writes,
    ) {
        let local = item.known.as_ref().and_then(|row| row.local).map(ApplicationId);
        let was = local.and_then(|id| before.get(&id));
        let Some(target) = place.stage.or_else(|| around.start(&remote.job)) else {
            return left_out(app, scope, item, "Its job has no stages.".into(), writes);
        };
        let fields = held.with_ours(local, &remote.fields);
        let (mut values, mut told) = scope.fields.accept(FieldSubject::Application, &fields);
        let mut answers = remote.answers.clone();
        if let Some(id) = local {
            if item.withholds(Part::Fields) {
                values = held.values.get(&id).cloned().unwrap_or_default();
            }
            if item.withholds(Part::Answers) {
                answers = held.answers.get(&id).cloned().unwrap_or_default();
            }
        }
        if place.stage.is_none() && was.is_none() {
            told.push(format!("Its stage there is not known; it stands in {} here.", target.name));
        }
        let standing = was.map(|(was, _)| was.stage);
        let last_known = item.known.as_ref().and_then(|row| row.state["stage"].as_str());
        // Where it did not move there, a move made here is on its way there, or was kept back; it is not undone.
        let moved_there = was.is_none() || (place.stage.is_some() && last_known != Some(&*remote.stage));
        let to = if moved_there { target.id } else { standing.unwrap_or(target.id) };
        let offer = was.map_or_else(|| remote.offer.clone(), |(was, _)| both(&remote.offer, &was.offer));
        let id = local.filter(|_| was.is_some()).unwrap_or_else(|| app.id());
        let now = Application { id, candidate: place.candidate, job: place.job, stage: to, offer };
        let came = came_at(remote, target, item).unwrap_or(app.now());
        let names: BTreeSet<String> = remote.tags.iter().map(|tag| tag.name.clone()).collect();
        let had: Vec<String> = item.known.as_ref().map(|row| tags::named(&row.state)).unwrap_or_default();
        let lost: Vec<String> = had.iter().filter(|name| !names.contains(*name)).cloned().collect();
        match was {
            None => {
                writes.made += 1;
                if !matches!(target.kind, StageKind::Hired | StageKind::Rejected) {
                    self.looked_at.push((id, now.job));
                }
                self.steps.push(stage::step(app, scope, id, None, target, came));
                if stage::is_news(scope, target, remote.hired_at) {
                    self.moved.push(stage::Moved {
                        application: now.clone(),
                        from: None,
                        to: target.clone(),
                    });
                }
                self.came.push((now.clone(), target.clone(), came));
                self.applications.push((now.clone(), remote.applied_at.unwrap_or(came), came));
            }
            Some((was, since)) => {
                let moves = was.stage != now.stage;
                let same_values = held.values.get(&id).map_or(values.is_empty(), |had| *had == values);
                let same_answers = held.answers.get(&id).map_or(answers.is_empty(), |had| *had == answers);
                let same_tags = lost.is_empty() && names.iter().all(|name| had.contains(name));
                if *was != now || !same_values || !same_answers || !same_tags {
                    writes.changed += 1;
                }
                let joins = names.iter().filter(|name| !had.contains(*name)).chain(&lost);
                let same_people =
                    was.candidate == now.candidate && !joins.map(String::as_str).any(is_internal);
                if moves || was.job != now.job || !same_values || !same_answers || !same_people {
                    self.looked_at.push((id, now.job));
                }
                if moves {
                    let from = around.standing(was.stage).cloned();
                    self.moved.push(stage::Moved { application: now.clone(), from, to: target.clone() });
                }
                self.applications.push((now.clone(), came, if moves { app.now() } else { *since }));
            }
        }
        self.answers.push((id, answers));
        self.values.extend(values.into_iter().map(|(field, value)| (id, field, value)));
        // A tag that it had there before and that was taken away here is on its way out, and not given again.
        let new = names.iter().filter(|name| was.is_none() || !had.contains(*name));
        self.tagged.extend(new.map(|name| (now.candidate, name.clone())));
        let external_id = item.incoming.external_id.clone();
        if !lost.is_empty() {
            self.lost_tags.push((now.candidate, external_id, lost));
        }
        if remote.person != Profile::default() {
            let person = self.people.entry(now.candidate).or_default();
            *person = first_of(person, &remote.person);
        }
        writes.notes.extend(remarks(app, scope, item, told));
        let state = json!({"stage": remote.stage, "tags": remote.tags});
        let taken = row(scope, RecordKind::Application, item.incoming, item.hash.clone(), Some(id.into()));
        writes.mirror.push(Mirror { state, ..taken });
    }
}

/// When the application came to its stage, as far as the other system tells.
fn came_at(remote: &RemoteApplication, stage: &Stage, item: &Item<'_>) -> Option<Timestamp> {
    let hired = remote.hired_at.filter(|_| stage.kind == StageKind::Hired);
    hired.or(remote.applied_at).or(item.incoming.created_at)
}

/// What was offered there, and where that says nothing, here.
fn both(there: &Offer, here: &Offer) -> Offer {
    let pick = |one: &String, two: &String| if one.is_empty() { two.clone() } else { one.clone() };
    Offer {
        start_date: there.start_date.or(here.start_date),
        job_title: pick(&there.job_title, &here.job_title),
        salary: pick(&there.salary, &here.salary),
        currency: pick(&there.currency, &here.currency),
        pay_period: pick(&there.pay_period, &here.pay_period),
        pay_type: pick(&there.pay_type, &here.pay_type),
        manager: pick(&there.manager, &here.manager),
    }
}

/// Keeps that an application is there although it can't be taken over; the next run looks again.
fn left_out(app: &App, scope: &Scope, item: &Item<'_>, why: String, writes: &mut Writes) {
    let id = &item.incoming.external_id;
    writes.notes.push(scope.note(
        app,
        RecordKind::Application,
        id,
        "skipped",
        format!("Not taken over. {why}"),
    ));
    writes.skipped += 1;
    let local = item.known.as_ref().and_then(|row| row.local);
    let state = item.known.as_ref().map_or(json!({}), |row| row.state.clone());
    let row = row(scope, RecordKind::Application, item.incoming, String::new(), local);
    writes.mirror.push(Mirror { state, problem: Some(why), ..row });
}

/// Fills what is not known of candidates with what their applications say.
async fn fill(app: &App, tx: &Tx, scope: &Scope, people: BTreeMap<CandidateId, Profile>) -> Result<()> {
    let ids: Vec<CandidateId> = people.keys().copied().collect();
    let (mut filled, mut sourced) = (Vec::new(), Vec::new());
    for (id, was) in candidate::of_ids(tx, scope.workspace(), &ids).await? {
        let Some(says) = people.get(&id) else { continue };
        let profile = first_of(&was.profile, says);
        if profile.source != was.profile.source {
            sourced.push(id);
        }
        if profile != was.profile {
            filled.push((was, Candidate { id, profile }));
        }
    }
    changed::people(app, tx, scope.workspace(), &sourced, &changed_there(scope)).await?;
    Ok(candidate::change_many(tx, scope.workspace(), &filled, app.now()).await?)
}
