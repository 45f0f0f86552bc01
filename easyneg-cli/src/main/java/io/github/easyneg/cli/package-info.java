/**
 * The {@code easyneg} command. Start at {@link io.github.easyneg.cli.Main}; each command is a class
 * of its own, and each group of options a class that turns what was typed into a part of the
 * recipe.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.cli;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
