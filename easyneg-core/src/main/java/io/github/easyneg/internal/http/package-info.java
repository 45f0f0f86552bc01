/**
 * The one place that reads what a server answers: with a limit on its size, a deadline for the
 * whole call, and secrets masked. Begin at {@link io.github.easyneg.internal.http.ServerHttp}. Not
 * for users.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.internal.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
