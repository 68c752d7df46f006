//! Tantivy as its documentation begins: one schema of text, its query parser, the best 25 and the number of all.

use std::path::Path;

use search::Document;
use tantivy::{
    Index, IndexReader, TantivyDocument,
    collector::{Count, TopDocs},
    query::QueryParser,
    schema::{STORED, STRING, Schema, TEXT},
};

use super::people::Wanted;

pub struct Plain {
    reader: IndexReader,
    parser: QueryParser,
}

/// Builds it in a folder.
///
/// # Panics
/// Where it fails.
pub fn build(folder: &Path, people: impl Iterator<Item = Document>) -> Plain {
    let mut schema = Schema::builder();
    let id = schema.add_text_field("id", STRING | STORED);
    let city = schema.add_text_field("city", TEXT);
    let text = schema.add_text_field("text", TEXT);
    let index = Index::create_in_dir(folder, schema.build()).unwrap();
    let mut writer = index.writer_with_num_threads(2, 256 << 20).unwrap();
    for person in people {
        let mut document = TantivyDocument::new();
        document.add_text(id, person.id.to_string());
        document.add_text(city, &person.city);
        document.add_text(text, super::one_text(&person));
        writer.add_document(document).unwrap();
    }
    writer.commit().unwrap();
    writer.wait_merging_threads().unwrap();
    let mut parser = QueryParser::for_index(&index, vec![text]);
    parser.set_conjunction_by_default();
    Plain { reader: index.reader().unwrap(), parser }
}

impl Plain {
    /// Who fits, and how many.
    ///
    /// # Panics
    /// Where it fails.
    pub fn find(&self, wanted: &Wanted) -> u64 {
        let mut typed: String = wanted.all.iter().map(|words| format!("\"{words}\" ")).collect();
        if !wanted.city.is_empty() {
            typed.push_str(&format!("city:{}", wanted.city));
        }
        let query = self.parser.parse_query(&typed).unwrap();
        let best = TopDocs::with_limit(25).order_by_score();
        let (_, count) = self.reader.searcher().search(&query, &(best, Count)).unwrap();
        count as u64
    }
}
