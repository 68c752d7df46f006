//! What every applicant tracking system's connector keeps: a walk sees every record or can be told to have been
//! disturbed, whatever is done beside it; a change is carried once, however often and wherever it is cut off.

mod changes;
mod house;
mod making;
mod reading;
mod sources;
mod writer;

use house::House;

/// Runs the suite for one vendor; `api` is which of its APIs is spoken, where it has several.
///
/// # Panics
/// Where the connector or the sandbox does not keep what it must.
pub async fn ats(vendor: &str, api: Option<&'static str>) {
    let house = House::of(vendor, api).await;
    reading::everything_once(&house).await;
    sources::each_once(&house).await;
    reading::a_row_that_surprises(&house).await;
    reading::a_page_that_fails(&house).await;
    reading::a_page_that_comes_again(&house).await;
    reading::a_file_behind_a_link_that_ends(&house).await;
    writer::beside_a_walk_of_everything(&house).await;
    writer::beside_a_walk_of_changes(&house).await;
    writer::a_time_to_come(&house).await;
    making::a_field_once_with_its_choices(&house).await;
    making::a_label_once(&house).await;
    changes::twice(&house).await;
    changes::never_over_somebody_elses(&house).await;
    changes::what_is_ours_is_put_over_ours_only(&house).await;
    changes::struck(&house).await;
    making::struck(&house).await;
    // Last, because the key has lost a right from here on.
    reading::a_right_that_goes(&house).await;
}
