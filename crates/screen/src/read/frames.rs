//! How a process that reads files is asked: a length in four bytes (the most significant first), then so many bytes.
//! A question is a file; an answer is JSON, the document or why there is none.

use std::io::{self, Read, Write};

use model::screening::{Document, Unreadable};

use super::limits::MOST_BYTES;

/// What an answer says.
pub type Answer = Result<Document, Unreadable>;

/// An answer holds the text once, and JSON may need six bytes for one of it.
const MOST_ANSWERED: usize = 8 * super::limits::MOST_TEXT;

/// The frame around some bytes.
///
/// # Errors
/// [`Unreadable::TooLarge`] where a file is larger than what is read.
pub fn question(bytes: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let length = u32::try_from(bytes.len()).ok().filter(|_| bytes.len() <= MOST_BYTES);
    let length = length.ok_or(Unreadable::TooLarge)?;
    Ok([&length.to_be_bytes(), bytes].concat())
}

/// How many bytes an answer has, from its first four; `None` where no reader answers so.
pub fn answer_length(head: [u8; 4]) -> Option<usize> {
    usize::try_from(u32::from_be_bytes(head)).ok().filter(|length| *length <= MOST_ANSWERED)
}

/// What an answer says; `None` where no reader answers so.
pub fn answer(bytes: &[u8]) -> Option<Answer> {
    serde_json::from_slice(bytes).ok()
}

/// Answers one question after the other until there is none left. `before_each` is called before each file is read.
///
/// # Errors
/// Where one of the two ends is gone or breaks the rules.
pub fn serve(mut input: impl Read, mut output: impl Write, mut before_each: impl FnMut()) -> io::Result<()> {
    loop {
        let mut head = [0; 4];
        match input.read_exact(&mut head) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
            other => other?,
        }
        let length = u32::from_be_bytes(head) as usize;
        if length > MOST_BYTES {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a file larger than what is read"));
        }
        let mut bytes = vec![0; length];
        input.read_exact(&mut bytes)?;
        before_each();
        // One file that breaks the reader must not take the next one's answer with it.
        let answer: Answer =
            std::panic::catch_unwind(|| super::read(&bytes)).unwrap_or(Err(Unreadable::BrokeDown));
        let answer = serde_json::to_vec(&answer)?;
        let length = u32::try_from(answer.len()).map_err(io::Error::other)?;
        output.write_all(&length.to_be_bytes())?;
        output.write_all(&answer)?;
        output.flush()?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_question_has_its_answer() {
        let questions = [question(b"Zoe Brandt").unwrap(), question(b"").unwrap()].concat();
        let (mut output, mut asked) = (Vec::new(), 0);
        serve(&questions[..], &mut output, || asked += 1).unwrap();
        let mut answers = Vec::new();
        let mut rest = &output[..];
        while let Some((head, after)) = rest.split_first_chunk::<4>() {
            let (body, after) = after.split_at(answer_length(*head).unwrap());
            answers.push(answer(body).unwrap());
            rest = after;
        }
        assert_eq!(answers, [crate::read::read(b"Zoe Brandt"), Err(Unreadable::Empty)]);
        assert_eq!(asked, 2);
    }

    #[test]
    fn what_is_no_question_ends_it() {
        assert!(serve(&[0xFF; 8][..], Vec::new(), || {}).is_err());
        assert!(serve(&[0, 0, 0, 9, 1][..], Vec::new(), || {}).is_err());
        assert_eq!(question(&vec![0; MOST_BYTES + 1]), Err(Unreadable::TooLarge));
        assert_eq!(answer(b"{}"), None);
    }
}
