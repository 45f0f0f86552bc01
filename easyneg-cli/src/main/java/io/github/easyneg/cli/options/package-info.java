/**
 * The options of the command, a class for each group in its help. Start at {@link
 * io.github.easyneg.cli.options.RecipeOptions}; each group checks what was typed and turns it into
 * a part of the recipe, or opens what it names: a model, an index, a judge, an input.
 *
 * <p>Depends on no command. Nothing is opened, fetched or written before all groups were checked.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.cli.options;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
