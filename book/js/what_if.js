// What would happen if …? The page around the model of what_if_model.js. Does nothing
// on pages without an element of the class `what-if`.
(() => {
    "use strict";
    const { STRATEGIES, LIMITS, LANES, simulate, lowerBound, memory } = WhatIfModel;

    /** A sentence is read out this long after the last change, in milliseconds. */
    const PAUSE = 600;
    const WIDTH = 440;
    const STEP = 14;

    /** Versions of the programs, by the strategies that they show. */
    const VERSIONS = {
        sequential: "sequential",
        thread_per_request: "thread_per_item",
        threads: "thread_per_item",
        thread_pool: "thread_pool",
        tasks: "tasks",
        reqwest_tasks: "tasks",
        tasks_on_all_cores: "tasks_on_all_cores",
        cpu_pool: "tasks_and_pool",
        processes: "processes",
    };

    let ids = 0;

    /** Makes an element. Attributes that are functions listen to events. */
    function make(name, attributes = {}, ...children) {
        const element = document.createElement(name);
        for (const [key, value] of Object.entries(attributes)) {
            if (typeof value === "function") {
                element.addEventListener(key, value);
            } else if (value !== false) {
                element.setAttribute(key, value === true ? "" : value);
            }
        }
        element.append(...children);
        return element;
    }

    const svgName = "http://www.w3.org/2000/svg";
    function draw(name, attributes, text) {
        const element = document.createElementNS(svgName, name);
        for (const [key, value] of Object.entries(attributes)) {
            element.setAttribute(key, value);
        }
        if (text !== undefined) element.textContent = text;
        return element;
    }

    const seconds = (time) => {
        if (time === 0) return "0 s";
        if (time < 0.0095) return `${(time * 1000).toFixed(2)} ms`;
        if (time < 0.95) return `${(time * 1000).toFixed(0)} ms`;
        return `${time.toFixed(2)} s`;
    };
    const mebibytes = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
    const times = (ratio) => `${ratio.toFixed(2)} times`;

    function table(caption, headings, rows) {
        const row = (cells, name) => make("tr", {}, ...cells.map((cell) => make(name, {}, cell)));
        return make("table", {},
            make("caption", {}, caption),
            make("thead", {}, row(headings, "th")),
            make("tbody", {}, ...rows.map((cells) => row(cells, "td"))));
    }

    /** Slanted lines from `left` to `right`, for time without a core. */
    function hatch(left, right, y) {
        const high = (STEP - 6) / 2;
        let lines = `M${left.toFixed(1)} ${y}H${right.toFixed(1)}`;
        for (let x = left; x + 2 * high < right; x += 5) {
            lines += `M${x.toFixed(1)} ${y + high}l${2 * high} ${-2 * high}`;
        }
        return draw("path", { d: lines, class: "ink-4", fill: "none", stroke: "currentColor" });
    }

    /** Lanes with their spans, as a picture. */
    function lanesPicture(title, lanes, wall, at) {
        const left = 70;
        const scale = (time) => left + (WIDTH - left - 2) * (wall === 0 ? 0 : time / wall);
        const height = lanes.length * STEP + 24;
        ids += 1;
        const id = `what-if-${ids}`;
        const svg = draw("svg", {
            class: "picture", role: "img", "aria-labelledby": `${id}-title`,
            viewBox: `0 0 ${WIDTH} ${height}`, width: "100%",
        });
        svg.append(draw("title", { id: `${id}-title` }, `${title}. The table below has the same spans.`));
        lanes.forEach(({ label, spans }, index) => {
            const y = index * STEP + STEP / 2;
            svg.append(draw("text", { x: left - 6, y: y + 4, "text-anchor": "end", "font-size": 11 }, label));
            for (const { kind, from, to } of spans) {
                if (kind === "ready") {
                    svg.append(hatch(scale(from), scale(to), y));
                    continue;
                }
                const thick = kind === "waiting" ? 2 : STEP - 4;
                svg.append(draw("rect", {
                    x: scale(from).toFixed(2), y: y - thick / 2, height: thick,
                    width: Math.max(0.4, scale(to) - scale(from)).toFixed(2),
                    class: kind === "waiting" ? "ink-1" : "ink-2", fill: "currentColor",
                }));
            }
        });
        const bottom = lanes.length * STEP;
        for (const share of [0, 0.5, 1]) {
            const anchor = share === 0 ? "start" : share === 1 ? "end" : "middle";
            svg.append(draw("text", {
                x: scale(share * wall), y: bottom + 16, "text-anchor": anchor, "font-size": 11,
            }, seconds(share * wall)));
        }
        if (at !== undefined) {
            svg.append(draw("path", {
                d: `M${scale(at).toFixed(2)} 0V${bottom}`, class: "ink-3",
                stroke: "currentColor", "stroke-width": 2,
            }));
        }
        return svg;
    }

    const inWords = (spans) => spans
        .map(({ kind, from, to }) => `${kind} from ${seconds(from)} to ${seconds(to)}`)
        .join(", ");

    /** The measured rows of pasted JSON, or a sentence that says what is wrong. */
    function measuredRows(text) {
        let data;
        try {
            data = JSON.parse(text);
        } catch {
            return { problem: "That isn't JSON. Paste the whole output of a comparison with --json." };
        }
        const rows = [];
        for (const one of Array.isArray(data?.tables) ? data.tables : []) {
            const { delay, work, workers, items, requests } = one?.figures ?? {};
            for (const row of Array.isArray(one?.rows) ? one.rows : []) {
                const strategy = Object.hasOwn(VERSIONS, row?.version) ? VERSIONS[row.version] : null;
                const wall = row?.wall;
                const count = row?.work?.requests ?? row?.work?.items ?? items ?? requests;
                if (!strategy || row.language === "Python" || !(wall >= 0) || !(count >= 1)) continue;
                rows.push({
                    label: String(row.label), strategy, wall,
                    settings: {
                        items: count, wait: delay ?? 0, work: work ?? 0,
                        workers: row.work.workers ?? workers ?? 1, cores: data.cores ?? 1,
                    },
                });
            }
        }
        return rows.length > 0
            ? { rows }
            : { problem: "There's no row in it that this page knows. Try io_bound or mixed_workload with --json." };
    }

    function start(root) {
        const data = JSON.parse(root.querySelector("script").textContent);
        const state = {
            ...data.presets[0].settings, cores: data.cores, strategy: "tasks", gil: false,
        };
        const fromHash = new URLSearchParams(location.hash.slice(1));
        for (const name of Object.keys(state)) {
            if (fromHash.has(name)) state[name] = fromHash.get(name);
        }
        let shown = null;
        let timer;

        const settingsOf = (strategy) => ({
            ...state, strategy, gil: state.gil === true || state.gil === "true",
            overhead: Number(state.wait) > 0 ? data.costs[strategy]?.cpu ?? 0 : 0,
        });

        // The settings.
        const inputs = {};
        const field = (name, label, step) => {
            const [min, max] = LIMITS[name];
            inputs[name] = make("input", {
                type: "number", min, max, step, value: state[name],
                input: () => change({ [name]: inputs[name].value }),
            });
            return make("label", {}, label, inputs[name]);
        };
        const options = Object.entries(STRATEGIES).map(([value, label]) => make("option", { value }, label));
        inputs.strategy = make("select", {
            change: () => change({ strategy: inputs.strategy.value }),
        }, ...options);
        inputs.gil = make("input", {
            type: "checkbox", change: () => change({ gil: inputs.gil.checked }),
        });
        const preset = make("select", {
            change: () => {
                const chosen = data.presets[preset.selectedIndex - 1];
                if (chosen) {
                    const { strategy } = chosen.rows[0];
                    change({ ...chosen.settings, cores: data.cores, strategy, gil: false });
                }
            },
        }, make("option", {}, "your own"), ...data.presets.map((it) => make("option", {}, it.name)));
        const form = make("fieldset", {}, make("legend", {}, "Settings"),
            make("label", {}, "as recorded for", preset),
            field("items", "items", 1),
            field("wait", "seconds of waiting per item", "any"),
            field("work", "seconds of CPU work per item", "any"),
            field("cores", "cores", 1),
            field("workers", "workers of a pool", 1),
            make("label", {}, "strategy", inputs.strategy),
            make("label", {}, inputs.gil, "with a GIL, like Python's threads"));

        // The guess.
        const slider = make("input", {
            type: "range", min: 0, max: 100, value: 50, input: () => showGuess(),
        });
        const guessed = make("span", {});
        const winner = make("select", {},
            ...Object.entries(STRATEGIES).map(([value, label]) => make("option", { value }, label)));
        const guess = make("fieldset", {}, make("legend", {}, "Predict"),
            make("label", {}, "How long will it take?", slider, guessed),
            make("label", {}, "Which strategy is fastest?", winner),
            make("button", { type: "button", click: () => show(true) }, "Show"),
            make("button", { type: "button", click: () => show(false) }, "Show without a guess"));
        const said = make("output", { "aria-live": "polite" });
        const result = make("div", {});

        // From a tenth of the lower bound to ten times the work and the waiting.
        const guessRange = () => {
            const bound = Math.max(1e-4, lowerBound(valid()));
            const { items, wait, work } = valid();
            return [bound / 10, Math.max(bound, items * (wait + work)) * 3];
        };
        const guessTime = () => {
            const [low, high] = guessRange();
            return low * (high / low) ** (slider.value / 100);
        };
        const showGuess = () => {
            guessed.textContent = problem() ? "" : seconds(guessTime());
        };
        const problem = () => WhatIfModel.checked(settingsOf(state.strategy)).problem;
        const valid = () => WhatIfModel.checked(settingsOf(state.strategy));

        function change(values) {
            Object.assign(state, values);
            for (const [name, input] of Object.entries(inputs)) {
                if (name === "gil") {
                    input.checked = state.gil === true || state.gil === "true";
                } else if (document.activeElement !== input) {
                    input.value = state[name];
                }
            }
            history.replaceState(null, "", `#${new URLSearchParams(state)}`);
            shown = null;
            result.replaceChildren();
            showGuess();
            say(problem() ?? "Make a guess, and then press Show.");
        }

        function say(sentence) {
            clearTimeout(timer);
            timer = setTimeout(() => { said.textContent = sentence; }, PAUSE);
        }

        /** All strategies with these settings, the fastest first. */
        function compared() {
            const runs = Object.keys(STRATEGIES).map((strategy) => simulate(settingsOf(strategy)));
            return runs.sort((one, other) => one.wall - other.wall);
        }

        function show(withGuess) {
            const run = simulate(settingsOf(state.strategy));
            if (run.problem) {
                say(run.problem);
                return;
            }
            shown = run;
            const all = compared();
            const isBest = (it) => it.wall <= all[0].wall * 1.01;
            const best = all.filter(isBest).map((it) => STRATEGIES[it.settings.strategy]);
            const { wall } = run;
            const bound = run.lowerBound > 0 ? `, ${times(wall / run.lowerBound)} the lower bound` : "";
            let sentence = `It takes ${seconds(wall)}${bound}. Fastest: ${best.join(", ")}.`;
            if (withGuess) {
                const ratio = guessTime() / wall;
                const off = ratio >= 1
                    ? `, which is ${times(ratio)} as long.`
                    : `. It takes ${times(1 / ratio)} that.`;
                const close = Math.abs(Math.log(ratio)) < Math.log(1.15);
                sentence += close
                    ? ` Your guess of ${seconds(guessTime())} was close.`
                    : ` You guessed ${seconds(guessTime())}${off}`;
                const chosen = all.find((it) => it.settings.strategy === winner.value);
                sentence += isBest(chosen)
                    ? " And you picked a winner." : ` You picked ${STRATEGIES[winner.value]}.`;
            }
            say(sentence);
            result.replaceChildren(
                figures(run), lanes(run), comparison(all), forReal(run), yours());
        }

        function figures(run) {
            const bytes = memory(run.settings, data.costs);
            return table(`${STRATEGIES[run.settings.strategy]}, predicted`, ["Figure", "Value"], [
                ["wall time", seconds(run.wall)],
                ["lower bound", seconds(run.lowerBound)],
                ["CPU time", seconds(run.cpu)],
                ["cores kept busy", run.coresBusy.toFixed(2)],
                ["most in flight", String(run.settings.wait > 0 ? run.peak : 0)],
                ["longest time that a loop was blocked", seconds(run.longestBlock)],
                ["peak memory", mebibytes(bytes)],
            ]);
        }

        function lanes(run) {
            const area = make("div", {});
            const text = make("p", {});
            let index = -1;
            const items = run.lanes.map((spans, item) => ({ label: `item ${item + 1}`, spans }));
            const cores = run.cores.map((spans, core) => ({
                label: `core ${core + 1}`, spans: spans.map((it) => ({ ...it, kind: "computing" })),
            }));
            const redraw = () => {
                const event = run.events[index];
                text.textContent = event
                    ? `t = ${seconds(event.at)}: ${event.sentence}`
                    : `${run.events.length} events. Step through them.`;
                area.replaceChildren(
                    lanesPicture("Items: waiting thin, computing thick, without a core hatched",
                        items, run.wall, event?.at),
                    lanesPicture("Cores: computing thick", cores, run.wall, event?.at));
            };
            const step = (by) => {
                index = Math.min(run.events.length - 1, Math.max(-1, index + by));
                redraw();
            };
            redraw();
            const more = run.settings.items > LANES
                ? make("p", {}, `The first ${LANES} of ${run.settings.items} items are drawn.`) : "";
            return make("section", {},
                area, more,
                make("p", {},
                    make("button", { type: "button", click: () => step(-1) }, "Back"),
                    make("button", { type: "button", click: () => step(1) }, "Forward")),
                text,
                make("details", {}, make("summary", {}, "The lanes as a table"),
                    table("Who did what, and when", ["Lane", "Spans"],
                        [...items, ...cores].map(({ label, spans }) => [label, inWords(spans.slice(0, 200))]))));
        }

        function comparison(all) {
            return table("All strategies, the fastest first",
                ["Strategy", "wall time", "÷ lower bound", "CPU time", "most in flight", "memory"],
                all.map((run) => [
                    STRATEGIES[run.settings.strategy], seconds(run.wall),
                    run.lowerBound > 0 ? `${(run.wall / run.lowerBound).toFixed(2)}x` : "–",
                    seconds(run.cpu), String(run.settings.wait > 0 ? run.peak : 0),
                    mebibytes(memory(run.settings, data.costs)),
                ]));
        }

        /** The command that measures these settings. */
        function command({ items, wait, work, workers, strategy }) {
            const only = Object.keys(VERSIONS).filter((it) => VERSIONS[it] === strategy);
            if (work === 0) {
                const version = only.find((it) => !["threads", "reqwest_tasks", "cpu_pool"].includes(it));
                return `cargo run --release -p io_bound -- --requests ${items} --delay ${wait} --workers ${workers}`
                    + (version ? ` --only ${version}` : "");
            }
            const version = only.find((it) => !["thread_per_request", "reqwest_tasks", "thread_pool", "processes"].includes(it));
            return `cargo run --release -p mixed_workload -- --items ${items} --delay ${wait} --work ${work}`
                + (version ? ` --only ${version}` : "");
        }

        function forReal(run) {
            const line = command(run.settings);
            const copied = make("span", { role: "status" });
            const copy = async () => {
                try {
                    await navigator.clipboard.writeText(line);
                    copied.textContent = " Copied.";
                } catch {
                    getSelection().selectAllChildren(code);
                    copied.textContent = " Selected: press Ctrl-C.";
                }
            };
            const code = make("code", {}, line);
            return make("section", {}, make("p", {}, "Run it for real: ", code, " ",
                make("button", { type: "button", click: copy }, "Copy"), copied));
        }

        function yours() {
            const text = make("textarea", { rows: 3, "aria-label": "output of a comparison with --json" });
            const area = make("div", {});
            const compare = () => {
                const read = measuredRows(text.value);
                if (read.problem) {
                    area.replaceChildren(make("p", { role: "alert" }, read.problem));
                    return;
                }
                const rows = read.rows.map(({ label, strategy, wall, settings }) => {
                    const overhead = settings.wait > 0 ? data.costs[strategy].cpu : 0;
                    const run = simulate({ ...settings, strategy, overhead, gil: false });
                    return run.problem
                        ? [label, seconds(wall), run.problem, "–"]
                        : [label, seconds(wall), seconds(run.wall), `${((run.wall / wall - 1) * 100).toFixed(0)}%`];
                });
                area.replaceChildren(table("Measured by you, and predicted here",
                    ["Row", "measured", "predicted", "difference"], rows));
            };
            return make("details", {}, make("summary", {}, "Compare with a run of yours"),
                make("p", {}, "Run io_bound or mixed_workload with --json, and paste its output here."),
                text, make("p", {}, make("button", { type: "button", click: compare }, "Compare")), area);
        }

        root.querySelector(".what-if-static").hidden = true;
        root.append(make("form", { submit: (event) => { event.preventDefault(); show(true); } },
            form, guess), said, result);
        change({});
        root.whatIf = { data, state, shown: () => shown, measuredRows };
    }

    document.querySelectorAll(".what-if").forEach(start);
})();
