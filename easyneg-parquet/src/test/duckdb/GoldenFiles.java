import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Writes the Parquet files that the reader's tests expect, with DuckDB, which shares no code with
 * parquet-java: each codec, pages of both versions, lists, structs, maps and what else columns
 * hold.
 *
 * <pre>java -cp duckdb_jdbc-1.4.1.0.jar GoldenFiles.java FOLDER</pre>
 */
public final class GoldenFiles {
  private static final String[] CODECS = {
    "uncompressed", "snappy", "gzip", "zstd", "lz4", "lz4_raw", "brotli"
  };

  private static final String ROWS =
      """
      create table rows as select * from (values
        (['Der Dom steht in Köln.', 'Das Münster steht in Ulm.'], 'Wo steht der Dom?', 'in Köln', 0,
         {'text': ['in Köln'], 'answer_start': [14]},
         [{'title': 'Dom', 'text': 'Der Dom steht in Köln.', 'passage_id': NULL}],
         MAP {'a': 1.5}, DATE '2026-11-26', TIMESTAMP '2026-11-26 12:30:00',
         12.345::DECIMAL(9,3), true, 7::UTINYINT, 1.1::FLOAT,
         '8f2a1e0c-1111-4222-8333-444455556666'::UUID, 'ab'::BLOB),
        ([], 'Und wann?', NULL, -1, {'text': [], 'answer_start': []}, NULL,
         MAP {}, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
        (NULL, '', NULL, NULL, NULL, [], NULL, DATE '1969-12-31',
         TIMESTAMP '1969-12-31 23:59:59.5', -0.001::DECIMAL(9,3), false, 255::UTINYINT, -0.5::FLOAT,
         NULL, '\\xFF\\xFE'::BLOB))
      t(contexts, question, answer, positive_ctx_idx, answers, ctxs, scores, born, made, price, flag,
        small, ratio, uid, raw)
      """;

  private static final String GROUPS =
      """
      select i as id, 'passage number ' || i as text, (i % 3)::VARCHAR as kind, [i, i + 1] as pair
      from range(3000) t(i)
      """;

  public static void main(String[] args) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(ROWS);
      for (String codec : CODECS) {
        for (String version : new String[] {"v1", "v2"}) {
          statement.execute(
              "copy rows to '%s/%s-%s.parquet' (format parquet, compression '%s', parquet_version '%s')"
                  .formatted(args[0], codec, version, codec, version));
        }
      }
      statement.execute(
          "copy (%s) to '%s/groups.parquet' (format parquet, compression zstd, parquet_version v2, row_group_size 2048)"
              .formatted(GROUPS, args[0]));
    }
  }
}
