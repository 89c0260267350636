// axe-core, which finds what is in the way of readers with a disability.

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

/** What axe-core finds in the text, by some of its rules or by all of them.
 * What is around the text is mdBook's own. */
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
