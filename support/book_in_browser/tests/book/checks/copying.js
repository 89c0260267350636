// The copy button of a block.

/** Returns the copy buttons of all blocks with a program's output. */
function consoleButtons() {
    const blocks = document.querySelectorAll("pre:has(code.language-console)");
    return [...blocks].map((block) => block.querySelector(".clip-button"));
}

/** Gives a button the focus, and keeps the text that it copies. Returns its
 * middle. */
function readyToCopy(index) {
    window.copied = null;
    const note = (event) => {
        window.copied = event.target.value ?? String(getSelection());
    };
    document.addEventListener("copy", note, { capture: true, once: true });
    const button = consoleButtons()[index];
    button.scrollIntoView({ block: "center", behavior: "instant" });
    button.focus();
    const { x, y, width, height } = button.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
}

/** Returns complaints about the text that a button has copied, and about its
 * block afterwards. */
function notCopied(index, byKey) {
    const code = consoleButtons()[index].closest("pre").querySelector("code");
    const lines = code.textContent.split("\n");
    const commands = lines.filter((line) => line.startsWith("$ "));
    const wanted = commands.map((line) => line.slice(2)).join("\n");
    const complaints = [];
    if (commands.length === 0 || commands.length === lines.length) {
        complaints.push(`“${lines[0]}” isn't a command with its output`);
    }
    if (window.copied !== wanted) {
        const how = byKey ? "at a key" : "at a click";
        complaints.push(`${how}, it copies “${window.copied}”, not “${wanted}”`);
    }
    return complaints;
}
