/**
 * The inputs and outputs of networks that read a question and a passage together: {@link
 * io.github.easyneg.onnx.internal.pair.Windows} cuts passages that are too long into windows for a
 * reader, {@link io.github.easyneg.onnx.internal.pair.Spans} computes from its logits the
 * probability of an answer, {@link io.github.easyneg.onnx.internal.pair.LongestFirst} truncates for
 * a cross-encoder.
 *
 * <p>Arithmetic only; networks are loaded and run by {@code internal.embed}.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.onnx.internal.pair;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
