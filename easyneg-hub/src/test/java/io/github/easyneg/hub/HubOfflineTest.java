package io.github.easyneg.hub;

import static io.github.easyneg.hub.StubHub.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.hub.HuggingFaceHubException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HubOfflineTest extends HubFixture {

  @Test
  void offlineAnswersFromTheCacheAlone() {
    dataset(10);
    Path first = client().fetchDataset(DATASET, FILE);
    hub.drainLines();

    assertThat(client("HF_HUB_OFFLINE", "1").fetchDataset(DATASET, FILE)).isEqualTo(first);
    assertThat(client().offline(true).fetchDataset(DATASET, FILE)).isEqualTo(first);
    assertThat(hub.requests()).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void offlineWithoutACopyIsAnError() {
    dataset(10);

    assertFailure(
        () -> client("HF_HUB_OFFLINE", "true").fetchDataset(DATASET, FILE),
        Reason.OFFLINE,
        place()
            + "expected it in the cache "
            + home.resolve("hub")
            + ", but it is not there, and offline mode forbids downloading. Run once online, or"
            + " unset HF_HUB_OFFLINE.");
    assertThat(hub.requests()).isEmpty();
    assertThat(client("HF_HUB_OFFLINE", "1").offline(false).fetchDataset(DATASET, FILE)).exists();
  }

  @Test
  void cacheThatPythonFilledIsRead() throws IOException {
    Path snapshot = Files.createDirectories(folder().resolve("snapshots/" + StubHub.COMMIT));
    Files.createDirectories(folder().resolve("blobs"));
    Files.writeString(folder().resolve("blobs/abc"), "by Python");
    Files.createSymbolicLink(snapshot.resolve(FILE), Path.of("../../blobs/abc"));
    Files.createDirectories(folder().resolve("refs"));
    Files.writeString(folder().resolve("refs/main"), StubHub.COMMIT);

    assertThat(client("HF_HUB_OFFLINE", "YES").fetchDataset(DATASET, FILE)).hasContent("by Python");
  }

  @Test
  void hubThatFailsIsReplacedByTheCacheWithAWarning() {
    dataset(10);
    Path first = client().fetchDataset(DATASET, FILE);
    hub.script("HEAD", FILE, status(503));

    assertThat(client().fetchDataset(DATASET, FILE)).isEqualTo(first);
    assertThat(waits).isEmpty();
    assertThat(warnings)
        .containsExactly(
            "Using "
                + first
                + " from an earlier run. "
                + place()
                + hub.endpoint()
                + "/datasets/DiscoResearch/germanrag/resolve/main/germanrag.jsonl answered HTTP"
                + " 503. Try again later.");
  }

  @Test
  void hubThatIsGoneIsReplacedByTheCacheWithAWarning() {
    dataset(10);
    HuggingFaceHub client = client();
    Path first = client.fetchDataset(DATASET, FILE);
    hub.close();

    assertThat(client.fetchDataset(DATASET, FILE)).isEqualTo(first);
    assertThat(warnings)
        .containsExactly("Using " + first + " from an earlier run. " + unreachable(""));
  }

  @Test
  void hubThatIsGoneIsAnErrorWithoutACopy() {
    HuggingFaceHub client = client();
    hub.close();

    assertFailure(
        () -> client.fetchDataset(DATASET, FILE), Reason.UNREACHABLE, unreachable(" (6 attempts)"));
  }

  @Test
  void whatTheHubSaysForCertainIsNotCoveredUp() {
    dataset(10);
    var unused = client().fetchDataset(DATASET, FILE);
    hub.script("HEAD", FILE, status(404, "X-Error-Code", "EntryNotFound"));

    assertFailure(
        () -> client().fetchDataset(DATASET, FILE),
        Reason.FILE_NOT_FOUND,
        place()
            + "the repository has no such file at that revision (HTTP 404). Its files are listed at"
            + " "
            + hub.endpoint()
            + "/datasets/DiscoResearch/germanrag/tree/main.");
  }

  @Test
  void interruptedThreadStopsWithItsFlagSet() {
    dataset(10);
    Thread.currentThread().interrupt();

    assertThatThrownBy(
            () -> {
              var unused = client().fetchDataset(DATASET, FILE);
            })
        .isInstanceOfSatisfying(
            HuggingFaceHubException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.INTERRUPTED))
        .hasMessage(
            "The thread was interrupted while it fetched from the Hugging Face Hub. Run again: what"
                + " has arrived is kept.");
    assertThat(Thread.interrupted()).isTrue();
  }

  private String unreachable(String attempts) {
    return place()
        + hub.endpoint()
        + " cannot be reached (ConnectException)"
        + attempts
        + ". Check the connection, HF_ENDPOINT, and the proxy (HTTPS_PROXY); or fetch it"
        + " on another machine and copy the cache.";
  }
}
