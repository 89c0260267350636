// The page as a whole: its themes, its width, its headings and its links.

/** How often a style sheet is looked for before it is not waited for any
 * longer, and every how many milliseconds. */
const SHEET_LOOKS = 200;
const SHEET_PAUSE = 10;

function pause(milliseconds) {
    return new Promise((done) => setTimeout(done, milliseconds));
}

/** Resolves when the page looks as it will: its letters are there, a theme's
 * style sheets as well, and no colour is still on its way to another one. */
async function settled() {
    await document.fonts.ready;
    const sheets = [...document.querySelectorAll("link[rel=stylesheet]")];
    // One that is switched on is loaded first.
    const missing = (link) => !link.disabled && !link.sheet;
    for (let look = 0; look < SHEET_LOOKS && sheets.some(missing); look += 1) {
        await pause(SHEET_PAUSE);
    }
    for (const animation of document.getAnimations()) {
        if (animation instanceof CSSTransition) {
            animation.finish();
        }
    }
}

/** Chooses a theme as a reader does, and unfolds what is folded. */
async function chooseTheme(name) {
    document.getElementById(`mdbook-theme-${name}`)?.click();
    for (const answer of answers()) {
        answer.open = true;
    }
    await settled();
    const chosen = document.documentElement.classList.contains(name);
    return chosen ? [] : ["it cannot be chosen"];
}

/** The size of all of the page, in CSS pixels. */
function pageSize() {
    return {
        width: window.innerWidth,
        height: document.documentElement.scrollHeight,
    };
}

/** What is elsewhere and would be loaded now, or when it is scrolled to. */
function elsewhere() {
    const loaded = "link[href], img, script, iframe, source, video, audio, "
        + "embed, object, image, use";
    const here = ["file:", "data:", "blob:", "about:"];
    const complaints = [];
    for (const element of document.querySelectorAll(loaded)) {
        for (const name of ["href", "src", "data", "poster"]) {
            const url = element.getAttribute(name);
            const full = url && new URL(url, document.baseURI);
            if (full && !here.includes(full.protocol)) {
                complaints.push(`${named(element)} loads ${full}`);
            }
        }
    }
    return complaints;
}

/** Whether `element` is in something smaller that scrolls by itself. */
function scrolls(element) {
    for (let box = element; !box.matches("main"); box = box.parentElement) {
        if (getComputedStyle(box).overflowX !== "visible") {
            return true;
        }
    }
    return false;
}

/** What makes the page, or all of its text, scroll sideways. */
function tooWide() {
    const complaints = [];
    // mdBook cuts the page off and lets the text scroll.
    const text = document.getElementById("mdbook-content");
    const boxes = { "the page": document.scrollingElement, "the text": text };
    for (const [name, box] of Object.entries(boxes)) {
        if (box.scrollWidth > box.clientWidth) {
            complaints.push(`${name} scrolls sideways: it is ${box.scrollWidth} px `
                + `wide, of which ${box.clientWidth} px are seen`);
        }
    }
    const edge = Math.min(window.innerWidth, text.getBoundingClientRect().right);
    const wide = [...document.querySelectorAll("main *")].filter((element) =>
        element.getBoundingClientRect().right > edge + 1 && !scrolls(element));
    for (const element of wide) {
        // What holds it is as wide for its sake.
        if (!wide.some((other) => other !== element && element.contains(other))) {
            const right = Math.round(element.getBoundingClientRect().right);
            complaints.push(`${named(element)} ends at ${right} px, `
                + `the page at ${Math.round(edge)} px`);
        }
    }
    return complaints;
}

function headings() {
    return [...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")];
}

/** What the page is called in its text. */
function mainHeading() {
    return document.querySelector("main h1")?.textContent.trim() ?? "";
}

/** The headings that nobody can link to. */
function unlinkedHeadings() {
    const complaints = mainHeading() ? [] : ["it has no heading"];
    for (const heading of headings()) {
        const link = heading.querySelector("a.header")?.hash.slice(1);
        if (!link) {
            complaints.push(`${named(heading)} is no link`);
        } else if (document.getElementById(decodeURIComponent(link)) !== heading) {
            complaints.push(`${named(heading)} links to something else: #${link}`);
        }
    }
    return complaints;
}

/** Ids that several elements have: a link leads to the first of them only. */
function repeatedIds() {
    const ids = [...document.querySelectorAll("[id]")].map((it) => it.id);
    const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
    return [...new Set(repeated)].map((id) => `several elements are #${id}`);
}
