/**
 * Embedders, vector stores and guards over LangChain4j and ONNX Runtime. Start at {@link
 * io.github.easyneg.langchain4j.OnnxEmbedder} for a model that runs in this process, at {@link
 * io.github.easyneg.langchain4j.StaticEmbedder} for a million passages on a CPU, at {@link
 * io.github.easyneg.langchain4j.HuggingFaceHub} for models and data sets on the Hub, at {@link
 * io.github.easyneg.langchain4j.ChromaIndex} for a Chroma server, and at {@link
 * io.github.easyneg.langchain4j.LangChain4j} to adapt a model or a store of your own. {@link
 * io.github.easyneg.langchain4j.HuggingFaceHub} fetches models and data sets.
 *
 * <p>LangChain4j rescales cosine to (1 + cosine) / 2; everything here undoes that, so that a cosine
 * is in [-1, 1] as elsewhere.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.langchain4j;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
