//! Reads the command line of a comparison.

use std::collections::BTreeSet;

use clap::error::ErrorKind;
use clap::{Arg, ArgAction, Args, Command, FromArgMatches, builder};

use crate::comparison::Comparison;
use crate::options::Options;

/// Width of `--help`.
const HELP_WIDTH: usize = 80;

/// Returns the parsed command line. `--help` ends the program with status 0, a
/// mistake with a sentence and status 2.
pub(crate) fn parse<Arguments: Args, Work, Answer>(
    comparison: &Comparison<Arguments, Work, Answer>,
) -> (Arguments, Options) {
    let matches = command(comparison).get_matches();
    let arguments = Arguments::from_arg_matches(&matches);
    let options = Options::from_arg_matches(&matches);
    match (arguments, options) {
        (Ok(_), Ok(options))
            if options.python && comparison.python.is_none() =>
        {
            let problem = "there are no versions in Python here";
            command(comparison)
                .error(ErrorKind::ArgumentConflict, problem)
                .exit()
        }
        (Ok(arguments), Ok(options)) => (arguments, options),
        (Err(error), _) | (_, Err(error)) => error.exit(),
    }
}

fn command<Arguments: Args, Work, Answer>(
    comparison: &Comparison<Arguments, Work, Answer>,
) -> Command {
    let names = comparison.versions.iter().map(|version| version.name);
    let names = builder::PossibleValuesParser::new(names);
    let command = Command::new(comparison.name);
    let command = Options::augment_args(Arguments::augment_args(command));
    command
        .about(comparison.about)
        .long_about(None)
        .term_width(HELP_WIDTH)
        .after_help(explanation(comparison))
        // Said of a number below zero: "a whole number is needed".
        .mut_args(|arg| match arg.get_action().takes_values() {
            true => arg.allow_negative_numbers(true),
            false => arg,
        })
        .mut_arg("runs", |runs: Arg| {
            let help = runs.get_help().cloned().unwrap_or_default();
            runs.help(format!("{help} (default: {})", comparison.runs))
        })
        .mut_arg("python", |python: Arg| {
            python.hide(comparison.python.is_none())
        })
        .mut_arg("only", |only: Arg| {
            only.value_parser(names)
                .hide_possible_values(true)
                .action(ArgAction::Append)
        })
}

/// Returns the help text on versions and columns.
fn explanation<Arguments, Work, Answer>(
    comparison: &Comparison<Arguments, Work, Answer>,
) -> String {
    let versions: String = comparison
        .versions
        .iter()
        .map(|version| format!("  {:<22}{}\n", version.name, version.about))
        .collect();
    let mut explained = BTreeSet::new();
    let columns = comparison.columns.iter().copied().flatten();
    let figures: String = columns
        .filter(|column| explained.insert(column.heading))
        .map(|column| format!("  {:<13}{}\n", column.heading, column.meaning))
        .collect();
    format!("Versions:\n{versions}\nFigures:\n{figures}{REMARKS}")
}

const REMARKS: &str = "\
A `-` is a figure that this system does not report, or a run too short to
sample. Figures of worker processes are those of all of them together.";
