//! How a person is reached. Both versions tell it in the same lists.

use model::candidate::Profile;
use serde::{Deserialize, Serialize};

/// One way to reach somebody, with the word for what it is: `personal`, `work`, `home`, `mobile`, `other`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// The address or number.
    pub value: Option<String>,
    /// What it is.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
}

/// All ways to reach somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Contacts {
    /// Phone numbers.
    pub phone_numbers: Vec<Contact>,
    /// Postal addresses, each in one text.
    pub addresses: Vec<Contact>,
    /// E-mail addresses.
    pub email_addresses: Vec<Contact>,
    /// Pages of their own.
    pub website_addresses: Vec<Contact>,
    /// Profiles on networks.
    pub social_media_addresses: Vec<Contact>,
}

impl Contacts {
    /// Fills in the one of each that is kept here: a private one before others, and a profile before a page.
    pub fn fill(&self, profile: &mut Profile) {
        profile.email = best(&self.email_addresses, "personal");
        profile.phone = best(&self.phone_numbers, "mobile");
        profile.address_line1 =
            best(&self.addresses, "home").split_whitespace().collect::<Vec<_>>().join(" ");
        let linked = |contact: &&Contact| contact.value.as_deref().is_some_and(|v| v.contains("linkedin"));
        let social = self.social_media_addresses.iter();
        let page = social.clone().find(linked).or(social.clone().next()).or(self.website_addresses.first());
        profile.profile_url = page.and_then(|page| page.value.clone()).unwrap_or_default();
    }
}

fn best(contacts: &[Contact], preferred: &str) -> String {
    let named = |contact: &&Contact| contact.kind.as_deref() == Some(preferred);
    let one = contacts.iter().find(named).or(contacts.first());
    one.and_then(|one| one.value.as_deref()).unwrap_or_default().trim().to_owned()
}
