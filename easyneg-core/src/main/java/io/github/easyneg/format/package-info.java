/**
 * How mined rows become training data: {@link io.github.easyneg.format.OutputFormat} is the
 * interface, {@link io.github.easyneg.format.OutputFormats} the list of what there is.
 *
 * <p>A format makes {@linkplain io.github.easyneg.format.OutputRecord records}; a {@link
 * io.github.easyneg.format.FileType} puts them into a file. What goes next to that file, so that
 * others can train on it or load it, is in {@code publish}.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.format;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
