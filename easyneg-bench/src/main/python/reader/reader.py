"""What a reader learns from mined negatives: trains a small one on each file and measures it on other data.

    python3 reader.py --mined random=random.jsonl --mined default=default.jsonl \\
        --test nq=nq.jsonl --test tydi=tydi.jsonl --refusal TEXT --out result.json [--model FOLDER] [--seeds 3]

  --mined NAME=FILE   lines of {"context", "question", "answer"}, as easyneg's default format writes them; the first
                      is what the others are compared with
  --test NAME=FILE    a test set of convert.py
  --refusal TEXT      the answer of lines that refuse; by default easyneg's
  --model FOLDER      a BERT-like model for the full table, for example all-MiniLM-L6-v2; needs transformers, and a
                      GPU to end the same day. Without it a tiny reader is trained from nothing, on a CPU, in minutes:
                      two layers of 64 dimensions over hashed words, each told whether the question has it too
  --seeds N           readers trained on each file, with the seeds 0 to N - 1
  --epochs N          3; --batch N: 64; --rate X: 1e-4 with a model, else 2e-3; --tokens N: 320

An extractive reader with a null answer, as for SQuAD 2.0 (Devlin et al. 2019, https://arxiv.org/abs/1810.04805): it
scores where an answer begins and ends, and position 0 for "no answer". Columns:

  answered  gold passages that are not refused
  F1        word F1 of the best span in gold passages, whether refused or not
  refused   retrieved passages that are refused
  AUC       probability that a gold passage scores above a retrieved one (best span minus null); needs no threshold
  RAG F1    word F1 of the best span over the gold passage and all retrieved ones
  none      questions all of whose retrieved passages are refused

Each is a mean over seeds with a 95 % interval (Student's t); "against" is the difference to the first file, paired by
seed. Prints a table in Markdown, and writes all numbers as JSON.
"""

import argparse
import json
import math
import re
import time
import zlib
from collections import Counter

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

REFUSAL = "Bei dem gegebenen Kontext ist keine Antwort möglich."
COLUMNS = ["answered", "F1", "refused", "AUC", "RAG F1", "none"]
WORD = re.compile(r"\w+|[^\w\s]")
LONGEST_ANSWER = 30


class HashedWords:
    """Tokens of the tiny reader: words as hashes. A token that the question has too is marked."""

    buckets = 1 << 15

    def encode(self, question, context, limit):
        asked = [w.casefold() for w in WORD.findall(question)][: limit // 4]
        found = list(WORD.finditer(context))[: limit - len(asked) - 2]
        known = set(w for w in asked if w.isalnum())
        words = ["", *asked, "", *(m.group().casefold() for m in found)]
        ids = [2 + zlib.crc32(w.encode()) % (self.buckets - 2) if w else 1 for w in words]
        types = [0] * (len(asked) + 2) + [1 + (m.group().casefold() in known) for m in found]
        spans = [(0, 0)] * (len(asked) + 2) + [m.span() for m in found]
        return ids, types, spans


class TinyReader(nn.Module):
    """Two layers of attention from nothing."""

    def __init__(self, dimension=64):
        super().__init__()
        self.words = nn.Embedding(HashedWords.buckets, dimension, padding_idx=0)
        self.types = nn.Embedding(3, dimension)
        self.near = nn.Conv1d(dimension, dimension, 5, padding=2)
        layer = nn.TransformerEncoderLayer(dimension, 4, 4 * dimension, 0.1, batch_first=True)
        self.layers = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
        self.head = nn.Linear(dimension, 2)

    def forward(self, ids, types, mask):
        x = self.words(ids) + self.types(types)
        x = x + F.gelu(self.near((x * mask[..., None]).transpose(1, 2))).transpose(1, 2)
        return self.head(self.layers(x, src_key_padding_mask=~mask))


class Model:
    """A BERT-like folder with a new head."""

    def __init__(self, folder):
        from transformers import AutoTokenizer

        self.folder = folder
        self.tokenizer = AutoTokenizer.from_pretrained(folder, use_fast=True)

    def encode(self, question, context, limit):
        made = self.tokenizer(
            question, context, truncation="only_second", max_length=limit, return_offsets_mapping=True
        )
        second = [1 if s == 1 else 0 for s in made.sequence_ids()]
        spans = [tuple(o) if t else (0, 0) for o, t in zip(made["offset_mapping"], second)]
        return made["input_ids"], second, spans

    def reader(self):
        from transformers import AutoModel

        return ModelReader(AutoModel.from_pretrained(self.folder))


class ModelReader(nn.Module):
    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder
        self.head = nn.Linear(encoder.config.hidden_size, 2)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, ids, types, mask):
        given = {"input_ids": ids, "attention_mask": mask.long()}
        if self.encoder.config.type_vocab_size > 1:
            given["token_type_ids"] = types
        return self.head(self.encoder(**given).last_hidden_state)


class Pairs:
    """Questions and passages as tokens, each pair once."""

    def __init__(self, encoder, limit):
        self.encoder, self.limit, self.number, self.encoded = encoder, limit, {}, []

    def add(self, question, context):
        key = (question, context)
        if key not in self.number:
            self.number[key] = len(self.encoded)
            self.encoded.append(self.encoder.encode(question, context, self.limit))
        return self.number[key]

    def batch(self, numbers, device):
        length = max(len(self.encoded[n][0]) for n in numbers)
        ids = np.zeros((len(numbers), length), np.int64)
        types = np.zeros((len(numbers), length), np.int64)
        mask = np.zeros((len(numbers), length), bool)
        for row, n in enumerate(numbers):
            size = len(self.encoded[n][0])
            ids[row, :size], types[row, :size], mask[row, :size] = self.encoded[n][0], self.encoded[n][1], True
        return [torch.from_numpy(a).to(device) for a in (ids, types, mask)]

    def tokens(self, number, start, end):
        """Returns the first and last token of some characters, or None if they are cut off."""
        inside = [i for i, (a, b) in enumerate(self.encoded[number][2]) if b > a and b > start and a < end]
        return (inside[0], inside[-1]) if inside and self.encoded[number][2][inside[-1]][1] >= end else None


def training(file, pairs, refusal):
    """Returns (pair, first token, last token) of each line, and how many answers were not found in their context."""
    lines, lost = [], 0
    with open(file, encoding="utf-8") as source:
        for line in map(json.loads, source):
            number = pairs.add(line["question"], line["context"])
            if line["answer"] == refusal:
                lines.append((number, 0, 0))
                continue
            at = line["context"].find(line["answer"])
            at = at if at >= 0 else line["context"].casefold().find(line["answer"].casefold())
            span = pairs.tokens(number, at, at + len(line["answer"])) if at >= 0 else None
            if span:
                lines.append((number, *span))
            else:
                lost += 1
    return np.array(lines), lost


def train(reader, pairs, lines, options, device, seed):
    chance = np.random.default_rng(seed)
    optimizer = torch.optim.AdamW(reader.parameters(), lr=options.rate, weight_decay=0.01)
    steps = options.epochs * math.ceil(len(lines) / options.batch)
    done = 0
    reader.train()
    for _ in range(options.epochs):
        for rows in np.array_split(chance.permutation(len(lines)), math.ceil(len(lines) / options.batch)):
            numbers, starts, ends = lines[rows].T
            ids, types, mask = pairs.batch(numbers, device)
            warm, left = (done + 1) / (0.1 * steps + 1), (steps - done) / steps
            for group in optimizer.param_groups:
                group["lr"] = options.rate * min(1, warm, left / 0.9)
            with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
                scores = reader(ids, types, mask)
            scores = scores.float().masked_fill(~mask[..., None], -1e4)
            loss = F.cross_entropy(scores[..., 0], torch.from_numpy(starts).to(device))
            loss = loss + F.cross_entropy(scores[..., 1], torch.from_numpy(ends).to(device))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            done += 1
    reader.eval()


@torch.no_grad()
def predict(reader, pairs, numbers, device):
    """Returns, for each pair, the score of its best span less that of no answer, and the span's characters."""
    found = {}
    order = sorted(set(numbers), key=lambda n: len(pairs.encoded[n][0]))
    for i in range(0, len(order), 128):
        some = order[i : i + 128]
        ids, types, mask = pairs.batch(some, device)
        with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
            scores = reader(ids, types, mask)
        scores = scores.float()
        text = torch.zeros_like(mask)
        for row, n in enumerate(some):
            text[row, [i for i, (a, b) in enumerate(pairs.encoded[n][2]) if b > a]] = True
        starts = scores[..., 0].masked_fill(~text, -1e4)
        ends = scores[..., 1].masked_fill(~text, -1e4)
        length = starts.shape[1]
        band = torch.ones(length, length, dtype=torch.bool, device=device).triu().tril(LONGEST_ANSWER - 1)
        both = (starts[:, :, None] + ends[:, None, :]).masked_fill(~band, -1e5).flatten(1)
        best, at = both.max(1)
        margin = (best - scores[:, 0, 0] - scores[:, 0, 1]).cpu().numpy()
        for row, n in enumerate(some):
            spans = pairs.encoded[n][2]
            first, last = divmod(int(at[row]), length)
            found[n] = (float(margin[row]), spans[first][0], spans[last][1])
    return found


def f1(answer, golds):
    def words(text):
        return [w for w in WORD.findall(text.casefold()) if w.isalnum() and w not in ("a", "an", "the")]

    mine, best = words(answer), 0.0
    for gold in map(words, golds):
        common = sum((Counter(mine) & Counter(gold)).values())
        best = max(best, 2 * common / (len(mine) + len(gold)) if common else 0.0)
    return best


def auc(above, below):
    values = np.concatenate([above, below])
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    n = len(above)
    return float((ranks[:n].sum() - n * (n + 1) / 2) / (n * len(below)))


def measure(reader, pairs, questions, device):
    numbered = [
        (pairs.add(q["question"], q["gold"]), [pairs.add(q["question"], p) for p in q["retrieved"]]) for q in questions
    ]
    found = predict(reader, pairs, [n for gold, others in numbered for n in (gold, *others)], device)
    gold = np.array([found[g][0] for g, _ in numbered])
    retrieved = np.array([found[n][0] for _, others in numbered for n in others])
    own, rag, none = [], [], []
    for question, (g, others) in zip(questions, numbered):
        own.append(f1(question["gold"][found[g][1] : found[g][2]], question["answers"]))
        texts = [question["gold"], *question["retrieved"]]
        best = max(range(len(texts)), key=lambda i: found[(g, *others)[i]][0])
        _, start, end = found[(g, *others)[best]]
        rag.append(f1(texts[best][start:end], question["answers"]))
        none.append(all(found[n][0] <= 0 for n in others))
    means = [(gold > 0).mean(), np.mean(own), (retrieved <= 0).mean(), auc(gold, retrieved), np.mean(rag), np.mean(none)]
    return dict(zip(COLUMNS, map(float, means)))


# The 0.975 quantile of Student's t with 1, 2, .. degrees of freedom.
STUDENT = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262]


def interval(values):
    """Returns the mean and half the width of its 95 % interval; NaN for one value."""
    n = len(values)
    if n < 2:
        return float(np.mean(values)), math.nan
    t = STUDENT[n - 2] if n - 2 < len(STUDENT) else 1.96
    return float(np.mean(values)), float(t * np.std(values, ddof=1) / math.sqrt(n))


def table(runs, mined, tests):
    def cell(mean, half, sign=""):
        return f"{mean:{sign}.3f}" + ("" if math.isnan(half) else f" ± {half:.3f}")

    for test in tests:
        print(f"\n{test}:\n\n| trained on | " + " | ".join(COLUMNS) + " |\n|---" * (len(COLUMNS) + 2) + "|")
        for name in mined:
            of = [[r["tests"][test][c] for r in runs if r["mined"] == name] for c in COLUMNS]
            print(f"| {name} | " + " | ".join(cell(*interval(v)) for v in of) + " |")
            if name != mined[0]:
                base = [[r["tests"][test][c] for r in runs if r["mined"] == mined[0]] for c in COLUMNS]
                less = [np.array(v) - np.array(b) for v, b in zip(of, base)]
                print(f"| against {mined[0]} | " + " | ".join(cell(*interval(v), "+") for v in less) + " |")


def named(option):
    name, _, file = option.partition("=")
    return name, file


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mined", action="append", required=True, type=named)
    parser.add_argument("--test", action="append", required=True, type=named)
    parser.add_argument("--refusal", default=REFUSAL)
    parser.add_argument("--model")
    parser.add_argument("--out", required=True)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float)
    parser.add_argument("--tokens", type=int, default=320)
    options = parser.parse_args()
    options.rate = options.rate or (1e-4 if options.model else 2e-3)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    encoder = Model(options.model) if options.model else HashedWords()
    pairs = Pairs(encoder, options.tokens)
    files = {name: training(file, pairs, options.refusal) for name, file in options.mined}
    tests = {name: [json.loads(line) for line in open(file, encoding="utf-8")] for name, file in options.test}
    machine = torch.cuda.get_device_name() if device == "cuda" else f"cpu, {torch.get_num_threads()} threads"
    result = {"machine": machine, "torch": torch.__version__, "options": vars(options), "runs": []}
    for seed in range(options.seeds):
        for name, (lines, lost) in files.items():
            torch.manual_seed(seed)
            reader = (encoder.reader() if options.model else TinyReader()).to(device)
            start = time.time()
            train(reader, pairs, lines, options, device, seed)
            run = {
                "mined": name,
                "seed": seed,
                "lines": len(lines),
                "refusals": round(float((lines[:, 2] == 0).mean()), 4),
                "answers_not_in_their_context": lost,
                "tests": {test: measure(reader, pairs, questions, device) for test, questions in tests.items()},
                "seconds": round(time.time() - start, 1),
            }
            result["runs"].append(run)
            print(json.dumps(run), flush=True)
            # After each run, so that what was done is kept where time runs out.
            with open(options.out, "w", encoding="utf-8") as out:
                json.dump(result, out, indent=1)
    table(result["runs"], [name for name, _ in options.mined], list(tests))


if __name__ == "__main__":
    main()
