/** Exact search by ONNX Runtime's matrix multiplication. Internal. */
@NullMarked
@CheckReturnValue
package io.github.easyneg.onnx.internal.search;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
