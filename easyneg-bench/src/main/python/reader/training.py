"""Trains readers on mined files and measures them on test sets; reader.py says how. Needs PyTorch."""

import concurrent.futures
import copy
import json
import math
import multiprocessing
import os
import time
import zlib

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from tables import COLUMNS
from words import TOKEN, f1

REFUSALS = [
    "The given context does not contain an answer.",
    "Bei dem gegebenen Kontext ist keine Antwort möglich.",
    "给定的上下文中没有答案。",
]
LONGEST_ANSWER = 30


class HashedWords:
    """Tokens of the tiny reader: words as hashes. A token that the question has too is marked."""

    buckets = 1 << 15

    def encode(self, texts, limit):
        return [self.pair(question, context, limit) for question, context in texts]

    def pair(self, question, context, limit):
        asked = [w.casefold() for w in TOKEN.findall(question)][: limit // 4]
        found = list(TOKEN.finditer(context))[: limit - len(asked) - 2]
        known = set(w for w in asked if w.isalnum())
        words = ["", *asked, "", *(m.group().casefold() for m in found)]
        ids = [2 + zlib.crc32(w.encode()) % (self.buckets - 2) if w else 1 for w in words]
        types = [0] * (len(asked) + 2) + [1 + (m.group().casefold() in known) for m in found]
        spans = [(0, 0)] * (len(asked) + 2) + [m.span() for m in found]
        return ids, types, spans

    def reader(self, seed):
        torch.manual_seed(seed)
        return TinyReader()


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

        self.folder, self.encoder = folder, None
        self.tokenizer = AutoTokenizer.from_pretrained(folder, use_fast=True)

    def encode(self, texts, limit):
        questions, contexts = zip(*texts)
        made = self.tokenizer(
            list(questions),
            list(contexts),
            truncation="only_second",
            max_length=limit,
            padding=False,
            return_offsets_mapping=True,
        )
        for i, (ids, offsets) in enumerate(zip(made["input_ids"], made["offset_mapping"])):
            second = [1 if s == 1 else 0 for s in made.sequence_ids(i)]
            yield ids, second, [o if t else (0, 0) for o, t in zip(offsets, second)]

    def reader(self, seed):
        if self.encoder is None:
            from transformers import AutoModel

            # Not before processes are forked: PyTorch's threads do not live on in them.
            self.encoder = AutoModel.from_pretrained(self.folder).float()
        # After that: loading asks chance too, and is done for a process's first reader alone.
        torch.manual_seed(seed)
        return ModelReader(copy.deepcopy(self.encoder))


class ModelReader(nn.Module):
    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder
        self.head = nn.Linear(encoder.config.hidden_size, 2)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, ids, types, mask):
        # Where the mask has the shape that PyTorch's attention takes, transformers does not look into it, for which the
        # GPU would have to be waited for.
        fused = self.encoder.config._attn_implementation == "sdpa"
        given = {"input_ids": ids, "attention_mask": mask[:, None, None, :] if fused else mask.long()}
        if self.encoder.config.type_vocab_size > 1:
            given["token_type_ids"] = types
        return self.head(self.encoder(**given).last_hidden_state)


class Pairs:
    """Questions and passages as tokens, each pair once, in arrays that lie on the device where they are used."""

    CHUNK = 1000

    def __init__(self, encoder, limit):
        self.encoder, self.limit, self.numbers, self.device = encoder, limit, {}, None

    def add(self, question, context):
        return self.numbers.setdefault((question, context), len(self.numbers))

    def chunk(self, first):
        texts = list(self.numbers)[first : first + self.CHUNK]
        ids = np.zeros((len(texts), self.limit), np.int32)
        types = np.zeros((len(texts), self.limit), np.int8)
        spans = np.zeros((len(texts), self.limit, 2), np.int32)
        lengths = np.zeros(len(texts), np.int32)
        for row, (tokens, kinds, where) in enumerate(self.encoder.encode(texts, self.limit)):
            size = lengths[row] = len(tokens)
            ids[row, :size], types[row, :size], spans[row, :size] = tokens, kinds, where
        return ids, types, spans, lengths

    def encode(self, mapped):
        """Encodes all that was added; "mapped" is map, or that of a pool of processes."""
        parts = list(mapped(self.chunk, range(0, len(self.numbers), self.CHUNK)))
        self.ids, self.types, self.spans, self.lengths = (np.concatenate(arrays) for arrays in zip(*parts))

    def on(self, device):
        if self.device != device:
            self.device = device
            arrays = self.ids, self.types, self.lengths, self.spans[..., 1] > self.spans[..., 0]
            self.held = [torch.from_numpy(array).to(device) for array in arrays]

    def batches(self, parts):
        """Yields each part's lines and its batch: ids, types, which tokens there are, and which are of the passage.

        A part is an array of lines, whose first column is a pair's number. All are sent to the device at once: sending
        one after the other would wait each time until the device has done all before it.
        """
        longest = [min(self.limit, -(-int(self.lengths[part[:, 0]].max()) // 16) * 16) for part in parts]
        lines = torch.from_numpy(np.concatenate(parts)).to(self.device)
        for part, width in zip(lines.split([len(part) for part in parts]), longest):
            yield part, self.batch(part[:, 0], width)

    def batch(self, rows, longest):
        ids, types, lengths, text = self.held
        mask = torch.arange(longest, device=self.device) < lengths[rows, None]
        return ids[rows, :longest].long(), types[rows, :longest].long(), mask, text[rows, :longest]

    def tokens(self, number, start, end):
        """Returns the first and last token of some characters, or None if they are cut off."""
        begins, ends = self.spans[number].T
        inside = np.flatnonzero((ends > begins) & (ends > start) & (begins < end))
        return (int(inside[0]), int(inside[-1])) if len(inside) and ends[inside[-1]] >= end else None


def training(lines, pairs, refusals):
    """Returns (pair, first token, last token) of each line, and how many answers were not found in their context."""
    found, lost = [], 0
    for question, context, answer in lines:
        number = pairs.add(question, context)
        if answer in refusals:
            found.append((number, 0, 0))
            continue
        at = context.find(answer)
        at = at if at >= 0 else context.casefold().find(answer.casefold())
        span = pairs.tokens(number, at, at + len(answer)) if at >= 0 else None
        if span:
            found.append((number, *span))
        else:
            lost += 1
    return np.array(found), lost


def batches(lines, pairs, size, chance):
    """Yields all lines in batches of like lengths, in an order left to chance."""
    order = chance.permutation(len(lines))
    made = []
    for part in np.array_split(order, max(1, len(order) // (50 * size))):
        part = part[np.argsort(pairs.lengths[lines[part, 0]], kind="stable")]
        made.extend(np.array_split(part, math.ceil(len(part) / size)))
    for i in chance.permutation(len(made)):
        yield lines[made[i]]


def train(reader, pairs, lines, options, device, seed):
    chance = np.random.default_rng(seed)
    fused = {"fused": True} if device == "cuda" else {}
    optimizer = torch.optim.AdamW(reader.parameters(), lr=options.rate, weight_decay=0.01, **fused)
    parts = [part for _ in range(options.epochs) for part in batches(lines, pairs, options.batch, chance)]
    steps = len(parts)
    reader.train()
    for done, (part, (ids, types, mask, _)) in enumerate(pairs.batches(parts)):
        warm, left = (done + 1) / (0.1 * steps + 1), (steps - done) / steps
        for group in optimizer.param_groups:
            group["lr"] = options.rate * min(1, warm, left / 0.9)
        with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
            scores = reader(ids, types, mask)
        scores = scores.float().masked_fill(~mask[..., None], -1e4)
        loss = F.cross_entropy(scores[..., 0], part[:, 1]) + F.cross_entropy(scores[..., 1], part[:, 2])
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
    reader.eval()


@torch.no_grad()
def predict(reader, pairs, numbers, device):
    """Returns, for each number of a pair, its best span's score less that of no answer, and the span's characters."""
    order = numbers[np.argsort(pairs.lengths[numbers], kind="stable")]
    found = []
    for _, (ids, types, mask, text) in pairs.batches([order[i : i + 256, None] for i in range(0, len(order), 256)]):
        with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
            scores = reader(ids, types, mask)
        scores = scores.float()
        starts = scores[..., 0].masked_fill(~text, -1e4)
        ends = scores[..., 1].masked_fill(~text, -1e4)
        length = starts.shape[1]
        band = torch.ones(length, length, dtype=torch.bool, device=device).triu().tril(LONGEST_ANSWER - 1)
        both = (starts[:, :, None] + ends[:, None, :]).masked_fill(~band, -1e5).flatten(1)
        best, at = both.max(1)
        found.append((best - scores[:, 0, 0] - scores[:, 0, 1], at // length, at % length))
    margin, first, last = (torch.cat(values).cpu().numpy() for values in zip(*found))
    margins, places = np.zeros(len(pairs.lengths)), np.zeros((len(pairs.lengths), 2), np.int64)
    margins[order] = margin
    places[order, 0], places[order, 1] = pairs.spans[order, first, 0], pairs.spans[order, last, 1]
    return margins, places


def auc(above, below):
    values = np.concatenate([above, below])
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    n = len(above)
    return float((ranks[:n].sum() - n * (n + 1) / 2) / (n * len(below)))


class Test:
    """A test set, whose pairs have numbers."""

    def __init__(self, file, pairs):
        with open(file, encoding="utf-8") as lines:
            self.questions = [json.loads(line) for line in lines]
        self.numbers = [[pairs.add(q["question"], p) for p in (q["gold"], *q["retrieved"])] for q in self.questions]

    def measure(self, reader, pairs, device):
        margins, places = predict(reader, pairs, np.unique(np.concatenate(self.numbers)), device)

        def found(question, passage, number):
            start, end = places[number]
            return f1(passage[start:end], question["answers"])

        gold = margins[[n[0] for n in self.numbers]]
        retrieved = margins[np.concatenate([n[1:] for n in self.numbers]).astype(np.int64)]
        own, rag, none = [], [], []
        for question, numbers in zip(self.questions, self.numbers):
            own.append(found(question, question["gold"], numbers[0]))
            best = int(np.argmax(margins[numbers]))
            rag.append(found(question, [question["gold"], *question["retrieved"]][best], numbers[best]))
            none.append(bool((margins[numbers[1:]] <= 0).all()))
        answered, refused = (gold > 0).mean(), (retrieved <= 0).mean()
        means = [answered, np.mean(own), refused, auc(gold, retrieved), np.mean(rag), np.mean(none)]
        return dict(zip(COLUMNS, map(float, means)))


class Experiment:
    """All files and tests, read and encoded once; a process trains one reader of it after the other."""

    def __init__(self, options):
        self.options = options
        self.pairs = Pairs(Model(options.model) if options.model else HashedWords(), options.tokens)
        read = {}
        for name, file in options.mined:
            with open(file, encoding="utf-8") as lines:
                read[name] = [(l["question"], l["context"], l["answer"]) for l in map(json.loads, lines)]
        self.tests = {name: Test(file, self.pairs) for name, file in options.test}
        for line in (line for lines in read.values() for line in lines):
            self.pairs.add(*line[:2])
        self.read = read

    def encode(self, mapped):
        self.pairs.encode(mapped)
        refusals = set(self.options.refusal or REFUSALS)
        self.files = {name: training(lines, self.pairs, refusals) for name, lines in self.read.items()}
        for name, (lines, lost) in self.files.items():
            if not (lines[:, 2] > 0).any():
                raise SystemExit(f"{name}: no line has an answer that is in its context")
            print(f"{name}: {len(lines)} lines, {int((lines[:, 2] == 0).sum())} refuse, {lost} answers not found")

    def run(self, seed, name):
        device = "cuda" if torch.cuda.is_available() else "cpu"
        self.pairs.on(device)
        lines, lost = self.files[name]
        reader = self.pairs.encoder.reader(seed).to(device)
        start = time.time()
        train(reader, self.pairs, lines, self.options, device, seed)
        trained = time.time()
        return {
            "mined": name,
            "seed": seed,
            "lines": len(lines),
            "refusals": round(float((lines[:, 2] == 0).mean()), 4),
            "answers_not_in_their_context": lost,
            "tests": {name: test.measure(reader, self.pairs, device) for name, test in self.tests.items()},
            "machine": torch.cuda.get_device_name() if device == "cuda" else f"cpu, {torch.get_num_threads()} threads",
            "seconds": [round(trained - start, 1), round(time.time() - trained, 1)],
        }


# What a process forked from this one finds: the arrays are not sent to it.
shared = None


def run_shared(seed, name):
    return shared.run(seed, name)


def chunk_shared(first):
    return shared.pairs.chunk(first)


def processes(count):
    """A pool of copies of this process. Nothing may have asked for the GPU, or computed with PyTorch, before."""
    return concurrent.futures.ProcessPoolExecutor(
        count, multiprocessing.get_context("fork"), lambda: torch.set_num_threads(max(1, os.cpu_count() // count))
    )


def runs(options, todo):
    """Yields what each reader, a (seed, name) of "todo", makes of the tests, as it is known."""
    global shared
    shared = Experiment(options)
    if options.workers == 1:
        shared.encode(map)
        yield from (shared.run(*what) for what in todo)
        return
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    with processes(os.cpu_count()) as pool:
        shared.encode(lambda _, firsts: pool.map(chunk_shared, firsts))
    with processes(options.workers) as pool:
        for future in concurrent.futures.as_completed([pool.submit(run_shared, *what) for what in todo]):
            yield future.result()
