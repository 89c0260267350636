// The copy button of a console block copies its commands, without the prompt and
// the output. While the click is handled, the block holds only the commands, and
// it is whole again before the reader can see it.
document.addEventListener("click", (event) => {
    const block = event.target.closest?.(".clip-button")?.closest("pre");
    const code = block?.querySelector("code.language-console");
    if (!code) {
        return;
    }
    const whole = [...code.childNodes];
    const lines = code.textContent.split("\n");
    const commands = lines.filter((line) => line.startsWith("$ "));
    code.replaceChildren(commands.map((line) => line.slice(2)).join("\n"));
    addEventListener("click", () => code.replaceChildren(...whole), { once: true });
}, true);
