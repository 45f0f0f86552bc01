/**
 * How negatives are drawn from the candidates: {@link io.github.easyneg.sample.NegativeSampler} is
 * the interface, {@link io.github.easyneg.sample.MultinomialSampler} the default.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.sample;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
