"""Turns public question-answering data into rows to mine and into test sets, and mined files into what reader.py reads.

    python3 convert.py rows FORMAT FILE.. --out rows.jsonl [--articles A-B] [--contexts N] [--unanswered N] [--lose N]
    python3 convert.py test FORMAT FILE.. --out test.jsonl [--articles A-B] [--limit N]
    python3 convert.py alone MINED --rows rows.jsonl --out alone.jsonl [--answers | --own]

FORMAT is one of
  squad    SQuAD's JSON: SQuAD 1.1 and 2.0 (rajpurkar.github.io/SQuAD-explorer; half of its development set is
           data/dev-v2.0.json of github.com/chrischute/squad), XQuAD (github.com/google-deepmind/xquad), COVID-QA
           (github.com/deepset-ai/COVID-QA, data/question-answering/200423_covidQA.json), TyDi QA's gold passages
           (tydiqa-goldp-v1.1-dev.json, github.com/google-research-datasets/tydiqa), DRCD
           (github.com/DRCKnowledgeTeam/DRCD) and CMRC 2018 (github.com/ymcui/cmrc2018, squad-style-data)
  nq       Natural Questions, simplified: JSON lines, also .gz (ai.google.com/research/NaturalQuestions)
  nq-open  Natural Questions with a passage each: qa_data/nq-open-oracle.jsonl.gz of
           github.com/nelson-liu/lost-in-the-middle

  --articles A-B   only the articles (nq: documents) from A to before B, by their order, so that the
                   passages of training and of test are apart
  --language L     squad: only questions whose id begins with L, as TyDi QA's do ("english")
  --window N       squad: cuts contexts of more than N characters, as COVID-QA's whole papers, into passages of whole
                   sentences of at most about N; a question whose answer is cut through is left out, and counted
  --contexts N     rows: contexts in a row; the first answers, the others are of the same article (2)
  --unanswered N   rows: at most so many of the questions without an answer, spread evenly (all)
  --lose N         rows: so many of the questions with an answer, spread evenly, lose the passage that answers and
                   become rows without a positive, as where a retriever did not find it; for data that has no
                   questions without an answer (0)
  --limit N        test: at most so many questions, spread evenly (2000)

A row is what easyneg reads: {"contexts", "question", "answer", "positive_ctx_idx"}. A question that SQuAD 2.0
calls unanswerable becomes a row without a positive.

A line of a test set is {"question", "answers", "gold", "retrieved", "random"}: the passage that answers, the five
passages with the highest BM25 that do not hold an answer, and three random ones that do not.

"alone" leaves the rows' own hard negatives out of a mined file, so that mined ones alone teach to refuse; with
--answers also those, so that nothing does; with --own the mined ones instead, so that the rows' own alone do.

Needs NumPy. Writes texts where you say, and nowhere else.
"""

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict

import numpy as np

from words import terms

TAG = re.compile(r"<[^>]*>")
SENTENCE = re.compile(r"[.!?]\s+|\n+|[。！？]+[」』”’]*")
RETRIEVED, RANDOM = 5, 3


def squad(files, options):
    """Yields articles: lists of (passage, [(question, answers)])."""
    for name in files:
        with open(name, encoding="utf-8-sig") as file:
            data = json.load(file)["data"]
        for article in data:
            paragraphs = []
            for paragraph in article["paragraphs"]:
                asked = [
                    (qa["question"].strip(), qa["answers"])
                    for qa in paragraph["qas"]
                    if not options.language or str(qa["id"]).startswith(options.language)
                ]
                paragraphs.extend(passages(paragraph["context"], asked, options.window))
            yield paragraphs


def passages(context, asked, window):
    """Returns a context's passages, each with its questions: itself, or windows of it."""
    if not window or len(context) <= window:
        return [(context, [(q, list(dict.fromkeys(a["text"] for a in found))) for q, found in asked])]
    made = [(start, end, []) for start, end in windows(context, window)]
    for question, found in asked:
        for start, end, own in made:
            inside = [a["text"] for a in found if start <= a["answer_start"] and ends(a) <= end]
            if inside or not found:
                own.append((question, list(dict.fromkeys(inside))))
                break
        else:
            cut["through"] += 1
    return [(context[start:end].strip(), own) for start, end, own in made]


def ends(answer):
    return answer["answer_start"] + len(answer["text"])


def windows(context, window):
    """Yields where passages of whole sentences begin and end; a sentence longer than a window stays whole."""
    start = end = 0
    for at in [m.end() for m in SENTENCE.finditer(context)] + [len(context)]:
        if at - start > window and end > start:
            yield start, end
            start = end
        end = at
    if context[start:end].strip():
        yield start, end


# How many answers lay across two passages.
cut = Counter()


def open_questions(files, _):
    """Yields one article a question: its passage."""
    for name in files:
        with (gzip.open if name.endswith(".gz") else open)(name, "rt", encoding="utf-8") as file:
            for line in map(json.loads, file):
                gold = [c["text"] for c in line["ctxs"] if c["isgold"]]
                yield [(gold[0], [(line["question"], line["answers"])])]


def natural_questions(files, _):
    """Yields documents; the passages are the paragraphs that are candidates for long answers."""
    for name in files:
        with (gzip.open if name.endswith(".gz") else open)(name, "rt", encoding="utf-8") as file:
            for line in file:
                yield document(json.loads(line))


def document(example):
    words = example["document_text"].split(" ")

    def text(start, end):
        return re.sub(r"\s+", " ", TAG.sub(" ", " ".join(words[start:end]))).strip()

    annotation = example["annotations"][0]
    answered = annotation["long_answer"]["candidate_index"]
    answers = [text(a["start_token"], a["end_token"]) for a in annotation["short_answers"]]
    passages = []
    for i, candidate in enumerate(example["long_answer_candidates"]):
        if candidate["top_level"] and words[candidate["start_token"]] == "<P>":
            passage = text(candidate["start_token"], candidate["end_token"])
            if 100 <= len(passage) <= 3000:
                asked = [(example["question_text"], answers)] if i == answered and answers else []
                passages.append((passage, asked))
    return passages


FORMATS = {"squad": squad, "nq": natural_questions, "nq-open": open_questions}


def spread(things, limit):
    return things if limit >= len(things) else [things[i * len(things) // limit] for i in range(limit)]


def rows(articles, options):
    answered, unanswered = [], []
    for passages in articles:
        texts = list(dict.fromkeys(p for p, _ in passages))
        for passage, asked in passages:
            others = [t for t in texts if t != passage]
            for n, (question, answers) in enumerate(asked):
                own = [others[(n + i) % len(others)] for i in range(min(options.contexts - 1, len(others)))]
                row = {
                    "contexts": [passage, *own],
                    "question": question,
                    "answer": answers[0] if answers else "",
                    "positive_ctx_idx": 0 if answers else -1,
                }
                (answered if answers else unanswered).append((len(answered) + len(unanswered), row))
    if options.unanswered is not None:
        unanswered = spread(unanswered, options.unanswered)
    for _, row in spread([numbered for numbered in answered if len(numbered[1]["contexts"]) > 1], options.lose):
        row.update(contexts=row["contexts"][1:], answer="", positive_ctx_idx=-1)
    return [row for _, row in sorted(answered + unanswered, key=lambda numbered: numbered[0])]


def alone(mined, options):
    """Yields a mined file's lines less those that the rows' own contexts refuse, or less other refusals."""
    lines = list(json_lines(mined))
    own, positives = set(), set()
    for row in json_lines(options.rows):
        own.update((row["question"], context) for context in row["contexts"])
        if row["positive_ctx_idx"] >= 0:
            positives.add((row["question"], row["contexts"][row["positive_ctx_idx"]]))
    for line in lines:
        key = (line["question"], line["context"])
        if key in positives or ((key in own) == options.own and not options.answers):
            yield line


def json_lines(name):
    with open(name, encoding="utf-8") as file:
        yield from map(json.loads, file)


class Bm25:
    """Scores all passages for a question: k1 = 1.2, b = 0.75."""

    def __init__(self, texts):
        lists = defaultdict(list)
        lengths = []
        for i, text in enumerate(texts):
            words = Counter(terms(text))
            lengths.append(sum(words.values()))
            for word, count in words.items():
                lists[word].append((i, count))
        self.n = len(texts)
        self.norm = 1.2 * (0.25 + 0.75 * np.array(lengths) / max(np.mean(lengths), 1))
        self.lists = {w: (np.array([i for i, _ in l]), np.array([c for _, c in l])) for w, l in lists.items()}

    def scores(self, question):
        scores = np.zeros(self.n)
        for word in set(terms(question)):
            if word in self.lists:
                where, count = self.lists[word]
                idf = np.log1p((self.n - len(where) + 0.5) / (len(where) + 0.5))
                scores[where] += idf * 2.2 * count / (count + self.norm[where])
        return scores


def test(articles, options):
    articles = list(articles)
    texts = list(dict.fromkeys(p for passages in articles for p, _ in passages))
    folded = [t.casefold() for t in texts]
    asked = [(q, a, p) for passages in articles for p, qas in passages for q, a in qas if a]
    asked = spread(asked, options.limit)
    index, chance = Bm25(texts), np.random.default_rng(0)
    for question, answers, gold in asked:
        needles = [a.casefold() for a in answers]

        def usable(i):
            return texts[i] != gold and not any(needle in folded[i] for needle in needles)

        best = (int(i) for i in np.argsort(-index.scores(question), kind="stable"))
        retrieved = [i for i, _ in zip((i for i in best if usable(i)), range(RETRIEVED))]
        others = [i for i in map(int, chance.permutation(len(texts))) if usable(i) and i not in retrieved]
        yield {
            "question": question,
            "answers": answers,
            "gold": gold,
            "retrieved": [texts[i] for i in retrieved],
            "random": [texts[i] for i in others[:RANDOM]],
        }


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    kinds = parser.add_subparsers(dest="what", required=True)
    for what in ("rows", "test"):
        kind = kinds.add_parser(what)
        kind.add_argument("format", choices=sorted(FORMATS))
        kind.add_argument("files", nargs="+")
        kind.add_argument("--articles", default="0-1000000000")
        kind.add_argument("--language", default="")
        kind.add_argument("--window", type=int, default=0)
    kinds.choices["rows"].add_argument("--contexts", type=int, default=2)
    kinds.choices["rows"].add_argument("--unanswered", type=int)
    kinds.choices["rows"].add_argument("--lose", type=int, default=0)
    kinds.choices["test"].add_argument("--limit", type=int, default=2000)
    kind = kinds.add_parser("alone")
    kind.add_argument("mined")
    kind.add_argument("--rows", required=True)
    kept = kind.add_mutually_exclusive_group()
    kept.add_argument("--answers", action="store_true")
    kept.add_argument("--own", action="store_true")
    for kind in kinds.choices.values():
        kind.add_argument("--out", required=True)
    return parser.parse_args()


def main():
    options = arguments()
    if options.what == "alone":
        made = alone(options.mined, options)
    else:
        first, end = map(int, options.articles.split("-"))
        articles = FORMATS[options.format](options.files, options)
        articles = (article for i, article in enumerate(articles) if first <= i < end)
        made = {"rows": rows, "test": test}[options.what](articles, options)
    count = 0
    with open(options.out, "w", encoding="utf-8") as out:
        for line in made:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
            count += 1
    print(f"{options.out}: {count} lines")
    if cut:
        print(f"{cut['through']} questions left out: their answers lie across two passages")


if __name__ == "__main__":
    main()
