//! `/sourcing`: the talent pool.

mod fits;
mod import;
mod lists;
mod person;
mod same;
mod search;
mod searches;

use crate::access::{Access, Route, get, post};
use model::access::Right;

const USE: Access = Access::May(Right::SourcingUse);

/// The routes of this part.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/sourcing", USE, search::show),
        get("/sourcing/people.csv", USE, search::csv_of_all),
        post("/sourcing/people.csv", USE, search::csv),
        post("/sourcing/searches", USE, searches::save),
        post("/sourcing/searches/{id}/delete", USE, searches::delete),
        get("/sourcing/people/{id}", USE, person::show),
        post("/sourcing/people/{id}/part/{record}", USE, person::part),
        get("/sourcing/files/{id}", USE, person::file),
        get("/sourcing/import", USE, import::show),
        post("/sourcing/import", USE, import::upload),
        post("/sourcing/import/candidates", USE, import::candidates),
        get("/sourcing/import/{id}", USE, import::table),
        post("/sourcing/import/{id}", USE, import::begin),
        get("/sourcing/same", USE, same::show),
        post("/sourcing/same/{id}", USE, same::answer),
        get("/sourcing/lists", USE, lists::all),
        post("/sourcing/lists", USE, lists::make),
        post("/sourcing/lists/add", USE, lists::add),
        get("/sourcing/lists/{id}", USE, lists::one),
        post("/sourcing/lists/{id}/stand", USE, lists::stand),
        post("/sourcing/lists/{id}/remove", USE, lists::remove),
        get("/sourcing/fits", USE, fits::choose),
        get("/sourcing/fits/{job}", USE, fits::show),
    ]
}
