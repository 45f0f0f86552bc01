"""What a reader learns from mined negatives: trains a small one on each file and measures it on other data.

    python3 reader.py --mined random=random.jsonl --mined default=default.jsonl \\
        --test nq=nq.jsonl --test covid=covid.jsonl --refusal TEXT --out result.json [--model FOLDER] [--seeds 3]
    python3 reader.py --table result.json [--against NAME]

  --mined NAME=FILE   lines of {"context", "question", "answer"}, as easyneg's default format writes them; the first
                      is what the others are compared with
  --test NAME=FILE    a test set of convert.py
  --refusal TEXT      the answer of lines that refuse; may be given several times (easyneg's for questions in English,
                      German and Chinese)
  --model FOLDER      a BERT-like model for the full table, for example all-MiniLM-L6-v2; needs transformers, and a
                      GPU to end the same day. Without it a tiny reader is trained from nothing, on a CPU, in minutes:
                      two layers of 64 dimensions over hashed words, each told whether the question has it too
  --seeds N           readers trained on each file, with the seeds 0 to N - 1 (3)
  --plan A-B:NAMES    in place of --seeds: readers with the seeds A to B trained on the files of these names, separated
                      by commas; may be given several times, and is kept to in its order, so that the comparisons that
                      matter most are done where time runs out
  --workers N         readers trained side by side, each in a process of its own, which one GPU has room for (1)
  --epochs N          3; --batch N: 64; --rate X: 1e-4 with a model, else 2e-3; --tokens N: 320

An extractive reader with a null answer, as for SQuAD 2.0 (Devlin et al. 2019, https://arxiv.org/abs/1810.04805): it
scores where an answer begins and ends, and position 0 for "no answer". Columns:

  answered  gold passages that are not refused
  F1        word F1 of the best span in gold passages, whether refused or not; by characters in Chinese and Japanese
  refused   retrieved passages that are refused
  AUC       probability that a gold passage scores above a retrieved one (best span minus null); needs no threshold
  RAG F1    F1 of the best span over the gold passage and all retrieved ones
  none      questions all of whose retrieved passages are refused

Each is a mean over seeds with a 95 % interval (Student's t). Bold is what differs from the first file, or from
--against NAME, by more than the interval of the differences, paired by seed, allows; a second table has these
differences. Prints tables in Markdown, and writes all numbers as JSON, after each reader: the same command goes on
where it was interrupted. --table prints the tables of such a file again, for which neither NumPy nor PyTorch is needed;
the folder results beside this script has those of docs/reference/quality.md.
"""

import argparse
import json
import os
import re
import sys

import tables


def named(option):
    name, _, file = option.partition("=")
    return name, file


def part_of_plan(option):
    found = re.fullmatch(r"(\d+)(?:-(\d+))?:(.+)", option)
    if not found or int(found.group(2) or found.group(1)) < int(found.group(1)):
        raise argparse.ArgumentTypeError(f"{option}: seeds and names of files were expected, as 0-4:random,default")
    first, last, names = found.groups()
    return range(int(first), int(last or first) + 1), names.split(",")


def planned(options):
    """Returns (seed, name) of each reader, in order."""
    names = [name for name, _ in options.mined]
    plan = options.plan or [(range(options.seeds), names)]
    for unknown in sorted({name for _, chosen in plan for name in chosen} - set(names)):
        raise SystemExit(f"--plan names {unknown}, which is none of the files of --mined: {', '.join(names)}")
    return list(dict.fromkeys((seed, name) for seeds, chosen in plan for seed in seeds for name in chosen))


def begun(options, torch):
    """Returns what the output holds of an interrupted run of the same experiment, else an empty result.

    "torch" is the version that a new result names.
    """
    asked = {**vars(options), "plan": [f"{seeds[0]}-{seeds[-1]}:{','.join(names)}" for seeds, names in options.plan]}
    result = {"torch": torch, "options": asked, "runs": []}
    if os.path.exists(options.out):
        with open(options.out, encoding="utf-8") as file:
            held = json.load(file)
        for option in ("test", "model", "refusal", "epochs", "batch", "rate", "tokens"):
            if held["options"][option] != json.loads(json.dumps(vars(options)[option])):
                raise SystemExit(f"{options.out} was made with another --{option}; give another --out, or remove it")
        result["runs"] = held["runs"]
    return result


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--table", help=argparse.SUPPRESS)
    parser.add_argument("--against", help=argparse.SUPPRESS)
    needed = "--table" not in " ".join(sys.argv)
    parser.add_argument("--mined", action="append", required=needed, type=named)
    parser.add_argument("--test", action="append", required=needed, type=named)
    parser.add_argument("--refusal", action="append", default=[])
    parser.add_argument("--model")
    parser.add_argument("--out", required=needed)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--plan", action="append", default=[], type=part_of_plan)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float)
    parser.add_argument("--tokens", type=int, default=320)
    options = parser.parse_args()
    options.rate = options.rate or (1e-4 if options.model else 2e-3)
    return options


def main():
    options = arguments()
    if options.table:
        with open(options.table, encoding="utf-8") as file:
            result = json.load(file)
    else:
        # Tables of what is known need no PyTorch.
        import torch
        from training import runs

        result = begun(options, torch.__version__)
        done = {(run["seed"], run["mined"]) for run in result["runs"]}
        for run in runs(options, [which for which in planned(options) if which not in done]):
            print(json.dumps(run), flush=True)
            # After each run, so that what was done is kept where time runs out.
            result["runs"].append(run)
            with open(options.out + ".part", "w", encoding="utf-8") as out:
                json.dump(result, out, indent=1)
            os.replace(options.out + ".part", options.out)
    mined, tests = ([name for name, _ in result["options"][what]] for what in ("mined", "test"))
    if options.against and options.against not in mined:
        raise SystemExit(f"--against {options.against} is none of: {', '.join(mined)}")
    tables.table(result["runs"], mined, tests, options.against or mined[0])


if __name__ == "__main__":
    main()
