// mdBook turns the page at an arrow key, even if a button, a summary or a
// scrolled block has the focus. This script gives the key to that element.
addEventListener("keydown", (event) => {
    const isArrow = event.key === "ArrowLeft" || event.key === "ArrowRight";
    if (isArrow && event.target !== document.body) {
        event.stopPropagation();
    }
}, true);

// A block that scrolls sideways can be reached with a key, too.
addEventListener("load", () => {
    for (const code of document.querySelectorAll("main pre > code")) {
        if (code.closest("details") || code.scrollWidth > code.clientWidth) {
            code.tabIndex = 0;
        }
    }
});
