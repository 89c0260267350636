//! The leaves of a page's lists and tables, and their links.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A row of a table, or an item of a list that has no items below it. Numbered
/// steps do not count.
#[derive(Default)]
pub struct Leaf {
    pub text: String,
    /// Targets of its links, as they are written.
    pub links: Vec<String>,
    /// Set if it is a leaf, as far as it was read.
    is_leaf: bool,
}

/// Returns all leaves of a page, in order.
pub fn read_leaves(text: &str) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    // The items that are being read, with the innermost last.
    let mut open: Vec<Leaf> = Vec::new();
    let mut numbered = Vec::new();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::List(first)) => {
                if let Some(above) = open.last_mut() {
                    above.is_leaf = false;
                }
                numbered.push(first.is_some());
            }
            Event::End(TagEnd::List(_)) => {
                numbered.pop();
            }
            Event::Start(Tag::Item) => open.push(Leaf {
                is_leaf: numbered.last() == Some(&false),
                ..Leaf::default()
            }),
            Event::Start(Tag::TableRow) => open.push(Leaf {
                is_leaf: true,
                ..Leaf::default()
            }),
            Event::End(TagEnd::Item | TagEnd::TableRow) => {
                leaves.extend(open.pop().filter(|leaf| leaf.is_leaf));
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                if let Some(leaf) = open.last_mut() {
                    leaf.links.push(dest_url.into_string());
                }
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some(leaf) = open.last_mut() {
                    leaf.text += &words;
                }
            }
            Event::SoftBreak | Event::End(TagEnd::TableCell) => {
                if let Some(leaf) = open.last_mut() {
                    leaf.text += " ";
                }
            }
            _ => {}
        }
    }
    leaves
}
