//! A few processes that read one file after the other. One that takes too long is killed, one that dies is replaced,
//! and of each death it is known which file it was.

use std::{
    os::unix::process::ExitStatusExt,
    path::PathBuf,
    process::{ExitStatus, Stdio},
    sync::Mutex,
    time::Duration,
};

use async_trait::async_trait;
use model::screening::{Document, Unreadable};
use screen::read::frames;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    process::{Child, ChildStdin, ChildStdout, Command},
    sync::Semaphore,
    time::timeout,
};

use super::{ReadError, ResumeReader};

/// Linux's signals for a process whose time is up (SIGXCPU).
const TIME_IS_UP: i32 = 24;
/// Of a process that ended itself (SIGABRT), as ours does where it gets no memory.
const ABORTED: i32 = 6;
/// And that someone else killed (SIGKILL): nobody here did, so the machine ran out of memory.
const KILLED: i32 = 9;

/// What a process says last where it gets no memory.
const NO_MEMORY: &str = "memory allocation of";

/// How long a dead process's last words and state are waited for.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// What readers may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Readers at a time.
    pub readers: usize,
    /// Time for one file, from the first byte sent to the last byte answered.
    pub time: Duration,
    /// Files after which a reader makes place for a fresh one.
    pub files: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { readers: 2, time: Duration::from_secs(15), files: 2000 }
    }
}

/// The processes.
pub struct Readers {
    program: PathBuf,
    arguments: Vec<String>,
    limits: Limits,
    places: Semaphore,
    idle: Mutex<Vec<Reader>>,
}

struct Reader {
    child: Child,
    input: ChildStdin,
    output: ChildStdout,
    files: u32,
}

impl Readers {
    /// Readers that are this program with these arguments. None is started before there is a file to read.
    pub fn new(program: PathBuf, arguments: Vec<String>, limits: Limits) -> Self {
        let places = Semaphore::new(limits.readers.max(1));
        Self { program, arguments, limits, places, idle: Mutex::default() }
    }

    fn start(&self) -> Result<Reader, ReadError> {
        let mut command = Command::new(&self.program);
        // It gets nothing that the hub knows: no key, no address, no open file.
        command.args(&self.arguments).env_clear().current_dir("/").kill_on_drop(true);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(ReadError::NoReader)?;
        let pipe = || ReadError::NoReader(std::io::ErrorKind::BrokenPipe.into());
        let input = child.stdin.take().ok_or_else(pipe)?;
        let output = child.stdout.take().ok_or_else(pipe)?;
        Ok(Reader { child, input, output, files: 0 })
    }

    fn idle(&self) -> Option<Reader> {
        self.idle.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).pop()
    }

    fn keep(&self, reader: Reader) {
        if reader.files < self.limits.files {
            self.idle.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).push(reader);
        }
    }

    /// Asks one reader; `None` where it died.
    async fn ask(&self, mut reader: Reader, question: &[u8]) -> Result<frames::Answer, Reader> {
        reader.files += 1;
        match timeout(self.limits.time, reader.answer(question)).await {
            Ok(Some(answer)) => {
                self.keep(reader);
                Ok(answer)
            }
            Ok(None) => Err(reader),
            // Dropped, it is killed.
            Err(_) => Ok(Err(Unreadable::TookTooLong)),
        }
    }
}

#[async_trait]
impl ResumeReader for Readers {
    async fn read(&self, file: &[u8]) -> Result<Document, ReadError> {
        let question = frames::question(file)?;
        let _place = self
            .places
            .acquire()
            .await
            .map_err(|closed| ReadError::NoReader(std::io::Error::other(closed)))?;
        // One that sat idle may have died of something else: its death says nothing of this file.
        if let Some(idle) = self.idle()
            && let Ok(answer) = self.ask(idle, &question).await
        {
            return Ok(answer?);
        }
        match self.ask(self.start()?, &question).await {
            Ok(answer) => Ok(answer?),
            Err(dead) => Err(dead.why().await),
        }
    }
}

impl Reader {
    async fn answer(&mut self, question: &[u8]) -> Option<frames::Answer> {
        self.input.write_all(question).await.ok()?;
        let mut head = [0; 4];
        self.output.read_exact(&mut head).await.ok()?;
        let mut answer = vec![0; frames::answer_length(head)?];
        self.output.read_exact(&mut answer).await.ok()?;
        frames::answer(&answer)
    }

    /// Why it died over a file. One that lives and answers nonsense is killed, when it is dropped.
    async fn why(self) -> ReadError {
        let Self { mut child, input, output, .. } = self;
        drop((input, output));
        let mut last_words = String::new();
        if let Some(said) = child.stderr.take() {
            let mut said = said.take(4096);
            let _ = timeout(LAST_WORDS, said.read_to_string(&mut last_words)).await;
        }
        match timeout(LAST_WORDS, child.wait()).await {
            Ok(Ok(status)) => reason(status, &last_words),
            _ => Unreadable::BrokeDown.into(),
        }
    }
}

fn reason(status: ExitStatus, last_words: &str) -> ReadError {
    match status.signal() {
        Some(TIME_IS_UP) => Unreadable::TookTooLong.into(),
        Some(ABORTED) if last_words.contains(NO_MEMORY) => Unreadable::TookTooMuch.into(),
        Some(KILLED) => Unreadable::TookTooMuch.into(),
        // It ended by itself without an answer: it could not even begin.
        None => ReadError::NoReader(std::io::Error::other(format!("it ended with {status}"))),
        Some(_) => Unreadable::BrokeDown.into(),
    }
}

#[cfg(test)]
mod tests;
