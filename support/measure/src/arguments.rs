//! The options that all comparisons take.

use clap::{Arg, ArgAction, Args, Command, FromArgMatches, builder};

use crate::comparison::Comparison;
use crate::sizes;

/// The most runs of a row: more would not make a median better.
const MOST_RUNS: usize = 1_000;

/// How wide `--help` is.
const HELP_WIDTH: usize = 80;

/// What every comparison takes on its command line.
#[derive(Debug, Clone, Args)]
pub struct Options {
    /// Take the sizes of the Python original
    #[arg(long)]
    pub as_published: bool,

    /// How often each row is run; the figures are those of the median run
    // Made anew for each comparison, with its default.
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    #[arg(value_parser = sizes::count(MOST_RUNS))]
    pub runs: Option<usize>,

    /// Print the figures as JSON: times in seconds, memory in bytes
    #[arg(long)]
    pub json: bool,

    /// Print what would be run, and run nothing
    #[arg(long)]
    pub dry_run: bool,

    /// Run only this way (see Ways below); may be repeated
    // Made anew for each comparison, with the names of its ways.
    #[arg(long, value_name = "WAY")]
    pub only: Vec<String>,
}

impl Options {
    /// Whether a way of this name is to be run.
    pub fn wants(&self, way: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == way)
    }
}

/// Reads the command line. `--help` ends the program with status 0, a mistake
/// with a sentence and status 2.
pub(crate) fn parse<Arguments: Args, Work, Answer>(
    comparison: &Comparison<Arguments, Work, Answer>,
) -> (Arguments, Options) {
    let matches = command(comparison).get_matches();
    let arguments = Arguments::from_arg_matches(&matches);
    let options = Options::from_arg_matches(&matches);
    match (arguments, options) {
        (Ok(arguments), Ok(options)) => (arguments, options),
        (Err(error), _) | (_, Err(error)) => error.exit(),
    }
}

fn command<Arguments: Args, Work, Answer>(
    comparison: &Comparison<Arguments, Work, Answer>,
) -> Command {
    let names = comparison.ways.iter().map(|way| way.name);
    let names = builder::PossibleValuesParser::new(names);
    let command = Command::new(comparison.name);
    let command = Options::augment_args(Arguments::augment_args(command));
    command
        .about(comparison.about)
        .long_about(None)
        .term_width(HELP_WIDTH)
        .after_help(explanation(comparison))
        .mut_arg("runs", |runs: Arg| {
            let help = runs.get_help().cloned().unwrap_or_default();
            runs.help(format!("{help} (default: {})", comparison.runs))
        })
        .mut_arg("only", |only: Arg| {
            only.value_parser(names)
                .hide_possible_values(true)
                .action(ArgAction::Append)
        })
}

/// What is behind the names of the ways and of the columns.
fn explanation<Arguments, Work, Answer>(
    comparison: &Comparison<Arguments, Work, Answer>,
) -> String {
    let ways: String = comparison
        .ways
        .iter()
        .map(|way| format!("  {:<22}{}\n", way.name, way.about))
        .collect();
    let figures: String = comparison
        .figures
        .iter()
        .map(|(heading, meaning)| format!("  {heading:<13}{meaning}\n"))
        .collect();
    format!("Ways:\n{ways}\nFigures:\n{figures}{REMARKS}")
}

const REMARKS: &str = "\
A figure that this system does not tell, or of a run too short to be looked at,
is `-`. What is measured of a way with worker processes is that of all of them.";
