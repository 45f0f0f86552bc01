/**
 * ONNX Runtime as this process has it: its native libraries, its one environment, and the order in
 * which its calls and the process end. {@link io.github.easyneg.onnx.internal.runtime.OnnxRuntime}
 * is where to start.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.onnx.internal.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
