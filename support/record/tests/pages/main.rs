//! Rules for the pages of the book, checked in their Markdown.

mod commands;
mod figures;
mod leaves;
mod markdown;
mod messages;

use std::collections::BTreeSet;
use std::fs;

use record::claims::CLAIMS;
use record::machine::{ORIGIN, Origin};
use record::masked;
use record::recordings::{self, RECORDINGS, Recording};
use record::what_if;
use record::workspace::Workspace;

use commands::Known;
use markdown::{Fence, Page};

/// Sections of a page that shows a program, in order.
const SECTIONS: &[&str] = &[
    "Predict",
    "In Python",
    "The program",
    "What it printed",
    "What to notice",
    "How it differs from Python",
    "Try this",
    "The trap",
    "Check yourself",
];

/// Pages that compare pairs of short programs, one section per pair.
const PAIRS: &[&str] = &["asyncio_and_tokio"];

/// Pages that give advice. Each of their leaves and rows needs a reason with
/// recorded figures.
const ADVICE: &[&str] = &["choosing", "strategies"];

fn workspace() -> Workspace {
    Workspace::here().expect("the tests run in a workspace")
}

/// Returns the pages, without the summary.
fn pages() -> Vec<Page> {
    let files = fs::read_dir(workspace().pages()).expect("there is a book");
    let files = files.map(|file| file.expect("it can be listed").path());
    let pages: Vec<Page> = files
        .filter(|file| file.extension().is_some_and(|end| end == "md"))
        .filter(|file| !file.ends_with("SUMMARY.md"))
        .map(|file| Page::read(&file))
        .collect();
    assert!(pages.len() > 10, "only {} pages were found", pages.len());
    pages
}

/// Panics with all of the complaints, if there are any.
fn none_of(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// Returns the recorded outputs, as a page includes them.
fn recordings() -> BTreeSet<String> {
    let workspace = workspace();
    let files = RECORDINGS.iter().map(|it| included(it, &workspace));
    files.collect()
}

/// Returns the file of a recorded output, as a page includes it.
fn included(recording: &Recording, workspace: &Workspace) -> String {
    let file = recording.file(workspace).expect("it has a package");
    let file = file.strip_prefix(&workspace.root);
    let file = file.expect("it is ours").display().to_string();
    format!("../../{}", file.replace('\\', "/"))
}

#[test]
fn every_console_block_is_an_included_recording() {
    let recordings = recordings();
    let mut complaints = Vec::new();
    for page in pages() {
        for fence in page.fences {
            if fence.label != "console" {
                continue;
            }
            let body = fence.body.trim();
            let file = body
                .strip_prefix("{{#include ")
                .and_then(|rest| rest.strip_suffix("}}"));
            if !file.is_some_and(|file| recordings.contains(file)) {
                complaints.push(format!(
                    "{}: this console block isn't a recorded output:\n{body}",
                    page.name
                ));
            }
        }
    }
    none_of(complaints);
}

#[test]
fn every_block_has_a_known_label() {
    let labels = [
        "console",
        "python",
        "rust",
        "rust,ignore",
        "rust,no_run",
        "sh",
        "text",
        "toml",
    ];
    let mut complaints = Vec::new();
    for page in pages() {
        for fence in page.fences {
            let label = fence.label.as_str();
            let refused = label.strip_prefix("rust,compile_fail,E");
            let known = labels.contains(&label)
                || refused.is_some_and(|code| code.len() == 4);
            if !known {
                complaints.push(format!("{}: a block `{label}`", page.name));
            }
            // A block that is not compiled here is compiled as a program.
            let is_file = fence.body.trim_start().starts_with("{{#include ");
            let is_program = is_file && !["console", "toml"].contains(&label);
            let is_python = is_program && fence.body.trim().ends_with(".py}}");
            if (label == "rust,ignore") != (is_program && !is_python)
                || (is_python && label != "python")
            {
                complaints.push(format!(
                    "{}: programs are included as `rust,ignore` or `python`, \
                     and nothing else is: {}",
                    page.name,
                    fence.body.lines().next().unwrap_or_default()
                ));
            }
        }
    }
    none_of(complaints);
}

#[test]
fn a_block_of_text_is_the_compilers_message_about_the_block_before() {
    // Another version of the compiler may use other words.
    let origin = Origin::read(&workspace().pages().join(ORIGIN));
    let origin = origin.expect("it can be read").expect("it was recorded");
    let compiler = messages::compiler();
    let is_same = origin.machine.compiler.starts_with(&compiler);
    let (mut complaints, mut shown) = (Vec::new(), 0);
    for page in pages() {
        for pair in page.fences.windows(2) {
            let [before, text] = pair else { continue };
            if text.label != "text" || is_cargo_ex(before) {
                continue;
            }
            shown += 1;
            let says = match before.label.contains("compile_fail") {
                true => messages::compile(&before.body),
                false => "nothing, as it compiles".to_owned(),
            };
            let code = before.label.rsplit(',').next().unwrap_or_default();
            let begin = format!("error[{code}]: ");
            let fits = says.starts_with(&text.body) || !is_same;
            if !fits || !says.starts_with(&begin) {
                complaints.push(format!(
                    "{}: {compiler} says\n{says}\nand the page\n{}",
                    page.name, text.body
                ));
            }
        }
    }
    assert!(shown > 0, "no page shows what the compiler says");
    none_of(complaints);
}

/// Returns whether a block is the command that checks the next exercise.
fn is_cargo_ex(fence: &Fence) -> bool {
    fence.label == "sh" && fence.body == "cargo ex\n"
}

#[test]
fn a_block_of_text_after_cargo_ex_has_the_words_of_the_exercise() {
    let folder = workspace().root.join("exercises/tests");
    let (mut complaints, mut shown) = (Vec::new(), 0);
    for page in pages().into_iter().chain(outside_the_book()) {
        for pair in page.fences.windows(2) {
            let [before, text] = pair else { continue };
            if text.label != "text" || !is_cargo_ex(before) {
                continue;
            }
            shown += 1;
            let (name, _) = text.body.split_once(": ").expect("an exercise");
            let checks = fs::read_to_string(folder.join(name).join("main.rs"));
            let checks = checks.expect("the exercise has checks");
            let unsolved = checks.lines().next().expect("the failure");
            let failure = unsolved.strip_prefix("// Unsolved: ");
            let file = format!("{name}: exercises/tests/{name}/exercise.rs");
            // The message of the failure is wrapped.
            let mut message = Vec::new();
            for line in text.body.lines().filter(|line| !line.is_empty()) {
                let line = line.trim_start();
                let check = ["ok ", "not yet "]
                    .iter()
                    .find_map(|outcome| line.strip_prefix(outcome));
                match check {
                    Some(check) => {
                        let check = format!("\"{}\"", check.trim());
                        if !checks.contains(&check) {
                            complaints.push(format!("{}: `{line}`", page.name));
                        }
                    }
                    None if line == file => {}
                    None => message.push(line),
                }
            }
            let message = message.join(" ");
            if Some(&*message) != failure {
                complaints.push(format!("{}: `{message}`", page.name));
            }
        }
    }
    assert!(shown > 0, "no page shows what `cargo ex` prints");
    none_of(complaints);
}

#[test]
fn every_included_file_exists_and_is_included_whole() {
    let folder = workspace().pages();
    let mut complaints = Vec::new();
    for page in pages() {
        let name = &page.name;
        for include in page.includes() {
            // Dependencies are parts of the root manifest, between anchors.
            let (file, anchor) = match include.split_once("Cargo.toml:") {
                Some((folder, anchor)) => {
                    (format!("{folder}Cargo.toml"), Some(anchor))
                }
                None => (include.to_owned(), None),
            };
            let Ok(text) = fs::read_to_string(folder.join(&file)) else {
                complaints.push(format!("{name}: there is no file {file}"));
                continue;
            };
            let has = |anchor: &str| {
                ["ANCHOR", "ANCHOR_END"].iter().all(|mark| {
                    text.contains(&format!("\n# {mark}: {anchor}\n"))
                })
            };
            if anchor.is_some_and(|anchor| !has(anchor)) {
                complaints.push(format!("{name}: no anchor for {include}"));
            }
        }
    }
    none_of(complaints);
}

/// Returns whether a program names this crate: `nix::`, but not std's `unix::`.
fn uses(program: &str, name: &str) -> bool {
    program
        .match_indices(&format!("{name}::"))
        .any(|(at, _)| !program[..at].ends_with(char::is_alphanumeric))
}

#[test]
fn every_crate_that_a_listing_uses_is_among_the_dependencies_shown() {
    let workspace = workspace();
    let manifest = fs::read_to_string(workspace.root.join("Cargo.toml"));
    let manifest = manifest.expect("the workspace has a manifest");
    let anchors = manifest
        .lines()
        .filter_map(|it| it.strip_prefix("# ANCHOR: "));
    let crates: Vec<&str> = anchors.collect();
    let (mut complaints, mut shown) = (Vec::new(), 0);
    for page in pages() {
        let mut dependencies = BTreeSet::new();
        for fence in page.fences.iter().filter(|it| it.label == "toml") {
            let mut lines = fence.body.lines();
            if lines.next() != Some("[dependencies]") {
                complaints.push(format!("{}:\n{}", page.name, fence.body));
            }
            for line in lines {
                let anchor = line
                    .strip_prefix("{{#include ../../Cargo.toml:")
                    .and_then(|rest| rest.strip_suffix("}}"));
                match anchor {
                    Some(anchor) => _ = dependencies.insert(anchor.to_owned()),
                    None => complaints.push(format!("{}: {line}", page.name)),
                }
            }
        }
        for file in page.includes().filter(|file| file.ends_with(".rs")) {
            let text = fs::read_to_string(workspace.pages().join(file));
            let text = text.unwrap_or_default();
            for name in &crates {
                if !uses(&text, name) {
                    continue;
                }
                shown += 1;
                if !dependencies.contains(*name) {
                    complaints.push(format!(
                        "{}: {file} uses {name}, which is not among its \
                         dependencies",
                        page.name
                    ));
                }
            }
        }
    }
    assert!(shown > 30, "only {shown} uses were found");
    none_of(complaints);
}

#[test]
fn every_page_is_in_the_summary_and_in_the_doctests() {
    let folder = workspace().pages();
    let summary = fs::read_to_string(folder.join("SUMMARY.md"));
    let summary = summary.expect("there is a summary");
    let doctests = include_str!(concat!(env!("OUT_DIR"), "/pages.rs"));
    let mut complaints = Vec::new();
    for Page { name, .. } in pages() {
        if !summary.contains(&format!("]({name}.md)")) {
            complaints.push(format!("{name}.md is not in SUMMARY.md"));
        }
        if !doctests.contains(&format!("{name}.md\")] pub mod {name} {{}}")) {
            complaints.push(format!("{name}.md is not in the doctests"));
        }
    }
    none_of(complaints);
}

#[test]
fn a_picture_of_an_output_shows_the_recorded_figures() {
    let workspace = workspace();
    let archive = recordings::load(&workspace).expect("it can be read");
    let mut complaints = Vec::new();
    for recording in RECORDINGS {
        for picture in recording.pictures {
            let drawn = picture.draw(&archive).expect("it was recorded");
            let file = format!("img/{}.svg", picture.name);
            let svg = fs::read_to_string(workspace.pages().join(&file));
            let svg = svg.expect("it was recorded");
            if drawn.is_some_and(|drawn| svg != drawn) {
                complaints.push(format!("{file} is of other figures"));
            }
            // On the printed page, which holds all of them, ids must differ.
            if !svg.contains(&format!("<title id=\"{}-title\">", picture.name))
            {
                complaints.push(format!("{file} has ids of another picture"));
            }
        }
    }
    none_of(complaints);
}

#[test]
fn the_page_to_play_with_has_the_recorded_costs() {
    let workspace = workspace();
    let archive = recordings::load(&workspace).expect("it can be read");
    let file = workspace.pages().join(what_if::FILE);
    let text = fs::read_to_string(file).expect("it was recorded");
    assert_eq!(text, what_if::data(&archive).expect("it was recorded"));
}

#[test]
fn every_recording_and_every_picture_is_on_a_page() {
    let included: BTreeSet<String> = pages()
        .iter()
        .flat_map(|page| page.includes().map(str::to_owned))
        .collect();
    let mut complaints = Vec::new();
    for recording in recordings() {
        if !included.contains(&recording) {
            complaints.push(format!("no page shows {recording}"));
        }
    }
    let pictures = fs::read_dir(workspace().pages().join("img"));
    for picture in pictures.expect("there are pictures") {
        let picture = picture.expect("it can be listed").file_name();
        let picture = format!("img/{}", picture.display());
        if !included.contains(&picture) {
            complaints.push(format!("no page shows {picture}"));
        }
    }
    none_of(complaints);
}

#[test]
fn every_recording_is_in_the_folder_that_the_pages_include() {
    let workspace = workspace();
    let mut complaints = Vec::new();
    for recording in RECORDINGS {
        let output = recording.file(&workspace).expect("it has a package");
        let text = fs::read_to_string(&output).unwrap_or_default();
        let [usual, quick] = [false, true]
            .map(|quick| format!("$ {}\n", recording.command(quick)));
        if !text.starts_with(&usual) && !text.starts_with(&quick) {
            let output = output.display();
            complaints.push(format!("{output} does not begin `{usual}`"));
        }
        for picture in recording.pictures {
            let name = format!("img/{}.svg", picture.name);
            if !workspace.pages().join(&name).is_file() {
                complaints.push(format!("there is no {name}"));
            }
        }
    }
    none_of(complaints);
}

#[test]
fn all_advice_leads_to_a_page_with_recorded_figures() {
    let workspace = workspace();
    // The output of `--help` has no figures.
    let measured = RECORDINGS.iter().filter(|it| it.arguments != ["--help"]);
    let measured: BTreeSet<String> = measured
        .map(|recording| included(recording, &workspace))
        .collect();
    let (advice, others): (Vec<Page>, Vec<Page>) = pages()
        .into_iter()
        .partition(|page| ADVICE.contains(&page.name.as_str()));
    let shows_figures = |link: &String| {
        let name = link.split_once(".md").map_or("", |(name, _)| name);
        let page = others.iter().find(|page| page.name == name);
        page.is_some_and(|page| page.includes().any(|it| measured.contains(it)))
    };
    let mut complaints = Vec::new();
    for page in &advice {
        let leaves = leaves::read_leaves(&page.text);
        assert!(leaves.len() > 10, "{}: {}", page.name, leaves.len());
        for leaf in leaves {
            if !leaf.links.iter().any(shows_figures) {
                complaints.push(format!("{}: {}", page.name, leaf.text));
            }
        }
    }
    assert_eq!(advice.len(), ADVICE.len(), "not all of these are pages");
    // The tree is a picture, with links to pages of the built book.
    let tree = workspace.pages().join("img/decision_tree.svg");
    let tree = fs::read_to_string(tree).expect("there is a tree");
    let links: Vec<String> = tree
        .split("<a href=\"")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
        .collect();
    assert!(links.len() > 10, "{links:?}");
    for link in links {
        let page = link.replace(".html", ".md");
        if !shows_figures(&page) {
            complaints.push(format!("decision_tree.svg: {link}"));
        }
    }
    none_of(complaints);
}

#[test]
fn every_program_of_the_workspace_has_a_page() {
    // Another test checks that a page shows each recording.
    let workspace = workspace();
    let mut complaints = Vec::new();
    for package in workspace.packages() {
        let folder = workspace.folder(package).expect("it is there");
        let is_recorded = RECORDINGS.iter().any(|it| it.package == package);
        // The output of the exercises depends on the learner's code.
        let is_shown = is_recorded || package == "exercises";
        if folder.join("src/main.rs").is_file() && !is_shown {
            complaints.push(format!("{package} is not recorded"));
        }
    }
    none_of(complaints);
}

/// Returns the README and CONTRIBUTING.
fn outside_the_book() -> [Page; 2] {
    let root = workspace().root;
    ["README.md", "CONTRIBUTING.md"].map(|file| Page::read(&root.join(file)))
}

#[test]
fn every_command_that_a_page_shows_can_be_run() {
    let known = Known::new(workspace());
    let (mut complaints, mut shown) = (Vec::new(), 0);
    for page in pages().into_iter().chain(outside_the_book()) {
        for command in commands::of(&page) {
            shown += 1;
            if let Some(word) = known.unknown_in(&command) {
                let name = &page.name;
                complaints
                    .push(format!("{name}: no `{word}` in cargo {command}"));
            }
        }
    }
    assert!(shown > 100, "only {shown} commands were found");
    none_of(complaints);
}

#[test]
fn the_readme_shows_recorded_output_and_real_tests() {
    let workspace = workspace();
    let tests = workspace.root.join("ex_3_3/tests/example.rs");
    let tests = fs::read_to_string(tests).expect("it has tests");
    let [readme, _] = outside_the_book();
    let (mut complaints, mut shown) = (Vec::new(), 0);
    for fence in readme.fences.iter().filter(|it| it.label == "console") {
        shown += 1;
        let first = fence.body.lines().next().unwrap_or_default();
        let recording = RECORDINGS.iter();
        let mut recording =
            recording.filter(|it| first == format!("$ {}", it.command(false)));
        if let Some(recording) = recording.next() {
            let file = recording.file(&workspace).expect("it has a package");
            let file = fs::read_to_string(file).expect("it was recorded");
            let [recorded, shown] =
                [&file, &fence.body].map(|it| masked::lines(it, recording));
            complaints.extend(masked::difference(&recorded, &shown));
            continue;
        }
        for line in fence.body.lines().skip(1).filter(|line| *line != "…") {
            let test = line.strip_prefix("test ");
            let test = test.and_then(|line| line.strip_suffix(" ... ok"));
            let test = format!("fn {}()", test.unwrap_or("…"));
            if first != "$ cargo test" || !tests.contains(&test) {
                complaints.push(format!("`{first}` does not print {line}"));
            }
        }
    }
    assert_eq!(shown, 2, "console blocks");
    none_of(complaints);
}

#[test]
fn every_file_of_a_walk_exists() {
    let root = workspace().root;
    let text = fs::read_to_string(root.join("CONTRIBUTING.md"));
    let text = text.expect("it can be read");
    let (_, walks) = text.split_once("\n## Walks\n").expect("the section");
    let (walks, _) = walks.split_once("\n## ").unwrap_or((walks, ""));
    let code = walks.split('`').skip(1).step_by(2);
    let files: Vec<&str> = code
        .filter(|code| code.contains('/') && !code.starts_with('/'))
        .collect();
    assert!(files.len() > 30, "only {files:?}");
    let missing = files.into_iter().filter(|file| !root.join(file).is_file());
    none_of(missing.map(|it| format!("Walks: no file {it}")).collect());
}

#[test]
fn plain_cargo_commands_only_skip_the_named_packages() {
    let metadata = command_line::cargo()
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(&workspace().root)
        .output()
        .expect("cargo starts");
    let metadata: serde_json::Value =
        serde_json::from_slice(&metadata.stdout).expect("it is JSON");
    let ids = |members: &str| -> BTreeSet<String> {
        let ids = metadata[members].as_array().expect("packages").iter();
        ids.map(ToString::to_string).collect()
    };
    let all = ids("workspace_members");
    let default = ids("workspace_default_members");
    let root = workspace().root.display().to_string();
    let folders = all.difference(&default).map(|id| {
        let id = id.trim_matches('"');
        let (path, _) = id.rsplit_once('#').expect("an id");
        let (_, folder) = path.split_once(&root).expect("a folder of ours");
        folder.trim_start_matches('/').to_owned()
    });
    // Programs that are run with `--release` are not built for `cargo test`.
    let skipped = folders.filter(|folder| {
        !folder.starts_with("comparisons/")
            && !folder.starts_with("in_practice/")
    });
    let named = [
        "exercises",
        "exercises/tests/release_the_gil",
        "support/book_in_browser",
        "support/record",
    ];
    assert_eq!(skipped.collect::<Vec<_>>(), named);
    assert!(default.iter().all(|id| {
        !id.contains("/comparisons/") && !id.contains("/in_practice/")
    }));
}

#[test]
fn every_package_is_listed() {
    let workspace = workspace();
    let [readme, contributing] = outside_the_book();
    let mut complaints = Vec::new();
    for package in workspace.packages() {
        let folder = workspace.folder(package).expect("it is there");
        let folder = folder.strip_prefix(&workspace.root);
        let folder = folder.expect("it is ours").display().to_string();
        let folder = folder.replace('\\', "/");
        if folder.starts_with("exercises") {
            continue;
        }
        let runs = ["", "--release "]
            .map(|option| format!("cargo run {option}-p {package}"));
        let is_run = runs.iter().any(|run| readme.text.contains(run));
        let line = format!("\n      {package}/ ");
        // The README lists the lessons, and CONTRIBUTING the supporting crates.
        if folder.starts_with("support") {
            if !contributing.text.contains(&line) {
                complaints.push(format!("CONTRIBUTING: no {folder}"));
            }
        } else if !is_run {
            complaints.push(format!("README: no {folder}"));
        }
    }
    none_of(complaints);
}

#[test]
fn a_page_with_a_program_has_all_sections_in_their_order() {
    let mut complaints = Vec::new();
    for page in pages() {
        let shows = page.fences.iter().any(|f| f.label == "rust,ignore");
        let sections: Vec<&str> = page
            .headings
            .iter()
            .map(String::as_str)
            .filter(|heading| SECTIONS.contains(heading))
            .collect();
        let is_pairs = PAIRS.contains(&page.name.as_str());
        if shows && !is_pairs && sections != SECTIONS {
            complaints.push(format!("{}: {sections:?}", page.name));
        }
        let minutes = page.text.lines().nth(2).unwrap_or_default();
        let is_timed = minutes.starts_with('*') && minutes.contains(" minutes");
        if !is_timed && page.name != "machine" {
            complaints.push(format!(
                "{}: the third line does not say how long it takes to read",
                page.name
            ));
        }
    }
    none_of(complaints);
}

#[test]
fn every_claim_is_a_sentence_of_its_page() {
    let mut pages = pages();
    let mut complaints = Vec::new();
    for (name, claims) in CLAIMS {
        let page = pages.iter_mut().find(|page| page.name == *name);
        let page = page.expect("claims belong to a page");
        for claim in *claims {
            let blocks = page.blocks.iter_mut();
            let found = blocks.filter_map(|block| {
                block.take_out(claim.sentence).then_some(())
            });
            if found.count() == 0 {
                complaints.push(format!("{name}: “{}”", claim.sentence));
            }
        }
    }
    none_of(complaints);
}

#[test]
fn every_figure_in_the_prose_belongs_to_a_claim_or_has_its_source() {
    let mut complaints = Vec::new();
    for mut page in pages() {
        // The command writes the page about the machine.
        if page.name == "machine" {
            continue;
        }
        let of_page = CLAIMS.iter().find(|(name, _)| *name == page.name);
        let claims = of_page.map_or(&[][..], |(_, claims)| claims);
        for block in &mut page.blocks {
            for claim in claims {
                block.take_out(claim.sentence);
            }
        }
        // The first block is the title, the second the reading time.
        for block in page.blocks.iter().skip(2) {
            for (sentence, code) in block.without_source() {
                let in_code = figures::first_with_unit(&code);
                if let Some(figure) = figures::first(&sentence).or(in_code) {
                    complaints.push(format!(
                        "{}: `{figure}` in “{}”",
                        page.name,
                        sentence.trim()
                    ));
                }
            }
        }
    }
    none_of(complaints);
}

#[test]
fn figures_are_found_and_counts_and_versions_are_not() {
    for figure in [
        "It took 1.01 s.",
        "256 MiB",
        "a 20x speed-up",
        "It is three times as long.",
        "half the time",
        "twice as fast",
        "one second",
        "5 seconds",
        "50 %",
        "up to 20 times faster",
        "2.0 of them",
        "17\u{a0}ms",
        "double the time",
        "half the wall time",
        "twice that",
    ] {
        assert!(figures::first(figure).is_some(), "{figure}");
    }
    for other in [
        "three requests",
        "Python 3.14 changed that",
        "since Python 3.13 and 3.14",
        "a second core",
        "100 tasks",
        "many times",
        "for the third time",
    ] {
        assert_eq!(figures::first(other), None, "{other}");
    }
}

#[test]
fn machine_is_a_page_that_record_wrote() {
    let folder = workspace().pages();
    let origin = Origin::read(&folder.join(ORIGIN)).expect("it can be read");
    let page = fs::read_to_string(folder.join("machine.md"));
    let page = page.expect("it was recorded");
    assert_eq!(page, origin.expect("it was recorded").page());
}
