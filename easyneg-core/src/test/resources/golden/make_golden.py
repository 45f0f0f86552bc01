"""Writes the golden files beside it: what each format makes of the rows in mined.jsonl.

  python3 make_golden.py

Python 3.9 or newer, nothing else. Written from what the trainers read, not from the Java code, so
that a mistake has to be made twice to pass. Seed 42, the default refusal, the default prompt.
"""
import hashlib
import json
import pathlib

HERE = pathlib.Path(__file__).parent
SEED = 42
REFUSAL = "Bei dem gegebenen Kontext ist keine Antwort möglich."
MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15


# The row and its chance, as DrawKey and QaRow document them.

def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


class Chance:
    def __init__(self, seed, row_key):
        self.bits = mix(mix((seed + GOLDEN) & MASK) ^ row_key)

    def uniform(self, n):
        random = mix((self.bits + GOLDEN * (n + 1)) & MASK)
        return ((random >> 12) + 0.5) / 2**52


def answers_of(row):
    return row.get("answers") or ([] if row["answer"] is None else [row["answer"]])


def positives_of(row):
    index = row["positive_ctx_idx"]
    return row.get("positive_ctx_idxs") or ([] if index < 0 else [index])


def row_key(row):
    sha = hashlib.sha256()

    def number(n):
        sha.update(n.to_bytes(4, "big", signed=True))

    def texts(all_texts):
        for text in all_texts:
            number(len(text.encode()))
            sha.update(text.encode())

    answers, positives = answers_of(row), positives_of(row)
    texts([*row["contexts"], row["question"]])
    if len(answers) == 1 and len(positives) <= 1:
        texts(answers)
        number(row["positive_ctx_idx"])
    else:
        number(len(answers))
        texts(answers)
        number(len(positives))
        for positive in positives:
            number(positive)
    return int.from_bytes(sha.digest()[:8], "big")


def passage_id(text):
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class Mined:
    def __init__(self, line):
        self.row, self.mined = line["row"], line["negatives"]
        self.contexts, self.question = self.row["contexts"], self.row["question"]
        self.answers = answers_of(self.row)
        self.answer = self.answers[0] if self.answers else None
        self.positives = list(dict.fromkeys(self.contexts[i] for i in positives_of(self.row)))
        self.positive = self.positives[0] if self.positives else None
        self.own = list(dict.fromkeys(c for c in self.contexts if c not in self.positives))
        self.ids = {**dict(zip(self.contexts, self.row.get("context_ids", []))),
                    **dict(zip(self.mined, line.get("negative_ids", [])))}

        self.number = line["number"]
        self.mined_cosines = line["negative_cosines"]
        known = line.get("context_cosines")
        self.cosines = known and {**dict(zip(self.contexts, known)),
                                  **dict(zip(self.mined, self.mined_cosines))}

    def scores(self, texts):
        """The cosine of each text, or None where those of the contexts are not known."""
        return self.cosines and [self.cosines[t] for t in texts]

    def id(self, text):
        return self.ids.get(text) or passage_id(text)

    def taught(self):
        """Is there anything to say about the positives?"""
        return self.positive is None or self.answer is not None

    def examples(self):
        """(context, answer, is it a positive) for each context, then each mined negative."""
        for context in self.contexts + self.mined if self.taught() else []:
            answers = context in self.positives
            yield context, self.answer if answers else REFUSAL, answers


def prompt(context, question):
    return "Context: " + context + "\nQuestion: " + question


def user(text):
    return {"role": "user", "content": text}


def assistant(text):
    return {"role": "assistant", "content": text}


# One function a format.

def axolotl(m):
    return [{"context": c, "question": m.question, "answer": a} for c, a, _ in m.examples()]


def context_qa(m):
    return [{"article": c, "question": m.question, "answer": a} for c, a, _ in m.examples()]


def alpaca(m):
    return [{"instruction": m.question, "input": c, "output": a} for c, a, _ in m.examples()]


def chat(m):
    return [{"messages": [user(prompt(c, m.question)), assistant(a)]} for c, a, _ in m.examples()]


def input_output(m):
    return [{"segments": [{"label": False, "text": "<s>" + prompt(c, m.question) + "\n"},
                          {"label": True, "text": a + "</s>"}]} for c, a, _ in m.examples()]


def pairs(m):
    if m.positive is None or m.answer in (None, REFUSAL):
        return
    for c, a, positive in m.examples():
        yield prompt(c, m.question), a, REFUSAL if positive else m.answer


def dpo(m):
    return [{"question": p, "chosen": c, "rejected": r} for p, c, r in pairs(m)]


def trl_dpo(m):
    return [{"prompt": [user(p)], "chosen": [assistant(c)], "rejected": [assistant(r)]}
            for p, c, r in pairs(m)]


def judged(m):
    for c, a, positive in m.examples():
        yield prompt(c, m.question), a, True
        if m.positive is not None and m.answer != REFUSAL:
            yield prompt(c, m.question), REFUSAL if positive else m.answer, False


def kto(m):
    return [{"question": p, "completion": c, "label": label} for p, c, label in judged(m)]


def trl_kto(m):
    return [{"prompt": [user(p)], "completion": [assistant(c)], "label": label}
            for p, c, label in judged(m)]


def trl_sft(m):
    return [{"prompt": [user(prompt(c, m.question))], "completion": [assistant(a)]}
            for c, a, _ in m.examples()]


def raft(m):
    if not m.taught():
        return []
    chance = Chance(SEED ^ 0x5261667450726F6D, row_key(m.row))
    documents = m.own + m.mined
    answered = m.positive is not None and (not documents or chance.uniform(0) >= 0.2)
    if answered:
        documents = documents + m.positives
    for i in range(len(documents) - 1, 0, -1):
        j = int(chance.uniform(i) * (i + 1))
        documents[i], documents[j] = documents[j], documents[i]
    context = "\n".join("<DOCUMENT>" + d + "</DOCUMENT>" for d in documents)
    return [{"messages": [user(prompt(context, m.question)),
                          assistant(m.answer if answered else REFUSAL)]}]


def triplet(m):
    if m.positive is None:
        return []
    return [{"anchor": m.question, "positive": m.positive, "negative": n} for n in m.own + m.mined]


def ntuple(m):
    negatives = (m.mined + m.own)[:3]
    if m.positive is None or len(negatives) < 3:
        return []
    return [{"anchor": m.question, "positive": m.positive,
             **{f"negative_{i}": n for i, n in enumerate(negatives, 1)}}]


def ntuple_scores(m):
    texts = [m.positive] + (m.mined + m.own)[:3]
    return [{**record, "scores": m.scores(texts)} for record in ntuple(m)]


def labelled_list(m):
    if m.positive is None or not m.own + m.mined:
        return []
    return [{"query": m.question, "docs": m.positives + m.own + m.mined,
             "labels": [1] * len(m.positives) + [0] * len(m.own + m.mined)}]


def reranker_eval(m):
    if m.positive is None or not m.own + m.mined:
        return []
    documents = m.positives + m.own + m.mined
    if m.cosines:
        documents.sort(key=lambda text: -m.cosines[text])
    return [{"query": m.question, "positive": m.positives, "documents": documents}]


def cohere_rerank(m):
    if m.positive is None:
        return []
    return [{"query": m.question, "relevant_passages": m.positives,
             "hard_negatives": m.own + m.mined}]


def looks(m):
    for text, cosine in zip(m.mined, m.mined_cosines):
        texts = {"id": f"{row_key(m.row):016x}-{passage_id(text)}", "question": m.question,
                 "answer": m.answer, "positive": m.positive, "passage": text}
        numbers = {"row": m.number, "passage_id": passage_id(text), "pool": "easy",
                   "cosine": cosine, "cosine_quantile": 0.2, "lexical_quantile": 0.3}
        yield texts, numbers


def argilla(m):
    return [{**texts, **numbers} for texts, numbers in looks(m)]


def label_studio(m):
    return [{"data": {**{name: text or "" for name, text in texts.items()}, **numbers}}
            for texts, numbers in looks(m)]


def nemo(m):
    if m.positive is None or not m.own + m.mined:
        return []
    return [{"question_id": f"{row_key(m.row):016x}", "question": m.question,
             "corpus_id": "easyneg", "pos_doc": [{"id": m.id(p)} for p in m.positives],
             "neg_doc": [{"id": m.id(n)} for n in m.own + m.mined]}]


def labelled_pair(m):
    positives = [(p, 1) for p in m.positives]
    return [{"anchor": m.question, "passage": text, "label": label}
            for text, label in positives + [(n, 0) for n in m.own + m.mined]]


def flag_embedding(m):
    if m.positive is None or not m.own + m.mined:
        return []
    return [{"query": m.question, "pos": m.positives, "neg": m.own + m.mined,
             "pos_scores": m.scores(m.positives), "neg_scores": m.scores(m.own + m.mined)}]


def tevatron(m):
    if m.positive is None or not m.own + m.mined:
        return []
    return [{"query_id": f"{row_key(m.row):016x}", "query_text": m.question,
             "positive_document_ids": [m.id(p) for p in m.positives],
             "negative_document_ids": [m.id(n) for n in m.own + m.mined]}]


def dpr(m):
    def passages(texts):
        return [{"title": "", "text": t, "passage_id": m.id(t)} for t in texts]

    if m.positive is None:
        return []
    return [{"question": m.question, "answers": m.answers,
             "positive_ctxs": passages(m.positives), "negative_ctxs": passages(m.mined),
             "hard_negative_ctxs": passages(m.own)}]


# Only in rows that have them.
RARE = ("answers", "positive_ctx_idxs", "context_ids")


def germanrag(m):
    own = ("contexts", "question", "answer", "positive_ctx_idx")
    record = {**m.row, "contexts": m.contexts + m.mined}
    if m.ids:
        record["context_ids"] = [m.ids.get(c) for c in record["contexts"]]
    rest = {name: record[name] for name in (*RARE, *record) if name in record and name not in own}
    return [{**{name: record[name] for name in own}, **rest}]


FORMATS = {
    "axolotl": axolotl, "context_qa": context_qa, "alpaca": alpaca, "chat": chat,
    "input_output": input_output, "dpo": dpo, "kto": kto, "raft:0.2": raft, "trl-sft": trl_sft,
    "trl-dpo": trl_dpo, "trl-kto": trl_kto, "triplet": triplet, "ntuple:3": ntuple,
    "labelled-pair": labelled_pair, "flag-embedding": flag_embedding, "tevatron": tevatron,
    "dpr": dpr, "germanrag": germanrag, "ntuple-scores:3": ntuple_scores,
    "labelled-list": labelled_list, "reranker-eval": reranker_eval,
    "cohere-rerank": cohere_rerank, "nemo": nemo, "argilla": argilla,
    "label-studio": label_studio,
}


def line(record):
    """One record as the files have it: no blanks, and no character that might end a line."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    for character in "\u0085\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text + "\n"


def main():
    with open(HERE / "mined.jsonl", encoding="utf-8", newline="\n") as file:
        rows = [Mined(json.loads(text)) for text in file]
    for name, records in FORMATS.items():
        path = HERE / (name.replace(":", "-") + ".jsonl")
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            for row in rows:
                file.writelines(line(record) for record in records(row))


if __name__ == "__main__":
    main()
