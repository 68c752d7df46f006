//! People of the talent pool, as a test needs them: straight in the store, because how they come in is not what is
//! tested.

use model::{
    PoolRecordId, ProfileId,
    newcomer::ReachKind,
    pool::{Consent, Origin, Person, Profile, Record},
};
use store::sourcing::{file, profile, record};

use crate::Stage;

impl Stage {
    /// Puts somebody with that number into the pool, with a résumé.
    ///
    /// # Panics
    /// Where the database refuses it.
    pub async fn pooled(&self, number: usize) -> ProfileId {
        let (app, workspace) = (&self.app, self.administrator.workspace);
        let mut person = Person {
            first_name: "Tove".into(),
            last_name: format!("Brandt {number}"),
            title: "Engineer".into(),
            city: "Leeds".into(),
            tags: vec!["Rust".into(), "Speaker".into()],
            ..Person::default()
        };
        person.add_email(&pooled_email(number), ReachKind::Private);
        let (id, at) = (app.id::<ProfileId>(), app.now());
        let kept = Profile {
            id,
            person: person.clone(),
            consent: Consent::Unknown,
            touched_at: None,
            changed_at: at,
        };
        let from = Record {
            id: app.id::<PoolRecordId>(),
            profile: id,
            origin: Origin::Hand,
            person,
            consent: Consent::Unknown,
            seen_at: at,
        };
        let resume = file::File {
            id: app.id(),
            record: from.id,
            name: "resume.pdf".into(),
            content_type: "application/pdf".into(),
            sha256: format!("{number:064}"),
        };
        let tx = app.db.begin().await.unwrap();
        profile::put_many(&tx, workspace, &[kept]).await.unwrap();
        record::put_many(&tx, workspace, &[from]).await.unwrap();
        let bytes = format!("%PDF-1.4 Tove Brandt {number}").into_bytes();
        file::insert(&tx, workspace, &resume, bytes, at).await.unwrap();
        tx.commit().await.unwrap();
        id
    }
}

/// The e-mail address of the person with that number.
pub fn pooled_email(number: usize) -> String {
    format!("tove{number}@example.org")
}
