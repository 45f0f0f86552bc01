/**
 * What a release is checked by and made of; not a part of any jar that users get. {@link
 * io.github.easyneg.dist.Licences} gathers the licence texts of the libraries for the zip, {@link
 * io.github.easyneg.dist.Dependencies} lists those libraries, {@link
 * io.github.easyneg.dist.StagedRelease} holds a folder of deployed files to Maven Central's rules.
 *
 * <p>Each has a {@code main}; {@code .ci/} and this module's POM call it. JDK only.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.dist;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
