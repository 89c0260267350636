// The page to play with: its model, compared with the recordings, and its use.

const theRoot = () => document.querySelector(".what-if");

/** Rows of which the model leaves a known part out, with the reason. */
const LEFT_OUT = {
    "ten_thousand threads 10,000": "the server's share of two cores",
};

/** Ways in which predictions and recordings differ by more than they may. */
function mispredicted() {
    const { data } = theRoot().whatIf;
    const complaints = [];
    let rows = 0;
    for (const { name, settings, rows: recorded } of data.presets) {
        const both = recorded.map((row) => {
            const isRequest = settings.wait > 0 && !name.startsWith("gil");
            const run = WhatIfModel.simulate({
                ...settings, cores: data.cores, strategy: row.strategy,
                workers: row.workers, gil: row.gil === true,
                overhead: isRequest ? data.costs[row.strategy].cpu : 0,
            });
            return { row, run };
        });
        for (const { row, run } of both) {
            rows += 1;
            const label = `${name} ${row.label}`;
            const far = (what, predicted, seen, limit) => {
                const off = predicted / seen - 1;
                if (!(Math.abs(off) <= limit) && !(label in LEFT_OUT)) {
                    const percent = (off * 100).toFixed(1);
                    complaints.push(`${label}: ${what} ${predicted}, recorded ${seen} (${percent}%)`);
                }
            };
            far("wall time", run.wall, row.wall, row.strategy === "processes" ? 0.2 : 0.1);
            if (row.longest) far("longest block", run.longestBlock, row.longest, 0.1);
            if (row.memory) far("memory", WhatIfModel.memory(run.settings, data.costs), row.memory, 0.25);
            if (row.peak && row.peak !== run.peak) {
                complaints.push(`${label}: ${run.peak} in flight, recorded ${row.peak}`);
            }
        }
        for (const one of both) {
            for (const other of both) {
                const isFaster = one.row.wall * 1.1 < other.row.wall;
                if (isFaster && !(one.run.wall < other.run.wall)) {
                    complaints.push(`${name}: ${one.row.label} is not predicted before ${other.row.label}`);
                }
            }
        }
    }
    if (rows < 30) complaints.push(`only ${rows} rows are compared`);
    return complaints;
}

/** What doesn't hold for settings that a seed chooses. */
function brokenProperties(count) {
    let seed = 1;
    const random = () => {
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
        return seed / 2_147_483_648;
    };
    const oneOf = (list) => list[Math.floor(random() * list.length)];
    const complaints = [];
    for (let round = 0; round < count; round += 1) {
        const settings = {
            items: 1 + Math.floor(random() * 60),
            wait: oneOf([0, 0.001, 0.1, random()]),
            work: oneOf([0, 0.001, 0.05, random() * 0.3]),
            cores: 1 + Math.floor(random() * 8),
            workers: 1 + Math.floor(random() * 20),
            gil: random() < 0.3,
            overhead: oneOf([0, 0.0001]),
        };
        for (const strategy of Object.keys(WhatIfModel.STRATEGIES)) {
            const run = WhatIfModel.simulate({ ...settings, strategy });
            const complain = (what) => complaints.push(`${what}: ${JSON.stringify({ ...settings, strategy })}`);
            const { items, work, overhead, cores, wait } = settings;
            const rounding = items * 1e-6 + 1e-6;
            const total = items * (work + overhead);
            if (run.wall < run.lowerBound - rounding) complain("below the lower bound");
            if (Math.abs(run.cpu - total) > 2 * rounding) complain("CPU time is lost or won");
            if (cores === 1 && wait === 0 && run.wall < total - 2 * rounding) {
                complain("faster than one core");
            }
            const more = WhatIfModel.simulate({ ...settings, cores: cores + 1, strategy });
            // A time slice may end differently.
            if (more.wall > run.wall + 0.005) complain("slower with one more core");
            const limit = settings.gil && strategy !== "processes" ? 1 : cores;
            if (mostComputing(run.lanes) > limit) complain("more lanes compute than cores");
            const inLanes = run.lanes.flat().filter((it) => it.kind === "computing");
            const computed = inLanes.reduce((sum, { from, to }) => sum + to - from, 0);
            if (items <= WhatIfModel.LANES && Math.abs(computed - run.cpu) > 1e-6) {
                complain("the lanes compute another time");
            }
        }
    }
    return complaints;
}

function mostComputing(lanes) {
    const computing = lanes.flat().filter((it) => it.kind === "computing");
    const changes = computing.flatMap(({ from, to }) => [[from, 1], [to, -1]]);
    changes.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    let now = 0;
    let most = 0;
    for (const [, by] of changes) {
        now += by;
        most = Math.max(most, now);
    }
    return most;
}

const controls = () => [...theRoot().querySelectorAll("input, select, button, summary, textarea")]
    .filter((control) => control.checkVisibility());

/** Shows a result without a guess, and gives the focus to the first control. */
async function ready() {
    press("Show without a guess");
    await said();
    controls()[0].focus();
    return controls().length;
}

/** Sets a control that has this label, as typing does. */
function setTo(label, value) {
    const labels = [...theRoot().querySelectorAll("label")];
    const found = labels.find((it) => it.textContent.startsWith(label));
    const control = found.querySelector("input, select");
    if (control.type === "checkbox") {
        control.checked = value;
    } else {
        control.value = value;
    }
    for (const name of ["input", "change"]) {
        control.dispatchEvent(new Event(name, { bubbles: true }));
    }
}

const press = (name) => [...theRoot().querySelectorAll("button")]
    .find((it) => it.textContent === name).click();

/** The sentence that is read out, after its pause. */
async function said() {
    await pause(700);
    return theRoot().querySelector("output").textContent;
}

/** Uses the page as a person would. Returns what went wrong. */
async function usedByAPerson() {
    const complaints = [];
    const expect = (holds, sentence) => holds || complaints.push(sentence);
    const text = () => theRoot().textContent;

    expect((await said()).startsWith("Make a guess"), "it asks for no guess");
    setTo("items", 4);
    setTo("seconds of waiting", 0.1);
    setTo("seconds of CPU", 0.1);
    setTo("cores", 2);
    setTo("strategy", "tasks_and_pool");
    setTo("Which strategy", "sequential");
    expect(!text().includes("Wall"), "the result is shown before the guess");
    press("Show");
    let sentence = await said();
    expect(sentence.includes("It takes 300 ms"), `it says “${sentence}”`);
    expect(sentence.includes("You picked one after another"), `it says “${sentence}”`);
    expect(location.hash.includes("items=4"), `the URL ends with ${location.hash}`);

    expect(theRoot().querySelectorAll("svg.picture").length >= 2, "no lanes are drawn");
    press("Forward");
    press("Forward");
    expect(text().includes("item 2 is sent"), "the second step says nothing of item 2");
    press("Back");
    expect(text().includes("item 1 is sent"), "going back says nothing of item 1");

    const captions = [...theRoot().querySelectorAll("caption")].map((it) => it.textContent);
    expect(captions.some((it) => it.startsWith("All strategies")), "strategies are not compared");
    expect(text().includes("cargo run --release -p mixed_workload -- --items 4"), "no command to run");

    press("Copy");
    await pause(200);
    const copied = theRoot().querySelector("[role=status]").textContent;
    expect(/Copied|Selected/.test(copied), `after copying it says “${copied}”`);

    setTo("items", "many");
    sentence = await said();
    expect(sentence.includes("items must be"), `nonsense is answered “${sentence}”`);
    setTo("items", 1e9);
    press("Show");
    sentence = await said();
    expect(sentence.includes("items must be"), `too many are answered “${sentence}”`);
    setTo("items", 4);
    press("Show without a guess");
    sentence = await said();
    expect(sentence.startsWith("It takes 300 ms"), `it says “${sentence}”`);

    const area = theRoot().querySelector("textarea");
    const paste = (pasted) => {
        area.value = pasted;
        press("Compare");
        return area.parentElement.textContent;
    };
    expect(paste("nonsense").includes("isn't JSON"), "nonsense is taken for JSON");
    for (const pasted of ["{}", "[]", "null", "7", '{"tables": [{"rows": [null, 3]}]}']) {
        expect(paste(pasted).includes("no row"), `${pasted} has rows`);
    }
    const { figures, row } = {
        figures: { delay: 0.1, requests: 10 },
        row: { label: "tasks", version: "tasks", language: "Rust", wall: 0.1, work: { requests: 10, workers: 1 } },
    };
    const good = JSON.stringify({ cores: 2, tables: [{ figures, rows: [row] }] });
    expect(paste(good).includes("Measured by you"), "a good run is refused");
    return complaints;
}

/** What the page has kept in its URL. */
async function afterReload() {
    const complaints = [];
    if (theRoot().whatIf.state.items !== "4") complaints.push("a reload forgets the items");
    press("Show without a guess");
    const sentence = await said();
    if (!sentence.startsWith("It takes 300 ms")) complaints.push(`it says “${sentence}”`);
    return complaints;
}

/** Controls that the Tab key does not reach, or that have no name. */
function unreachable() {
    const complaints = [];
    for (const control of controls()) {
        if (control.tabIndex < 0) complaints.push(`${control.outerHTML} cannot be reached`);
        const name = control.labels?.[0]?.textContent || control.textContent || control.ariaLabel;
        if (!name) complaints.push(`${control.outerHTML} has no name`);
    }
    return complaints;
}
