/**
 * Contract suites for people who plug in their own parts: extend one, supply one factory method,
 * and the numbered rules of the interface's Javadoc run as tests.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.testkit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
