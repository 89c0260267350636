// axe-core, which finds obstacles for readers with a disability.

/** Loads a script into the page. */
function loadScript(url) {
    return new Promise((done, failed) => {
        const script = document.createElement("script");
        script.onload = () => done(true);
        script.onerror = () => failed(new Error(`${url} cannot be loaded`));
        script.src = url;
        document.head.append(script);
    });
}

/** Returns axe-core's complaints about the text, by the given rules or by all.
 * The frame around the text is mdBook's own. */
async function violations(rules) {
    const options = { preload: false, resultTypes: ["violations"] };
    if (rules) {
        options.runOnly = rules;
    }
    const found = await axe.run("main", options);
    return found.violations.flatMap((violation) => violation.nodes.map((node) =>
        `axe (${violation.id}): ${violation.help}: ${brief(node.html)} `
            + (node.any[0]?.message ?? "")));
}
