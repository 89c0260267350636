// How the checks speak of what they found.

/** `text` on one line, and not too long. */
function brief(text) {
    const line = text.trim().replace(/\s+/g, " ");
    return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

/** `element` as somebody would look for it. */
function named(element) {
    const id = element.id ? ` id="${element.id}"` : "";
    const names = element.getAttribute("class");
    const text = brief(element.textContent);
    return `<${element.localName}${id}${names ? ` class="${names}"` : ""}>`
        + (text ? ` “${text}”` : "");
}
