/**
 * Embedders that run in this process. Start at {@link io.github.easyneg.onnx.OnnxEmbedder} for a
 * network (a sentence-transformers folder, or the default model), and at {@link
 * io.github.easyneg.onnx.StaticEmbedder} for a model that is one matrix, which embeds a million
 * passages on a CPU in minutes.
 *
 * <p>Nothing here depends on LangChain4j. The weights of the default model come with
 * easyneg-langchain4j; the same model as a static one is inside.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.onnx;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
