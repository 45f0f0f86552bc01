/**
 * A look at every mined negative in the browser, and marks that the next run applies.
 *
 * <p>{@link io.github.easyneg.view.AuditView} is where to start. It reads an audit once, keeps one
 * line of numbers for each negative in memory ({@code Columns}) and the texts in a temporary file
 * ({@code RowStore}), and answers the page's questions ({@code Api}) on the loopback address.
 *
 * <p>Nothing leaves the machine: the page asks for nothing but this server, which answers only
 * requests with the token in its address. All texts are shown as characters, whatever they hold.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.view;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
