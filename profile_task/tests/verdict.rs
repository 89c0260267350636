//! The verdict on figures whose kind is known, and the next step.

use std::path::Path;
use std::time::Duration;

use profile_task::figures::{Counters, Figures, Io, Parts};
use profile_task::kind::Kind;
use profile_task::next_step;
use profile_task::report;
use profile_task::verdict;

/// Returns the figures of a program on a machine with eight cores: the seconds
/// for which it computed, waited for a core and was blocked, and the number of
/// busy cores while it computed.
fn program(parts: [f64; 3], cores_busy: f64) -> Figures {
    let [computing, queued, blocked] = parts.map(Duration::from_secs_f64);
    Figures {
        wall: computing + queued + blocked,
        user: computing.mul_f64(cores_busy),
        cores: 8,
        parts: Some(Parts {
            computing,
            queued,
            blocked,
            on_disk: Duration::ZERO,
        }),
        ..Figures::default()
    }
}

fn calls(calls: u64) -> Option<Io> {
    Some(Io {
        calls,
        ..Io::default()
    })
}

fn kind(figures: &Figures) -> Kind {
    verdict::judge(figures).kind
}

fn because(figures: &Figures) -> String {
    verdict::judge(figures).because.join(" ")
}

/// Returns the page of the next step.
fn page(figures: &Figures) -> &'static str {
    let verdict = verdict::judge(figures);
    next_step::after(&verdict, figures).expect("a step").page
}

#[test]
fn a_quota_is_reported_and_only_a_quota() {
    let reported = |quota| {
        let figures = Figures {
            quota,
            ..program([10.0, 0.0, 0.0], 1.0)
        };
        report::text("It.", &figures, &verdict::judge(&figures), None)
    };
    assert!(!reported(None).contains("quota"));
    assert!(reported(Some(1)).contains("the CPU time of less than 2 cores.\n"));
    assert!(reported(Some(3)).contains("the CPU time of 3 whole cores.\n"));
}

#[test]
fn the_share_of_computing_decides() {
    assert_eq!(kind(&program([10.0, 0.0, 0.0], 1.0)), Kind::CpuBound);
    assert_eq!(kind(&program([8.1, 0.0, 1.9], 1.0)), Kind::CpuBound);
    assert_eq!(kind(&program([7.9, 0.0, 2.1], 1.0)), Kind::Mixed);
    assert_eq!(kind(&program([2.1, 0.0, 7.9], 1.0)), Kind::Mixed);
    assert_eq!(kind(&program([1.9, 0.0, 8.1], 1.0)), Kind::IoBound);
    assert_eq!(kind(&program([0.0, 0.0, 10.0], 1.0)), Kind::IoBound);
}

#[test]
fn many_cores_do_not_hide_that_it_waits() {
    // CPU ÷ wall is 4, and half of the time nothing is computed.
    let figures = program([5.0, 0.0, 5.0], 8.0);
    assert!(figures.cores_busy() > 3.9);
    assert_eq!(kind(&figures), Kind::Mixed);
    // CPU ÷ wall is 0.8, and it waits most of the time.
    let figures = program([1.0, 0.0, 9.0], 8.0);
    assert!(figures.cores_busy() > 0.79);
    assert_eq!(kind(&figures), Kind::IoBound);
}

#[test]
fn a_busy_machine_does_not_change_the_verdict() {
    // A third of a core was left to it: CPU ÷ wall is 0.33.
    let figures = program([3.3, 6.7, 0.0], 1.0);
    assert!(figures.cores_busy() < 0.34);
    assert_eq!(kind(&figures), Kind::CpuBound);
    assert!(because(&figures).contains("ready but had no core for 6.70 s"));
    assert_eq!(kind(&program([0.1, 1.0, 8.9], 1.0)), Kind::IoBound);
    assert_eq!(kind(&program([2.5, 5.0, 2.5], 1.0)), Kind::Mixed);
}

#[test]
fn a_short_program_is_not_judged() {
    for figures in [
        program([0.0, 0.0, 0.0], 1.0),
        program([0.002, 0.0, 0.0], 1.0),
        program([0.0, 0.0, 0.09], 1.0),
        // It had hardly any time of its own.
        program([0.05, 9.9, 0.04], 1.0),
    ] {
        assert_eq!(kind(&figures), Kind::TooShort, "{figures:?}");
        let verdict = verdict::judge(&figures);
        assert_eq!(next_step::after(&verdict, &figures), None);
    }
}

#[test]
fn the_processor_s_counters_show_memory_stalls() {
    let counted = |cycles, cache_misses| Figures {
        counters: Some(Counters {
            instructions: 1_000_000,
            cycles,
            cache_misses,
        }),
        ..program([10.0, 0.0, 0.0], 1.0)
    };
    assert_eq!(kind(&counted(4_000_000, 30_000)), Kind::MemoryBound);
    // A chain of divisions is slow, too, and touches no memory.
    assert_eq!(kind(&counted(4_000_000, 10)), Kind::CpuBound);
    // The misses overlap with computing.
    assert_eq!(kind(&counted(500_000, 30_000)), Kind::CpuBound);
    assert_eq!(page(&counted(4_000_000, 30_000)), "two_kinds_of_work.md");
    // A program that waits is not memory-bound, whatever little it computes.
    let waits = Figures {
        parts: program([1.0, 0.0, 9.0], 1.0).parts,
        ..counted(4_000_000, 30_000)
    };
    assert_eq!(kind(&waits), Kind::IoBound);
}

#[test]
fn without_counters_page_faults_may_show_new_memory() {
    let faults = |minor_faults, system| Figures {
        user: Duration::from_secs(10 - system),
        system: Duration::from_secs(system),
        minor_faults,
        ..program([10.0, 0.0, 0.0], 1.0)
    };
    assert_eq!(kind(&faults(1_500_000, 6)), Kind::NewMemory);
    assert_eq!(page(&faults(1_500_000, 6)), "squares.md");
    // Even if each fault takes longer, most of the time is the kernel's.
    assert_eq!(kind(&faults(2_100_000, 10)), Kind::NewMemory);
    assert_eq!(kind(&faults(900_000, 6)), Kind::CpuBound);
    assert_eq!(kind(&faults(1_500_000, 4)), Kind::CpuBound);
    let figures = faults(0, 0);
    assert!(because(&figures).contains("Memory stalls: unknown"));
}

#[test]
fn work_of_the_kernel_is_named() {
    let figures = Figures {
        user: Duration::from_secs(1),
        system: Duration::from_secs(9),
        io: Some(Io {
            bytes_read: 5 << 30,
            bytes_written: 1 << 30,
            calls: 300,
        }),
        ..program([10.0, 0.0, 0.0], 1.0)
    };
    assert_eq!(kind(&figures), Kind::CpuBound);
    let because = because(&figures);
    assert!(because.contains("90% of the CPU time"), "{because}");
    let read = "which read 5120.0 MiB and wrote 1024.0 MiB in 300 calls.";
    assert!(because.contains(read), "{because}");
    assert_eq!(page(&figures), "creation_cost.md");
    let many_calls = Figures {
        io: calls(3_000_000),
        ..figures
    };
    assert_eq!(kind(&many_calls), Kind::CpuBound);
    assert_eq!(page(&many_calls), "profile_task.md");
}

#[test]
fn waiting_for_a_disk_is_named() {
    let mut figures = program([0.1, 0.0, 9.9], 1.0);
    assert!(
        because(&figures)
            .contains("0% of the blocked time was on disk, and the rest")
    );
    if let Some(parts) = &mut figures.parts {
        parts.on_disk = Duration::from_secs(9);
    }
    let because = because(&figures);
    assert!(
        because.contains("91% of the blocked time was on disk."),
        "{because}"
    );
}

#[test]
fn the_number_of_busy_cores_decides_the_next_step() {
    assert_eq!(page(&program([10.0, 0.0, 0.0], 1.0)), "two_cores.md");
    assert_eq!(page(&program([10.0, 0.0, 0.0], 3.0)), "cpu_bound.md");
    assert_eq!(page(&program([10.0, 0.0, 0.0], 8.0)), "cpu_bound.md");
    assert_eq!(page(&program([0.1, 0.0, 9.9], 1.0)), "io_bound.md");
    assert_eq!(page(&program([5.0, 0.0, 5.0], 1.0)), "mixed_workload.md");
    let on_one_core = Figures {
        cores: 1,
        ..program([10.0, 0.0, 0.0], 1.0)
    };
    let verdict = verdict::judge(&on_one_core);
    let next = next_step::after(&verdict, &on_one_core).expect("a step");
    assert!(next.advice.contains("no core is left"), "{next:?}");
}

#[test]
fn without_the_parts_two_clocks_decide() {
    let without_parts = |cpu: f64| Figures {
        wall: Duration::from_secs(10),
        user: Duration::from_secs_f64(cpu),
        cores: 8,
        ..Figures::default()
    };
    assert_eq!(kind(&without_parts(40.0)), Kind::CpuBound);
    assert_eq!(kind(&without_parts(8.5)), Kind::CpuBound);
    assert_eq!(kind(&without_parts(5.0)), Kind::Mixed);
    assert_eq!(kind(&without_parts(0.1)), Kind::IoBound);
    assert!(because(&without_parts(8.5)).contains("0.85"));
}

#[test]
fn every_step_leads_to_a_page_and_a_package() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let in_the_kernel = Figures {
        user: Duration::ZERO,
        system: Duration::from_secs(10),
        ..program([10.0, 0.0, 0.0], 1.0)
    };
    let reads_and_writes = Figures {
        io: calls(9_000_000),
        ..in_the_kernel.clone()
    };
    let memory = Figures {
        minor_faults: 9_000_000,
        ..in_the_kernel.clone()
    };
    for figures in [
        program([10.0, 0.0, 0.0], 1.0),
        program([10.0, 0.0, 0.0], 3.0),
        program([10.0, 0.0, 0.0], 8.0),
        program([5.0, 0.0, 5.0], 1.0),
        program([0.0, 0.0, 9.0], 1.0),
        in_the_kernel,
        reads_and_writes,
        memory,
    ] {
        let verdict = verdict::judge(&figures);
        let next = next_step::after(&verdict, &figures).expect("a step");
        assert!(root.join("book/src").join(next.page).is_file(), "{next:?}");
        let words = next.run.split(' ');
        let words: Vec<&str> =
            words.filter(|word| *word != "--release").collect();
        assert_eq!(words[..3], ["cargo", "run", "-p"]);
        let folders = ["", "comparisons", "under_the_hood"];
        let is_there = |folder: &&str| {
            root.join(folder)
                .join(words[3])
                .join("Cargo.toml")
                .is_file()
        };
        assert!(folders.iter().any(is_there), "{next:?}");
    }
}
