//! Lists: which rows a query asks for, and which of them stand on its page.

use serde_json::Value;

use super::{
    call::Call,
    errors::{Answer, Refusal, Reply},
    filter::{self, Filter},
    page::{self, Window},
    scene::{Render, Scene},
};
use crate::greenhouse::sandbox::rows;

/// A list.
pub struct List<'a> {
    /// The table of its rows.
    pub table: &'static str,
    /// What it can be narrowed by.
    pub filters: &'a [Filter],
    /// Further parameters, which narrow nothing.
    pub beside: &'static [&'static str],
    /// How a row is shown.
    pub render: Render,
    /// Whether it is one of the newer lists, which tell only the next page and by a cursor.
    pub newer: bool,
}

impl List<'_> {
    /// A list without filters.
    pub const fn plain(table: &'static str, render: Render) -> Self {
        Self { table, filters: &[], beside: &[], render, newer: false }
    }

    /// A page of the rows that are asked for.
    ///
    /// # Errors
    /// 422 for a parameter that is unknown or has a value that does not fit.
    pub fn answer(&self, call: &Call<'_>) -> Answer {
        call.world().read(|documents| self.over(&Scene::of(call, documents), call, None))
    }

    /// A page of the rows that pass.
    ///
    /// # Errors
    /// As [`List::answer`].
    pub fn those(&self, call: &Call<'_>, pass: impl Fn(&Value) -> bool) -> Answer {
        call.world().read(|documents| {
            let passing = rows::table(documents, self.table).filter(|(_, row)| pass(row));
            self.over(&Scene::of(call, documents), call, Some(passing.map(|(id, _)| id).collect()))
        })
    }

    /// A page of those rows whose `key` leads to the record that the path names first, and that pass.
    ///
    /// # Errors
    /// 404 where there is no such record, and as [`List::answer`].
    pub fn of(&self, call: &Call<'_>, table: &str, key: &'static str, pass: fn(&Value) -> bool) -> Answer {
        let id = call.id(0)?;
        call.world().read(|documents| {
            let scene = Scene::of(call, documents);
            if scene.to(table, &id.into()).is_null() {
                return Err(Refusal::not_found());
            }
            let leading = scene.of_id(self.table, key, &id.into()).into_iter().filter(|row| pass(row));
            let ids = leading.filter_map(|row| row["id"].as_u64()).collect();
            self.over(&scene, call, Some(ids))
        })
    }

    fn over(&self, scene: &Scene<'_>, call: &Call<'_>, among: Option<Vec<u64>>) -> Answer {
        let names: Vec<_> = self.filters.iter().map(|filter| filter.0).collect();
        let paging: &[&str] = if self.newer {
            &["per_page", "skip_count", "cursor"]
        } else {
            &["per_page", "skip_count", "page"]
        };
        call.only(&[&names, self.beside, paging])?;
        let ids = filter::matching(scene, self.table, self.filters, call, among)?;
        let window = Window::asked(call, self.newer)?;
        let rows = ids.iter().skip(window.start()).take(window.size);
        let shown = |id: &u64| (self.render)(scene, scene.to(self.table, &(*id).into()));
        let body: Value = rows.map(shown).collect();
        Ok(Reply { link: page::link(call, &window, ids.len(), self.newer), ..Reply::ok(body) })
    }
}

/// The record that the path names first.
///
/// # Errors
/// 404 where there is none.
pub fn one(call: &Call<'_>, table: &str, render: Render) -> Answer {
    call.only(&[])?;
    let id = call.id(0)?;
    call.world().read(|documents| {
        let scene = Scene::of(call, documents);
        match scene.to(table, &id.into()) {
            Value::Null => Err(Refusal::not_found()),
            row => Ok(Reply::ok(render(&scene, row))),
        }
    })
}
