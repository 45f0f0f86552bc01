/**
 * What networks make of a question and a passage that they read together: {@link
 * io.github.easyneg.onnx.internal.pair.Windows} cuts passages that are too long into windows for a
 * reader, {@link io.github.easyneg.onnx.internal.pair.Spans} says of its logits how surely there is
 * an answer, {@link io.github.easyneg.onnx.internal.pair.LongestFirst} truncates for a
 * cross-encoder.
 *
 * <p>Arithmetic alone; networks are loaded and run by {@code internal.embed}.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.onnx.internal.pair;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
