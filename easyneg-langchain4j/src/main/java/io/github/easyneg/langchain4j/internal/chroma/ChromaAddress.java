package io.github.easyneg.langchain4j.internal.chroma;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * Where a collection is.
 *
 * @param url the server, without a slash at the end
 * @param tenant Chroma's tenant
 * @param database the tenant's database
 * @param collection the database's collection
 */
public record ChromaAddress(String url, String tenant, String database, String collection) {
  private static final Pattern NAME =
      Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{1,510}[a-zA-Z0-9]");

  /**
   * Checks the URL and the collection's name, and cuts slashes from the end of the URL.
   *
   * @throws IllegalArgumentException if either cannot be one
   */
  public ChromaAddress {
    while (url.endsWith("/")) {
      url = url.substring(0, url.length() - 1);
    }
    if (!isHttp(url)) {
      throw new IllegalArgumentException(
          "'" + url + "' is not the URL of a Chroma server; write it like http://localhost:8000.");
    }
    if (!NAME.matcher(collection).matches()) {
      throw new IllegalArgumentException(
          "'"
              + collection
              + "' cannot be the name of a Chroma collection; use 3 to 512 of a-z, A-Z, 0-9, '.',"
              + " '_' and '-', with a letter or digit at both ends.");
    }
  }

  private static boolean isHttp(String url) {
    try {
      URI uri = new URI(url);
      return uri.getHost() != null
          && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
          && uri.getQuery() == null
          && uri.getFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
