//! The photo: BambooHR takes square ones of at least 150 by 150 pixels.

use std::io::Cursor;

use bytes::Bytes;
use connect::{Outcome, Receipt, VendorError, error::Result, hris::Document};
use image::{DynamicImage, ImageFormat, ImageReader, imageops::FilterType};
use model::{hire::FieldProblem, note::Note};

use crate::bamboohr::client::Client;

const LEAST_SIDE: u32 = 150;

/// Sets the photo. Sending it again replaces it by itself, so that there is never more than one.
pub async fn set(client: &Client<'_>, id: &str, photo: &Document) -> Result<Receipt> {
    let (photo, notes) = fit(photo)?;
    client.set_photo(id, &photo).await?;
    Ok(Receipt { external_id: id.into(), outcome: Outcome::Updated, notes, left: vec![] })
}

/// The photo as it is where it fits, otherwise its middle square, enlarged where it is too small.
fn fit(photo: &Document) -> Result<(Document, Vec<Note>)> {
    let unreadable = || {
        VendorError::Rejected(vec![FieldProblem {
            field: "photo".into(),
            message: format!("{} can't be read as a JPEG or PNG picture.", photo.name),
        }])
    };
    let reader =
        ImageReader::new(Cursor::new(&photo.bytes)).with_guessed_format().map_err(|_| unreadable())?;
    let format = reader.format().ok_or_else(unreadable)?;
    let picture = reader.decode().map_err(|_| unreadable())?;
    let (width, height) = (picture.width(), picture.height());
    let side = width.min(height);
    if width == height && side >= LEAST_SIDE {
        return Ok((photo.clone(), vec![]));
    }
    let mut notes = Vec::new();
    let mut square = picture.crop_imm((width - side) / 2, (height - side) / 2, side, side);
    if width != height {
        notes.push(Note::on(
            "photo",
            "The photo was cut to its middle square, as BambooHR takes only squares.",
        ));
    }
    if side < LEAST_SIDE {
        square = square.resize_exact(LEAST_SIDE, LEAST_SIDE, FilterType::Triangle);
        notes.push(Note::on(
            "photo",
            "The photo was enlarged to 150 by 150 pixels, the least that BambooHR takes.",
        ));
    }
    let bytes = encode(&square, format).ok_or_else(unreadable)?;
    Ok((Document { bytes, ..photo.clone() }, notes))
}

fn encode(picture: &DynamicImage, format: ImageFormat) -> Option<Bytes> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).ok()?;
    Some(bytes.into_inner().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32) -> Document {
        let bytes = encode(&DynamicImage::new_rgb8(width, height), ImageFormat::Png).unwrap();
        Document { name: "ana.png".into(), content_type: "image/png".into(), bytes }
    }

    fn size(photo: &Document) -> (u32, u32) {
        let picture = image::load_from_memory(&photo.bytes).unwrap();
        (picture.width(), picture.height())
    }

    #[test]
    fn a_photo_that_fits_is_left_alone() {
        let photo = picture(160, 160);
        let (fitted, notes) = fit(&photo).unwrap();
        assert_eq!((fitted.bytes, notes), (photo.bytes, vec![]));
    }

    #[test]
    fn others_are_cut_and_enlarged_and_it_is_said() {
        let (cut, notes) = fit(&picture(400, 300)).unwrap();
        assert_eq!((size(&cut), notes.len()), ((300, 300), 1));
        let (small, notes) = fit(&picture(90, 100)).unwrap();
        assert_eq!((size(&small), notes.len()), ((150, 150), 2));
    }

    #[test]
    fn what_is_no_picture_is_refused_at_the_photo() {
        let text = Document { bytes: Bytes::from_static(b"hello"), ..picture(1, 1) };
        let Err(VendorError::Rejected(problems)) = fit(&text) else { panic!("refused") };
        assert_eq!(problems[0].field, "photo");
    }
}
