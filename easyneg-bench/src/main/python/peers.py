"""FAISS and NumPy for the Scale benchmark, told what to do line by line.

Reads commands from standard input and answers each with one line:

  load FILE ROWS DIMENSION THREADS   raw little-endian floats; answers "ok"
  faiss FIRST COUNT K                nearest K of rows FIRST.. by IndexFlatIP; answers seconds, CPU seconds
  numpy FIRST COUNT K                the same by matrix product and argpartition; answers likewise
  found                              the rows that the last search found, comma-separated

Needs python3-faiss and, for numbers that mean something, OpenBLAS:
  apt-get install python3-faiss libopenblas0
"""

import os
import sys
import time

if len(sys.argv) > 1:
    os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = sys.argv[1]
    # FAISS and OpenBLAS have threads of their own; spinning, they take the processors from one
    # another: 0.28 ms a row in place of 0.8, with two threads and 100,000 rows.
    os.environ["OMP_WAIT_POLICY"] = "PASSIVE"

import faiss  # noqa: E402  (the threads must be set first)
import numpy  # noqa: E402

BLOCK = 1000

vectors = None
index = None
found = None


def load(file, rows, dimension, threads):
    global vectors, index
    faiss.omp_set_num_threads(int(threads))
    vectors = numpy.memmap(file, dtype="<f4", mode="r", shape=(int(rows), int(dimension)))
    vectors = numpy.ascontiguousarray(vectors)
    index = faiss.IndexFlatIP(int(dimension))
    index.add(vectors)
    return "ok"


def timed(search, first, count, k):
    global found
    queries = vectors[int(first) : int(first) + int(count)]
    start = time.perf_counter()
    cpu = time.process_time()
    found = search(queries, int(k))
    return f"{time.perf_counter() - start} {time.process_time() - cpu}"


def by_faiss(queries, k):
    return index.search(queries, k)[1]


def by_numpy(queries, k):
    parts = []
    for start in range(0, len(queries), BLOCK):
        scores = queries[start : start + BLOCK] @ vectors.T
        parts.append(numpy.argpartition(-scores, k - 1, axis=1)[:, :k])
    return numpy.concatenate(parts)


for line in sys.stdin:
    command, *words = line.split()
    if command == "load":
        answer = load(*words)
    elif command == "found":
        answer = ",".join(str(row) for row in found.reshape(-1))
    else:
        answer = timed(by_faiss if command == "faiss" else by_numpy, *words)
    print(answer, flush=True)
