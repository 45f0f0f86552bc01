/**
 * The command's output and exit codes: the {@link io.github.easyneg.cli.console.Console} that
 * everything is printed on, progress and warnings, the exit codes, and {@link
 * io.github.easyneg.cli.console.Failure}, which ends the command with a message.
 *
 * <p>Depends on no command, no option and no file; all other packages of the command use it.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.cli.console;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
