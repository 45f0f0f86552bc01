package io.github.easyneg.langchain4j.internal.chroma;

import io.github.easyneg.internal.http.ServerAddress;
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
    url =
        ServerAddress.of(
            "Chroma's address",
            url,
            "http://localhost:8000",
            "Give the token apart from the address.");
    if (!NAME.matcher(collection).matches()) {
      throw new IllegalArgumentException(
          "'"
              + collection
              + "' cannot be the name of a Chroma collection; use 3 to 512 of a-z, A-Z, 0-9, '.',"
              + " '_' and '-', with a letter or digit at both ends.");
    }
  }
}
