//! Guide 1: a hired candidate becomes a person with a job in intelliHR, clicked in a real browser, wrong turns
//! included. The sandbox is asked what arrived.

mod beside_others;
mod send;
mod set_up;

use crate::desk::Desk;
use serde_json::Value;

const VENDOR: &str = "intellihr";

/// Fills in what the hub can't know: where the person is employed, and how the pay of the offer is paid.
async fn complete(desk: &Desk) {
    desk.browser.choose("Business entity", "Larkmoor UK Ltd").await;
    desk.browser.choose("Pay cycle", "Monthly").await;
    desk.browser.fill("Hours in a cycle", "162").await;
}

/// The jobs of the one person, as the sandbox holds them.
fn jobs(desk: &Desk) -> Vec<Value> {
    let person = desk.one_employee();
    let ids = person["jobs"].as_array().unwrap();
    desk.stage
        .world(VENDOR)
        .read(|documents| ids.iter().map(|id| documents["jobs"][id.as_str().unwrap()].clone()).collect())
}

/// An entry of a list of the tenant.
fn entry(desk: &Desk, list: &str, name: &str) -> Value {
    desk.stage.world(VENDOR).read(|documents| {
        let all = documents["lists"][list].as_array().unwrap();
        all.iter().find(|entry| entry["name"] == name).unwrap().clone()
    })
}
