// The search, as a reader uses it.

/** How often results are looked for before there are none, and every how many
 * milliseconds. The first search reads the index. */
const LOOKS = 400;
const PAUSE = 25;

/** What the table of contents calls the page at `url`. */
function titleInContents(url) {
    const links = [...document.querySelectorAll("#mdbook-sidebar a")];
    const title = links.find((link) => link.href === url)?.cloneNode(true);
    title?.querySelector("[aria-hidden]")?.remove();
    return title?.textContent.trim() ?? "";
}

/** Makes the line to search in empty, and puts the cursor there. */
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

/** The pages that were found, as soon as `expected` is one of them. */
async function results(expected) {
    let found = [];
    for (let look = 0; look < LOOKS && !found.includes(expected); look += 1) {
        await pause(PAUSE);
        found = resultLinks().map((link) => link.href.split(/[?#]/)[0]);
    }
    return found;
}

function firstResult() {
    return resultLinks()[0]?.href;
}

/** How many words are marked because they were searched for. */
function marks() {
    return document.querySelectorAll("main mark").length;
}

/** A word that a picture of the page shows, to be searched for. */
function wordInPicture() {
    const texts = document.querySelectorAll("main svg.picture text");
    const words = [...texts].flatMap((it) => it.textContent.match(/[a-z]{4,}/g) ?? []);
    return words[0] ?? "";
}

/** What searching has done to the pictures. */
function brokenPictures() {
    const complaints = [];
    for (const text of document.querySelectorAll("main svg.picture text")) {
        const isMarked = text.querySelector("mark") !== null;
        if (isMarked || (text.textContent.trim() && text.getBBox().width === 0)) {
            complaints.push(`“${text.textContent}” is no longer shown`);
        }
    }
    return complaints;
}
