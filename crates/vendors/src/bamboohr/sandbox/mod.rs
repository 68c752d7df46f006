//! The vendor's stand-in: routes over raw JSON documents. This file is the table of contents.
//!
//! What each operation rests on, and what is not known of it, stands in the manifest.

mod address;
mod auth;
mod body;
mod company;
mod computed;
mod datasets;
mod directory;
mod documents;
mod employees;
mod errors;
mod files;
pub(super) mod filter;
mod format;
mod history;
mod lists;
mod meta;
mod page;
mod people;
mod photo;
mod report;
mod seed;
mod tables;
mod unbuilt;
mod values;
mod xml;

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    middleware,
    routing::{delete, get, post, put},
};
use connect::{Manifest, StandIn, World};
use serde_json::Value;
use tower::ServiceExt as _;

/// More than the vendor's 20 MB for a file, so that the refusal is the vendor's own.
const LARGEST_BODY: usize = 32 * 1024 * 1024;

/// The stand-in.
pub struct Sandbox;

impl StandIn for Sandbox {
    fn manifest(&self) -> &'static Manifest {
        super::manifest()
    }

    fn seed(&self, seed: u64, people: usize) -> Value {
        seed::documents(seed, people)
    }

    fn credentials(&self) -> BTreeMap<String, String> {
        BTreeMap::from([
            ("subdomain".into(), seed::COMPANY.into()),
            ("api_key".into(), seed::FULL_ACCESS_KEY.into()),
        ])
    }

    fn router(&self, world: Arc<World>) -> Router {
        let page = Router::new().route("/employees/employee.php", get(page::show)).with_state(world.clone());
        let api = api(world);
        let call = move |request: Request| {
            let api = api.clone();
            async move { api.oneshot(address::normalise(request)).await }
        };
        page.fallback(call)
    }
}

/// The API below its base address, without trailing slashes: [`address::normalise`] has taken both off.
fn api(world: Arc<World>) -> Router {
    let rows = "/employees/{id}/tables/{table}";
    let row = "/employees/{id}/tables/{table}/{row}";
    Router::new()
        .route("/v1/company_information", get(company::information))
        .route("/v1/employees", post(employees::add::add))
        .route("/v1/employees/directory", get(directory::list))
        .route("/v1/employees/changed", get(employees::changed::list))
        .route("/v1/employees/changed/tables/{table}", get(tables::changed::list))
        .route("/v1/employees/files/categories", post(files::categories::add))
        .route("/v1/employees/{id}", get(employees::read::read).post(employees::change::change))
        .route("/v1/employees/{id}/files", post(files::upload::upload))
        .route("/v1/employees/{id}/files/view", get(files::view::view))
        .route("/v1/employees/{id}/files/{file}", get(files::download::download))
        .route("/v1/employees/{id}/photo", post(photo::upload))
        .route("/v1/employees/{id}/photo/{size}", get(photo::download))
        .route(&format!("/v1{rows}"), get(tables::read::list).post(tables::write::add))
        .route(&format!("/v1{row}"), post(tables::write::change))
        .route(&format!("/v1{row}"), delete(tables::write::remove))
        .route(&format!("/v1_1{rows}"), post(tables::write::add))
        .route(&format!("/v1_1{row}"), post(tables::write::change))
        .route("/v1/meta/fields", get(meta::fields))
        .route("/v1/meta/tables", get(meta::tables))
        .route("/v1/meta/users", get(meta::users))
        .route("/v1/meta/countries/options", get(meta::countries))
        .route("/v1/meta/provinces/{country}", get(meta::provinces))
        .route("/v1/meta/lists", get(lists::list))
        .route("/v1/meta/lists/{list}", put(lists::change))
        .route("/v1/reports/custom", post(report::custom))
        .route("/v2/datasets/{dataset}/data", post(datasets::data))
        .fallback(unbuilt::answer)
        .method_not_allowed_fallback(unbuilt::answer)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn_with_state(world.clone(), auth::check))
        .with_state(world)
}
