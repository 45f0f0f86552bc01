package io.github.easyneg.hub;

import static io.github.easyneg.hub.StubHub.cutAfter;
import static io.github.easyneg.hub.StubHub.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.easyneg.fixtures.TinyOnnx;
import io.github.easyneg.hub.HuggingFaceHubException.Reason;
import io.github.easyneg.hub.StubHub.Answer;
import io.github.easyneg.hub.StubHub.Repository;
import io.github.easyneg.hub.StubHub.Stored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HubModelTest extends HubFixture {

  private static final String ID = "sentence-transformers/distiluse";
  private static final String MODULES =
      """
      [{"idx":0,"name":"0","path":"","type":"sentence_transformers.models.Transformer"},
       {"idx":1,"name":"1","path":"1_Pooling","type":"sentence_transformers.models.Pooling"},
       {"idx":2,"name":"2","path":"2_Dense","type":"sentence_transformers.models.Dense"}]
      """;

  @Test
  void transformerComesWithGraphTokenizerAndModulesButNotWithOtherWeights() throws IOException {
    distiluse();

    Path folder = client().fetchModel(ID);

    assertThat(folder)
        .isEqualTo(
            home.resolve(
                "hub/models--sentence-transformers--distiluse/snapshots/" + StubHub.COMMIT));
    assertThat(files(folder))
        .containsExactly(
            "1_Pooling/config.json",
            "2_Dense/config.json",
            "2_Dense/model.safetensors",
            "config.json",
            "config_sentence_transformers.json",
            "modules.json",
            "onnx/model.onnx",
            "sentence_bert_config.json",
            "tokenizer.json",
            "vocab.txt");
    assertThat(folder.resolve("onnx/model.onnx")).hasBinaryContent(noise(5000));
    assertThat(home.resolve("hub/models--sentence-transformers--distiluse/refs/main"))
        .hasContent(StubHub.COMMIT);
  }

  @Test
  void secondRunOnlyAsksWhatMainIs() {
    distiluse();
    Path first = client().fetchModel(ID);
    hub.drainLines();

    assertThat(client().fetchModel(ID)).isEqualTo(first);
    assertThat(hub.drainLines())
        .containsExactly("GET /api/models/sentence-transformers/distiluse/revision/main");
    assertThat(client().revision(StubHub.COMMIT).fetchModel(ID)).isEqualTo(first);
    assertThat(client().offline(true).fetchModel(ID)).isEqualTo(first);
    assertThat(hub.requests()).isEmpty();
  }

  @Test
  void otherGraphIsChosenByName() throws IOException {
    distiluse();

    Path folder = client().onnxFile("onnx/model_qint8.onnx").fetchModel(ID);

    assertThat(files(folder)).contains("onnx/model_qint8.onnx").doesNotContain("onnx/model.onnx");
    // Pinned, the folder is not whole for who wants the usual graph.
    assertThat(files(client().revision(StubHub.COMMIT).fetchModel(ID)))
        .contains("onnx/model_qint8.onnx", "onnx/model.onnx");
  }

  @Test
  void weightsBesideTheGraphComeWithIt() throws IOException {
    byte[] graph =
        TinyOnnx.gatheringFromConstant("Constant_7_attr__value", 9, 2).tokens("last_hidden_state");
    distiluse()
        .large("onnx/model.onnx", graph)
        .large("onnx/Constant_7_attr__value", noise(72))
        .large("onnx/model.onnx_data", noise(100));

    assertThat(files(client().fetchModel(ID)))
        .contains("onnx/model.onnx", "onnx/Constant_7_attr__value")
        .doesNotContain("onnx/model.onnx_data");
  }

  @Test
  void weightsThatTheRepositoryLacksAreItsOwnFault() throws IOException {
    distiluse()
        .large(
            "onnx/model.onnx",
            TinyOnnx.gatheringFrom("weights.bin", 9, 2).tokens("last_hidden_state"));

    assertFailure(
        () -> client().fetchModel(ID),
        Reason.FILE_NOT_FOUND,
        "model "
            + ID
            + " at revision '"
            + StubHub.COMMIT
            + "', file 'onnx/weights.bin': the model's graph keeps weights in it, but the"
            + " repository lacks it. Tell its authors, or use another model or revision.");
  }

  @Test
  void staticModelComesWithItsMatrix() throws IOException {
    hub.repository("models/" + ID)
        .file(
            "modules.json",
            """
            [{"path":"0_StaticEmbedding","type":"sentence_transformers.models.StaticEmbedding"},
             {"path":"1_Normalize","type":"sentence_transformers.models.Normalize"}]
            """)
        .file("0_StaticEmbedding/tokenizer.json", "{}")
        .large("0_StaticEmbedding/model.safetensors", noise(2000))
        .large("0_StaticEmbedding/pytorch_model.bin", noise(100))
        .file("README.md", "card");

    assertThat(files(client().fetchModel(ID)))
        .containsExactly(
            "0_StaticEmbedding/model.safetensors",
            "0_StaticEmbedding/tokenizer.json",
            "modules.json");
  }

  @Test
  void model2VecIsKnownByItsConfig() throws IOException {
    hub.repository("models/minishlab/potion")
        .file("config.json", "{\"model_type\":\"model2vec\"}")
        .file("tokenizer.json", "{}")
        .large("model.safetensors", noise(2000))
        .large("onnx/model.onnx", noise(2001));

    assertThat(files(client().fetchModel("minishlab/potion")))
        .containsExactly("config.json", "model.safetensors", "tokenizer.json");
  }

  @Test
  void interruptedModelIsNotTakenForAWholeOne() throws IOException {
    distiluse();
    Stored graph = new Stored(noise(5000), true);
    Path partial =
        home.resolve(
            "hub/models--sentence-transformers--distiluse/blobs/"
                + graph.etag()
                + ".easyneg.incomplete");
    hub.script(
        "GET", graph.etag(), Collections.nCopies(6, cutAfter(10, partial)).toArray(Answer[]::new));

    assertThatThrownBy(
            () -> {
              var unused = client().fetchModel(ID);
            })
        .isInstanceOfSatisfying(
            HuggingFaceHubException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE));
    // No ref yet: had there been an older snapshot, it would still be the one to use offline.
    assertThat(home.resolve("hub/models--sentence-transformers--distiluse/refs")).doesNotExist();
    assertFailure(
        () -> client().offline(true).revision(StubHub.COMMIT).fetchModel(ID),
        Reason.OFFLINE,
        "model sentence-transformers/distiluse at revision '"
            + StubHub.COMMIT
            + "': expected it with one of [onnx/model.onnx, model.onnx] in the cache "
            + home.resolve("hub")
            + ", but it is not there, and offline mode forbids downloading. Run once online, or"
            + " unset HF_HUB_OFFLINE.");

    hub.drainLines();
    assertThat(files(client().revision(StubHub.COMMIT).fetchModel(ID))).contains("onnx/model.onnx");
    assertThat(hub.drainLines()).filteredOn(line -> line.startsWith("GET /blob/")).hasSize(1);
  }

  @Test
  void graphComesLastSoThatItsPresenceMeansAll() {
    distiluse();

    var unused = client().fetchModel(ID);

    Stored graph = new Stored(noise(5000), true);
    assertThat(hub.drainLines()).last().isEqualTo("GET /blob/" + graph.etag());
  }

  @Test
  void repositoryWithoutAGraphIsAnErrorThatSaysHowToMakeOne() {
    hub.repository("models/" + ID)
        .file("config.json", "{}")
        .file("tokenizer.json", "{}")
        .large("model.safetensors", noise(50));

    assertFailure(
        () -> client().fetchModel(ID),
        Reason.FILE_NOT_FOUND,
        modelPlace()
            + "expected one of [onnx/model.onnx, model.onnx], but the repository has none of that."
            + " Export one with 'optimum-cli export onnx --model sentence-transformers/distiluse"
            + " (folder)' and load that folder, or use another model.");
  }

  @Test
  void repositoryWithOtherGraphsIsAnErrorThatNamesThem() {
    hub.repository("models/" + ID)
        .file("config.json", "{}")
        .file("tokenizer.json", "{}")
        .large("onnx/model_O4.onnx", noise(50));

    assertFailure(
        () -> client().fetchModel(ID),
        Reason.FILE_NOT_FOUND,
        modelPlace()
            + "expected one of [onnx/model.onnx, model.onnx], but the repository has none of that."
            + " Choose one of its others with onnxFile(..): [onnx/model_O4.onnx]");
  }

  @Test
  void repositoryWithoutATokenizerIsAnErrorThatSaysHowToMakeOne() {
    hub.repository("models/" + ID)
        .file("config.json", "{}")
        .file("sentencepiece.bpe.model", "x")
        .large("onnx/model.onnx", noise(50));

    assertFailure(
        () -> client().fetchModel(ID),
        Reason.FILE_NOT_FOUND,
        modelPlace()
            + "expected tokenizer.json, but the repository has none of that. Make one with"
            + " transformers, AutoTokenizer.from_pretrained('sentence-transformers/distiluse')"
            + ".save_pretrained('(folder)'), and load that folder, or use another model.");
  }

  @Test
  void denseLayerThatIsOnlyThereForPyTorchIsAnError() {
    hub.repository("models/" + ID)
        .file("modules.json", MODULES)
        .file("config.json", "{}")
        .file("tokenizer.json", "{}")
        .large("onnx/model.onnx", noise(50))
        .file("1_Pooling/config.json", "{}")
        .file("2_Dense/config.json", "{}")
        .large("2_Dense/pytorch_model.bin", noise(51));

    assertFailure(
        () -> client().fetchModel(ID),
        Reason.FILE_NOT_FOUND,
        modelPlace()
            + "expected 2_Dense/model.safetensors, but the repository has none of that. Use another"
            + " model or revision.");
  }

  @Test
  void modulesThatCannotBeReadAreAnError() {
    hub.repository("models/" + ID).file("modules.json", "[{\"path\":\"../..\",\"type\":\"x\"}]");

    assertThatThrownBy(
            () -> {
              var unused = client().fetchModel(ID);
            })
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            home.resolve("hub/models--sentence-transformers--distiluse/snapshots")
                    .resolve(StubHub.COMMIT)
                    .resolve("modules.json")
                + ": expected the modules of a sentence-transformers model, but it cannot be read"
                + " (IOException: module path '../..': it holds '..'). Use another model or"
                + " revision.");
  }

  @Test
  void hubThatFailsIsReplacedByTheLastWholeModel() {
    distiluse();
    Path first = client().fetchModel(ID);
    hub.script("GET", "/revision/main", status(500));

    assertThat(client().fetchModel(ID)).isEqualTo(first);
    assertThat(warnings)
        .containsExactly(
            "Using "
                + first
                + " from an earlier run. model sentence-transformers/distiluse at revision 'main': "
                + hub.endpoint()
                + "/api/models/sentence-transformers/distiluse/revision/main answered HTTP 500. Try"
                + " again later.");
  }

  private static String modelPlace() {
    return "model sentence-transformers/distiluse at revision '" + StubHub.COMMIT + "': ";
  }

  @CanIgnoreReturnValue
  private Repository distiluse() {
    return hub.repository("models/" + ID)
        .file("modules.json", MODULES)
        .file("config.json", "{\"model_type\":\"distilbert\"}")
        .file("config_sentence_transformers.json", "{}")
        .file("sentence_bert_config.json", "{\"max_seq_length\":128}")
        .file("tokenizer.json", "{\"a\":1}")
        .file("vocab.txt", "[PAD]")
        .file("README.md", "card")
        .file("pytorch_model.bin.index.json", "{\"b\":1}")
        .file("1_Pooling/config.json", "{\"c\":1}")
        .file("2_Dense/config.json", "{\"d\":1}")
        .large("2_Dense/model.safetensors", noise(400))
        .large("2_Dense/pytorch_model.bin", noise(401))
        .large("model.safetensors", noise(402))
        .large("pytorch_model.bin", noise(403))
        .large("tf_model.h5", noise(404))
        .large("onnx/model.onnx", noise(5000))
        .large("onnx/model_qint8.onnx", noise(1250))
        .large("openvino/openvino_model.bin", noise(405));
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(path -> folder.relativize(path).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }
}
