"""Compares sentence-transformers' vectors with the values that ModelLayoutsTest computes by hand.

    pip install sentence-transformers==6.0.0
    python golden.py

It builds the tiny model of the tests, whose token vectors are rows of one matrix, puts each chain of
modules behind it, and exits with 1 where a vector differs. It downloads nothing.
"""

import sys

import torch
from sentence_transformers.sentence_transformer.modules import (
    Dense,
    Dropout,
    LayerNorm,
    Normalize,
    Pooling,
)

# [CLS] a b [SEP], the rows of TinyModel.
TOKENS = torch.tensor([[[1.0, 0.0], [2.0, 4.0], [4.0, 8.0], [0.0, 1.0]]])


def dense(weight, bias, activation, residual=None):
    rows, columns = len(weight), len(weight[0])
    layer = Dense(
        columns, rows, activation_function=activation, use_residual=residual is not None
    )
    layer.linear.weight = torch.nn.Parameter(torch.tensor(weight))
    layer.linear.bias = torch.nn.Parameter(torch.tensor(bias))
    if residual:
        layer.residual.weight = torch.nn.Parameter(torch.tensor(residual))
    return layer


def layer_norm(weight, bias):
    layer = LayerNorm(len(weight))
    layer.norm.weight = torch.nn.Parameter(torch.tensor(weight))
    layer.norm.bias = torch.nn.Parameter(torch.tensor(bias))
    return layer


def activation(module):
    return [Pooling(2), dense([[0.0, 0.0], [0.0, 0.0]], [-1.0, 1.0], module)]


IDENTITY = torch.nn.Identity()
CASES = {
    "mean, cls": ([Pooling(2, ["mean", "cls"])], [1.75, 3.25, 1, 0]),
    "cls, mean": ([Pooling(2, ["cls", "mean"])], [1, 0, 1.75, 3.25]),
    "max, max": ([Pooling(2, ["max", "max"])], [4, 8, 4, 8]),
    "residual, same size": (
        [Pooling(2), dense([[1.0, 1.0], [0.0, 2.0]], [10.0, 20.0], IDENTITY, residual=[])],
        [16.75, 29.75],
    ),
    "residual, other size": (
        [Pooling(2), dense([[1.0, 1.0]], [10.0], IDENTITY, residual=[[4.0, 0.0]])],
        [22],
    ),
    "LayerNorm": (
        [Pooling(2), layer_norm([2.0, 3.0], [1.0, 10.0])],
        [-0.9999822, 12.9999733],
    ),
    "Dropout": ([Pooling(2), Dropout(0.2)], [1.75, 3.25]),
    "Normalize": ([Pooling(2), Normalize()], [0.4740998, 0.8804711]),
    "GELU": (activation(torch.nn.GELU()), [-0.1586553, 0.8413447]),
    "SiLU": (activation(torch.nn.SiLU()), [-0.2689414, 0.7310586]),
    "LeakyReLU": (activation(torch.nn.LeakyReLU()), [-0.01, 1]),
    "ELU": (activation(torch.nn.ELU()), [-0.6321206, 1]),
    "SELU": (activation(torch.nn.SELU()), [-1.1113307, 1.0507010]),
    "Softplus": (activation(torch.nn.Softplus()), [0.3132617, 1.3132617]),
    "Mish": (activation(torch.nn.Mish()), [-0.3034015, 0.8650984]),
    "Hardtanh": (activation(torch.nn.Hardtanh()), [-1, 1]),
    "ReLU6": (activation(torch.nn.ReLU6()), [0, 1]),
}


def main():
    failed = 0
    for name, (modules, expected) in CASES.items():
        features = {
            "token_embeddings": TOKENS.clone(),
            "attention_mask": torch.ones(1, 4, dtype=torch.int64),
        }
        for module in modules:
            features = module.eval()(features)
        found = features["sentence_embedding"][0].tolist()
        holds = len(found) == len(expected) and all(
            abs(f - e) < 1e-5 for f, e in zip(found, expected)
        )
        failed += not holds
        print(f"{'ok  ' if holds else 'FAIL'} {name}: {found}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
