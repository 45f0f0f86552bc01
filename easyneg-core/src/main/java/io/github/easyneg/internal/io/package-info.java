/**
 * Files and disks, whatever is in them. Start at {@link io.github.easyneg.internal.io.AtomicFile},
 * which makes a file appear whole or not at all; {@code Leftovers} clears away what a killed
 * process left behind, {@link io.github.easyneg.internal.io.Appearing} names the files that had
 * appeared where several are to appear together, {@link io.github.easyneg.internal.io.FolderLock}
 * keeps two processes out of one folder, {@link io.github.easyneg.internal.io.Reason} says in words
 * what the operating system meant.
 *
 * <p>Nothing here knows JSON, rows or mining; who writes records starts at {@code internal.record}.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.internal.io;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
