"""Tests of convert.py and words.py, on texts made up for them: python3 -m unittest convert_test, in this folder."""

import contextlib
import io
import json
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

import convert
import words

SEA = "海豚住在海里。它们吃鱼。"
HILL = "山羊住在山上。它们吃草。"
CITY = "鸽子住在城里。它们吃面包。"


def squad(*articles):
    """Returns SQuAD's JSON of articles, lists of (context, [(question, answer)])."""
    paragraphs = [
        [
            {
                "context": context,
                "qas": [
                    {"id": q, "question": q, "answers": [{"text": a, "answer_start": context.index(a)}] if a else []}
                    for q, a in asked
                ],
            }
            for context, asked in article
        ]
        for article in articles
    ]
    return {"data": [{"paragraphs": article} for article in paragraphs]}


ANIMALS = [(SEA, [("海豚吃什么？", "鱼")]), (HILL, [("山羊吃什么？", "草")]), (CITY, [("鸽子吃什么？", "面包")])]


class ConvertTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def convert(self, what, data, *options):
        """Returns the lines that convert.py makes of SQuAD's JSON."""
        (self.folder / "data.json").write_text(json.dumps(data), "utf-8-sig")
        out = str(self.folder / "out.jsonl")
        asked = ["convert.py", what, "squad", str(self.folder / "data.json"), "--out", out, *options]
        with mock.patch.object(sys, "argv", asked), contextlib.redirect_stdout(io.StringIO()):
            convert.main()
        return list(convert.json_lines(out))

    def test_a_row_has_the_passage_that_answers_first_and_another_of_its_article_behind(self):
        rows = self.convert("rows", squad(ANIMALS))
        self.assertEqual([[SEA, HILL], [HILL, SEA], [CITY, SEA]], [row["contexts"] for row in rows])
        self.assertEqual([("鱼", 0), ("草", 0), ("面包", 0)], [(r["answer"], r["positive_ctx_idx"]) for r in rows])

    def test_rows_that_lose_their_passage_have_no_positive_and_are_spread_evenly(self):
        rows = self.convert("rows", squad(ANIMALS), "--lose", "2")
        lost = [("海豚吃什么？", [HILL], "", -1), ("山羊吃什么？", [SEA], "", -1), ("鸽子吃什么？", [CITY, SEA], "面包", 0)]
        self.assertEqual(lost, [(r["question"], r["contexts"], r["answer"], r["positive_ctx_idx"]) for r in rows])

    def test_a_row_of_one_context_does_not_lose_it(self):
        rows = self.convert("rows", squad([ANIMALS[0]]), "--lose", "1")
        self.assertEqual([([SEA], 0)], [(row["contexts"], row["positive_ctx_idx"]) for row in rows])

    def test_windows_end_at_the_full_stops_of_chinese_too(self):
        rows = self.convert("rows", squad([(SEA + HILL, [("山羊吃什么？", "草")])]), "--window", "12")
        self.assertEqual([[HILL, SEA]], [row["contexts"] for row in rows])

    def test_passages_are_retrieved_by_pairs_of_characters_and_do_not_hold_the_answer(self):
        (line,) = self.convert("test", squad([(SEA, []), (HILL, []), (CITY, []), ("山羊的角。", [("山羊有什么？", "角")])]))
        self.assertEqual("山羊的角。", line["gold"])
        self.assertEqual(HILL, line["retrieved"][0])
        (line,) = self.convert("test", squad([(SEA, []), (HILL, []), ("山羊的草。", [("山羊吃什么？", "草")])]))
        self.assertEqual([SEA], line["retrieved"])


class WordsTest(unittest.TestCase):
    def test_terms_are_words_and_in_scripts_without_spaces_pairs_of_characters(self):
        self.assertEqual(["the", "山羊", "羊吃", "2", "草", "nfl", "队"], words.terms("The 山羊吃 2 草 NFL队"))

    def test_f1_counts_words_without_articles(self):
        self.assertEqual(1, words.f1("the Blue-Goat", ["goat", "a blue goat"]))
        self.assertAlmostEqual(2 / 3, words.f1("blue goat", ["goat"]))

    def test_f1_counts_characters_of_chinese(self):
        self.assertAlmostEqual(0.8, words.f1("黑山羊", ["山羊", "海豚"]))
        self.assertEqual(0, words.f1("黑山羊", ["海豚"]))


if __name__ == "__main__":
    unittest.main()
