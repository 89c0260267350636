// mdBook turns the page at an arrow key, even if a button, a summary or a
// scrolled block has the focus. This script gives the key to that element.
addEventListener("keydown", (event) => {
    const isArrow = event.key === "ArrowLeft" || event.key === "ArrowRight";
    if (isArrow && event.target !== document.body) {
        event.stopPropagation();
    }
}, true);
