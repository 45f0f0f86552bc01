package io.github.easyneg.report.html;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.easyneg.internal.io.Reason;
import io.github.easyneg.internal.json.JsonValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/**
 * Puts data into the template.
 *
 * <p>Two safeguards keep the data from being interpreted by the browser (XSS). The data are JSON in
 * which no character has a meaning to HTML, and the program sets them as text only. Should markup
 * get through all the same, the content security policy names the hashes of the page's own programs
 * and style, and the browser runs nothing else.
 */
final class Page {
  private static final String TEMPLATE = resource("page.html");
  private static final String LIBRARY_STYLE = resource("uplot/uPlot.min.css");
  private static final String STYLE = resource("page.css");
  private static final String LIBRARY =
      resource("language.js")
          + "/*\n"
          + resource("uplot/LICENSE")
          + "*/\n"
          + resource("uplot/uPlot.iife.min.js");
  private static final String PROGRAM = resource("page.js");

  private Page() {}

  static String of(Map<String, Object> data) {
    String policy =
        String.format(
            Locale.ROOT,
            "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src %s"
                + " %s; script-src %s %s",
            hash(LIBRARY_STYLE),
            hash(STYLE),
            hash(LIBRARY),
            hash(PROGRAM));
    // The data come last: they may hold what looks like a placeholder of the template.
    return TEMPLATE
        .replace("@policy@", policy)
        .replace("@library-style@", LIBRARY_STYLE)
        .replace("@style@", STYLE)
        .replace("@library@", LIBRARY)
        .replace("@program@", PROGRAM)
        .replace("@data@", json(data));
  }

  private static String json(Map<String, Object> data) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonValues.generator(bytes)) {
      JsonValues.write(json, "", data);
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
    // In JSON these occur inside texts only; U+2028 and U+2029 are escaped already.
    return bytes
        .toString(StandardCharsets.UTF_8)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026");
  }

  private static String hash(String inlined) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(inlined.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Reads a resource. Browsers hash inlined texts after they made every line end a \n. */
  static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "easyneg-report's jar lacks "
                + name
                + "; build the module with Maven, which copies it there.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(
          "easyneg-report's " + name + " cannot be read: " + Reason.of(e) + ".", e);
    }
  }
}
