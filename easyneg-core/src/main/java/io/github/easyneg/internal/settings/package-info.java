/**
 * What a recipe comes to once its parts have been checked against each other. Start at {@link
 * io.github.easyneg.internal.settings.Settings}, a value; {@link
 * io.github.easyneg.internal.settings.Description} puts it into words, which reports, checksums and
 * resumed runs read.
 *
 * <p>The bottom of the engine: ground, draw and run all read settings, settings know none of them.
 * Nothing here opens a file or asks a model, and nothing here changes after it was made.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.internal.settings;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
