//! A mail server of the tests' own, small enough to see through: it does with the next letter what it is told.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// What it does with a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    /// Takes it.
    Take,
    /// Asks to come again.
    Later,
    /// Refuses the addressee for good.
    Never,
    /// Takes it and breaks the connection off before it says so.
    TakeAndCut,
    /// Does not let anybody in.
    ShutOut,
}

/// The server, and what it took.
pub(crate) struct PostOffice {
    pub(crate) port: u16,
    taken: Arc<Mutex<Vec<String>>>,
    moods: Arc<Mutex<VecDeque<Mood>>>,
}

impl PostOffice {
    pub(crate) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (taken, moods) = (Arc::<Mutex<Vec<String>>>::default(), Arc::<Mutex<VecDeque<Mood>>>::default());
        let (keep, next) = (Arc::clone(&taken), Arc::clone(&moods));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let mood = next.lock().unwrap().pop_front().unwrap_or(Mood::Take);
                tokio::spawn(serve(stream, mood, Arc::clone(&keep)));
            }
        });
        Self { port, taken, moods }
    }

    /// Says what becomes of the next letters, one after the other; those after them are taken.
    pub(crate) fn next(&self, moods: &[Mood]) {
        self.moods.lock().unwrap().extend(moods);
    }

    /// Every letter that was taken, as it came.
    pub(crate) fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }
}

async fn serve(stream: TcpStream, mood: Mood, taken: Arc<Mutex<Vec<String>>>) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 post.test ready\r\n").await.unwrap();
    let mut letter: Option<String> = None;
    while let Ok(Some(line)) = lines.next_line().await {
        if let Some(text) = &mut letter {
            if line != "." {
                text.push_str(&line);
                text.push('\n');
                continue;
            }
            taken.lock().unwrap().extend(letter.take());
            if mood == Mood::TakeAndCut {
                return;
            }
            write.write_all(b"250 taken\r\n").await.unwrap();
            continue;
        }
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
        let answer = match (verb.as_str(), mood) {
            ("EHLO", _) => "250-post.test\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME",
            ("AUTH", Mood::ShutOut) => "535 5.7.8 wrong password",
            ("AUTH", _) => "235 welcome",
            ("RCPT", Mood::Never) => "550 5.1.1 <ana@example.com> is unknown here",
            ("DATA", Mood::Later) => "451 4.3.2 come again",
            ("DATA", _) => {
                letter = Some(String::new());
                "354 go on"
            }
            ("QUIT", _) => "221 farewell",
            _ => "250 good",
        };
        write.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
    }
}
