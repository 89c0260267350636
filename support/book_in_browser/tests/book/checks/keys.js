// The focus when a key is pressed.

/** Elements that can have the focus, by their kinds. */
const FOCUSABLE = {
    button: "main .clip-button",
    summary: "main summary",
    link: "main a[href]",
    block: "main pre > code",
    picture: "main svg.picture",
};

/** Returns the first element of this kind that is not folded away. */
function firstOf(kind) {
    const elements = [...document.querySelectorAll(FOCUSABLE[kind])];
    return elements.find((element) => element.checkVisibility());
}

/** Returns the kinds of elements on the page. */
function focusable() {
    return Object.keys(FOCUSABLE).filter(firstOf);
}

/** Gives the focus to an element of this kind, or to none. Returns whether that
 * worked. */
function focusOn(kind) {
    document.activeElement.blur();
    const element = kind && firstOf(kind);
    if (!element) {
        return document.activeElement === document.body;
    }
    // Assistive tools can give the focus to blocks and pictures, too.
    if (element.tabIndex < 0) {
        element.tabIndex = -1;
    }
    element.focus();
    return document.activeElement === element;
}
