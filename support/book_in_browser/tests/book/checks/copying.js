// What the copy button of a block copies.

/** The copy buttons of all blocks that show what a program printed. */
function consoleButtons() {
    const blocks = document.querySelectorAll("pre:has(code.language-console)");
    return [...blocks].map((block) => block.querySelector(".clip-button"));
}

/** Makes a button the one that a key presses, and notes what it copies. */
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

/** What is wrong with what a button has copied, and with its block now. */
function notCopied(index, byKey) {
    const code = consoleButtons()[index].closest("pre").querySelector("code");
    const lines = code.textContent.split("\n");
    const commands = lines.filter((line) => line.startsWith("$ "));
    const wanted = commands.map((line) => line.slice(2)).join("\n");
    const complaints = [];
    if (commands.length === 0 || commands.length === lines.length) {
        complaints.push(`“${lines[0]}” is no command with its output`);
    }
    if (window.copied !== wanted) {
        const how = byKey ? "at a key" : "at a click";
        complaints.push(`${how}, it copies “${window.copied}”, not “${wanted}”`);
    }
    return complaints;
}
