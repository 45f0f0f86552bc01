/**
 * How mined rows become training data: {@link io.github.easyneg.format.OutputFormat} is the
 * interface, {@link io.github.easyneg.format.OutputFormats} the list of what there is.
 *
 * <p>A format makes {@linkplain io.github.easyneg.format.OutputRecord records}; a {@link
 * io.github.easyneg.format.FileType} puts them into a file. {@link
 * io.github.easyneg.format.FtConfig} writes the configuration that trains on that file, {@link
 * io.github.easyneg.format.HubFolder} the folder that others load it from.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.format;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
