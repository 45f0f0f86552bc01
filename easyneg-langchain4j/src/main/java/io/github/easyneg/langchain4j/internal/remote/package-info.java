/** Remote calls with timeouts and retries. */
@NullMarked
@CheckReturnValue
package io.github.easyneg.langchain4j.internal.remote;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
