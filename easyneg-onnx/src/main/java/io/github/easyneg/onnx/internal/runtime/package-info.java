/**
 * ONNX Runtime in this process: its native libraries, its single environment, and the shutdown of
 * its calls when the process ends. {@link io.github.easyneg.onnx.internal.runtime.OnnxRuntime} is
 * where to start.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.onnx.internal.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
