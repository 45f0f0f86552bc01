/**
 * What picocli lacks for arguments and configuration files: {@link
 * io.github.easyneg.cli.config.ConfiguredArguments} puts what {@code --config} names before what
 * was typed, {@link io.github.easyneg.cli.config.ResolvedConfig} writes the settings of a run as
 * such a file, {@link io.github.easyneg.cli.config.Mistyped} words the errors of invalid command
 * lines.
 *
 * <p>Works on any command's specification; depends on none of the options.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.cli.config;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
