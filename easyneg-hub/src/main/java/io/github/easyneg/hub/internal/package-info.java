/**
 * How files come from the Hugging Face Hub into its cache. Start at {@link
 * io.github.easyneg.hub.internal.HubClient}, which decides between cache and network.
 *
 * <p>Values that a server or a user names ({@code Repo}, {@code Revision}, {@code Commit}, {@code
 * RepoFile}, {@code Etag}) are checked once, when they are made; past that point they are safe to
 * build file names from. {@code HubTransport} alone speaks HTTP and alone holds the token; {@code
 * RepoCache} alone knows the layout on disk; {@code BlobDownload} joins the two.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.hub.internal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
