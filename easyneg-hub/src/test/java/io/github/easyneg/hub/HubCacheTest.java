package io.github.easyneg.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.hub.StubHub.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HubCacheTest extends HubFixture {

  private static final String OTHER_COMMIT = "2".repeat(40);

  @Test
  void cacheIsLaidOutAsPythonDoes() throws IOException {
    Stored stored = dataset(3000);

    Path file = client().fetchDataset(DATASET, FILE);

    assertThat(file).hasBinaryContent(stored.bytes());
    assertThat(file).isEqualTo(folder().resolve("snapshots").resolve(StubHub.COMMIT).resolve(FILE));
    assertThat(tree())
        .containsExactly(
            ".locks/datasets--DiscoResearch--germanrag/" + stored.etag() + ".lock",
            "CACHEDIR.TAG",
            "datasets--DiscoResearch--germanrag/blobs/" + stored.etag(),
            "datasets--DiscoResearch--germanrag/refs/main",
            "datasets--DiscoResearch--germanrag/snapshots/"
                + StubHub.COMMIT
                + "/germanrag.jsonl -> ../../blobs/"
                + stored.etag());
    assertThat(folder().resolve("refs/main")).hasContent(StubHub.COMMIT);
  }

  @Test
  void smallFilesAreNamedByGit() throws IOException {
    hub.repository("datasets/" + DATASET).file("data/a b%.txt", "hello\n");

    Path file = client().fetchDataset(DATASET, "data/a b%.txt");

    // What "git hash-object" says of "hello\n".
    assertThat(Files.readSymbolicLink(file).toString().replace('\\', '/'))
        .isEqualTo("../../../blobs/ce013625030ba8dba906f756967f9e9ca394464a");
    assertThat(file).hasContent("hello\n");
  }

  @Test
  void emptyFilesAreFilesToo() {
    hub.repository("datasets/" + DATASET).file("empty.txt", "");

    assertThat(client().fetchDataset(DATASET, "empty.txt")).isEmptyFile();
  }

  @Test
  void secondRunAsksAndDownloadsNothing() {
    dataset(3000);
    Path first = client().fetchDataset(DATASET, FILE);
    assertThat(hub.drainLines()).anyMatch(line -> line.startsWith("GET "));

    Path second = client().fetchDataset(DATASET, FILE);

    assertThat(second).isEqualTo(first);
    assertThat(hub.drainLines())
        .containsExactly("HEAD /datasets/DiscoResearch/germanrag/resolve/main/germanrag.jsonl");
  }

  @Test
  void commitThatIsCachedNeedsNoNetwork() {
    dataset(3000);
    Path first = client().fetchDataset(DATASET, FILE);
    hub.drainLines();

    Path second = client().revision(StubHub.COMMIT).fetchDataset(DATASET, FILE);

    assertThat(second).isEqualTo(first);
    assertThat(hub.requests()).isEmpty();
  }

  @Test
  void newCommitSharesUnchangedContent() throws IOException {
    Stored stored = dataset(3000);
    Path first = client().fetchDataset(DATASET, FILE);
    hub.repository("datasets/" + DATASET).commit(OTHER_COMMIT);
    hub.drainLines();

    Path second = client().fetchDataset(DATASET, FILE);

    assertThat(second).isNotEqualTo(first).hasBinaryContent(stored.bytes());
    assertThat(hub.drainLines()).noneMatch(line -> line.startsWith("GET "));
    assertThat(folder().resolve("refs/main")).hasContent(OTHER_COMMIT);
    assertThat(tree())
        .filteredOn(name -> name.contains("/blobs/"))
        .filteredOn(name -> !name.contains("->"))
        .hasSize(1);
  }

  @Test
  void tagsAndPullRequestsAreRemembered() {
    dataset(10);
    hub.repository("datasets/" + DATASET).tag("refs/pr/1");

    Path file = client().revision("refs/pr/1").fetchDataset(DATASET, FILE);

    assertThat(file).exists();
    assertThat(hub.drainLines())
        .first()
        .isEqualTo("HEAD /datasets/DiscoResearch/germanrag/resolve/refs%2Fpr%2F1/germanrag.jsonl");
    assertThat(folder().resolve("refs/refs/pr/1")).hasContent(StubHub.COMMIT);
  }

  @Test
  void withoutLinksFreshContentMovesAndKnownContentIsCopied() throws IOException {
    Stored stored = dataset(3000);

    Path moved = client("HF_HUB_DISABLE_SYMLINKS", "1").fetchDataset(DATASET, FILE);

    assertThat(Files.isSymbolicLink(moved)).isFalse();
    assertThat(moved).hasBinaryContent(stored.bytes());
    assertThat(folder().resolve("blobs")).isEmptyDirectory();

    Files.createDirectories(folder().resolve("blobs"));
    Files.write(folder().resolve("blobs").resolve(stored.etag()), stored.bytes());
    hub.repository("datasets/" + DATASET).commit(OTHER_COMMIT);
    Path copied = client("HF_HUB_DISABLE_SYMLINKS", "1").fetchDataset(DATASET, FILE);

    assertThat(Files.isSymbolicLink(copied)).isFalse();
    assertThat(copied).hasBinaryContent(stored.bytes());
    assertThat(folder().resolve("blobs")).isDirectoryContaining(p -> p.endsWith(stored.etag()));
  }

  @Test
  void linkWhoseBlobIsGoneIsMadeAnew() throws IOException {
    Stored stored = dataset(3000);
    Files.delete(client().fetchDataset(DATASET, FILE).toRealPath());

    assertThat(client().revision(StubHub.COMMIT).fetchDataset(DATASET, FILE))
        .hasBinaryContent(stored.bytes());
  }

  @Test
  void blobOfAnotherSizeIsFetchedAgain() throws IOException {
    Stored stored = dataset(3000);
    Files.createDirectories(folder().resolve("blobs"));
    Files.writeString(folder().resolve("blobs").resolve(stored.etag()), "half");

    assertThat(client().fetchDataset(DATASET, FILE)).hasBinaryContent(stored.bytes());
  }

  @Test
  void renamedRepositoryIsFollowed() {
    Stored stored = dataset(3000);
    hub.script(
        "HEAD",
        "/datasets/old/name/resolve/main/germanrag.jsonl",
        StubHub.status(
            307, "Location", "/datasets/DiscoResearch/germanrag/resolve/main/germanrag.jsonl"));
    hub.script(
        "GET",
        "/datasets/old/name/resolve/" + StubHub.COMMIT + "/germanrag.jsonl",
        StubHub.status(
            307, "Location", "/datasets/DiscoResearch/germanrag/resolve/main/germanrag.jsonl"));

    assertThat(client().fetchDataset("old/name", FILE)).hasBinaryContent(stored.bytes());
    assertThat(home.resolve("hub/datasets--old--name")).isDirectory();
  }

  @Test
  void cacheFolderMayBeALink() throws IOException {
    Stored stored = dataset(3000);
    Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
    Files.createDirectories(home.resolve("hub"));
    Files.createSymbolicLink(folder(), elsewhere);

    assertThat(client().fetchDataset(DATASET, FILE)).hasBinaryContent(stored.bytes());
    assertThat(elsewhere.resolve("refs/main")).hasContent(StubHub.COMMIT);
  }
}
