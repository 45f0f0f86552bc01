/**
 * The default embedder, which {@link java.util.ServiceLoader} finds. It uses the module's public
 * API only, and nothing else in the module depends on it.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.onnx.internal.service;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
