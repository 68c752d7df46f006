//! The company's labels.

use connect::error::Result;
use model::remote::RemoteTag;

use super::{
    client::{Client, Filter},
    page,
    wire::Named,
};

/// The label with that name, in whatever case: the vendor has each once.
pub async fn find(client: &Client<'_>, name: &str) -> Result<Option<Named>> {
    Ok(all(client).await?.into_iter().find(|tag| is(tag, name)))
}

/// The names of these labels as they stand there. One that the company does not have yet is made.
pub async fn made(client: &Client<'_>, wanted: &[RemoteTag]) -> Result<Vec<String>> {
    if wanted.is_empty() {
        return Ok(vec![]);
    }
    let mut all = all(client).await?;
    let mut names = vec![];
    for tag in wanted {
        let name = match all.iter().find(|known| is(known, &tag.name)) {
            Some(known) => known.name.clone(),
            None => {
                let made: Named = client.add_tag(&tag.name).await?.json()?;
                let name = made.name.clone();
                all.push(made);
                name
            }
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names)
}

/// Whether it is the label of that name.
pub fn is(tag: &Named, name: &str) -> bool {
    tag.name.to_lowercase() == name.trim().to_lowercase()
}

/// Every label of the company.
pub async fn all(client: &Client<'_>) -> Result<Vec<Named>> {
    let mut all = vec![];
    for reply in page::every(client, "list the tags", "candidate_tags", Filter::all()).await? {
        all.extend(reply.json::<Vec<Named>>()?);
    }
    Ok(all)
}
