// The page as a whole: its themes, its width, its headings and its links.

/** Maximum number of checks for a style sheet, and milliseconds in between. */
const SHEET_CHECKS = 200;
const SHEET_PAUSE = 10;

function pause(milliseconds) {
    return new Promise((done) => setTimeout(done, milliseconds));
}

/** Resolves when the page has its final look: fonts and style sheets are loaded,
 * and no transition between colours is running. */
async function settled() {
    await document.fonts.ready;
    const sheets = [...document.querySelectorAll("link[rel=stylesheet]")];
    // A style sheet that was just enabled may still be loading.
    const missing = (link) => !link.disabled && !link.sheet;
    for (let check = 0; check < SHEET_CHECKS && sheets.some(missing); check += 1) {
        await pause(SHEET_PAUSE);
    }
    for (const animation of document.getAnimations()) {
        if (animation instanceof CSSTransition) {
            animation.finish();
        }
    }
}

/** Chooses a theme as a reader does, and unfolds all answers. */
async function chooseTheme(name) {
    document.getElementById(`mdbook-theme-${name}`)?.click();
    for (const answer of answers()) {
        answer.open = true;
    }
    await settled();
    const chosen = document.documentElement.classList.contains(name);
    return chosen ? [] : ["it cannot be chosen"];
}

/** Returns the size of the whole page, in CSS pixels. */
function pageSize() {
    return {
        width: window.innerWidth,
        height: document.documentElement.scrollHeight,
    };
}

/** Returns complaints about elements that load something from elsewhere, now or
 * when they are scrolled to. */
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

/** Returns whether `element` is inside a box that scrolls by itself. */
function scrolls(element) {
    for (let box = element; !box.matches("main"); box = box.parentElement) {
        if (getComputedStyle(box).overflowX !== "visible") {
            return true;
        }
    }
    return false;
}

/** Returns complaints about elements that make the page, or all of its text,
 * scroll sideways. */
function tooWide() {
    const complaints = [];
    // mdBook clips the page and lets the text scroll.
    const text = document.getElementById("mdbook-content");
    const boxes = { "the page": document.scrollingElement, "the text": text };
    for (const [name, box] of Object.entries(boxes)) {
        if (box.scrollWidth > box.clientWidth) {
            complaints.push(`${name} scrolls sideways: it is ${box.scrollWidth} px `
                + `wide, but only ${box.clientWidth} px are visible`);
        }
    }
    const edge = Math.min(window.innerWidth, text.getBoundingClientRect().right);
    const wide = [...document.querySelectorAll("main *")].filter((element) =>
        element.getBoundingClientRect().right > edge + 1 && !scrolls(element));
    for (const element of wide) {
        // The elements around it are only wide because of it.
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

/** Returns the page's first heading. */
function mainHeading() {
    return document.querySelector("main h1")?.textContent.trim() ?? "";
}

/** Returns complaints about headings without a link. */
function unlinkedHeadings() {
    const complaints = mainHeading() ? [] : ["it has no heading"];
    for (const heading of headings()) {
        const link = heading.querySelector("a.header")?.hash.slice(1);
        if (!link) {
            complaints.push(`${named(heading)} isn't a link`);
        } else if (document.getElementById(decodeURIComponent(link)) !== heading) {
            complaints.push(`${named(heading)} links to something else: #${link}`);
        }
    }
    return complaints;
}

/** Returns complaints about ids that several elements have, because a link only
 * leads to the first of them. */
function repeatedIds() {
    const ids = [...document.querySelectorAll("[id]")].map((it) => it.id);
    const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
    return [...new Set(repeated)].map((id) => `several elements are #${id}`);
}
