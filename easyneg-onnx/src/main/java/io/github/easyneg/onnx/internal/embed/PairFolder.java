package io.github.easyneg.onnx.internal.embed;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.easyneg.internal.onnx.OnnxGraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the folder of a network that reads two texts together: a reader that points at an answer,
 * or a cross-encoder. Its files are untrusted, as those of embedders are.
 */
public final class PairFolder {
  private static final String SENTENCE = "config_sentence_transformers.json";
  private static final String CONFIG = "config.json";

  /** Names of the label, of two, that says that a passage is relevant. */
  private static final List<String> RELEVANT =
      List.of("relevant", "yes", "true", "positive", "1", "match", "entailment");

  private PairFolder() {}

  /**
   * A cross-encoder.
   *
   * @param head what makes a probability of its logits
   */
  public record CrossEncoder(PairModel model, RelevanceHead head) {}

  /**
   * Reads a folder with a question-answering network.
   *
   * @param file the ONNX file inside it, or null for the usual ones
   * @throws IllegalArgumentException if a file is missing, or requires what is not supported; the
   *     message names the file
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static PairModel reader(Path directory, @Nullable String file) {
    ModelFolder folder = ModelFolder.at(directory);
    TransformerConfig config = TransformerConfig.read(folder, "", NetworkTask.ANSWERS);
    NetworkFiles files = NetworkFiles.find(folder, "", file, config.firstPosition());
    List<String> outputs = List.of("start_logits", "end_logits");
    for (String output : outputs) {
      if (files.graph().output(output).isEmpty()) {
        throw new IllegalArgumentException(
            files.source().networkName()
                + " has the outputs "
                + names(files.graph())
                + "; expected start_logits and end_logits. Export the model for question answering:"
                + " optimum-cli export onnx --task question-answering.");
      }
    }
    return new PairModel(
        files.source(),
        config.maxTokens(),
        TokenizerChanges.read(folder, "", files.tokenizer(), config),
        outputs,
        NetworkTask.ANSWERS);
  }

  /**
   * Reads a folder with a cross-encoder.
   *
   * @param file the ONNX file inside it, or null for the usual ones
   * @throws IllegalArgumentException if a file is missing, or requires what is not supported; the
   *     message names the file
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static CrossEncoder crossEncoder(Path directory, @Nullable String file) {
    ModelFolder folder = ModelFolder.at(directory);
    String path = transformer(folder);
    TransformerConfig config = TransformerConfig.read(folder, path, NetworkTask.RELEVANCE);
    NetworkFiles files = NetworkFiles.find(folder, path, file, config.firstPosition());
    OnnxGraph graph = files.graph();
    Optional<OnnxGraph.Output> logits =
        graph
            .output("logits")
            .or(
                () ->
                    graph.outputs().size() == 1
                        ? Optional.of(graph.outputs().get(0))
                        : Optional.empty());
    if (logits.isEmpty() || logits.get().rank().orElse(2) != 2) {
      throw new IllegalArgumentException(
          files.source().networkName()
              + " has the outputs "
              + names(graph)
              + "; expected one of two dimensions, named logits. Export the model for text"
              + " classification: optimum-cli export onnx --task text-classification.");
    }
    PairModel model =
        new PairModel(
            files.source(),
            config.maxTokens(),
            TokenizerChanges.read(folder, path, files.tokenizer(), config),
            List.of(logits.get().name()),
            NetworkTask.RELEVANCE);
    return new CrossEncoder(
        model,
        head(
            folder,
            ModelFolder.join(path, CONFIG),
            config,
            logits.get().width().isPresent()
                ? logits.get().width().getAsInt()
                : PairEncoder.width(model)));
  }

  private static List<String> names(OnnxGraph graph) {
    return graph.outputs().stream().map(OnnxGraph.Output::name).toList();
  }

  /** Returns the sub-folder of the Transformer, which must be the only module. */
  private static String transformer(ModelFolder folder) {
    if (!Modules.listed(folder)) {
      return "";
    }
    List<Modules.Module> modules = Modules.read(folder);
    if (modules.size() != 1 || !modules.get(0).type().equals("Transformer")) {
      throw folder.unsupported(
          Modules.FILE,
          "it lists "
              + modules.stream().map(Modules.Module::type).toList()
              + "; expected a Transformer alone. Use a cross-encoder that classifies text pairs.");
    }
    return modules.get(0).path();
  }

  private static RelevanceHead head(
      ModelFolder folder, String name, TransformerConfig config, int count) {
    JsonNode network = config.network();
    List<String> labels = labels(network);
    if (count != 1 && count != 2) {
      throw folder.wrong(
          name,
          "the network gives "
              + count
              + " numbers for a pair of texts, "
              + labels
              + "; expected one, how relevant a passage is, or two, for not relevant and relevant."
              + " Use another cross-encoder.");
    }
    Activation activation = activation(folder, name, network, count);
    if (!labels.isEmpty() && labels.size() != count) {
      throw folder.wrong(
          name,
          "'id2label' names the labels "
              + labels
              + ", and the network gives "
              + count
              + (count == 1 ? " number" : " numbers")
              + " for a pair of texts. Use the network and the config.json of the same model.");
    }
    return count == 1
        ? RelevanceHead.one()
        : RelevanceHead.two(activation, relevant(folder, name, labels));
  }

  private static List<String> labels(JsonNode network) {
    List<String> labels = new ArrayList<>();
    JsonNode byNumber = network.path("id2label");
    for (int i = 0; byNumber.has(Integer.toString(i)); i++) {
      labels.add(byNumber.path(Integer.toString(i)).asText());
    }
    return labels;
  }

  private static int relevant(ModelFolder folder, String name, List<String> labels) {
    if (labels.isEmpty() || labels.equals(List.of("LABEL_0", "LABEL_1"))) {
      return 1;
    }
    List<Integer> relevant = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      if (RELEVANT.stream().anyMatch(labels.get(i)::equalsIgnoreCase)) {
        relevant.add(i);
      }
    }
    if (relevant.size() != 1 || relevant.get(0) > 1) {
      throw folder.wrong(
          name,
          "its labels are "
              + labels
              + ", which do not say which of the two is the relevant one; expected one of "
              + RELEVANT
              + ". Name it so under 'id2label', if you know.");
    }
    return relevant.get(0);
  }

  /** As sentence-transformers: by the newest place that names it, else by the number of labels. */
  private static Activation activation(
      ModelFolder folder, String name, JsonNode network, int labels) {
    ModuleConfig sentence = folder.moduleConfigOrEmpty(SENTENCE);
    sentence.ignore("__version__", "requirements", "similarity_fn_name", "default_prompt_name");
    sentence.refuse("model_type", "CrossEncoder");
    sentence.value("prompts").ifPresent(prompts -> requireNone(folder, prompts));
    String python = sentence.text("activation_fn", "");
    sentence.requireAllKnown();
    String place = python.isEmpty() ? name : SENTENCE;
    if (python.isEmpty()) {
      python = network.path("sentence_transformers").path("activation_fn").asText();
    }
    if (python.isEmpty()) {
      python = network.path("sbert_ce_default_activation_function").asText();
    }
    if (python.isEmpty() || python.equals("null")) {
      return labels == 1 ? Activation.SIGMOID : Activation.IDENTITY;
    }
    String named = python;
    return Activation.named(named)
        .filter(a -> a == Activation.SIGMOID || a == Activation.IDENTITY)
        .orElseThrow(
            () ->
                folder.wrong(
                    place,
                    "the activation is '"
                        + named
                        + "'; supported are torch.nn.Sigmoid and torch.nn.Identity. Use"
                        + " another cross-encoder."));
  }

  private static void requireNone(ModelFolder folder, JsonNode prompts) {
    for (JsonNode prompt : prompts) {
      if (!prompt.asText().isEmpty() && !prompt.isNull()) {
        throw folder.unsupported(
            SENTENCE,
            "'prompts' holds "
                + prompt
                + ", which is not put before texts here. Use another cross-encoder.");
      }
    }
  }
}
