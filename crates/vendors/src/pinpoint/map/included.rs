//! The records that come along with others, found by kind and id.

use std::collections::HashMap;

use model::note::Note;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::pinpoint::wire::{Head, Nothing, Ref, Row, ToMany, ToOne};

/// The records that came along. They stay raw until somebody asks for one.
#[derive(Default)]
pub struct Included<'a>(HashMap<Ref<'a>, &'a RawValue>);

/// What a relationship leads to was held back, or did not come along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unknown;

impl<'a> Included<'a> {
    /// An index of what came along. A row that does not even say which record it is can't be referred to.
    pub fn of(rows: &[&'a RawValue]) -> Self {
        let rows = rows.iter().filter_map(|row| {
            let head: Head = serde_json::from_str(row.get()).ok()?;
            Some((Ref { kind: head.kind, id: head.id }, *row))
        });
        Self(rows.collect())
    }

    /// One record, read as its type. Where it was promised and can't be had, a note on `field` says so.
    pub fn get<A, R>(&self, which: &Ref<'a>, field: &str, notes: &mut Vec<Note>) -> Option<Row<'a, A, R>>
    where
        A: Deserialize<'a>,
        R: Deserialize<'a> + Default,
    {
        let missed = match self.0.get(which).map(|row| serde_json::from_str(row.get())) {
            Some(Ok(row)) => return Some(row),
            Some(Err(_)) => "does not have the documented form",
            None => "was referred to and not sent along",
        };
        notes.push(Note::on(field, format!("The record {} of {} {missed}.", &*which.id, &*which.kind)));
        None
    }

    /// The record that a relationship leads to. `None` where there is none, `Err` where it is not known which.
    pub fn one<A: Deserialize<'a>>(
        &self,
        to: &ToOne<'a>,
        field: &str,
        notes: &mut Vec<Note>,
    ) -> Result<Option<Row<'a, A, Nothing>>, Unknown> {
        match to {
            ToOne::Some(which) => self.get(which, field, notes).map(Some).ok_or(Unknown),
            ToOne::None => Ok(None),
            ToOne::Unasked => Err(Unknown),
        }
    }

    /// The records that a relationship leads to, in its order, and whether these are all of them.
    pub fn all<A, R>(&self, to: &ToMany<'a>, field: &str, notes: &mut Vec<Note>) -> (Vec<Row<'a, A, R>>, bool)
    where
        A: Deserialize<'a>,
        R: Deserialize<'a> + Default,
    {
        match to {
            ToMany::All(which) => {
                let rows: Vec<_> = which.iter().filter_map(|which| self.get(which, field, notes)).collect();
                let all = rows.len() == which.len();
                (rows, all)
            }
            ToMany::Unasked => (vec![], false),
        }
    }
}
