/**
 * Programs to read and to copy. {@link io.github.easyneg.examples.FullExample} goes from a data set
 * to training data step by step; {@link io.github.easyneg.examples.Snippets} holds the code that
 * the documentation shows.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.examples;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
