//! What is queued of one result: the values that differ, the one tag, and the remark where one is asked for.

use std::collections::BTreeMap;

use model::{
    CustomFieldId,
    application::Application,
    remote::{OwnTag, OwnValue},
};
use store::{
    Conn, Tx,
    screening::{
        target::Target,
        written::{self, Content, Written},
    },
};

use super::{
    names,
    places::{self, Place, Places},
    sheet::Sheet,
};
use crate::{
    Actor, App, Result,
    outgoing::{There, Whose, filled, labelled, remarked},
};

/// A connected system, as far as results are written there.
pub struct Onto {
    /// How results are named there.
    pub target: Target,
    /// Every field there by the one here, for what was written before.
    fields: BTreeMap<CustomFieldId, Place>,
    places: Places,
    /// Whether the group of the tags is known, or there is none.
    tagged: bool,
    problems: Vec<String>,
}

impl Onto {
    /// What is known of a connected system. `None` where results can't be written there.
    pub async fn of(app: &App, conn: &impl Conn, there: &There, target: Target) -> Result<Option<Self>> {
        let connector = app.connector(&there.connection.vendor);
        let Some(known) = connector.and_then(|connector| connector.manifest().write_back.as_ref()) else {
            return Ok(None);
        };
        let fields = places::fields(conn, there.connection.workspace, &target).await?;
        let places = places::places(&target, &fields);
        let mut problems = places::problems(&target, &places);
        let tagged = known.tag_group.is_none() || target.category.is_some();
        if !tagged {
            problems.push(
                "The status tag is not set: which group of tags it belongs to is not chosen yet.".into(),
            );
        }
        let fields = fields.into_iter().map(|field| (field.local, field)).collect();
        Ok(Some(Self { target, fields, places, tagged, problems }))
    }

    /// Tells whether anything is written elsewhere than before.
    fn fingerprint(&self) -> String {
        let places = self.places.iter().filter_map(|(part, place)| {
            Some(format!("{} {}\n", part.as_str(), place.as_ref().ok()?.external_id))
        });
        let tag = self.tagged.then(|| names::tags(&self.target));
        let tag = tag.iter().flatten().map(|tag| format!("{}/{}\n", tag.category, tag.name));
        places.chain(tag).collect()
    }

    /// The values to be there: of each part that has a place, and nothing where something was written before.
    fn values(&self, sheet: Option<&Sheet>, content: &Content) -> Vec<OwnValue> {
        let own = |field: &Place, value: &str| OwnValue {
            field: field.external_id.clone(),
            value: value.to_owned(),
            known: vec![],
        };
        let mut values = BTreeMap::new();
        for (part, place) in &self.places {
            let value = sheet.and_then(|sheet| sheet.values.get(part));
            // What is on its way there may have arrived, so that all is looked at where all is taken away.
            let value = if sheet.is_none() { Some("") } else { value.map(String::as_str) };
            if let (Ok(place), Some(value)) = (place, value) {
                values.insert(place.local, own(place, value));
            }
        }
        for (local, before) in &content.values {
            let kept_back = sheet.is_some() && self.is_unsaid(*local, sheet);
            if let Some(field) = self.fields.get(local).filter(|_| !before.is_empty() && !kept_back) {
                values.entry(*local).or_insert_with(|| own(field, ""));
            }
        }
        values.into_values().collect()
    }

    /// Whether a field is the place of a part that the sheet says nothing of, not even that it is empty.
    fn is_unsaid(&self, local: CustomFieldId, sheet: Option<&Sheet>) -> bool {
        self.places.iter().any(|(part, place)| {
            let here = place.as_ref().is_ok_and(|place| place.local == local);
            here && sheet.is_some_and(|sheet| !sheet.values.contains_key(part))
        })
    }

    fn tag(&self, sheet: Option<&Sheet>, content: &Content) -> Option<OwnTag> {
        let tag = sheet.filter(|_| self.tagged).and_then(|sheet| names::tag(&self.target, sheet.standing));
        let mut of = if self.tagged { names::tags(&self.target) } else { vec![] };
        of.extend(content.tag.clone().filter(|before| !of.contains(before)));
        let is_nothing = of.is_empty() || (sheet.is_some() && tag.is_none() && content.tag.is_none());
        (!is_nothing).then_some(OwnTag { tag, of, known: vec![] })
    }
}

/// Queues what a result says, where that is anything else than what was queued before.
pub async fn put(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    onto: &Onto,
    whose: &Whose<'_>,
    before: Option<Written>,
    sheet: &Sheet,
) -> Result<()> {
    if before.is_none() && sheet.is_empty() {
        return Ok(());
    }
    let mut content = before.map(|before| before.content).unwrap_or_default();
    let hash = sheet.hash(&onto.fingerprint());
    if content.hash == hash && content.problems == onto.problems {
        return Ok(());
    }
    if content.hash != hash {
        queue(app, tx, actor, onto, whose, &content, Some(sheet)).await?;
    }
    content.hash = hash;
    content.problems.clone_from(&onto.problems);
    keep(app, tx, actor, whose, content).await
}

/// Queues that everything which was written is taken away. What a person changed there stays.
pub async fn take_away(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    onto: &Onto,
    whose: &Whose<'_>,
    before: Written,
) -> Result<()> {
    let mut content = before.content;
    queue(app, tx, actor, onto, whose, &content, None).await?;
    content.hash.clear();
    content.problems.clear();
    keep(app, tx, actor, whose, content).await
}

async fn queue(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    onto: &Onto,
    whose: &Whose<'_>,
    content: &Content,
    sheet: Option<&Sheet>,
) -> Result<()> {
    let values = onto.values(sheet, content);
    if !values.is_empty() {
        filled(app, tx, actor, whose, values).await?;
    }
    if let Some(own) = onto.tag(sheet, content) {
        labelled(app, tx, actor, whose, own).await?;
    }
    let comment = sheet.and_then(|sheet| sheet.comment.clone());
    if let Some(text) = comment.filter(|text| content.comment.as_ref() != Some(text)) {
        remarked(app, tx, actor, whose, text).await?;
    }
    Ok(())
}

async fn keep(app: &App, tx: &Tx, actor: &Actor, whose: &Whose<'_>, content: Content) -> Result<()> {
    let Application { id, .. } = *whose.application;
    let written = Written { application: id, connection: whose.there.connection.id, content, at: app.now() };
    Ok(written::put(tx, actor.workspace, &written).await?)
}
