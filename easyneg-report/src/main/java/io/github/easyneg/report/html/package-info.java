/**
 * A {@link io.github.easyneg.report.MiningReport} as a page for a browser. Start at {@link
 * io.github.easyneg.report.html.HtmlReport}.
 *
 * <p>{@code PageData} turns a report's numbers into texts and charts, as JSON; {@code Page} puts
 * that into the template, next to the chart library. What the page does with it is in the resources
 * {@code page.html}, {@code page.css} and {@code page.js}.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.report.html;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
