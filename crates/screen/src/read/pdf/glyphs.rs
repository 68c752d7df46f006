//! What a page draws, gathered into pieces of text: letters that follow each other without a wide gap.

use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
    font::{Glyph, GlyphRun},
    hayro_cmap::BfString,
    kurbo::{BezPath, Point, Vec2},
};

use crate::read::limits;

/// A gap between letters, in heights of the letters, from which on it is a space.
const SPACE: f64 = 0.17;
/// From which on it ends the piece.
const WIDE: f64 = 1.0;
/// Units of a font's own measure in the height of its letters.
const EM: f64 = 1000.0;

/// Some text and where it stands; y grows downwards.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub text: String,
    pub left: f64,
    pub right: f64,
    pub base: f64,
    /// Height of the letters.
    pub size: f64,
    /// Its place in the order of drawing.
    pub nth: usize,
}

#[derive(Default)]
pub(super) struct Glyphs {
    visible: Gathered,
    /// Scanners lay the words that they recognised unseen over the picture.
    unseen: Gathered,
    /// Where the last run began and how many glyphs it had: bold is sometimes the same drawn twice.
    last_run: Option<(Point, usize)>,
    pub lettered: usize,
    /// Glyphs of which the file doesn't say which letter they are.
    pub unlettered: usize,
}

#[derive(Default)]
struct Gathered {
    pieces: Vec<Piece>,
    /// Where the next letter would stand.
    pen: Point,
    direction: Vec2,
}

impl Glyphs {
    /// What a person sees; what a scanner recognised only where nothing is seen, since words that are hidden
    /// under visible ones are meant for machines.
    pub(super) fn pieces(self) -> Vec<Piece> {
        let seen = self.visible.pieces.iter().any(|piece| !piece.text.trim().is_empty());
        let mut pieces = if seen { self.visible.pieces } else { self.unseen.pieces };
        pieces.retain(|piece| !piece.text.trim().is_empty());
        pieces
    }
}

impl Gathered {
    fn add(&mut self, text: &str, at: Point, along: Vec2, advance: f64, size: f64) {
        let nth = self.pieces.len();
        let away = at - self.pen;
        let gap = away.dot(self.direction);
        let follows = away.cross(self.direction).abs() < size * 0.3
            && along.dot(self.direction) > 0.9
            && gap > -size * 0.5
            && gap < size * WIDE;
        match self.pieces.last_mut() {
            Some(piece) if follows => {
                if gap > size * SPACE && !piece.text.ends_with(' ') && !text.starts_with(' ') {
                    piece.text.push(' ');
                }
                piece.text.push_str(text);
                piece.right = piece.right.max(at.x + along.x * advance);
                piece.size = piece.size.max(size);
            }
            _ => {
                let right = at.x + (along.x * advance).max(0.0);
                self.pieces.push(Piece { text: text.to_owned(), left: at.x, right, base: at.y, size, nth });
            }
        }
        (self.pen, self.direction) = (at + along * advance, along);
    }
}

impl Device<'_> for Glyphs {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        let glyphs = run.glyphs();
        let Some(first) = glyphs.first() else { return };
        let begin = props.transform * first.transform() * Point::ZERO;
        let again = self.last_run.is_some_and(|(last, count)| {
            count == glyphs.len() && last.distance(begin) < 1.0 && !matches!(mode, DrawMode::Invisible)
        });
        self.last_run = Some((begin, glyphs.len()));
        if again || self.lettered + self.unlettered > limits::MOST_GLYPHS {
            return;
        }
        let unseen = matches!(mode, DrawMode::Invisible);
        for glyph in glyphs {
            let Some(letters) = glyph.as_unicode() else {
                self.unlettered += 1;
                continue;
            };
            self.lettered += 1;
            let transform = props.transform * glyph.transform();
            let at = transform * Point::ZERO;
            let unit = (transform * Point::new(EM, 0.0)) - at;
            let size = ((transform * Point::new(0.0, EM)) - at).hypot();
            let advance = match &**glyph {
                Glyph::Outline(outline) => outline.advance_width(),
                Glyph::Type3(drawn) => drawn.advance_width(),
            };
            let advance = f64::from(advance.unwrap_or(500.0)) / EM * unit.hypot();
            let along = if unit.hypot() > 0.0 { unit / unit.hypot() } else { Vec2::new(1.0, 0.0) };
            let gathered = if unseen { &mut self.unseen } else { &mut self.visible };
            match letters {
                BfString::Char(letter) => {
                    gathered.add(letter.encode_utf8(&mut [0; 4]), at, along, advance, size);
                }
                BfString::String(letters) => gathered.add(&letters, at, along, advance, size),
            }
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
