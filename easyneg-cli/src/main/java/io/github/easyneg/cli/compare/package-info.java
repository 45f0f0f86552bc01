/**
 * A comparison of two audits or reports: what each says ({@link
 * io.github.easyneg.cli.compare.Subject}), where they differ ({@link
 * io.github.easyneg.cli.compare.Comparison}), and how that is printed.
 *
 * <p>Depends on no command and no option.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.cli.compare;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
