/**
 * Adapters that make LangChain4j's models and stores parts of a recipe. Start at {@link
 * io.github.easyneg.langchain4j.LangChain4j} to adapt a model or a store, and at {@link
 * io.github.easyneg.langchain4j.ChromaIndex} for a Chroma server. With this module come {@link
 * io.github.easyneg.onnx.OnnxEmbedder} with its default model, and {@link
 * io.github.easyneg.hub.HuggingFaceHub}.
 *
 * <p>LangChain4j rescales cosine to (1 + cosine) / 2; everything here undoes that, so that a cosine
 * is in [-1, 1] as elsewhere.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.langchain4j;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
