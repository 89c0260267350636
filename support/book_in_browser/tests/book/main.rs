//! Reads every page of the built book in Chromium, in all five themes. A
//! failure names the page, the theme and the problem.
//!
//! - `AXE=path/to/axe.min.js` adds the checks of axe-core.
//! - `SCREENSHOTS=folder` writes a picture of each page.
//! - `BOOK_TOOLS_REQUIRED=1` makes a missing tool a failure.

mod browser;
mod built;
mod tab;
mod tools;
mod what_if;

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::sync::PoisonError;

use serde_json::json;

use crate::browser::Browser;
use crate::built::{Book, Page};
use crate::tab::Tab;

/// Themes that a reader can choose.
const THEMES: [&str; 5] = ["light", "rust", "coal", "navy", "ayu"];

/// Rules of axe-core that depend on the theme.
const COLOURS: [&str; 2] = ["color-contrast", "link-in-text-block"];

/// Width of a phone, in CSS pixels.
const PHONE: u32 = 400;

/// Maximum number of complaints in a failure.
const COMPLAINTS_SHOWN: usize = 60;

/// Calls `check` with the book and an empty tab, and panics with its complaints.
/// Tests take turns, because they share one browser.
fn read(check: impl FnOnce(&Book, &mut Tab) -> Vec<String>) {
    let Some(name) = tools::browser() else { return };
    let book = built::book();
    let browser = Browser::shared(name);
    let mut browser = browser.lock().unwrap_or_else(PoisonError::into_inner);
    let mut tab = Tab::new(&mut browser);
    let mut complaints = check(book, &mut tab);
    tab.close();
    let count = complaints.len();
    complaints.truncate(COMPLAINTS_SHOWN);
    assert!(
        count == 0,
        "{count} complaints, of which these are the first:\n{}\n",
        complaints.join("\n")
    );
}

/// Returns the complaints of `check` on each of `pages`, with the page.
fn on_each<'a>(
    pages: impl IntoIterator<Item = &'a Page>,
    tab: &mut Tab,
    mut check: impl FnMut(&Page, &mut Tab) -> Vec<String>,
) -> Vec<String> {
    let mut complaints = Vec::new();
    for page in pages {
        tab.open(page);
        let found = check(page, tab);
        let name = &page.name;
        complaints.extend(found.iter().map(|it| format!("{name}: {it}")));
    }
    complaints
}

/// Returns the complaints of `check` on the open page, with the themes.
fn in_each_theme(
    tab: &mut Tab,
    mut check: impl FnMut(&str, &mut Tab) -> Vec<String>,
) -> Vec<String> {
    let mut complaints: Vec<(String, Vec<&str>)> = Vec::new();
    for theme in THEMES {
        let mut found = tab.sentences(&format!("chooseTheme('{theme}')"));
        found.extend(check(theme, tab));
        for sentence in found {
            match complaints.iter_mut().find(|(it, _)| *it == sentence) {
                Some((_, themes)) => themes.push(theme),
                None => complaints.push((sentence, vec![theme])),
            }
        }
    }
    let complaints = complaints.into_iter().map(|(sentence, mut themes)| {
        themes.dedup();
        let all = themes.len() == THEMES.len();
        let themes = if all {
            "every theme"
        } else {
            &themes.join(", ")
        };
        format!("{themes}: {sentence}")
    });
    complaints.collect()
}

/// No page writes to the console or loads anything from elsewhere. Every heading
/// has a link. Every picture has a description, is at most as wide as the text,
/// and stands out from its background.
#[test]
fn every_page_is_in_order_in_every_theme() {
    read(|book, tab| {
        let mut shown = Vec::new();
        let pages = book.pages.iter().chain([&book.print]);
        let mut found = on_each(pages, tab, |_, tab| {
            shown.push(tab.sentences("names()"));
            let mut found = tab.sentences("elsewhere()");
            found.extend(tab.sentences("repeatedIds()"));
            found.extend(tab.sentences("unlinkedHeadings()"));
            found.extend(tab.sentences("wordlessPictures()"));
            found.extend(tab.sentences("misplacedPictures()"));
            found.extend(in_each_theme(tab, |_, tab| {
                tab.sentences("faintParts()")
            }));
            found.extend(tab.noise());
            found
        });
        let printed = shown.pop().expect("the print page is the last");
        found.extend(not_printed(shown.concat(), &printed));
        found
    });
}

/// Returns complaints about pictures that the print page lacks.
fn not_printed(mut shown: Vec<String>, printed: &[String]) -> Vec<String> {
    if shown.is_empty() {
        return vec!["no page shows a picture".to_owned()];
    }
    for name in printed {
        if let Some(at) = shown.iter().position(|it| it == name) {
            shown.remove(at);
        }
    }
    let complaint =
        |name| format!("print.html: the picture “{name}” is missing");
    shown.iter().map(complaint).collect()
}

#[test]
fn axe_finds_nothing_in_any_theme() {
    let Some(axe) = tools::axe() else { return };
    read(|book, tab| {
        on_each(&book.pages, tab, |_, tab| {
            tab.ask(&format!("loadScript({})", json!(axe.as_str())));
            in_each_theme(tab, |theme, tab| {
                // All rules are checked once. Themes only differ in colours.
                let all = theme == THEMES[0];
                let rules = if all { json!(null) } else { json!(COLOURS) };
                tab.sentences(&format!("violations({rules})"))
            })
        })
    });
}

#[test]
fn nothing_makes_a_page_scroll_sideways_on_a_phone() {
    read(|book, tab| {
        tab.set_width(PHONE);
        on_each(&book.pages, tab, |_, tab| {
            in_each_theme(tab, |_, tab| {
                let mut found = tab.sentences("tooWide()");
                found.extend(tab.sentences("misplacedPictures()"));
                found
            })
        })
    });
}

#[test]
fn every_folded_answer_opens_at_a_click() {
    read(|book, tab| {
        let mut answers = 0;
        let mut found = on_each(&book.pages, tab, |_, tab| {
            let count = tab.ask("answers().length").as_u64();
            let count = count.expect("this is a number");
            answers += count;
            (0..count).flat_map(|answer| unfold(tab, answer)).collect()
        });
        if answers == 0 {
            found.push("no page has a folded answer".to_owned());
        }
        found
    });
}

/// Returns complaints about an answer before and after a click on it.
fn unfold(tab: &mut Tab, answer: u64) -> Vec<String> {
    let mut found = tab.sentences(&format!("notFolded({answer})"));
    let point = tab.ask(&format!("whereToClick({answer})"));
    tab.click(&point);
    found.extend(tab.sentences(&format!("notOpened({answer})")));
    found
}

/// With the mouse and with a key, in every theme, only the command is copied,
/// and the block is whole afterwards.
#[test]
fn the_button_of_a_console_block_copies_its_command() {
    read(|book, tab| {
        let mut buttons = 0;
        let mut found = on_each(&book.pages, tab, |_, tab| {
            in_each_theme(tab, |_, tab| {
                let count = tab.ask("consoleButtons().length").as_u64();
                let count = count.expect("this is a number");
                buttons += count;
                (0..count).flat_map(|it| copy(tab, it)).collect()
            })
        });
        if buttons == 0 {
            found.push("no page has a console block".to_owned());
        }
        found
    });
}

/// Returns complaints about the text that a button copies, at a click and at a
/// key.
fn copy(tab: &mut Tab, button: u64) -> Vec<String> {
    let mut found = Vec::new();
    for by_key in [false, true] {
        let point = tab.ask(&format!("readyToCopy({button})"));
        match by_key {
            true => tab.press_enter(),
            false => tab.click(&point),
        }
        found.extend(tab.sentences(&format!("notCopied({button}, {by_key})")));
    }
    found
}

/// An arrow key scrolls a block, and does nothing to a button. It only turns the
/// page if nothing has the focus.
#[test]
fn an_arrow_key_turns_the_page_unless_something_has_the_focus() {
    read(|book, tab| {
        let mut kinds = BTreeSet::new();
        let mut found = on_each(&book.pages, tab, |_, tab| {
            let mut found = Vec::new();
            for kind in tab.sentences("focusable()") {
                if tab.ask(&format!("focusOn({})", json!(kind))) != true {
                    found.push(format!("a {kind} cannot have the focus"));
                }
                tab.press_right();
                tab.ask("settled()");
                if tab.is_leaving() {
                    found.push(format!("an arrow key leaves a {kind}"));
                    break;
                }
                kinds.insert(kind);
            }
            found
        });
        if kinds.len() < 5 {
            found.push(format!("there are only {kinds:?}"));
        }
        tab.open(&book.pages[0]);
        tab.ask("focusOn(null)");
        tab.press_right();
        tab.ask("settled()");
        if !tab.is_leaving() {
            found.push("no key turns the page".to_owned());
        }
        found
    });
}

#[test]
fn searching_for_a_title_finds_its_page() {
    read(|book, tab| {
        tab.open(&book.pages[0]);
        let pages = book.pages.iter();
        let mut found: Vec<_> =
            pages.filter_map(|page| search(tab, page)).collect();
        found.extend(tab.noise());
        found.extend(follow_a_result(tab));
        found
    });
}

/// Returns a complaint if a search for the title of `page` does not find it.
fn search(tab: &mut Tab, page: &Page) -> Option<String> {
    let url = json!(page.url.as_str());
    let title = tab.ask(&format!("titleInContents({url})"));
    tab.ask("openSearch()");
    tab.enter(title.as_str().unwrap_or_default());
    let results = tab.sentences(&format!("results({url})"));
    let missing = !results.contains(&page.url.to_string());
    let name = &page.name;
    missing.then(|| {
        format!("a search for {title} does not find {name}: {results:?}")
    })
}

/// Returns complaints about the page that the first result leads to.
fn follow_a_result(tab: &mut Tab) -> Vec<String> {
    let result = tab.ask("firstResult()");
    let Some(url) = result.as_str() else {
        return vec!["the last search found nothing".to_owned()];
    };
    tab.go_to(url);
    let mut found = tab.noise();
    if tab.ask("marks()") == 0 {
        found.push(format!("{url} does not mark the words of the search"));
    }
    found
}

/// The words of a search are marked, but not in a picture, where they would
/// vanish.
#[test]
fn a_search_leaves_the_pictures_whole() {
    read(|book, tab| {
        let mut searched = 0;
        let mut found = on_each(&book.pages, tab, |page, tab| {
            let word = tab.ask("wordInPicture()");
            let word = word.as_str().expect("this is a word").to_owned();
            if word.is_empty() {
                return Vec::new();
            }
            searched += 1;
            tab.go_to(&format!("{}?highlight={word}", page.url));
            tab.sentences("brokenPictures()")
        });
        if searched < 5 {
            found.push(format!("only {searched} pages have a picture"));
        }
        found
    });
}

#[test]
fn screenshots_are_taken_on_request() {
    let Some(folder) = env::var_os("SCREENSHOTS") else {
        return;
    };
    let folder = tools::from_root(folder);
    fs::create_dir_all(&folder).expect("a folder for the screenshots");
    read(|book, tab| {
        on_each(&book.pages, tab, |page, tab| {
            let name = page.name.trim_end_matches(".html").replace('/', "-");
            let mut found = Vec::new();
            for theme in ["light", "navy"] {
                let choose = format!("chooseTheme('{theme}')");
                found.extend(tab.sentences(&choose));
                tab.photograph(&folder.join(format!("{name}-{theme}.png")));
            }
            found
        })
    });
}
