/** What the guards that ask a model share: a cache of verdicts, and how to ask for one. */
@NullMarked
@CheckReturnValue
package io.github.easyneg.langchain4j.internal.guard;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
