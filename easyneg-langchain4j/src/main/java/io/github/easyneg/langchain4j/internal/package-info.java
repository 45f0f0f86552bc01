/** How the adapters do it: Chroma's REST calls, retries, deadlines. Not for use from outside. */
@NullMarked
@CheckReturnValue
package io.github.easyneg.langchain4j.internal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
