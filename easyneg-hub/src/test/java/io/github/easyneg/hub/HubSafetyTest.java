package io.github.easyneg.hub;

import static io.github.easyneg.hub.StubHub.body;
import static io.github.easyneg.hub.StubHub.status;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.easyneg.hub.HuggingFaceHubException.Reason;
import io.github.easyneg.hub.StubHub.Stored;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A Hub that means harm, and a cache in which somebody planted links. */
class HubSafetyTest extends HubFixture {

  private static final String MODEL = "org/model";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "../../../evil      | it holds '..'                        | ../../../evil",
        "onnx/../../evil    | it holds '..'                        | onnx/../../evil",
        "./evil             | it holds '.'                         | ./evil",
        "/etc/passwd        | it is absolute, or has an empty part | /etc/passwd",
        "a//b               | it is absolute, or has an empty part | a//b",
        "a/                 | it is absolute, or has an empty part | a/",
        "''                 | it is empty                          | ''",
        "..\\\\evil         | it holds a backslash                 | ..\\evil",
        "C:/evil            | it names a drive                     | C:/evil",
        "a\\nb              | it holds a control character         | a b",
        "a\\u0000b          | it holds a control character         | a b",
      })
  void listingWithAnUnsafePathIsRefusedAsAWhole(String path, String problem, String shown) {
    hub.script(
        "GET",
        "/api/models/org/model/revision/main",
        body(
            ("{\"sha\":\""
                    + StubHub.COMMIT
                    + "\",\"siblings\":[{\"rfilename\":\"config.json\"},{\"rfilename\":\""
                    + path
                    + "\"}]}")
                .getBytes(UTF_8)));

    assertFailure(
        () -> client().fetchModel(MODEL),
        Reason.BAD_ANSWER,
        "model org/model at revision 'main': "
            + badAnswer("an unsafe path (" + problem + "): '" + shown + "'"));
    assertThat(home.resolve("hub/models--org--model")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../../../tmp/evil",
        "main",
        "111111111111111111111111111111111111111",
        "1/1",
        ""
      })
  void commitThatIsNoneIsRefused(String commit) {
    Stored stored = dataset(10);
    hub.script("HEAD", FILE, headers(commit, stored.etag(), "10"));
    String but = commit.isEmpty() ? " but ''" : " but '" + commit + "'";

    assertFailure(
        () -> client().fetchDataset(DATASET, FILE),
        Reason.BAD_ANSWER,
        place() + badAnswer("no commit in X-Repo-Commit" + but));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../evil", "0a/../b", "deadbeef", "\"d41d8cd98f00b204e9800998ecf8427e\""})
  void etagThatIsNoHashIsRefused(String etag) {
    hub.script("HEAD", FILE, headers(StubHub.COMMIT, etag, "10"));

    assertFailure(
        () -> client().fetchDataset(DATASET, FILE),
        Reason.BAD_ANSWER,
        place() + badAnswer("no hash in X-Linked-Etag but '" + etag + "'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1e9", "ten", "99999999999999999999"})
  void sizeThatIsNoneIsRefused(String size) {
    Stored stored = dataset(10);
    hub.script("HEAD", FILE, headers(StubHub.COMMIT, stored.etag(), size));

    assertFailure(
        () -> client().fetchDataset(DATASET, FILE),
        Reason.BAD_ANSWER,
        place() + badAnswer("no size in X-Linked-Size but '" + size + "'"));
  }

  @Test
  void loginPageIsNoAnswerOfAHub() {
    hub.script("HEAD", FILE, status(200, "Content-Length", "512", "Content-Type", "text/html"));

    assertFailure(
        () -> client().fetchDataset(DATASET, FILE),
        Reason.BAD_ANSWER,
        place() + badAnswer("no commit in X-Repo-Commit"));
  }

  static Stream<Arguments> listingsOfNoHub() {
    String sha = "{\"sha\":\"" + StubHub.COMMIT + "\"";
    return Stream.of(
        Arguments.of("<html>", "something that is not JSON"),
        Arguments.of("\0\0\u00ff\u00fe", "something that is not text"),
        Arguments.of("", "JSON without a commit in 'sha'"),
        Arguments.of("[]", "JSON without a commit in 'sha'"),
        Arguments.of("{\"sha\":\"main\"}", "JSON without a commit in 'sha'"),
        Arguments.of(sha + "}", "JSON without a list of files in 'siblings'"),
        Arguments.of(sha + ",\"siblings\":{}}", "JSON without a list of files in 'siblings'"),
        Arguments.of(sha + ",\"siblings\":[{}]}", "a file without a path in 'rfilename'"),
        Arguments.of(
            sha + ",\"siblings\":[{\"rfilename\":7}]}", "a file without a path in 'rfilename'"));
  }

  @ParameterizedTest
  @MethodSource("listingsOfNoHub")
  void listingThatIsNoneIsRefused(String listing, String found) {
    hub.script("GET", "/api/models/org/model/revision/main", body(listing.getBytes(ISO_8859_1)));

    assertFailure(
        () -> client().fetchModel(MODEL),
        Reason.BAD_ANSWER,
        "model org/model at revision 'main': " + badAnswer(found));
  }

  @Test
  void otherCommitThanThePinnedOneIsRefused() {
    Stored stored = dataset(10);
    String other = "2".repeat(40);
    hub.script("HEAD", FILE, headers(other, stored.etag(), "10"));
    hub.script(
        "GET",
        "/api/models/org/model/revision/" + StubHub.COMMIT,
        body(("{\"sha\":\"" + other + "\",\"siblings\":[]}").getBytes(UTF_8)));

    assertFailure(
        () -> client().revision(StubHub.COMMIT).fetchDataset(DATASET, FILE),
        Reason.BAD_ANSWER,
        place(StubHub.COMMIT) + badAnswer("the other commit " + other));
    assertFailure(
        () -> client().revision(StubHub.COMMIT).fetchModel(MODEL),
        Reason.BAD_ANSWER,
        "model org/model at revision '"
            + StubHub.COMMIT
            + "': "
            + badAnswer("the other commit " + other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "file:///etc/passwd  | a redirect to an address that is not http or https",
        "ftp://127.0.0.1/x   | a redirect to an address that is not http or https",
        "http:///x           | a redirect to an address that is not http or https",
        "http://a b/         | a redirect to an invalid address",
        "\\\\evil\\x         | a redirect to an invalid address",
        "http://a:70000/x    | a redirect to an address that no server can have",
      })
  void redirectToAnythingButHttpIsRefused(String location, String found) {
    Stored stored = dataset(10);
    hub.script("HEAD", FILE, headers(StubHub.COMMIT, stored.etag(), "10"));
    hub.script("GET", FILE, status(302, "Location", location));

    assertFailure(
        () -> client().fetchDataset(DATASET, FILE),
        Reason.BAD_ANSWER,
        place(StubHub.COMMIT) + badAnswer(found));
  }

  @Test
  void redirectToNowhereIsRefused() {
    hub.script("HEAD", FILE, status(302));

    assertFailure(
        () -> client().fetchDataset(DATASET, FILE),
        Reason.BAD_ANSWER,
        place() + badAnswer("a redirect that does not say where to"));
  }

  @Test
  void linkThatLeadsOutOfTheCacheIsNotWrittenThrough() throws IOException {
    hub.repository("datasets/" + DATASET).file("data/a/b.txt", "hello");
    Path outside = Files.createDirectory(home.resolve("outside"));
    Path snapshot = Files.createDirectories(folder().resolve("snapshots/" + StubHub.COMMIT));
    Files.createSymbolicLink(snapshot.resolve("data"), outside);

    assertThatThrownBy(
            () -> {
              var unused = client().fetchDataset(DATASET, "data/a/b.txt");
            })
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(leadsOut(snapshot.resolve("data"), outside));
    assertThat(outside).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"blobs", "snapshots"})
  void folderOfTheCacheThatIsALinkOutIsNotWrittenThrough(String part) throws IOException {
    dataset(10);
    Path outside = Files.createDirectory(home.resolve("outside"));
    Files.createDirectories(folder());
    Files.createSymbolicLink(folder().resolve(part), outside);

    assertThatThrownBy(
            () -> {
              var unused = client().fetchDataset(DATASET, FILE);
            })
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(leadsOut(folder().resolve(part), outside));
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void refsThatAreALinkOutAreNotWrittenThrough() throws IOException {
    Stored stored = dataset(10);
    Path outside = Files.createDirectory(home.resolve("outside"));
    Files.createDirectories(folder());
    Files.createSymbolicLink(folder().resolve("refs"), outside);

    assertThat(client().fetchDataset(DATASET, FILE)).hasBinaryContent(stored.bytes());

    assertThat(warnings)
        .containsExactly(
            "What 'main' stands for is not kept. " + leadsOut(folder().resolve("refs"), outside));
    assertThat(outside).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {".locks", ".locks/datasets--DiscoResearch--germanrag"})
  void locksThatAreALinkOutAreNotWrittenThrough(String part) throws IOException {
    dataset(10);
    Path outside = Files.createDirectory(home.resolve("outside"));
    Path link = home.resolve("hub").resolve(part);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, outside);

    assertThatThrownBy(
            () -> {
              var unused = client().fetchDataset(DATASET, FILE);
            })
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(leadsOut(link, outside, home.resolve("hub")));
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void rowsThatAreALinkOutAreNotRead() throws IOException {
    Path secret = Files.writeString(home.resolve("secret"), "secret");
    Path snapshot = Files.createDirectories(folder().resolve("snapshots/" + StubHub.COMMIT));
    Files.createSymbolicLink(snapshot.resolve(FILE), secret);

    assertThatThrownBy(
            () -> {
              var unused = client().revision(StubHub.COMMIT).offline(true).fetchRows(DATASET);
            })
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(leadsOut(snapshot.resolve(FILE), secret));
  }

  @Test
  void linkThatLeadsOutOfTheCacheIsNotRead() throws IOException {
    Path secret = Files.writeString(home.resolve("secret"), "secret");
    Path snapshot = Files.createDirectories(folder().resolve("snapshots/" + StubHub.COMMIT));
    Files.createSymbolicLink(snapshot.resolve(FILE), secret);

    assertThatThrownBy(
            () -> {
              var unused = client().revision(StubHub.COMMIT).fetchDataset(DATASET, FILE);
            })
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(leadsOut(snapshot.resolve(FILE), secret));
  }

  @Test
  void partialFileThatIsALinkIsNotWrittenThrough() throws IOException {
    Stored stored = dataset(10);
    Path victim = Files.writeString(home.resolve("victim"), "");
    Files.createDirectories(folder().resolve("blobs"));
    Files.createSymbolicLink(partial(stored), victim);

    assertDiskFails(
        () -> client().fetchDataset(DATASET, FILE),
        partial(stored) + ": expected to open this file of the Hugging Face cache, but cannot (",
        "). Check the disk and its permissions, or set HF_HUB_CACHE to another folder.");
    assertThat(victim).isEmptyFile();
  }

  private void assertNotInTheCache() {
    assertFailure(
        () -> client().offline(true).fetchDataset(DATASET, FILE),
        Reason.OFFLINE,
        place()
            + "expected it in the cache "
            + home.resolve("hub")
            + ", but it is not there, and offline mode forbids downloading. Run once online, or"
            + " unset HF_HUB_OFFLINE.");
  }

  @Test
  void refThatIsNoCommitCountsAsNone() throws IOException {
    Files.createDirectories(folder().resolve("refs"));
    Files.writeString(folder().resolve("refs/main"), "../../..");

    assertNotInTheCache();
  }

  /** A hole of three gigabytes, which takes no room on the disk, and would in memory. */
  @Test
  void refWithoutEndCountsAsNone() throws IOException {
    dataset(10);
    Files.createDirectories(folder().resolve("refs"));
    sparse(folder().resolve("refs/main"));

    assertNotInTheCache();
  }

  @Test
  void modulesWithoutEndAreNotTakenIntoMemory() throws IOException {
    Path snapshot =
        Files.createDirectories(home.resolve("hub/models--org--model/snapshots/" + StubHub.COMMIT));
    Path modules = snapshot.resolve("modules.json");
    sparse(modules);

    assertThatThrownBy(
            () -> {
              var unused = client().revision(StubHub.COMMIT).offline(true).fetchModel(MODEL);
            })
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            modules
                + ": expected the modules of a sentence-transformers model, but it cannot be read"
                + " (IOException: it has more than 16777216 bytes). Use another model or"
                + " revision.");
  }

  private static void sparse(Path file) throws IOException {
    try (RandomAccessFile hole = new RandomAccessFile(file.toFile(), "rw")) {
      hole.setLength(3L << 30);
    }
  }

  @Test
  void listingWithoutEndIsCutOff() {
    byte[] huge = new byte[(16 << 20) + 1];
    hub.script("GET", "/api/models/org/model/revision/main", body(huge));

    assertFailure(
        () -> client().fetchModel(MODEL),
        Reason.BAD_ANSWER,
        "model org/model at revision 'main': " + badAnswer("a list of more than 16777216 bytes"));
  }

  @Test
  void lockThatCannotBeTakenIsAnError() throws IOException {
    Stored stored = dataset(10);
    Path lock =
        home.resolve("hub/.locks/datasets--DiscoResearch--germanrag/" + stored.etag() + ".lock");
    Files.createDirectories(lock);

    assertDiskFails(
        () -> client().fetchDataset(DATASET, FILE),
        lock + ": expected to lock this file, but cannot (",
        "). Set HF_HUB_CACHE to a folder on a disk that is writable and can lock files.");
  }

  @Test
  void cacheThatCannotBeWrittenIsAnError() throws IOException {
    dataset(10);
    Path blocked = Files.writeString(home.resolve("file"), "");
    Path cache = blocked.resolve("cache");

    assertDiskFails(
        () -> client().cacheDirectory(cache).fetchDataset(DATASET, FILE),
        cache.resolve(".locks/datasets--DiscoResearch--germanrag")
            + ": expected to create this file of the Hugging Face cache, but cannot (",
        "). Check the disk and its permissions, or set HF_HUB_CACHE to another folder.");
  }

  /** What the operating system says is between; each has its own words. */
  private static void assertDiskFails(Callable<?> call, String before, String after) {
    UncheckedIOException failure = catchThrowableOfType(UncheckedIOException.class, call::call);
    assertThat(failure)
        .hasMessage(
            before
                + io.github.easyneg.internal.io.Reason.of(
                    Objects.requireNonNull(failure.getCause()))
                + after);
  }

  private static StubHub.Answer headers(String commit, String etag, String size) {
    return status(200, "X-Repo-Commit", commit, "X-Linked-Etag", etag, "X-Linked-Size", size);
  }

  private String leadsOut(Path link, Path target) throws IOException {
    return leadsOut(link, target, folder());
  }

  private static String leadsOut(Path link, Path target, Path within) throws IOException {
    return link
        + ": a link leads to "
        + target.toRealPath()
        + ", out of the Hugging Face cache; expected all of it within "
        + within
        + ". Remove the link.";
  }

  private String badAnswer(String found) {
    return "expected an answer of a Hugging Face Hub from "
        + hub.endpoint()
        + ", got "
        + found
        + ". Check HF_ENDPOINT, and whether a proxy or a login page answers instead.";
  }
}
