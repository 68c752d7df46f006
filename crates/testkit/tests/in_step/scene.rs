//! A company whose hiring happens elsewhere and is kept in step here.

use std::sync::Arc;

use connect::{Clock, clock::HeldClock};
use engine::sync::{
    Run,
    now::sync_now,
    overview::{Overview, overview},
};
use model::{
    ApplicationId, CandidateId, ConnectionId,
    remote::RecordKind,
    sync::{Counts, RunMode, RunState},
};
use sandbox::Options;
use store::{
    hiring::{application, workflow},
    sync::mirror::{self, Kind, Mirror},
    testing::{self, Fresh},
};
use testkit::{Stage, stage::Scenery};

use super::{
    picture,
    there::{There, VENDOR},
};

pub struct Scene {
    pub stage: Stage,
    pub there: There,
    pub connection: ConnectionId,
}

impl Scene {
    /// One on each kind of database that this run has, after the first run of the sync.
    pub async fn each() -> Vec<Self> {
        let mut scenes = vec![];
        for stage in Stage::each().await {
            scenes.push(Self::synced(stage).await);
        }
        scenes
    }

    /// One on SQLite, after the first run of the sync.
    pub async fn one() -> Self {
        Self::synced(Stage::sqlite().await).await
    }

    /// One with so many people and a clock that only moves where something waits, so that a minute's pause costs
    /// nothing.
    pub async fn patient(people: usize) -> Self {
        let clock: Arc<dyn Clock> = Arc::new(HeldClock::at("2026-11-24T12:00:00Z".parse().unwrap()));
        Self::connected(Self::stage(testing::sqlite().await, people, clock).await).await
    }

    async fn stage(fresh: Fresh, people: usize, clock: Arc<dyn Clock>) -> Stage {
        Stage::on(fresh, Scenery { sandbox: Options { people, ..Options::default() }, clock }).await
    }

    /// One with so many people before its first run.
    pub async fn large(people: usize) -> Self {
        let clock = Scenery::default().clock;
        Self::connected(Self::stage(testing::sqlite().await, people, clock).await).await
    }

    pub async fn synced(stage: Stage) -> Self {
        let scene = Self::connected(stage).await;
        scene.stage.deliver().await;
        let first = scene.last().await;
        assert_eq!(first.state, RunState::Done, "{:?}", first.sentence);
        scene
    }

    async fn connected(stage: Stage) -> Self {
        let connection = stage.connect(VENDOR).await;
        Self { there: There::of(&stage), stage, connection }
    }

    pub async fn overview(&self) -> Overview {
        overview(&self.stage.app, &self.stage.administrator, self.connection).await.unwrap().unwrap()
    }

    /// The newest run that is over.
    pub async fn last(&self) -> Run {
        self.overview().await.runs.remove(0)
    }

    /// Asks for a run.
    pub async fn ask(&self, mode: RunMode) {
        sync_now(&self.stage.app, &self.stage.administrator, self.connection, mode).await.unwrap();
    }

    /// Asks for a run, and does it and what comes of it.
    pub async fn run(&self, mode: RunMode) -> Run {
        self.ask(mode).await;
        self.stage.deliver().await;
        self.last().await
    }

    /// Does what is due, and brings forward what waits, so many times.
    pub async fn go_on(&self, times: usize) {
        for _ in 0..times {
            self.stage.deliver().await;
            self.stage.bring_forward().await;
        }
        self.stage.deliver().await;
    }

    /// Insists that what is here is what is there.
    pub async fn in_step(&self, when: &str) {
        let runs = self.overview().await.runs;
        let told =
            runs.iter().take(4).map(|run| format!("{:?} {:?}: {:?}", run.mode, run.state, run.sentence));
        let when = format!("{when} ({})", told.collect::<Vec<_>>().join("; "));
        picture::here(&self.stage).await.assert_same(&picture::there(&self.there), &when);
    }

    pub async fn mirror(&self, kind: RecordKind, id: &str) -> Mirror {
        let kind: Kind = kind.into();
        let mut rows = mirror::of_external(&self.stage.app.db, self.connection, kind, [id]).await.unwrap();
        rows.remove(id).unwrap_or_else(|| panic!("{id} is not known"))
    }

    /// The application and the candidate here that an application there is.
    pub async fn here(&self, id: &str) -> (ApplicationId, CandidateId) {
        let local = self.mirror(RecordKind::Application, id).await.local.unwrap();
        let (db, space) = (&self.stage.app.db, self.stage.administrator.workspace);
        let found = application::get(db, space, local.into()).await.unwrap().unwrap();
        (found.id, found.candidate)
    }

    /// The name of the stage that an application stands in here.
    pub async fn stands_in(&self, id: &str) -> String {
        let (db, space) = (&self.stage.app.db, self.stage.administrator.workspace);
        let (application, _) = self.here(id).await;
        let found = application::get(db, space, application).await.unwrap().unwrap();
        workflow::stage(db, space, found.stage).await.unwrap().unwrap().name
    }

    /// How often an application was moved here, its beginning included.
    pub async fn steps(&self, id: &str) -> usize {
        let sql = format!(
            "select v.to_name as stage from application_move v join mirror m on m.local_id = v.application_id \
             where m.kind = 'application' and m.external_id = '{id}'"
        );
        self.stage.texts(&sql, ["stage"]).await.len()
    }

    /// How many changes there are on their way or arrived.
    pub async fn outgoing(&self) -> usize {
        self.stage.texts("select state from outgoing", ["state"]).await.len()
    }
}

/// What a run did in all.
pub fn sum(run: &Run) -> Counts {
    let add = |sum: Counts, one: &Counts| Counts {
        seen: sum.seen + one.seen,
        made: sum.made + one.made,
        changed: sum.changed + one.changed,
        unchanged: sum.unchanged + one.unchanged,
        gone: sum.gone + one.gone,
        skipped: sum.skipped + one.skipped,
        total: None,
    };
    run.tally.values().fold(Counts::default(), add)
}
