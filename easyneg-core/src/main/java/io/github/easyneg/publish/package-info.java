/**
 * What goes next to training data so that others can use it: {@link
 * io.github.easyneg.publish.FtConfig} writes the configuration that trains on a file, {@link
 * io.github.easyneg.publish.HubFolder} a folder that {@code datasets.load_dataset} reads, with a
 * {@link io.github.easyneg.publish.DatasetCard} that says which file is which split.
 *
 * <p>Nothing here mines, and nothing is sent anywhere: a folder is made ready, people push it.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.publish;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
