/**
 * What {@link java.util.ServiceLoader} finds: the default embedder. It looks at the module from
 * outside, as a user does, and nothing else in the module knows it.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.onnx.internal.service;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
