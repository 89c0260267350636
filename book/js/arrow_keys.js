// mdBook turns the page at an arrow key, even when a button, a summary or a
// scrolled block has the focus. There the key belongs to what has the focus.
addEventListener("keydown", (event) => {
    const isArrow = event.key === "ArrowLeft" || event.key === "ArrowRight";
    if (isArrow && event.target !== document.body) {
        event.stopPropagation();
    }
}, true);
