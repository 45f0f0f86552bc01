/**
 * Contract test suites for custom parts of a recipe: extend one, supply one factory method, and
 * each rule of the interface's Javadoc runs as a test of its number.
 *
 * <p>They need JUnit 5 and AssertJ, which come with this module.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.testkit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
