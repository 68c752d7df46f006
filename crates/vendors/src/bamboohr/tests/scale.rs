//! A tenant of twenty thousand people is no slower to write to than a small one.

use connect::Hris as _;

use super::stage::{FULL, Stage, hire, key};
use crate::bamboohr::BambooHr;

#[tokio::test]
async fn a_hire_into_a_large_tenant_is_found_and_kept() {
    let stage = Stage::with(20_000).await;
    let ctx = stage.ctx(FULL);
    let record = hire();
    assert_eq!(BambooHr.find(&ctx, &BambooHr.identity(&record)).await, Ok(vec![]));
    let id = BambooHr.create(&ctx, &key(), &record).await.unwrap().external_id;
    assert_eq!(id, "20001");
    assert_eq!(BambooHr.find(&ctx, &BambooHr.identity(&record)).await.unwrap().len(), 1);
}
