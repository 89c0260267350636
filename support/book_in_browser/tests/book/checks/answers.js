// Answers that are folded until a reader opens them.

function answers() {
    return [...document.querySelectorAll("main details")];
}

function summaryOf(answer) {
    return answer.querySelector(":scope > summary");
}

/** The answer's text as it is on the screen, without its summary. */
function shown(answer) {
    const summary = summaryOf(answer)?.innerText ?? "";
    return answer.innerText.replace(summary, "").trim();
}

/** Returns complaints about an answer that has not been opened yet. */
function notFolded(number) {
    const answer = answers()[number];
    const summary = summaryOf(answer)?.innerText.trim();
    const complaints = [];
    if (!summary) {
        complaints.push(`${named(answer)} has no summary to click on`);
    }
    if (answer.open) {
        complaints.push(`the answer “${summary}” is not folded`);
    }
    return complaints;
}

/** Returns the middle of the answer's summary, after scrolling to it. */
function whereToClick(number) {
    const place = summaryOf(answers()[number]) ?? answers()[number];
    place.scrollIntoView({ block: "center", behavior: "instant" });
    const box = place.getBoundingClientRect();
    return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
}

/** Returns complaints about an answer after a click on it. */
function notOpened(number) {
    const answer = answers()[number];
    if (answer.open && shown(answer)) {
        return [];
    }
    const wrong = answer.open ? "is empty" : "does not open";
    return [`the answer “${summaryOf(answer)?.innerText.trim()}” ${wrong}`];
}
