/**
 * Two audits or reports next to each other: what each says ({@link
 * io.github.easyneg.cli.compare.Subject}), where they differ ({@link
 * io.github.easyneg.cli.compare.Comparison}), and how that is printed.
 *
 * <p>Knows no command and no option.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.cli.compare;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
