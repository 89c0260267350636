// The search, as a reader uses it.

/** Maximum number of checks for results, and milliseconds in between. The first
 * search reads the index. */
const CHECKS = 400;
const PAUSE = 25;

/** Returns the title of the page at `url` in the table of contents. */
function titleInContents(url) {
    const links = [...document.querySelectorAll("#mdbook-sidebar a")];
    const title = links.find((link) => link.href === url)?.cloneNode(true);
    title?.querySelector("[aria-hidden]")?.remove();
    return title?.textContent.trim() ?? "";
}

/** Empties the search bar, and puts the cursor there. */
function openSearch() {
    if (document.getElementById("mdbook-search-wrapper").matches(".hidden")) {
        document.getElementById("mdbook-search-toggle").click();
    }
    const line = document.getElementById("mdbook-searchbar");
    line.value = "";
    line.dispatchEvent(new KeyboardEvent("keyup"));
    line.focus();
}

function resultLinks() {
    return [...document.querySelectorAll("#mdbook-searchresults a")];
}

/** Returns the pages that were found, as soon as `expected` is one of them. */
async function results(expected) {
    let found = [];
    for (let check = 0; check < CHECKS && !found.includes(expected); check += 1) {
        await pause(PAUSE);
        found = resultLinks().map((link) => link.href.split(/[?#]/)[0]);
    }
    return found;
}

function firstResult() {
    return resultLinks()[0]?.href;
}

/** Returns the number of words that are marked as results. */
function marks() {
    return document.querySelectorAll("main mark").length;
}

/** Returns a word in a picture of the page, for a search. */
function wordInPicture() {
    const texts = [...document.querySelectorAll("main svg.picture text")];
    const shown = texts.filter((it) => !isReplaced(it));
    const words = shown.flatMap((it) => it.textContent.match(/[a-z]{4,}/g) ?? []);
    return words[0] ?? "";
}

/** Returns complaints about pictures that a search has broken. */
function brokenPictures() {
    const complaints = [];
    for (const text of document.querySelectorAll("main svg.picture text")) {
        const isMarked = text.querySelector("mark") !== null;
        const isLost = !isReplaced(text) && text.getBBox().width === 0;
        if (isMarked || (text.textContent.trim() && isLost)) {
            complaints.push(`“${text.textContent}” is no longer shown`);
        }
    }
    return complaints;
}
