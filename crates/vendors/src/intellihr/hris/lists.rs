//! The company's lists and own fields.

use connect::error::Result;

use crate::intellihr::{
    client::{Client, Listing},
    pages::all,
    wire::{CustomField, Item, List},
};

/// All entries of a list.
pub async fn list(client: &Client<'_>, list: List) -> Result<Vec<Item>> {
    all(client, &Listing::of("read a list", list.path())).await
}

/// All fields that the company made for itself.
pub async fn custom(client: &Client<'_>) -> Result<Vec<CustomField>> {
    all(client, &Listing::of("list the custom fields", "custom-field-definitions")).await
}
