package io.github.easyneg.cli;

import io.github.easyneg.cli.console.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a vector store. */
class StoreMessagesTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --chroma-url http://x       | --chroma-url needs --index chroma; add that, or leave it out.
          --collection abc            | --collection needs --index chroma; add that, or leave it out.
          --chroma-tenant t           | --chroma-tenant needs --index chroma; add that, or leave it out.
          --chroma-database d         | --chroma-database needs --index chroma; add that, or leave it out.
          --chroma-timeout 5          | --chroma-timeout needs --index chroma; add that, or leave it out.
          --index chroma --chroma-url localhost | --chroma-url 'localhost' is not an address of a server; write it like http://localhost:8000.
          --index chroma --collection x | 'x' cannot be the name of a Chroma collection; use 3 to 512 of a-z, A-Z, 0-9, '.', '_' and '-', with a letter or digit at both ends.
          --index chroma --chroma-tenant= | --chroma-tenant is blank; leave it out for Chroma's default_tenant.
          --index chroma --chroma-database= | --chroma-database is blank; leave it out for Chroma's default_database.
          --pg-url postgresql://x     | --pg-url needs --index pgvector; add that, or leave it out.
          --pg-table abc              | --pg-table needs --index pgvector; add that, or leave it out.
          --pg-user u                 | --pg-user needs --index pgvector; add that, or leave it out.
          --pg-timeout 5              | --pg-timeout needs --index pgvector; add that, or leave it out.
          --index chroma --pg-timeout 5 | --pg-timeout needs --index pgvector; add that, or leave it out.
          --index pgvector --collection abc | --collection needs --index chroma; add that, or leave it out.
          --index pgvector --pg-url localhost | --pg-url 'localhost' is not an address of a database; write it like postgresql://localhost:5432/postgres.
          --index pgvector --pg-url postgresql://u:geheim@host/db | --pg-url holds a user or a password (it is not shown); expected an address alone, such as postgresql://localhost:5432/postgres. Name the user with --pg-user, and put the password into the environment variable EASYNEG_PG_PASSWORD.
          --index pgvector --pg-url jdbc:postgresql://host/db?user=u&password=geheim | --pg-url holds a user or a password (it is not shown); expected an address alone, such as postgresql://localhost:5432/postgres. Name the user with --pg-user, and put the password into the environment variable EASYNEG_PG_PASSWORD.
          --index pgvector --pg-table Abc | 'Abc' cannot be the name of a table here; use up to 63 of a-z, 0-9 and '_', with no digit first, and a schema and a dot before it where it needs one.
          --index pgvector --pg-user= | --pg-user is blank; leave it out for the user of the operating system.
          --index pgvector --pg-timeout 0 | --pg-timeout is 0; use 1 second or more.
          --index chroma --chroma-timeout 0 | --chroma-timeout is 0; use 1 second or more.
          """)
  void whatCannotBeMeantIsRefusedBeforeAnyWork(String options, String message) {
    Messages.assertMining(folder, "SAMPLE " + options, ExitCode.USAGE, message);
  }

  @Test
  void aServerThatIsNotThereIsAskedAgainAndThenNamedWithItsOption() {
    Messages.assertMining(
        folder,
        "SAMPLE --index chroma --chroma-url http://127.0.0.1:9",
        ExitCode.ENVIRONMENT,
        """
        warning: Attempt 1 of 4 at reading collection 'easyneg' failed: ConnectException. The next is in 500 ms.
        easyneg: warning: Attempt 2 of 4 at reading collection 'easyneg' failed: ConnectException. The next is in 1,000 ms.
        easyneg: warning: Attempt 3 of 4 at reading collection 'easyneg' failed: ConnectException. The next is in 2,000 ms.
        easyneg: Chroma at http://127.0.0.1:9 cannot be reached (4 attempts): reading collection 'easyneg'. Start the server, or correct the URL given to --chroma-url.\
        """
            .stripIndent());
  }

  @Test
  void aDatabaseThatIsNotThereIsAskedAgainAndThenNamedWithItsOption() {
    String refused =
        "Connection to 127.0.0.1:9 refused. Check that the hostname and port are correct and that"
            + " the postmaster is accepting TCP/IP connections";
    String attempt = "warning: Attempt %d of 4 at preparing table 'easyneg' failed: " + refused;
    Messages.assertMining(
        folder,
        "SAMPLE --index pgvector --pg-url postgresql://127.0.0.1:9/rag",
        ExitCode.ENVIRONMENT,
        attempt.formatted(1)
            + ". The next is in 500 ms.\neasyneg: "
            + attempt.formatted(2)
            + ". The next is in 1,000 ms.\neasyneg: "
            + attempt.formatted(3)
            + ". The next is in 2,000 ms.\neasyneg: PostgreSQL at postgresql://127.0.0.1:9/rag"
            + " cannot be reached (4 attempts): preparing table 'easyneg': "
            + refused
            + ". Start the server, or correct the URL given to --pg-url.");
  }
}
