package io.github.easyneg.hub.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.easyneg.fixtures.OtherJvm;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubNamesTest {

  private static final String SHA1 = "ce013625030ba8dba906f756967f9e9ca394464a";
  private static final String SHA256 = SHA1 + "0".repeat(24);

  @ParameterizedTest
  @ValueSource(strings = {"gpt2", "org/name", "Foo-BAR_foo.bar123", "_a/b_"})
  void repositoryIdsOfTheHubAreTaken(String id) {
    assertThat(new Repo(RepoType.MODEL, id).folderName())
        .isEqualTo("models--" + id.replace("/", "--"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "a/",
        "/a",
        "a/b/c",
        "a--b",
        "a..b",
        "../a",
        ".a",
        "-a",
        "a.",
        "a b",
        "a\\b",
        "ä",
        "a.git",
        "C:",
        "datasets/a/b",
        "a\u0000"
      })
  void otherIdsAreRefused(String id) {
    assertThatThrownBy(() -> new Repo(RepoType.DATASET, id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'"
                + Quoted.clean(id)
                + "' is not a dataset id; expected name or namespace/name, of letters, digits, '-',"
                + " '_' and '.', without '--' and '..', as in"
                + " 'sentence-transformers/all-MiniLM-L6-v2'.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "v1.0", "refs/pr/1", "feature/x-y", SHA1})
  void revisionsOfGitAreTaken(String name) {
    assertThat(new Revision(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "..", "a/../b", "/a", "a/", "a b", "a~1", "a^", "a:b", "a?", "a*", "[a", "a\\b", "@{1}"
      })
  void otherRevisionsAreRefused(String name) {
    assertThatThrownBy(() -> new Revision(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'"
                + name
                + "' is not a revision; expected a branch, a tag or a commit, as in 'main'.");
  }

  @Test
  void onlyAFullCommitIsPinned() {
    assertThat(new Revision(SHA1).commit()).contains(new Commit(SHA1));
    assertThat(new Revision(SHA1.substring(0, 12)).commit()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "CON, 'it holds ''CON'', which means something else on Windows'",
    "a/nul.txt, 'it holds ''nul.txt'', which means something else on Windows'",
    "com1.json, 'it holds ''com1.json'', which means something else on Windows'",
    "a./b, 'it holds ''a.'', which means something else on Windows'",
    "a*b, 'it holds ''a*b'', which means something else on Windows'",
    "aa:stream, it names a drive",
  })
  void namesThatMisleadWindowsAreRefusedThere(String path, String problem) {
    assertThat(RepoFile.problem(path, true)).contains(problem);
    assertThat(RepoFile.problem(path, false)).isEmpty();
  }

  @Test
  void halvesOfCharactersAreRefused() {
    assertThat(RepoFile.problem("a\ud800b")).contains("it holds an unpaired surrogate");
    assertThat(RepoFile.problem("a\ud83d\ude00b")).isEmpty();
  }

  @Test
  void tooLongNamesAreRefused() {
    assertThat(RepoFile.problem("ä".repeat(127), false)).isEmpty();
    assertThat(RepoFile.problem("ä".repeat(128), false))
        .contains("it has a part of more than 255 bytes");
  }

  @Test
  void fileThatIsNoPathIsAnError() {
    assertThatThrownBy(() -> new RepoFile("../token"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'../token' is not a path of a repository: it holds '..'. Use a relative path such as"
                + " 'onnx/model.onnx'.");
  }

  @Test
  void addressesEncodeWhatTheyMust() {
    Target target =
        new Target(
            URI.create("http://h:1/hf"),
            new Repo(RepoType.DATASET, "a/b"),
            new Revision("refs/pr/1"),
            Optional.of(new RepoFile("d/ä #?%.txt")));

    assertThat(target.uri())
        .hasToString("http://h:1/hf/datasets/a/b/resolve/refs%2Fpr%2F1/d/%C3%A4%20%23%3F%25.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"" + SHA1 + "\"", "W/\"" + SHA1 + "\"", SHA1})
  void etagsLoseTheirWrapping(String header) {
    assertThat(Etag.parse(header)).contains(new Etag(SHA1));
  }

  @Test
  void onlyHashesAreEtags() {
    assertThat(Etag.parse("\"" + SHA256 + "\"")).contains(new Etag(SHA256));
    assertThat(Etag.parse("\"" + SHA1.toUpperCase(java.util.Locale.ROOT) + "\"")).isEmpty();
    assertThat(Etag.parse("\"" + SHA1 + "-gzip\"")).isEmpty();
    assertThat(Etag.parse("\"")).isEmpty();
  }

  @Test
  void redirectFromHttpsToHttpIsUnsafe() {
    URI https = URI.create("https://hub/x");
    URI http = URI.create("http://storage:80/x?signature=s");

    assertThat(HubTransport.danger(https, http))
        .contains("a redirect from https to plain http at http://storage:80");
    assertThat(HubTransport.danger(http, https)).isEmpty();
    assertThat(HubTransport.danger(https, https)).isEmpty();
  }

  /** Puts a name under a folder, and says why it cannot. */
  static final class Naming {
    private Naming() {}

    public static void main(String[] args) {
      try {
        Path unused = new RepoFile("data/gr\u00fcn.txt").under(Path.of("cache"));
        System.out.println("carried");
      } catch (UncheckedIOException e) {
        System.out.println(String.valueOf(e.getMessage()).replace("\u00fc", "(ue)"));
      }
    }
  }

  @Test
  void namesThatThisPlatformCannotCarryAreRefused() throws Exception {
    String said = OtherJvm.run(Map.of("LC_ALL", "C"), Naming.class);
    assumeFalse(said.equals("carried"), "file names are in Unicode here, whatever the locale");
    assertThat(said)
        .matches(
            "cache: expected to keep the file 'data/gr\\(ue\\)n\\.txt' here, but file names are in"
                + " \\S+, which cannot carry it\\. Start Java in a UTF-8 locale, as with"
                + " LC_ALL=C\\.UTF-8\\.");
  }
}
