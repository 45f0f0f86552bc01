"""Writes tiny models of every layout with sentence-transformers itself, and the vectors that it gives, as golden files.

    pip install sentence-transformers==6.0.1 onnx onnxruntime
    python golden.py ../resources/golden [--model2vec]

It downloads nothing, and gives the same files again: all weights come from seeds. In the folder

  networks/NAME  a network as ONNX with its tokenizer, used by several models
  models/NAME    what sentence-transformers saved of one, less what is in its network's folder, and vectors.json:
                 the network, the texts, and their vectors as queries and as passages

GoldenVectorsTest loads each model as a user's would be, and compares. With --model2vec, which needs Model2Vec, also its
models. A model that cannot be made ends the run.

Three things are not as these programs do them, on purpose:

  - sentence-transformers 6.0.1 gives each model the prompts "query" and "document", empty where it has none, so that
    encode_document(..) never comes to "passage", which it documents, nor encode_query(..) to the default prompt. The
    vectors here are asked for by the prompt's name.
  - Model2Vec before the end of August 2026 did not know the unknown token of a Unigram tokenizer; it is told.
  - Model2Vec rounds means of half-precision rows to half precision: there the tolerance is larger.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import sentence_transformers
import torch
from safetensors.numpy import save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import (
    Dense,
    Dropout,
    LayerNorm,
    Normalize,
    Pooling,
    StaticEmbedding,
    Transformer,
)
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from torch import nn
from transformers import (
    BertConfig,
    BertModel,
    DistilBertConfig,
    DistilBertModel,
    MPNetConfig,
    MPNetModel,
    PreTrainedTokenizerFast,
    Qwen2Config,
    Qwen2Model,
    XLMRobertaConfig,
    XLMRobertaModel,
)

WIDTH = 8
TEXTS = [
    "the red car",
    "The RED Car",
    "a",
    "Über größe, naïve café!",
    "unheard zzz words",
    "red car red car red car red car red car red car red car red car red car red car red car red car",
]
WORDS = "the red car a blue un ##heard words ##s cafe naive uber große , ! find text : query".split()
LETTERS = list("abcdefghijklmnopqrstuvwxyzß")


def word_piece(names=("[PAD]", "[UNK]", "[CLS]", "[SEP]"), lower=True):
    vocabulary = [*names, *WORDS, "Red", "Car", *LETTERS[:20]]
    numbers = {word: i for i, word in enumerate(dict.fromkeys(vocabulary))}
    tokenizer = Tokenizer(models.WordPiece(numbers, unk_token=names[1]))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=lower)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return framed(tokenizer, *names)


def framed(tokenizer, pad, unknown, first, last):
    number = tokenizer.token_to_id
    tokenizer.add_special_tokens([pad, unknown, first, last])
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{first} $A {last}",
        pair=f"{first} $A {last} $B:1 {last}:1",
        special_tokens=[(first, number(first)), (last, number(last))],
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token=pad, unk_token=unknown, cls_token=first, sep_token=last
    )


def unigram():
    pieces = ["<s>", "<pad>", "</s>", "<unk>", *("▁" + w for w in WORDS if "#" not in w), "▁", *LETTERS, "ü", "é", "ï"]
    scores = [(piece, 0.0 if i < 4 else -2.0 - i / 10) for i, piece in enumerate(dict.fromkeys(pieces))]
    tokenizer = Tokenizer(models.Unigram(scores, unk_id=3))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    return framed(tokenizer, "<pad>", "<unk>", "<s>", "</s>")


def bytes_pairs():
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    merges = [("r", "e"), ("re", "d"), ("c", "a"), ("ca", "r"), ("Ġ", "ca"), ("Ġca", "r"), ("t", "h"), ("th", "e")]
    words = ["<|end|>", *alphabet, *("".join(m) for m in merges)]
    tokenizer = Tokenizer(models.BPE({word: i for i, word in enumerate(words)}, merges))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(["<|end|>"])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="$A <|end|>", pair="$A <|end|> $B:1 <|end|>:1", special_tokens=[("<|end|>", 0)]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<|end|>", eos_token="<|end|>", padding_side="left"
    )


SMALL = {
    "hidden_size": WIDTH,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "intermediate_size": 12,
    "initializer_range": 0.5,
}


def bert(tokenizer):
    config = BertConfig(vocab_size=len(tokenizer), max_position_embeddings=24, **SMALL)
    return BertModel(config, add_pooling_layer=False), tokenizer


def xlm_roberta():
    tokenizer = unigram()
    config = XLMRobertaConfig(
        vocab_size=len(tokenizer), max_position_embeddings=26, pad_token_id=1, type_vocab_size=1, **SMALL
    )
    return XLMRobertaModel(config, add_pooling_layer=False), tokenizer


def mpnet():
    tokenizer = word_piece(("<s>", "<pad>", "</s>", "[UNK]"))
    config = MPNetConfig(vocab_size=len(tokenizer), max_position_embeddings=26, **SMALL)
    return MPNetModel(config, add_pooling_layer=False), tokenizer


def distilbert():
    tokenizer = word_piece()
    config = DistilBertConfig(
        vocab_size=len(tokenizer),
        max_position_embeddings=24,
        dim=WIDTH,
        n_layers=2,
        n_heads=2,
        hidden_dim=12,
        initializer_range=0.5,
    )
    return DistilBertModel(config), tokenizer


def qwen2():
    tokenizer = bytes_pairs()
    config = Qwen2Config(
        vocab_size=len(tokenizer), max_position_embeddings=64, num_key_value_heads=2, pad_token_id=0, **SMALL
    )
    return Qwen2Model(config), tokenizer


NETWORKS = {
    "bert": (lambda: bert(word_piece()), ["input_ids", "attention_mask", "token_type_ids"]),
    "bert-cased": (lambda: bert(word_piece(lower=False)), ["input_ids", "attention_mask", "token_type_ids"]),
    "bert-positions": (lambda: bert(word_piece()), ["input_ids", "attention_mask", "position_ids"]),
    "xlm-roberta": (xlm_roberta, ["input_ids", "attention_mask"]),
    "mpnet": (mpnet, ["input_ids", "attention_mask"]),
    "distilbert": (distilbert, ["input_ids", "attention_mask"]),
    "qwen2": (qwen2, ["input_ids", "attention_mask"]),
}


class Tokens(nn.Module):
    """A network that takes its inputs in order, and gives the token vectors alone.

    The mask is spread over all pairs of tokens here: what transformers does for that cannot be traced.
    """

    def __init__(self, network, inputs, causal):
        super().__init__()
        self.network, self.inputs, self.causal = network, inputs, causal

    def forward(self, *given):
        named = dict(zip(self.inputs, given))
        tokens = named["attention_mask"][:, None, None, :].float()
        if self.causal:
            order = torch.cumsum(torch.ones_like(named["input_ids"][0]), 0)
            tokens = tokens * (order[:, None] >= order[None, :]).float()
            named["use_cache"] = False
        named["attention_mask"] = (1 - tokens) * -1e9
        return self.network(**named).last_hidden_state


def network(out, work, name):
    """Makes a network, once as transformers keeps it, once as ONNX."""
    torch.manual_seed(len(name))
    make, inputs = NETWORKS[name]
    made, tokenizer = make()
    made = made.eval()
    for parameter in made.parameters():
        # Biases and norms too: zeros and ones would hide what is left out.
        parameter.data += 0.1 * torch.randn_like(parameter)
    folder = work / name
    made.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    made.set_attn_implementation("eager")
    ids = torch.randint(4, len(tokenizer), (2, 7))
    example = {
        "input_ids": ids,
        "attention_mask": torch.tensor([[1] * 7, [1] * 5 + [0] * 2]),
        "token_type_ids": torch.zeros_like(ids),
        "position_ids": torch.arange(7).expand(2, 7).contiguous(),
    }
    into = out / "networks" / name
    (into / "onnx").mkdir(parents=True)
    graph = into / "onnx" / "model.onnx"
    wrapped = Tokens(made, inputs, name == "qwen2").eval()
    with torch.no_grad():
        torch.onnx.export(
            wrapped,
            tuple(example[i] for i in inputs),
            graph,
            input_names=inputs,
            output_names=["last_hidden_state"],
            dynamic_axes={i: {0: "batch", 1: "tokens"} for i in [*inputs, "last_hidden_state"]},
            opset_version=17,
            dynamo=False,
        )
        check(graph, wrapped, inputs, len(tokenizer))
    Transformer(str(folder)).save(str(into))
    for file in ("model.safetensors", "sentence_bert_config.json"):
        (into / file).unlink()


def check(graph, wrapped, inputs, words):
    """Another shape than the exported one gives the network's own vectors."""
    ids = torch.randint(4, words, (3, 11))
    given = {
        "input_ids": ids,
        "attention_mask": torch.tensor([[1] * 11, [1] * 4 + [0] * 7, [1] * 9 + [0] * 2]),
        "token_type_ids": torch.zeros_like(ids),
        "position_ids": torch.arange(11).expand(3, 11).contiguous(),
    }
    named = {i: given[i] for i in inputs}
    expected = wrapped.network(**named).last_hidden_state.numpy()
    session = onnxruntime.InferenceSession(str(graph))
    found = session.run(None, {i: given[i].numpy() for i in inputs})[0]
    real = given["attention_mask"].numpy().astype(bool)
    assert np.allclose(expected[real], found[real], atol=1e-5), f"{graph}: {np.abs(expected - found)[real].max()}"
    onnx.checker.check_model(str(graph))


def seeded(module, seed):
    """Gives all of a module's numbers from a seed."""
    torch.manual_seed(seed)
    for parameter in module.parameters():
        parameter.data = torch.randn_like(parameter)
    return module


def dense(activation, outputs=WIDTH, **options):
    return seeded(Dense(WIDTH, outputs, activation_function=activation, **options), 7)


def writes(file, **changes):
    """Returns a change of a saved folder: keys of a JSON file; None takes one out, and no keys the file."""

    def change(folder):
        path = folder / file
        if not changes:
            path.unlink()
            return
        keys = json.loads(path.read_text()) if path.exists() else {}
        keys.update(changes)
        path.write_text(json.dumps({k: v for k, v in keys.items() if v is not None}))

    return change


def older(**flags):
    """Pooling as it was written until version 5.4."""

    def change(folder):
        (folder / "1_Pooling" / "config.json").write_text(json.dumps({"word_embedding_dimension": WIDTH, **flags}))

    return change


def alone(folder):
    """A folder of transformers, without modules."""
    for file in ("modules.json", "sentence_bert_config.json", "config_sentence_transformers.json"):
        (folder / file).unlink()
    shutil.rmtree(folder / "1_Pooling")


ALL_FLAGS = {
    f"pooling_mode_{mode}": True
    for mode in (
        "lasttoken", "weightedmean_tokens", "mean_sqrt_len_tokens", "mean_tokens", "max_tokens", "cls_token"
    )
}  # fmt: skip
PROMPTS = {"query": "query: ", "document": "text: "}
SETTINGS = "config_sentence_transformers.json"


def layouts():
    """Yields name, network, the modules after it, what SentenceTransformer is told, and changes of the saved folder.

    Where "told" has "asked", these are the names of the prompts for queries and for passages.
    """

    def pooled(*modes, **options):
        return Pooling(WIDTH, modes[0] if len(modes) == 1 else list(modes), **options)

    mean = pooled("mean")
    for mode in Pooling.POOLING_MODES:
        yield f"pooling-{mode}", "bert", [pooled(mode)], {}, []
        yield f"prompt-not-pooled-{mode}", "bert", [pooled(mode, include_prompt=False)], {"prompts": PROMPTS}, []
    yield "pooling-mean-cls", "bert", [pooled("mean", "cls")], {}, []
    yield "pooling-all", "bert", [pooled(*reversed(Pooling.POOLING_MODES))], {}, []
    yield "older-flags-all", "bert", [mean], {}, [older(**ALL_FLAGS)]
    yield "older-flags-none", "bert", [mean], {}, [older()]
    yield "older-flags-and-mode", "bert", [mean], {}, [older(pooling_mode_cls_token=True, pooling_mode="max")]
    yield "prompts", "bert", [mean], {"prompts": PROMPTS}, []
    yield "default-prompt", "bert", [mean], {
        "prompts": {"find": "find: "}, "default_prompt_name": "find", "asked": ("find", "find"),
    }, []  # fmt: skip
    named = {"prompts": {"query": "query: ", "passage": "text: "}, "asked": ("query", "passage")}
    yield "prompt-passage", "bert", [mean], named, []
    yield "truncate-dim", "bert", [mean, Normalize()], {"truncate_dim": 3}, []
    yield "max-seq-length", "bert", [mean], {}, [writes("sentence_bert_config.json", max_seq_length=6)]
    yield "lower-case", "bert-cased", [mean], {}, [writes("sentence_bert_config.json", do_lower_case=True)]
    yield "cased", "bert-cased", [mean], {}, []
    yield "without-modules", "bert", [mean], {}, [alone]
    activations = [
        nn.Tanh(), nn.Identity(), nn.ReLU(), nn.Sigmoid(), nn.GELU(), nn.SiLU(), nn.LeakyReLU(), nn.ELU(), nn.SELU(),
        nn.Softplus(), nn.Mish(), nn.Hardtanh(), nn.ReLU6(),
    ]  # fmt: skip
    for activation in activations:
        yield f"dense-{type(activation).__name__.lower()}", "bert", [mean, dense(activation)], {}, []
    yield "dense-without-bias", "bert", [mean, dense(nn.Tanh(), 5, bias=False), Normalize()], {}, []
    yield "dense-residual", "bert", [mean, dense(nn.Tanh(), use_residual=True)], {}, []
    yield "dense-residual-other-size", "bert", [mean, dense(nn.Tanh(), 5, use_residual=True)], {}, []
    yield "dense-twice", "bert", [mean, dense(nn.Tanh()), dense(nn.Identity(), 4), Normalize()], {}, []
    yield "normalize", "bert", [mean, Normalize()], {}, []
    yield "layer-norm", "bert", [mean, seeded(LayerNorm(WIDTH), 3)], {}, []
    yield "dropout", "bert", [mean, Dropout(0.4), Normalize()], {}, []
    yield "positions", "bert-positions", [mean], {}, []
    # Of 26 positions two are not for texts; sentence-transformers does not know that.
    fits = writes("sentence_bert_config.json", max_seq_length=24)
    yield "xlm-roberta", "xlm-roberta", [mean, Normalize()], {}, [fits]
    yield "mpnet", "mpnet", [mean, Normalize()], {}, [fits]
    yield "distilbert", "distilbert", [pooled("cls")], {}, []
    yield "qwen2", "qwen2", [pooled("lasttoken"), Normalize()], {"prompts": {"query": "find: ", "document": ""}}, []


def static_layouts():
    """Yields the same of models without a network."""

    def static(tokenizer):
        tokenizer = tokenizer.backend_tokenizer
        weights = np.random.default_rng(1).normal(size=(tokenizer.get_vocab_size(), WIDTH)).astype(np.float32)
        return StaticEmbedding(tokenizer, embedding_weights=weights)

    yield "static", None, [static(word_piece())], {}, []
    yield "static-unigram", None, [static(unigram())], {}, []
    yield "static-normalize", None, [static(word_piece()), Normalize()], {"prompts": PROMPTS}, []
    yield "static-truncate-dim", None, [static(word_piece())], {"truncate_dim": 3}, []
    yield "static-dense", None, [static(word_piece()), dense(nn.Tanh(), 5)], {}, []


def model(out, work, name, of, modules, told, changes):
    """Saves a model, changes the folder, and asks sentence-transformers for the vectors of what lies there then."""
    folder = out / "models" / name
    if of:
        modules = [Transformer(str(work / of)), *modules]
    asked = told.pop("asked", None)
    SentenceTransformer(modules=modules, device="cpu", **told).save(str(folder), create_model_card=False)
    for change in changes:
        change(folder)
    loaded = SentenceTransformer(str(folder), device="cpu")
    if asked:
        found = [loaded.encode(TEXTS, prompt_name=name) for name in asked]
    else:
        found = [loaded.encode_query(TEXTS), loaded.encode_document(TEXTS)]
    vectors(folder, of, *found)
    if of:
        (folder / "model.safetensors").unlink()
        for file in (out / "networks" / of).rglob("*"):
            same = folder / file.relative_to(out / "networks" / of)
            if file.is_file() and same.exists() and same.read_bytes() == file.read_bytes():
                same.unlink()


def vectors(folder, of, queries, passages, tolerance=1e-5, by=f"sentence-transformers {sentence_transformers.__version__}"):
    def rounded(rows):
        return [[float(f"{x:.7g}") for x in row] for row in np.asarray(rows, np.float64)]

    found = {
        "made by": f"{by}, torch {torch.__version__}",
        "network": of,
        "tolerance": tolerance,
        "texts": TEXTS,
        "queries": rounded(queries),
        "passages": rounded(passages),
    }
    lines = json.dumps(found, ensure_ascii=False).replace('"queries"', '\n"queries"').replace('"passages"', '\n"passages"')
    (folder / "vectors.json").write_text(lines.replace("], [", "],\n[") + "\n", encoding="utf-8")


def model2vec(out):
    """Folders as Model2Vec saves them, read and asked by it."""
    from model2vec import StaticModel, __version__

    chance = np.random.default_rng(2)
    for name, tokenizer, options in [
        ("model2vec", word_piece(), {"normalize": False}),
        ("model2vec-normalize", word_piece(), {"normalize": True}),
        ("model2vec-unigram", unigram(), {"normalize": False}),
        ("model2vec-weights", word_piece(), {"weights": True, "normalize": True}),
        ("model2vec-mapping", word_piece(), {"weights": True, "mapping": True, "normalize": False}),
        ("model2vec-float16", word_piece(), {"kind": np.float16, "normalize": True}),
    ]:
        folder = out / "models" / name
        folder.mkdir(parents=True)
        tokenizer = tokenizer.backend_tokenizer
        tokenizer.post_processor = processors.TemplateProcessing(single="$A", pair="$A $B", special_tokens=[])
        size = tokenizer.get_vocab_size()
        rows = size // 2 if options.get("mapping") else size
        tensors = {"embeddings": chance.normal(size=(rows, WIDTH)).astype(options.get("kind", np.float32))}
        if options.get("weights"):
            tensors["weights"] = chance.uniform(0.1, 2, size).astype(np.float64)
        if options.get("mapping"):
            tensors["mapping"] = chance.integers(0, rows, size).astype(np.int64)
        save_file(tensors, folder / "model.safetensors")
        tokenizer.save(str(folder / "tokenizer.json"))
        (folder / "config.json").write_text(json.dumps({"model_type": "model2vec", "normalize": options["normalize"]}))
        loaded = StaticModel.from_pretrained(folder)
        if loaded.unk_token_id is None:
            loaded.unk_token_id = json.loads(tokenizer.to_str())["model"]["unk_id"]
        found = loaded.encode(TEXTS)
        vectors(folder, None, found, found, 1e-3 if options.get("kind") else 1e-5, f"Model2Vec {__version__}")
        print(name)


def main():
    out = Path(sys.argv[1])
    for part in ("networks", "models"):
        shutil.rmtree(out / part, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name in NETWORKS:
            network(out, work, name)
        for made in (*layouts(), *static_layouts()):
            model(out, work, *made)
            print(made[0])
    if "--model2vec" in sys.argv:
        model2vec(out)


if __name__ == "__main__":
    main()
