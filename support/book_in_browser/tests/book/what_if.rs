//! The page to play with: its model against the recordings, its properties, and
//! its use.

use serde_json::json;

use crate::built::{Book, Page};
use crate::{in_each_theme, read, tools};

/// Number of settings that are tried.
const SETTINGS: u32 = 300;

/// Width of a small phone, in CSS pixels.
const SMALL_PHONE: u32 = 360;

fn page(book: &Book) -> &Page {
    let mut pages = book.pages.iter();
    let page = pages.find(|page| page.name == "what_if.html");
    page.expect("the book has the page")
}

#[test]
fn the_model_predicts_what_was_recorded() {
    read(|book, tab| {
        tab.open(page(book));
        tab.sentences("mispredicted()")
    });
}

#[test]
fn the_model_keeps_its_properties() {
    read(|book, tab| {
        tab.open(page(book));
        tab.sentences(&format!("brokenProperties({SETTINGS})"))
    });
}

/// Sets, guesses, shows, steps, pastes, enters nonsense, and reloads.
#[test]
fn a_person_can_use_the_page() {
    read(|book, tab| {
        tab.open(page(book));
        let mut found = tab.sentences("usedByAPerson()");
        found.extend(tab.sentences("unreachable()"));
        let url = tab.ask("location.href");
        let url = url.as_str().expect("a page has a URL").to_owned();
        // A hash alone does not load a page again.
        tab.open(&book.pages[0]);
        tab.go_to(&url);
        found.extend(tab.sentences("afterReload()"));
        found.extend(in_each_theme(tab, |_, tab| {
            let mut found = tab.sentences("faintParts()");
            found.extend(tab.sentences("repeatedIds()"));
            found
        }));
        if let Some(axe) = tools::axe() {
            tab.ask(&format!("loadScript({})", json!(axe.as_str())));
            found.extend(tab.sentences("violations(null)"));
        }
        found.extend(tab.noise());
        found
    });
}

/// The Tab key reaches every control, in the order in which they're read.
#[test]
fn the_page_can_be_used_by_key() {
    read(|book, tab| {
        tab.open(page(book));
        let count = tab.ask("ready()").as_u64().expect("this is a number");
        let mut found = Vec::new();
        for expected in 1..count {
            tab.press_tab();
            let focused = "controls().indexOf(document.activeElement)";
            let reached = tab.ask(focused);
            if reached != expected {
                let wanted = format!("controls()[{expected}].outerHTML");
                let wanted = tab.ask(&wanted);
                found.push(format!("Tab reaches {reached}, not {wanted}"));
                break;
            }
        }
        if count < 15 {
            found.push(format!("there are only {count} controls"));
        }
        found
    });
}

#[test]
fn its_results_fit_on_a_phone() {
    read(|book, tab| {
        tab.set_width(SMALL_PHONE);
        tab.open(page(book));
        tab.ask("ready()");
        in_each_theme(tab, |_, tab| tab.sentences("tooWide()"))
    });
}

#[test]
fn without_javascript_and_in_print_there_is_a_picture() {
    read(|book, tab| {
        tab.open(page(book));
        let mut found = Vec::new();
        for (media, shown) in [("screen", false), ("print", true)] {
            tab.set_media(media);
            let asked =
                "document.querySelector('.what-if-static').checkVisibility()";
            if tab.ask(asked) != shown {
                found.push(format!("{media}: the recorded picture"));
            }
            let form =
                "document.querySelector('.what-if form').checkVisibility()";
            if tab.ask(form) == shown {
                found.push(format!("{media}: the form"));
            }
        }
        tab.set_media("");
        found
    });
}
