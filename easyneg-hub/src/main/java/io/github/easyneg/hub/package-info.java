/**
 * Models and data sets from the Hugging Face Hub, kept in the same cache as Python's. Start at
 * {@link io.github.easyneg.hub.HuggingFaceHub}.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.hub;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
