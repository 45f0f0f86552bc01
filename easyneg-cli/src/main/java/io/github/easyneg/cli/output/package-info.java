/**
 * The files that the command writes: which ({@link io.github.easyneg.cli.output.OutputPlan}), that
 * none is an input or another output ({@link io.github.easyneg.cli.output.OutputNames}), and that
 * they appear together ({@link io.github.easyneg.cli.output.Publication}).
 *
 * <p>Depends on no command and no option.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.cli.output;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
