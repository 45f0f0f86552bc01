"""The tables of what readers learned: means over seeds, with intervals. Needs nothing but Python."""

import math
import statistics

COLUMNS = ["answered", "F1", "refused", "AUC", "RAG F1", "none"]

# The 0.975 quantile of Student's t with 1, 2, .. degrees of freedom.
STUDENT = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131]


def interval(values):
    """Returns the mean and half the width of its 95 % interval; NaN for one value."""
    n = len(values)
    if n < 2:
        return statistics.fmean(values), math.nan
    t = STUDENT[n - 2] if n - 2 < len(STUDENT) else 1.96
    return statistics.fmean(values), t * statistics.stdev(values) / math.sqrt(n)


def table(runs, mined, tests, base):
    def cell(mean, half, sign=""):
        parts = [f"{mean:{sign}.3f}"] + ([] if math.isnan(half) else [f"{half:.3f}"])
        return " ± ".join(part.replace("0.", ".", 1) for part in parts)

    def row(*cells):
        print("| " + " | ".join(map(str, cells)) + " |")

    def heads(title):
        print(f"\n{title}:\n")
        row("trained on", "seeds", *COLUMNS)
        print("|---" * (len(COLUMNS) + 2) + "|")

    for test in tests:
        of = {name: {r["seed"]: r["tests"][test] for r in runs if r["mined"] == name} for name in mined}
        less = {}
        for name, own in of.items():
            both = sorted(own.keys() & of[base].keys()) if name != base else []
            less[name] = [interval([own[s][c] - of[base][s][c] for s in both]) for c in COLUMNS] if both else []
        heads(test)
        for name, own in of.items():
            if own:
                means = [cell(*interval([own[seed][c] for seed in own])) for c in COLUMNS]
                beyond = [abs(mean) > half for mean, half in less[name]] or [False] * len(COLUMNS)
                row(name, len(own), *(f"**{text}**" if bold else text for text, bold in zip(means, beyond)))
        heads(f"{test}, less {base}")
        for name, differences in less.items():
            if differences:
                row(name, len(of[name].keys() & of[base].keys()), *(cell(*d, "+") for d in differences))
