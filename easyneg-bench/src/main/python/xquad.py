"""Puts the evaluation's German rows into another of XQuAD's twelve languages.

    python3 xquad.py XQUAD ROWS GOLD LANGUAGE OUT

XQUAD     a clone of github.com/google-deepmind/xquad
ROWS      xquad-de.jsonl, and GOLD its gold labels
LANGUAGE  as in en, zh, ru
OUT       where LANGUAGE.jsonl and LANGUAGE.gold.jsonl go

XQuAD is parallel: a question has one id in all languages, and an article's paragraphs stand in one order. So each
row keeps its question, its contexts and which of them answers; in de the same bytes come out.
"""

import hashlib
import json
import sys
from pathlib import Path


def read(xquad, language):
    """Returns the paragraphs, and for each question's id its paragraph, text and answers."""
    paragraphs, questions = [], {}
    for article in json.loads((xquad / f"xquad.{language}.json").read_text("utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            for question in paragraph["qas"]:
                answers = [answer["text"] for answer in question["answers"]]
                questions[question["id"]] = (len(paragraphs), question["question"], answers)
            paragraphs.append(article["title"] + "\n\n" + paragraph["context"])
    return paragraphs, questions


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def main(xquad, rows, gold, language, out):
    number = {text: i for i, text in enumerate(read(Path(xquad), "de")[0])}
    paragraphs, questions = read(Path(xquad), language)
    with open(Path(out) / f"{language}.jsonl", "w", encoding="utf-8") as to_rows, open(
        Path(out) / f"{language}.gold.jsonl", "w", encoding="utf-8"
    ) as to_gold:
        for row, label in zip(lines(rows), lines(gold), strict=True):
            answering, question, answers = questions[label["qid"]]
            row["contexts"] = [paragraphs[number[context]] for context in row["contexts"]]
            row["question"] = question
            if row["positive_ctx_idx"] >= 0:
                row["answer"] = answers[0]
            label["answers"] = answers
            label["gold_sha1"] = hashlib.sha1(paragraphs[answering].encode("utf-8")).hexdigest()
            to_rows.write(json.dumps(row, ensure_ascii=False) + "\n")
            to_gold.write(json.dumps(label, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    main(*sys.argv[1:])
