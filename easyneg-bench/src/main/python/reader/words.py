"""Words of texts, also in Chinese and Japanese, which put no spaces between them. Needs nothing but Python."""

import re
from collections import Counter

# Kana and Han, as ranges of a regular expression's class.
SPACELESS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"

# A character of those scripts, a word of others, or a sign.
TOKEN = re.compile(f"[{SPACELESS}]|[^\\W{SPACELESS}]+|[^\\w\\s]")

RUN = re.compile(f"[{SPACELESS}]+|[^\\W{SPACELESS}]+")
IN_SPACELESS = re.compile(f"[{SPACELESS}]")


def terms(text):
    """Returns what a text is searched by: its words, and the overlapping pairs of characters of runs without spaces."""
    found = []
    for run in RUN.findall(text.casefold()):
        if len(run) > 1 and IN_SPACELESS.match(run):
            found.extend(run[i : i + 2] for i in range(len(run) - 1))
        else:
            found.append(run)
    return found


def f1(answer, golds):
    """Returns the F1 of an answer's words with the most like of the golden ones; of characters where no spaces are put."""

    def tokens(text):
        return [t for t in TOKEN.findall(text.casefold()) if t.isalnum() and t not in ("a", "an", "the")]

    mine, best = tokens(answer), 0.0
    for gold in map(tokens, golds):
        common = sum((Counter(mine) & Counter(gold)).values())
        best = max(best, 2 * common / (len(mine) + len(gold)) if common else 0.0)
    return best
