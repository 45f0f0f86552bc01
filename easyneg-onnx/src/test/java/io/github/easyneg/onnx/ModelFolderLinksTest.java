package io.github.easyneg.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.embed.TextRole;
import io.github.easyneg.fixtures.TinyModel;
import io.github.easyneg.fixtures.TinySafetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the symbolic links in a model's folder may lead. */
class ModelFolderLinksTest {
  private static final List<String> PARTS =
      List.of("modules.json", "tokenizer.json", "sentence_bert_config.json", "onnx", "1_Pooling");

  private final Path top;
  private final Path elsewhere;

  ModelFolderLinksTest(@TempDir Path top) throws IOException {
    this.top = top.toRealPath();
    this.elsewhere = this.top.resolve("elsewhere");
  }

  @BeforeEach
  void writeModel() throws IOException {
    var unused = TinyModel.in(elsewhere);
  }

  private static void requireReadable(Path folder) {
    try (OnnxEmbedder embedder = OnnxEmbedder.load(folder)) {
      assertThat(embedder.embed(List.of("a"), TextRole.QUERY)).hasSize(1);
      assertThat(embedder.fingerprint()).isNotBlank();
    }
  }

  private static String leadsOut(Path link, Path to, Path bounds) {
    return link
        + ": a link leads to "
        + to
        + ", out of the model's folder; expected all of it within "
        + bounds
        + ". Copy what it leads to in place of the link, if you trust it.";
  }

  /** Makes a snapshot of links to a folder next to it, as the Hub's cache has them. */
  private Path snapshot(Path repository) throws IOException {
    Path blobs = Files.createDirectories(repository.resolve("blobs"));
    Path snapshot = Files.createDirectories(repository.resolve("snapshots/" + "1"));
    for (String part : PARTS) {
      Files.move(elsewhere.resolve(part), blobs.resolve(part));
      Files.createSymbolicLink(snapshot.resolve(part), Path.of("../../blobs", part));
    }
    return snapshot;
  }

  @Test
  void aSnapshotOfTheHubsCacheIsMadeOfLinks() throws IOException {
    requireReadable(snapshot(top.resolve("models--org--name")));
  }

  @Test
  void theFolderItselfMayBeReachedThroughALink() throws IOException {
    Path snapshot = snapshot(top.resolve("models--org--name"));
    requireReadable(Files.createSymbolicLink(top.resolve("mine"), snapshot));
  }

  @Test
  void aRepositorysFolderMayBeALinkToAnotherDisk() throws IOException {
    Path snapshot = snapshot(top.resolve("disk/here"));
    Path repository = top.resolve("models--org--name");
    Files.createSymbolicLink(repository, top.resolve("disk/here"));
    requireReadable(repository.resolve(top.resolve("disk/here").relativize(snapshot)));
  }

  @Test
  void linksWithinTheFolderAreFollowed() throws IOException {
    Path mounted = Files.createDirectory(elsewhere.resolve("..data"));
    for (String part : PARTS) {
      Files.move(elsewhere.resolve(part), mounted.resolve(part));
      Files.createSymbolicLink(elsewhere.resolve(part), Path.of("..data", part));
    }
    requireReadable(elsewhere);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "modules.json",
        "tokenizer.json",
        "sentence_bert_config.json",
        "1_Pooling/config.json",
        "onnx/model.onnx"
      })
  void aFileThatIsALinkOutIsRefused(String name) throws IOException {
    Path folder = top.resolve("model");
    var unused = TinyModel.in(folder).without(name);
    Files.createSymbolicLink(folder.resolve(name), elsewhere.resolve(name));

    assertThatThrownBy(() -> OnnxEmbedder.load(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(leadsOut(folder.resolve(name), elsewhere.resolve(name), folder));
  }

  @Test
  void aFolderInItThatIsALinkOutIsRefused() throws IOException {
    Path folder = top.resolve("model");
    var unused = TinyModel.in(folder).without("1_Pooling/config.json").without("1_Pooling");
    Files.createSymbolicLink(folder.resolve("1_Pooling"), elsewhere.resolve("1_Pooling"));

    assertThatThrownBy(() -> OnnxEmbedder.load(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            leadsOut(
                folder.resolve("1_Pooling/config.json"),
                elsewhere.resolve("1_Pooling/config.json"),
                folder));
  }

  @Test
  void aMatrixThatIsALinkOutIsRefused() throws IOException {
    Path folder = top.resolve("model");
    var unused = TinyModel.in(folder).without("modules.json");
    Path matrix = top.resolve("matrix");
    new TinySafetensors().matrix("embeddings", TinyModel.rows()).write(matrix);
    Path link = Files.createSymbolicLink(folder.resolve("model.safetensors"), matrix);

    assertThatThrownBy(() -> StaticEmbedder.load(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(leadsOut(link, matrix, folder));
  }

  @Test
  void aSnapshotsLinkToAnotherRepositoryIsRefused() throws IOException {
    Path repository = top.resolve("models--org--name");
    Path snapshot = snapshot(repository);
    Path other = Files.createDirectories(top.resolve("models--org--other/blobs")).resolve("x");
    Files.move(repository.resolve("blobs/tokenizer.json"), other);
    Path link = snapshot.resolve("tokenizer.json");
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of("../../../models--org--other/blobs/x"));

    assertThatThrownBy(() -> OnnxEmbedder.load(snapshot))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(leadsOut(link, other, repository));
  }

  @Test
  void whatOnlyResemblesACacheHasNoSuchFreedom() throws IOException {
    Path snapshot = snapshot(top.resolve("name"));
    Path modules = snapshot.resolve("modules.json");

    assertThatThrownBy(() -> OnnxEmbedder.load(snapshot))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(leadsOut(modules, top.resolve("name/blobs/modules.json"), snapshot));
  }
}
