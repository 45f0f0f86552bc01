"""Holds training data to what the loaders of Axolotl, TRL and sentence-transformers ask of their fields.

    python3 loader_rules.py FILE.jsonl..

A file is named after its format, as in trl-dpo.jsonl; others are passed over. Ends with exit code 1 at the first record
that a loader would not take. Where the rules come from:

axolotl, context_qa, alpaca   Axolotl's prompt strategies: context_qa.load_v2 reads context, question and answer, context_qa
                              reads article, question and answer, alpaca reads instruction, input (may be empty) and output.
                              https://github.com/axolotl-ai-cloud/axolotl/tree/main/src/axolotl/prompt_strategies
chat                          Axolotl's chat_template and TRL's conversational format: messages, each with role and content;
                              at most one system message, at the start; user and assistant in turns; the assistant last.
trl-sft, trl-dpo, trl-kto     TRL's dataset formats, prompt-completion, preference with an explicit prompt, unpaired
                              preference: texts, or for both lists of messages; label is a boolean.
                              https://huggingface.co/docs/trl/dataset_formats
triplet, ntuple               sentence-transformers: the order of the columns counts, not their names; each holds texts, and
                              all records have the same columns; (anchor, positive, negative_1, ..) without a label.
labelled-pair                 the same with a label, whose column must be named label, labels, score or scores, and hold
                              numbers. https://sbert.net/docs/sentence_transformer/training_overview.html#dataset-format
"""

import json
import sys
from pathlib import Path


def require(holds, what):
    if not holds:
        raise ValueError(what)


def text(value, name, empty=False):
    require(isinstance(value, str) and (empty or value.strip()), f"{name} must be a text, found {value!r}")


def messages(value, name):
    require(isinstance(value, list) and value, f"{name} must be a list of messages")
    for message in value:
        require(set(message) >= {"role", "content"}, f"a message of {name} needs role and content")
        text(message["content"], f"content in {name}")
    roles = [message["role"] for message in value]
    turns = roles[1:] if roles[0] == "system" else roles
    require(all(role == ("user", "assistant")[i % 2] for i, role in enumerate(turns)), f"roles of {name}: {roles}")


def texts(*names, empty=()):
    def check(record):
        require(set(record) >= set(names), f"needs {names}, has {tuple(record)}")
        for name in names:
            text(record[name], name, name in empty)

    return check


def trl(*names):
    def check(record):
        require(set(record) >= {"prompt", *names}, f"needs prompt and {names}, has {tuple(record)}")
        for name in ("prompt", *names):
            if isinstance(record["prompt"], str):
                text(record[name], name)
            else:
                require(isinstance(record[name], list) and record[name], f"{name} must be messages, as prompt is")
        require("label" not in record or isinstance(record["label"], bool), "label must be a boolean")

    return check


def dpo(record):
    trl("chosen", "rejected")(record)
    require(record["chosen"] != record["rejected"], "chosen and rejected are the same")


def kto(record):
    trl("completion")(record)
    require("label" in record, "needs a label")


def chat(record):
    messages(record.get("messages"), "messages")
    require(record["messages"][-1]["role"] == "assistant", "the assistant speaks last")


def ordered(*first):
    def check(record):
        require(tuple(record)[: len(first)] == first, f"columns begin with {first}, found {tuple(record)}")
        require(not {"label", "labels", "score", "scores"} & set(record), "a column is taken for the label")
        for name, value in record.items():
            text(value, name)

    return check


def labelled(record):
    *inputs, label = tuple(record)
    require(label in ("label", "labels", "score", "scores"), f"the last column must be the label, found {label}")
    require(isinstance(record[label], (int, float)), f"{label} must be a number")
    for name in inputs:
        text(record[name], name)


RULES = {
    "axolotl": texts("context", "question", "answer"),
    "train": texts("context", "question", "answer"),
    "context_qa": texts("article", "question", "answer"),
    "alpaca": texts("instruction", "input", "output", empty=("input",)),
    "chat": chat,
    "trl-sft": trl("completion"),
    "trl-dpo": dpo,
    "trl-kto": kto,
    "triplet": ordered("anchor", "positive", "negative"),
    "ntuple": ordered("anchor", "positive", "negative_1", "negative_2"),
    "labelled-pair": labelled,
}


def main(files):
    checked = 0
    for file in map(Path, files):
        if file.stem not in RULES:
            continue
        columns = None
        count = 0
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            record = json.loads(line)
            try:
                require(columns is None or list(record) == columns, f"columns differ: {list(record)} after {columns}")
                RULES[file.stem](record)
            except ValueError as e:
                sys.exit(f"{file}:{number}: {e}")
            columns = list(record)
            count += 1
        require(count > 0, f"{file} has no records")
        print(f"{file.stem}: {count} records")
        checked += 1
    require(checked > 0, "none of these files has a name that is known here")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
