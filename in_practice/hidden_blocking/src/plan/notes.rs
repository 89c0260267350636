//! Notes below the tables.

use std::time::Duration;

use measure::{Language, Measured, Notes};

use crate::plan::sizes::Part;
use crate::work::{Answer, Work};

/// Most characters in a line.
const WIDTH: usize = 98;

type Rows<'a> = &'a [Measured<Work, Answer>];

/// Returns the notes on the rows of a part.
pub fn notes(part: Part, silence: Duration, rows: Rows) -> Notes {
    let mut notes = Notes::default();
    notes.figure("silence", silence.as_secs_f64());
    notes.lines.push(
        match part {
            Part::Files | Part::Calls => {
                "p50, p99 and longest: time from one tick of the heartbeat to the \
                 next."
            }
            Part::Find => {
                "loader, reporter: their longest poll. longest: gap of the \
                 heartbeat."
            }
        }
        .to_owned(),
    );
    for row in rows {
        let Some(answer) = row.answer() else { continue };
        let label = row.full_label();
        if answer.done.is_none() {
            notes.lines.push(format!(
                "{label}: still stuck after {:.1} s, so its process was ended.",
                answer.wall
            ));
        }
        for said in &answer.said {
            notes.lines.extend(wrapped(&format!("{label}: {said}")));
        }
    }
    notes
}

/// Returns a text in lines, of which all but the first are indented.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is one");
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= WIDTH {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(format!("    {word}"));
        }
    }
    lines
}

/// Labels of rows.
trait FullLabel {
    fn full_label(&self) -> String;
}

impl FullLabel for Measured<Work, Answer> {
    fn full_label(&self) -> String {
        match self.row.language {
            Language::Rust => self.row.label.clone(),
            Language::Python => format!("{} in Python", self.row.label),
        }
    }
}
