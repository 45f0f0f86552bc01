/**
 * Embedders, vector stores and downloads that stand outside the engine: ONNX and static models,
 * Chroma, adapters for LangChain4j's own models and stores, and the Hugging Face Hub.
 *
 * <p>Start at {@link io.github.easyneg.langchain4j.HuggingFaceHub}, which fetches models and data
 * sets into the cache that Python shares.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.langchain4j;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
