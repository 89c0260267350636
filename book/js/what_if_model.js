// What would happen if …? The model behind the page: settings in, a timeline and
// figures out. Pure functions, without a page.
//
// Each item is sent, waits for a response, and computes. Time is in microseconds.
// A core runs one thread at a time, for one time slice if others are runnable. A
// task runs to its end: nothing takes the thread away from it.
const WhatIfModel = (() => {
    "use strict";

    /** The kernel's time slice, and the switch interval of a GIL. */
    const SLICE = 4_000;
    const SWITCH_INTERVAL = 5_000;

    /** More slices than that are made longer, so a large setting takes no longer. */
    const MOST_SLICES = 20_000;

    /** Number of items that have a lane of their own. */
    const LANES = 40;

    const STRATEGIES = {
        sequential: "one after another",
        thread_per_item: "one thread per item",
        thread_pool: "thread pool",
        tasks: "tasks on one thread",
        tasks_on_all_cores: "tasks on all cores",
        tasks_and_pool: "tasks and a CPU pool",
        processes: "processes",
    };

    const LIMITS = {
        items: [1, 10_000],
        wait: [0, 60],
        work: [0, 60],
        overhead: [0, 1],
        cores: [1, 16],
        workers: [1, 1_000],
    };

    /** Returns the settings with every number in its limits, or a sentence that
     * says what is wrong. */
    function checked(settings) {
        const result = { gil: Boolean(settings.gil) };
        for (const [name, [low, high]] of Object.entries(LIMITS)) {
            const number = Number(settings[name] ?? (name === "overhead" ? 0 : NaN));
            if (!Number.isFinite(number) || number < low || number > high) {
                return { problem: `${name} must be a number from ${low} to ${high}.` };
            }
            const isCount = ["items", "cores", "workers"].includes(name);
            result[name] = isCount ? Math.round(number) : number;
        }
        if (!Object.hasOwn(STRATEGIES, settings.strategy)) {
            return { problem: `There is no strategy “${settings.strategy}”.` };
        }
        result.strategy = settings.strategy;
        return result;
    }

    /** A queue of events in the order of their times. */
    function Timeline() {
        const heap = [];
        let count = 0;
        const before = (a, b) => a.at - b.at || a.order - b.order;
        return {
            add(at, run) {
                let index = heap.length;
                heap.push({ at, order: count++, run });
                while (index > 0) {
                    const parent = (index - 1) >> 1;
                    if (before(heap[parent], heap[index]) <= 0) break;
                    [heap[parent], heap[index]] = [heap[index], heap[parent]];
                    index = parent;
                }
            },
            take() {
                const first = heap[0];
                const last = heap.pop();
                if (heap.length > 0) {
                    heap[0] = last;
                    for (let index = 0; ;) {
                        const left = 2 * index + 1;
                        let least = index;
                        for (const child of [left, left + 1]) {
                            if (child < heap.length && before(heap[child], heap[least]) < 0) {
                                least = child;
                            }
                        }
                        if (least === index) break;
                        [heap[least], heap[index]] = [heap[index], heap[least]];
                        index = least;
                    }
                }
                return first;
            },
        };
    }

    /** Runs all items with one strategy. Returns the times in seconds. */
    function simulate(asked) {
        const settings = checked(asked);
        if (settings.problem) return settings;
        const { items, cores, workers, strategy } = settings;
        const micros = (seconds) => Math.round(seconds * 1e6);
        const wait = micros(settings.wait);
        const work = micros(settings.work);
        const overhead = micros(settings.overhead);

        const hasGil = settings.gil && strategy !== "processes";
        const usable = hasGil ? 1 : cores;
        const total = items * (work + overhead);
        const slice = Math.max(
            hasGil ? SWITCH_INTERVAL : SLICE,
            Math.ceil(total / MOST_SLICES),
        );

        let now = 0;
        const timeline = Timeline();
        const lanes = Array.from({ length: Math.min(items, LANES) }, () => []);
        const coreLanes = Array.from({ length: usable }, () => []);
        const events = [];
        let inFlight = 0, peak = 0, cpu = 0, ended = 0, longest = 0;

        const span = (item, kind, from, to) => {
            const lane = lanes[item];
            if (!lane || to <= from) return;
            const last = lane.at(-1);
            if (last && last.kind === kind && last.to === from) {
                last.to = to;
            } else {
                lane.push({ kind, from, to });
            }
        };
        const say = (item, sentence) => {
            if (item < LANES) events.push({ at: now, item, sentence });
        };

        // Threads that want a core, and the cores. A thread computes `left`, and then
        // calls `done`.
        const runnable = [];
        const idle = coreLanes.map((_, core) => core);
        const dispatch = () => {
            while (idle.length > 0 && runnable.length > 0) {
                const core = idle.shift();
                const job = runnable.shift();
                span(job.item, "ready", job.since, now);
                const time = Math.min(job.left, slice);
                const from = now;
                timeline.add(now + time, () => {
                    span(job.item, "computing", from, now);
                    const lane = coreLanes[core];
                    const last = lane.at(-1);
                    if (last && last.item === job.item && last.to === from) {
                        last.to = now;
                    } else {
                        lane.push({ item: job.item, from, to: now });
                    }
                    cpu += time;
                    job.left -= time;
                    idle.push(core);
                    idle.sort((a, b) => a - b);
                    if (job.left > 0) {
                        job.since = now;
                        runnable.push(job);
                    } else {
                        job.done();
                    }
                    dispatch();
                });
            }
        };
        const compute = (item, time, done) => {
            if (time === 0) {
                done();
                return;
            }
            runnable.push({ item, left: time, since: now, done });
            dispatch();
        };
        const send = (item, arrived) => {
            inFlight += 1;
            peak = Math.max(peak, inFlight);
            say(item, `item ${item + 1} is sent`);
            const from = now;
            timeline.add(now + wait, () => {
                inFlight -= 1;
                span(item, "waiting", from, now);
                arrived();
            });
        };
        const finish = (item) => {
            ended += 1;
            say(item, `item ${item + 1} is done`);
        };

        // A thread that does everything for one item after another.
        let next = 0;
        const serve = () => {
            if (next === items) return;
            const item = next++;
            compute(item, overhead, () => send(item, () => {
                say(item, `the response to item ${item + 1} is there`);
                compute(item, work, () => {
                    finish(item);
                    serve();
                });
            }));
        };

        // Threads that run tasks to their ends, from one queue.
        const Loop = (threads) => {
            const queue = [];
            let free = threads;
            let current = null;
            const go = () => {
                while (free > 0 && queue.length > 0) {
                    const job = queue.shift();
                    span(job.item, "ready", job.since, now);
                    free -= 1;
                    current = job.item;
                    const from = now;
                    compute(job.item, job.time, () => {
                        longest = Math.max(longest, now - from);
                        free += 1;
                        current = null;
                        job.done();
                        go();
                    });
                }
            };
            return (item, time, done, sentence) => {
                if (sentence) {
                    const held = free === 0 && current !== null && current !== item;
                    const why = threads === 1
                        ? `, but the loop is computing item ${current + 1}`
                        : ", but every thread is computing";
                    say(item, held && work > 0 ? sentence + why : sentence);
                }
                queue.push({ item, time, done, since: now });
                go();
            };
        };
        const asTasks = (loop, pool) => {
            for (let item = 0; item < items; item += 1) {
                loop(item, overhead, () => send(item, () => {
                    const there = `the response to item ${item + 1} is there`;
                    pool(item, work, () => finish(item), there);
                }));
            }
        };

        const start = {
            sequential: () => serve(),
            thread_per_item: () => { for (let it = 0; it < items; it += 1) serve(); },
            thread_pool: () => { for (let it = 0; it < workers; it += 1) serve(); },
            processes: () => { for (let it = 0; it < workers; it += 1) serve(); },
            tasks: () => { const loop = Loop(1); asTasks(loop, loop); },
            tasks_on_all_cores: () => { const loop = Loop(cores); asTasks(loop, loop); },
            tasks_and_pool: () => asTasks(Loop(1), Loop(cores)),
        };
        start[strategy]();
        while (ended < items) {
            const event = timeline.take();
            now = event.at;
            event.run();
        }

        const seconds = (time) => time / 1e6;
        const inSeconds = (spans) => spans.map((it) => ({
            ...it, from: seconds(it.from), to: seconds(it.to),
        }));
        return {
            settings,
            wall: seconds(now),
            cpu: seconds(cpu),
            coresBusy: now === 0 ? 0 : cpu / now,
            peak,
            longestBlock: ["tasks", "tasks_on_all_cores"].includes(strategy) ? seconds(longest) : 0,
            lowerBound: lowerBound(settings),
            lanes: lanes.map(inSeconds),
            cores: coreLanes.map(inSeconds),
            events: events.map((it) => ({ ...it, at: seconds(it.at) })),
        };
    }

    /** A time in seconds that no strategy beats: no response comes before the
     * first wait is over, and then all the work is left for the cores. */
    function lowerBound({ items, wait, work, cores }) {
        return wait + Math.max(work, items * work / cores);
    }

    /** Returns the peak memory in bytes. `costs` has the bytes of the process
     * itself, and per thread, task or process. */
    function memory({ items, workers, strategy, cores }, costs) {
        const counts = {
            sequential: 0,
            thread_per_item: items,
            thread_pool: Math.min(workers, items),
            tasks: items,
            tasks_on_all_cores: items,
            tasks_and_pool: items,
            processes: Math.min(workers, items),
        };
        const { base, each } = costs[strategy];
        const pool = strategy === "tasks_and_pool" ? cores * costs.thread_pool.each : 0;
        return base + counts[strategy] * each + pool;
    }

    return { STRATEGIES, LIMITS, LANES, checked, simulate, lowerBound, memory };
})();
