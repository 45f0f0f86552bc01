package io.github.easyneg.onnx.internal.service;

import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.EmbeddingProviderFactory;
import io.github.easyneg.onnx.OnnxEmbedder;

/** Offers all-MiniLM-L6-v2 to recipes that name no embedder; found by ServiceLoader. */
public final class AllMiniLmFactory implements EmbeddingProviderFactory {

  @Override
  public String name() {
    return "OnnxEmbedder.allMiniLmL6V2()";
  }

  @Override
  public EmbeddingProvider create() {
    return OnnxEmbedder.allMiniLmL6V2();
  }
}
