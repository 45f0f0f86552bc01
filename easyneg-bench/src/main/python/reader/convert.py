"""Turns public question-answering data into rows to mine, and into test sets for reader.py.

    python3 convert.py rows FORMAT FILE.. --out rows.jsonl [--articles A-B] [--contexts N]
    python3 convert.py test FORMAT FILE.. --out test.jsonl [--articles A-B] [--limit N]

FORMAT is one of
  squad    SQuAD's JSON: SQuAD 1.1 and 2.0 (rajpurkar.github.io/SQuAD-explorer), XQuAD, and TyDi QA's
           gold passages (tydiqa-goldp-v1.1-dev.json, github.com/google-research-datasets/tydiqa)
  nq       Natural Questions, simplified: JSON lines, also .gz (ai.google.com/research/NaturalQuestions)

  --articles A-B   only the articles (nq: documents) from A to before B, by their order, so that the
                   passages of training and of test are apart
  --language L     squad: only questions whose id begins with L, as TyDi QA's do ("english")
  --contexts N     rows: contexts in a row; the first answers, the others are of the same article (2)
  --limit N        at most so many questions, spread evenly (2000)

A row is what easyneg reads: {"contexts", "question", "answer", "positive_ctx_idx"}. A question that SQuAD 2.0
calls unanswerable becomes a row without a positive.

A line of a test set is {"question", "answers", "gold", "retrieved", "random"}: the passage that answers, the five
passages with the highest BM25 that do not hold an answer, and three random ones that do not.

Needs NumPy. Writes texts where you say, and nowhere else.
"""

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict

import numpy as np

WORD = re.compile(r"\w+")
TAG = re.compile(r"<[^>]*>")
RETRIEVED, RANDOM = 5, 3


def squad(files, language):
    """Yields articles: lists of (passage, [(question, answers)])."""
    for name in files:
        with open(name, encoding="utf-8") as file:
            data = json.load(file)["data"]
        for article in data:
            paragraphs = []
            for paragraph in article["paragraphs"]:
                asked = [
                    (qa["question"].strip(), list(dict.fromkeys(a["text"] for a in qa["answers"])))
                    for qa in paragraph["qas"]
                    if not language or str(qa["id"]).startswith(language)
                ]
                paragraphs.append((paragraph["context"], asked))
            yield paragraphs


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


FORMATS = {"squad": squad, "nq": natural_questions}


def rows(articles, contexts):
    for passages in articles:
        texts = list(dict.fromkeys(p for p, _ in passages))
        for passage, asked in passages:
            others = [t for t in texts if t != passage]
            for n, (question, answers) in enumerate(asked):
                own = [others[(n + i) % len(others)] for i in range(min(contexts - 1, len(others)))]
                yield {
                    "contexts": [passage, *own],
                    "question": question,
                    "answer": answers[0] if answers else "",
                    "positive_ctx_idx": 0 if answers else -1,
                }


class Bm25:
    """Scores all passages for a question: k1 = 1.2, b = 0.75."""

    def __init__(self, texts):
        lists = defaultdict(list)
        lengths = []
        for i, text in enumerate(texts):
            words = Counter(WORD.findall(text.casefold()))
            lengths.append(sum(words.values()))
            for word, count in words.items():
                lists[word].append((i, count))
        self.n = len(texts)
        self.norm = 1.2 * (0.25 + 0.75 * np.array(lengths) / max(np.mean(lengths), 1))
        self.lists = {w: (np.array([i for i, _ in l]), np.array([c for _, c in l])) for w, l in lists.items()}

    def scores(self, question):
        scores = np.zeros(self.n)
        for word in set(WORD.findall(question.casefold())):
            if word in self.lists:
                where, count = self.lists[word]
                idf = np.log1p((self.n - len(where) + 0.5) / (len(where) + 0.5))
                scores[where] += idf * 2.2 * count / (count + self.norm[where])
        return scores


def test(articles, limit):
    articles = list(articles)
    texts = list(dict.fromkeys(p for passages in articles for p, _ in passages))
    folded = [t.casefold() for t in texts]
    asked = [(q, a, p) for passages in articles for p, qas in passages for q, a in qas if a]
    if limit < len(asked):
        asked = [asked[i * len(asked) // limit] for i in range(limit)]
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


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["rows", "test"])
    parser.add_argument("format", choices=sorted(FORMATS))
    parser.add_argument("files", nargs="+")
    parser.add_argument("--out", required=True)
    parser.add_argument("--articles", default="0-1000000000")
    parser.add_argument("--language", default="")
    parser.add_argument("--contexts", type=int, default=2)
    parser.add_argument("--limit", type=int, default=2000)
    options = parser.parse_args()
    first, end = map(int, options.articles.split("-"))
    articles = (a for i, a in enumerate(FORMATS[options.format](options.files, options.language)) if first <= i < end)
    made = rows(articles, options.contexts) if options.what == "rows" else test(articles, options.limit)
    count = 0
    with open(options.out, "w", encoding="utf-8") as out:
        for line in made:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
            count += 1
    print(f"{options.out}: {count} lines")


if __name__ == "__main__":
    main()
