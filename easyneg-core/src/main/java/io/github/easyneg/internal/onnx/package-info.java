/**
 * What an ONNX file says of itself, without the runtime: {@link
 * io.github.easyneg.internal.onnx.OnnxGraph}. Whoever fetches a model and whoever loads it must
 * know which other files it names.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.internal.onnx;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
