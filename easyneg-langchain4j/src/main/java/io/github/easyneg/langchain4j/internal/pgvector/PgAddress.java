package io.github.easyneg.langchain4j.internal.pgvector;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table of a database, and where that is.
 *
 * @param jdbc the database as the driver takes it, with its parameters
 * @param shown the database as messages call it, without parameters
 * @param schema the table's schema; empty for the first of the search path
 * @param table the table's name
 */
public record PgAddress(String jdbc, String shown, String schema, String table) {
  private static final String EXAMPLE = "postgresql://localhost:5432/postgres";
  private static final Pattern URL =
      Pattern.compile("(?:jdbc:)?postgres(?:ql)?://([^/?#@\\s]+)(/[^/?#@\\s]*)?(\\?[^#@\\s]*)?");
  private static final Pattern SECRET =
      Pattern.compile("(?i)[?&][a-z]*(?:password|passwd|secret|token)[a-z]*=");
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  /**
   * Reads an address. One that holds a password is rejected, and not shown: it would be kept in
   * settings, reports and messages.
   *
   * @param url {@code postgresql://host:port/database}, perhaps with {@code jdbc:} before it and
   *     the driver's parameters behind it
   * @param table {@code name} or {@code schema.name}
   * @throws IllegalArgumentException if either cannot be one
   */
  public static PgAddress of(String url, String table) {
    String written = url.strip();
    if (written.contains("@") || SECRET.matcher(written).find()) {
      throw new IllegalArgumentException(
          "PostgreSQL's address holds a user or a password (it is not shown); expected an address"
              + " alone, such as "
              + EXAMPLE
              + ". Give user and password apart from it.");
    }
    Matcher matcher = URL.matcher(written);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "PostgreSQL's address '%s' is not an address of a database; write it like %s.",
              url,
              EXAMPLE));
    }
    String database = matcher.group(2) == null ? "/" : matcher.group(2);
    String parameters = matcher.group(3) == null ? "" : matcher.group(3);
    String at = "postgresql://" + matcher.group(1) + database;
    int dot = table.indexOf('.');
    String schema = dot < 0 ? "" : table.substring(0, dot);
    String name = table.substring(dot + 1);
    if (!NAME.matcher(name).matches() || (dot >= 0 && !NAME.matcher(schema).matches())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "'%s' cannot be the name of a table here; use up to 63 of a-z, 0-9 and '_', with no"
                  + " digit first, and a schema and a dot before it where it needs one.",
              table));
    }
    return new PgAddress("jdbc:" + at + parameters, at, schema, name);
  }

  /** Returns the table's name with its schema, as it was given. */
  public String name() {
    return schema.isEmpty() ? table : schema + "." + table;
  }

  /** Returns the table's name in SQL. */
  String quoted() {
    return schema.isEmpty() ? "\"" + table + "\"" : "\"" + schema + "\".\"" + table + "\"";
  }
}
