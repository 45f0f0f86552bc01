/**
 * How mined rows become training data: {@link io.github.easyneg.format.OutputFormat} is the
 * interface, {@link io.github.easyneg.format.AxolotlContextQa} the default.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.format;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
