package io.github.easyneg.langchain4j.internal.store;

/**
 * Ids of passages as stores take them: PostgreSQL's and Qdrant's take UUIDs alone. A passage's id
 * is 128 bits, as a UUID is, so that each maps to the other.
 */
public final class StoreIds {
  private static final int DIGITS = 32;

  private StoreIds() {}

  /** Returns a passage's id as a UUID; one that is not 32 hexadecimal digits stays as it is. */
  public static String of(String id) {
    return id.length() == DIGITS
        ? id.substring(0, 8)
            + "-"
            + id.substring(8, 12)
            + "-"
            + id.substring(12, 16)
            + "-"
            + id.substring(16, 20)
            + "-"
            + id.substring(20)
        : id;
  }

  /** Returns the passage's id of an id in the store. */
  public static String passage(String id) {
    String digits = id.replace("-", "");
    return digits.length() == DIGITS ? digits : id;
  }
}
