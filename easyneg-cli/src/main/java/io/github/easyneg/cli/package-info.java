/**
 * The {@code easyneg} command. Start at {@link io.github.easyneg.cli.Main}; each command is a class
 * of its own: {@code mine}, {@code doctor}, {@code explain}, {@code convert}.
 *
 * <p>Dependencies between the packages below go in one direction: commands use {@code options} and
 * {@code config}, options use {@code output}, and all use {@code console}. None of them uses the
 * commands.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.cli;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
