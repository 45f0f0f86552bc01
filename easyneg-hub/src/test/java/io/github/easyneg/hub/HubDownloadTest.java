package io.github.easyneg.hub;

import static io.github.easyneg.hub.StubHub.body;
import static io.github.easyneg.hub.StubHub.cutAfter;
import static io.github.easyneg.hub.StubHub.ignoringRange;
import static io.github.easyneg.hub.StubHub.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.hub.HuggingFaceHubException.Reason;
import io.github.easyneg.hub.StubHub.Answer;
import io.github.easyneg.hub.StubHub.Request;
import io.github.easyneg.hub.StubHub.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HubDownloadTest extends HubFixture {

  private static final int SIZE = 3000;
  private static final String THROWN_AWAY =
      ". The download was discarded. Run again; if it fails again, ask whoever runs the proxy or"
          + " mirror in between.";

  @Test
  void brokenDownloadIsResumedWhereItStopped() {
    Stored stored = dataset(SIZE);
    hub.script(
        "GET", stored.etag(), cutAfter(1000, partial(stored)), cutAfter(500, partial(stored)));

    assertThat(client().fetchDataset(DATASET, FILE)).hasBinaryContent(stored.bytes());
    assertThat(ranges()).containsExactly("null", "bytes=1000-", "bytes=1500-");
    assertThat(waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void nextRunResumesWhatAnEarlierOneLeft() throws IOException {
    Stored stored = dataset(SIZE);
    Files.createDirectories(folder().resolve("blobs"));
    Files.write(partial(stored), Arrays.copyOf(stored.bytes(), 1234));

    assertThat(client().fetchDataset(DATASET, FILE)).hasBinaryContent(stored.bytes());
    assertThat(ranges()).containsExactly("bytes=1234-");
    assertThat(partial(stored)).doesNotExist();
  }

  @Test
  void partThatIsWholeAlreadyIsOnlyChecked() throws IOException {
    Stored stored = dataset(SIZE);
    Files.createDirectories(folder().resolve("blobs"));
    Files.write(partial(stored), stored.bytes());

    assertThat(client().fetchDataset(DATASET, FILE)).hasBinaryContent(stored.bytes());
    assertThat(ranges()).isEmpty();
  }

  @Test
  void partThatIsTooLongIsBegunAnew() throws IOException {
    Stored stored = dataset(SIZE);
    Files.createDirectories(folder().resolve("blobs"));
    Files.write(partial(stored), new byte[SIZE + 1]);

    assertThat(client().fetchDataset(DATASET, FILE)).hasBinaryContent(stored.bytes());
    assertThat(ranges()).containsExactly("null");
  }

  @Test
  void serverThatCannotResumeSendsAllAgain() {
    Stored stored = dataset(SIZE);
    hub.script("GET", stored.etag(), cutAfter(1000, partial(stored)), ignoringRange());

    assertThat(client().fetchDataset(DATASET, FILE)).hasBinaryContent(stored.bytes());
    assertThat(ranges()).containsExactly("null", "bytes=1000-");
  }

  @Test
  void unsatisfiableRangeIsBegunAnew() {
    Stored stored = dataset(SIZE);
    hub.script("GET", stored.etag(), cutAfter(1000, partial(stored)), status(416));

    assertThat(client().fetchDataset(DATASET, FILE)).hasBinaryContent(stored.bytes());
    assertThat(ranges()).containsExactly("null", "bytes=1000-", "null");
  }

  @Test
  void wrongPartIsRefused() {
    Stored stored = dataset(SIZE);
    Answer fromElsewhere =
        (exchange, content) -> {
          exchange.getResponseHeaders().set("Content-Range", "bytes 7-2999/3000");
          exchange.sendResponseHeaders(206, 2000);
          exchange.getResponseBody().write(content, 7, 2000);
        };
    hub.script("GET", stored.etag(), cutAfter(1000, partial(stored)), fromElsewhere);

    assertFailure(
        () -> client().fetchDataset(DATASET, FILE),
        Reason.BAD_ANSWER,
        place(StubHub.COMMIT) + badAnswer("another part of the file than the one asked for"));
  }

  @Test
  void partFromAnEarlierRunWithWrongBytesIsFetchedAgainAsAWhole() throws IOException {
    Stored stored = dataset(SIZE);
    Files.createDirectories(folder().resolve("blobs"));
    Files.write(partial(stored), new byte[1234]);

    assertThat(client().fetchDataset(DATASET, FILE)).hasBinaryContent(stored.bytes());
    assertThat(ranges()).containsExactly("bytes=1234-", "null");
    assertThat(warnings)
        .containsExactly(
            place(StubHub.COMMIT)
                + "the resumed download has the wrong checksum; it is fetched again as a whole.");
  }

  @Test
  void wrongChecksumIsAnErrorAndLeavesNothing() throws IOException {
    Stored stored = dataset(SIZE);
    Stored forged = new Stored(new byte[SIZE], true);
    hub.script("GET", stored.etag(), body(forged.bytes()));

    assertFailure(
        () -> client().fetchDataset(DATASET, FILE),
        Reason.CORRUPT,
        place(StubHub.COMMIT)
            + "expected SHA-256 "
            + stored.etag()
            + ", got "
            + forged.etag()
            + THROWN_AWAY);
    assertThat(folder().resolve("blobs")).isEmptyDirectory();
    assertThat(folder().resolve("snapshots")).doesNotExist();
  }

  @Test
  void wrongGitChecksumIsAnErrorToo() {
    hub.repository("datasets/" + DATASET).file(FILE, "hello\n");
    String etag = new Stored("hello\n".getBytes(UTF_8), false).etag();
    hub.script("GET", etag, body("HELLO\n".getBytes(UTF_8)));

    assertFailure(
        () -> client().fetchDataset(DATASET, FILE),
        Reason.CORRUPT,
        place(StubHub.COMMIT)
            + "expected git SHA-1 "
            + etag
            + ", got "
            + new Stored("HELLO\n".getBytes(UTF_8), false).etag()
            + THROWN_AWAY);
  }

  @Test
  void moreBytesThanDeclaredAreAnError() {
    Stored stored = dataset(SIZE);
    hub.script("GET", stored.etag(), body(new byte[SIZE + 1]));

    assertFailure(
        () -> client().fetchDataset(DATASET, FILE),
        Reason.CORRUPT,
        place(StubHub.COMMIT) + "expected 3000 bytes, got more" + THROWN_AWAY);
    assertThat(folder().resolve("blobs")).isEmptyDirectory();
  }

  @Test
  void fewerBytesThanDeclaredAreAskedForUntilPatienceEnds() throws IOException {
    Stored stored = dataset(SIZE);
    Answer short1 = body(Arrays.copyOf(stored.bytes(), 2999));
    // A full answer that is a byte short, then five times nothing.
    Answer nothing =
        (exchange, content) -> {
          exchange.getResponseHeaders().set("Content-Range", "bytes 2999-2999/3000");
          exchange.sendResponseHeaders(206, -1);
        };
    hub.script("GET", stored.etag(), short1, nothing, nothing, nothing, nothing, nothing);

    assertFailure(
        () -> client().fetchDataset(DATASET, FILE),
        Reason.UNREACHABLE,
        place(StubHub.COMMIT)
            + "expected 3000 bytes, but the download broke off after 2999 (the content ended early)"
            + " (6 attempts). Run again: what has arrived is kept, and the rest is asked for.");
    assertThat(partial(stored)).hasSize(2999);
    assertThat(waits).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 8L);
    assertThat(client().fetchDataset(DATASET, FILE)).hasBinaryContent(stored.bytes());
  }

  @Test
  void muchProgressMakesUpForEarlierFailures() {
    int mebibyte = 1 << 20;
    Stored stored = dataset(9 * mebibyte);
    hub.script(
        "GET",
        stored.etag(),
        Collections.nCopies(8, cutAfter(mebibyte, partial(stored))).toArray(Answer[]::new));

    assertThat(client().fetchDataset(DATASET, FILE)).hasBinaryContent(stored.bytes());
    assertThat(waits).containsOnly(Duration.ofSeconds(1)).hasSize(8);
  }

  @Test
  void serverInTroubleIsAskedAgain() {
    Stored stored = dataset(SIZE);
    hub.script("HEAD", FILE, status(503), status(500));
    hub.script("GET", stored.etag(), status(502), status(504));

    assertThat(client().fetchDataset(DATASET, FILE)).hasBinaryContent(stored.bytes());
    assertThat(waits).extracting(Duration::toSeconds).containsExactly(1L, 2L, 1L, 2L);
  }

  @Test
  void expiredSignatureIsRenewedByAskingTheHubAgain() {
    Stored stored = dataset(SIZE);
    hub.script("GET", stored.etag(), status(403));

    assertThat(client().fetchDataset(DATASET, FILE)).hasBinaryContent(stored.bytes());
  }

  @Test
  void serverIsWaitedForAsLongAsItAsks() {
    dataset(SIZE);
    hub.script(
        "HEAD",
        FILE,
        status(429, "Retry-After", "7"),
        status(429, "RateLimit", "\"api\";r=0;t=55", "Retry-After", "9"));

    assertThat(client().fetchDataset(DATASET, FILE)).exists();
    assertThat(waits).extracting(Duration::toSeconds).containsExactly(7L, 56L);
  }

  @Test
  void serverThatAsksForTooLongIsGivenUpOn() {
    dataset(SIZE);
    hub.script("HEAD", FILE, status(429, "Retry-After", "301"));

    assertFailure(
        () -> client().fetchDataset(DATASET, FILE),
        Reason.SERVER_ERROR,
        place()
            + hub.endpoint()
            + "/datasets/DiscoResearch/germanrag/resolve/main/germanrag.jsonl answered HTTP 429."
            + " Try again later: the server asks to wait 301 s.");
    assertThat(waits).isEmpty();
  }

  @Test
  void serverThatStaysInTroubleIsAnError() {
    dataset(SIZE);
    hub.script("HEAD", FILE, Collections.nCopies(6, status(503)).toArray(Answer[]::new));

    assertFailure(
        () -> client().fetchDataset(DATASET, FILE),
        Reason.SERVER_ERROR,
        place()
            + hub.endpoint()
            + "/datasets/DiscoResearch/germanrag/resolve/main/germanrag.jsonl answered HTTP 503"
            + " (6 attempts). Try again later.");
  }

  @Test
  void serverThatStallsIsNotWaitedForForEver() {
    Stored stored = dataset(SIZE);
    Answer stalling =
        (exchange, content) -> {
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content, 0, 1000);
          exchange.getResponseBody().flush();
          try {
            Thread.sleep(60_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    hub.script("GET", stored.etag(), stalling);

    assertThat(client("HF_HUB_DOWNLOAD_TIMEOUT", "1").fetchDataset(DATASET, FILE))
        .hasBinaryContent(stored.bytes());
    // How much of the first answer came in time is up to the machine; that it was given up, is not.
    assertThat(ranges()).hasSizeGreaterThan(1);
    assertThat(waits).isNotEmpty();
  }

  @Test
  void serverThatHasNothingThereIsAnErrorInTheEnd() {
    Stored stored = dataset(SIZE);
    hub.script(
        "GET", stored.etag(), Collections.nCopies(6, status(416)).toArray(StubHub.Answer[]::new));

    assertFailure(
        () -> client().fetchDataset(DATASET, FILE),
        Reason.UNREACHABLE,
        place(StubHub.COMMIT)
            + "expected 3000 bytes, but the download broke off after 0 (the server has nothing at"
            + " that place) (6 attempts). Run again: what has arrived is kept, and the rest is"
            + " asked for.");
  }

  @Test
  void serverThatFallsSilentAtTheLastAttemptIsAnError() {
    Stored stored = dataset(SIZE);
    hub.script(
        "GET", stored.etag(), Collections.nCopies(5, status(503)).toArray(StubHub.Answer[]::new));
    hub.script("GET", stored.etag(), cutAfter(0, home.resolve("never")));

    assertFailure(
        () -> client("HF_HUB_DOWNLOAD_TIMEOUT", "1").fetchDataset(DATASET, FILE),
        Reason.UNREACHABLE,
        place(StubHub.COMMIT)
            + "expected 3000 bytes, but the download broke off after 0 (HttpTimeoutException: no"
            + " bytes for 1 s) (6 attempts). Run again: what has arrived is kept, and the rest is"
            + " asked for.");
  }

  @Test
  void compressedContentIsRefused() {
    Stored stored = dataset(SIZE);
    hub.script("GET", stored.etag(), status(200, "Content-Encoding", "gzip"));

    assertFailure(
        () -> client().fetchDataset(DATASET, FILE),
        Reason.BAD_ANSWER,
        place(StubHub.COMMIT)
            + badAnswer("compressed content, though uncompressed content was requested"));
  }

  @Test
  void aNegativeLimitIsRefused() {
    assertThatThrownBy(() -> client().maxFileBytes(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxFileBytes is -1; expected 0 or more. Leave it out for 50 GB.");
  }

  @Test
  void filesAboveTheLimitAreRefused() {
    dataset(SIZE);

    assertFailure(
        () -> client().maxFileBytes(2999).fetchDataset(DATASET, FILE),
        Reason.TOO_LARGE,
        "dataset DiscoResearch/germanrag at revision '"
            + StubHub.COMMIT
            + "', file 'germanrag.jsonl' has 3000 bytes, more than the 2999 allowed. If that is"
            + " meant, download it by hand, or raise HuggingFaceHub.maxFileBytes(..) in a"
            + " program.");
    assertThat(client().maxFileBytes(3000).fetchDataset(DATASET, FILE)).exists();
  }

  @Test
  void filesAboveTheFreeSpaceAreRefusedBeforeTheDownload() {
    Stored stored = dataset(SIZE);
    hub.script(
        "HEAD",
        FILE,
        status(
            200,
            "X-Repo-Commit",
            StubHub.COMMIT,
            "X-Linked-Etag",
            stored.etag(),
            "X-Linked-Size",
            "900000000000000000"));

    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> {
                  var unused = client().maxFileBytes(Long.MAX_VALUE).fetchDataset(DATASET, FILE);
                }))
        .isInstanceOfSatisfying(
            HuggingFaceHubException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE))
        .hasMessageMatching(
            "dataset DiscoResearch/germanrag at revision '1{40}', file 'germanrag.jsonl' needs"
                + " 900000000000000000 bytes more, but the disk of .* has \\d+ free\\. Make room,"
                + " or set HF_HUB_CACHE to a folder on another disk\\.");
    assertThat(ranges()).isEmpty();
  }

  @Test
  void progressIsToldFromTheFirstByteToTheLast() {
    Stored stored = dataset(5 << 20);
    hub.script("GET", stored.etag(), cutAfter(2 << 20, partial(stored)));
    List<Long> received = new ArrayList<>();

    var unused =
        client()
            .progress(
                (file, done, total) -> {
                  assertThat(file).isEqualTo(FILE);
                  assertThat(total).isEqualTo(5 << 20);
                  received.add(done);
                })
            .fetchDataset(DATASET, FILE);

    assertThat(received).isSorted().startsWith(0L).endsWith(5L << 20).hasSizeBetween(4, 8);
    received.clear();
    unused =
        client().progress((file, done, total) -> received.add(done)).fetchDataset(DATASET, FILE);
    assertThat(received).isEmpty();
  }

  /** Returns the Range headers that the storage received. */
  private List<String> ranges() {
    return hub.requests().stream()
        .filter(r -> r.path().startsWith("/blob/"))
        .filter(r -> r.method().equals("GET"))
        .map(Request::range)
        .toList();
  }

  private String badAnswer(String found) {
    return "expected an answer of a Hugging Face Hub from "
        + hub.endpoint()
        + ", got "
        + found
        + ". Check HF_ENDPOINT, and whether a proxy or a login page answers instead.";
  }
}
