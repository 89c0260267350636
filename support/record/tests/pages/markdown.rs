//! A page of the book, parsed.

use std::fs;
use std::path::Path;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A page of the book.
pub struct Page {
    /// Name of its file, without `.md`.
    pub name: String,
    /// Whole text.
    pub text: String,
    pub fences: Vec<Fence>,
    pub blocks: Vec<Block>,
    pub headings: Vec<String>,
}

/// A block between two fences.
pub struct Fence {
    /// Label after the opening fence.
    pub label: String,
    pub body: String,
}

/// A paragraph, an item of a list, a heading, or a row of a table, as a
/// reader sees it.
#[derive(Clone, Default)]
pub struct Block {
    pub text: Vec<char>,
    /// The same with a `c` for each character of code.
    pub prose: Vec<char>,
    /// Only the code, with blanks for the rest.
    pub code: Vec<char>,
    /// Positions of links to other sites.
    pub sources: Vec<usize>,
}

impl Page {
    pub fn read(file: &Path) -> Page {
        let text = fs::read_to_string(file).expect("a page can be read");
        let name = file.file_stem().expect("a page has a name");
        let mut page = Page {
            name: name.to_string_lossy().into_owned(),
            text: String::new(),
            fences: Vec::new(),
            blocks: Vec::new(),
            headings: Vec::new(),
        };
        page.take_apart(&text);
        page.text = text;
        page
    }

    fn take_apart(&mut self, text: &str) {
        let mut block = Block::default();
        let mut fence: Option<Fence> = None;
        for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::CodeBlock(kind)) => {
                    let label = match kind {
                        CodeBlockKind::Fenced(label) => label.to_string(),
                        CodeBlockKind::Indented => String::new(),
                    };
                    let body = String::new();
                    fence = Some(Fence { label, body });
                }
                Event::End(TagEnd::CodeBlock) => {
                    self.fences.extend(fence.take());
                }
                Event::Text(words) => match &mut fence {
                    Some(fence) => fence.body += &words,
                    None => block.push(&words, false),
                },
                Event::Code(words) => block.push(&words, true),
                Event::Html(tags) | Event::InlineHtml(tags) => {
                    for part in tags.split('<') {
                        let words = part.split_once('>').map_or(part, |p| p.1);
                        block.push(words, false);
                    }
                }
                Event::End(TagEnd::HtmlBlock) => self.end(&mut block),
                Event::SoftBreak | Event::HardBreak => block.push(" ", false),
                Event::Start(Tag::Link { dest_url, .. })
                    if dest_url.starts_with("http") =>
                {
                    block.sources.push(block.text.len());
                }
                Event::Start(Tag::List(_))
                | Event::End(
                    TagEnd::Paragraph
                    | TagEnd::Item
                    | TagEnd::TableHead
                    | TagEnd::TableRow,
                ) => self.end(&mut block),
                Event::End(TagEnd::Heading(_)) => {
                    self.headings.push(block.text.iter().collect());
                    self.end(&mut block);
                }
                Event::End(TagEnd::TableCell) => block.push(" | ", false),
                _ => {}
            }
        }
    }

    fn end(&mut self, block: &mut Block) {
        let block = std::mem::take(block);
        if !block.text.is_empty() {
            self.blocks.push(block);
        }
    }

    /// Returns the files that the page includes, as they are written there.
    pub fn includes(&self) -> impl Iterator<Item = &str> {
        let parts = self.text.split("{{#include ").skip(1);
        parts.filter_map(|part| Some(part.split_once("}}")?.0))
    }
}

impl Block {
    fn push(&mut self, words: &str, is_code: bool) {
        // Typographic quotes count as plain ones.
        let words = words.replace('’', "'");
        self.text.extend(words.chars());
        let [prose, code] = if is_code { ['c', '\0'] } else { ['\0', ' '] };
        let or = |instead: char| {
            move |c: char| if instead == '\0' { c } else { instead }
        };
        self.prose.extend(words.chars().map(or(prose)));
        self.code.extend(words.chars().map(or(code)));
    }

    /// Removes every occurrence of `sentence` from the prose. Returns whether
    /// there was one.
    pub fn take_out(&mut self, sentence: &str) -> bool {
        let sentence: Vec<char> = sentence.chars().collect();
        let places: Vec<usize> = (self.text.windows(sentence.len()))
            .enumerate()
            .filter(|(_, window)| *window == sentence)
            .map(|(place, _)| place)
            .collect();
        for place in &places {
            self.prose[*place..place + sentence.len()].fill(' ');
            self.code[*place..place + sentence.len()].fill(' ');
        }
        !places.is_empty()
    }

    /// Returns the sentences without a link to a source: first without the code
    /// in them, then only that code.
    pub fn without_source(&self) -> Vec<(String, String)> {
        let mut sentences = Vec::new();
        let mut start = 0;
        for end in 1..=self.prose.len() {
            let stop = self.prose[end - 1];
            let after = self.prose.get(end).copied().unwrap_or(' ');
            let ends = ".?!".contains(stop) && after.is_whitespace();
            if ends || end == self.prose.len() {
                if !self.sources.iter().any(|at| (start..end).contains(at)) {
                    let [prose, code] = [&self.prose, &self.code]
                        .map(|text| text[start..end].iter().collect());
                    sentences.push((prose, code));
                }
                start = end;
            }
        }
        sentences
    }
}
