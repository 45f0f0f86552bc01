package io.github.easyneg.langchain4j.internal.chroma;

/**
 * How Chroma builds and walks the graph in which it searches (Malkov and Yashunin, <i>Efficient and
 * robust approximate nearest neighbor search using Hierarchical Navigable Small World graphs</i>,
 * 2016, <a href="https://arxiv.org/abs/1603.09320">arXiv:1603.09320</a>).
 *
 * @param neighbours M, the edges of a vector, at least 2
 * @param construction efConstruction, the candidates looked at when a vector is added
 * @param search ef, the candidates looked at when a query is answered
 */
public record Hnsw(int neighbours, int construction, int search) {}
