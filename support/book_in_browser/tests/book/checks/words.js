// Words for complaints.

/** Returns `text` on one line, shortened. */
function brief(text) {
    const line = text.trim().replace(/\s+/g, " ");
    return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

/** Returns `element` in words, for a reader of the complaint to find it. */
function named(element) {
    const id = element.id ? ` id="${element.id}"` : "";
    const names = element.getAttribute("class");
    const text = brief(element.textContent);
    return `<${element.localName}${id}${names ? ` class="${names}"` : ""}>`
        + (text ? ` “${text}”` : "");
}
