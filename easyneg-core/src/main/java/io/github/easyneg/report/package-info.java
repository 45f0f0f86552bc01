/**
 * What a run tells about itself: {@link io.github.easyneg.report.MiningReport} afterwards, {@link
 * io.github.easyneg.report.Progress} meanwhile.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.report;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
