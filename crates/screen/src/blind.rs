//! What the scorer may see. Whatever tells who somebody is, and nothing of what they can, becomes blanks of the same
//! length, so that every place in the text stays where it is.

mod personal;

use model::screening::{Contact, ResumeProfile, Span};

use crate::skills::Taxonomy;

/// A profile without the person: its contact part is empty, and its text is [`masked`].
pub fn blind(profile: &ResumeProfile, taxonomy: &Taxonomy) -> ResumeProfile {
    let mut blinded = profile.clone();
    blinded.document.text = masked(profile, taxonomy);
    blinded.contact = Contact::default();
    blinded
}

/// The text with blanks instead of names, ways to reach the person, age, gender, pronouns, years at school, family,
/// nationality and religion. A name that is also a skill stays where the text uses it by itself.
pub fn masked(profile: &ResumeProfile, taxonomy: &Taxonomy) -> String {
    let text = &profile.document.text;
    let mut spans = personal::spans(text, &profile.education);
    let contact = &profile.contact;
    let told = [&contact.emails, &contact.phones, &contact.links, &contact.address];
    spans.extend(told.into_iter().flatten().map(|found| found.span));
    if let Some(name) = &contact.name {
        spans.push(name.span);
        spans.extend(names(text, &name.value, taxonomy));
    }
    let mut bytes = text.clone().into_bytes();
    for span in spans {
        for byte in bytes.get_mut(span.start as usize..span.end as usize).into_iter().flatten() {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }
    // Places begin and end between letters, so what is left is text.
    String::from_utf8(bytes).unwrap_or_default()
}

/// Other places that say the person's name.
fn names(text: &str, name: &str, taxonomy: &Taxonomy) -> Vec<Span> {
    let parts: Vec<&str> = name.split_whitespace().collect();
    let mut wanted = vec![name.to_owned()];
    if let [first, .., last] = parts.as_slice() {
        wanted.extend([format!("{first} {last}"), format!("{last}, {first}"), format!("{last} {first}")]);
    }
    let alone = parts.iter().filter(|part| part.chars().count() >= 3 && taxonomy.named(part).is_empty());
    wanted.extend(alone.map(|part| (*part).to_owned()));
    wanted.iter().flat_map(|wanted| personal::whole(text, wanted, false)).collect()
}

#[cfg(test)]
mod tests;
