package io.github.easyneg.onnx.internal.embed;

import io.github.easyneg.internal.onnx.OnnxGraph;
import io.github.easyneg.internal.text.OptionText;
import io.github.easyneg.internal.text.OptionText.Option;
import io.github.easyneg.onnx.internal.embed.Modules.Module;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a sentence-transformers folder: {@code modules.json}, and what its modules keep in their
 * sub-folders; or the folder of a network alone, without {@code modules.json}. The network must be
 * present as ONNX, the tokenizer as {@code tokenizer.json}.
 */
public final class SentenceTransformerFolder {
  /** The output under which exports of sentence-transformers have all modules inside. */
  private static final String SENTENCE = "sentence_embedding";

  private final ModelFolder folder;
  private final TransformerConfig transformer;
  private final NetworkFiles files;
  private final TokenizerChanges changes;

  private SentenceTransformerFolder(ModelFolder folder, String path, @Nullable String file) {
    this.folder = folder;
    this.transformer = TransformerConfig.read(folder, path, NetworkTask.FEATURES);
    this.files = NetworkFiles.find(folder, path, file, transformer.firstPosition());
    this.changes = TokenizerChanges.read(folder, path, files.tokenizer(), transformer);
  }

  /**
   * Reads a folder.
   *
   * @param file the ONNX file inside it, or null for {@code onnx/model.onnx} or {@code model.onnx}
   * @param pooling how token vectors become one where no {@code modules.json} says so, or null for
   *     what sentence-transformers does there
   * @throws IllegalArgumentException if a file is missing, or requires what is not supported; the
   *     message names the file
   * @throws UncheckedIOException if a file cannot be read
   */
  public static SentenceModel read(
      Path directory, @Nullable String file, Pooling.@Nullable Mode pooling) {
    ModelFolder folder = ModelFolder.at(directory);
    if (!Modules.listed(folder)) {
      requireNoStaticModel(folder);
      return new SentenceTransformerFolder(folder, "", file).plain(pooling);
    }
    if (pooling != null) {
      throw folder.wrong(
          Modules.FILE,
          "it says how token vectors become one vector, so pooling cannot be chosen. Leave"
              + " pooling out.");
    }
    List<Module> modules = Modules.read(folder);
    String first = modules.get(0).type();
    if (first.equals("StaticEmbedding")) {
      throw folder.wrong(
          Modules.FILE,
          OptionText.of(
              "the model is a StaticEmbedding, which has no network. Use {}.",
              Option.call("StaticEmbedder.load")));
    }
    if (!first.equals("Transformer")) {
      throw folder.wrong(
          Modules.FILE,
          "the first module is '"
              + first
              + "'; expected 'Transformer'. Only text models of sentence-transformers can be run.");
    }
    return new SentenceTransformerFolder(folder, modules.get(0).path(), file)
        .listed(modules.subList(1, modules.size()));
  }

  private static void requireNoStaticModel(ModelFolder folder) {
    String type = folder.jsonOrEmpty("config.json").path("model_type").asText();
    if (type.equals("model2vec")) {
      throw folder.wrong(
          "config.json",
          OptionText.of(
              "the model is one of Model2Vec, which has no network. Use {}.",
              Option.call("StaticEmbedder.load")));
    }
  }

  private SentenceModel listed(List<Module> modules) {
    SentenceConfig config = SentenceConfig.read(folder);
    return new SentenceModel(
        files.source(),
        transformer.maxTokens(),
        changes,
        head(modules),
        config.after(),
        config.prompts(),
        List.of());
  }

  /**
   * A network whose only output is a text's vector, or that offers one, has the modules inside:
   * they need not be known then.
   */
  private Head head(List<Module> modules) {
    OnnxGraph graph = files.graph();
    Optional<OnnxGraph.Output> sentence =
        graph.output(SENTENCE).filter(output -> output.rank().orElse(2) == 2);
    boolean nothingElse = graph.outputs().stream().noneMatch(o -> o.rank().orElse(3) == 3);
    try {
      return modules(modules);
    } catch (UnsupportedModuleException e) {
      return inside(sentence.orElseThrow(() -> e));
    } catch (IllegalArgumentException e) {
      return inside(sentence.filter(output -> nothingElse).orElseThrow(() -> e));
    }
  }

  private Head.Modules modules(List<Module> modules) {
    if (modules.isEmpty() || !modules.get(0).type().equals("Pooling")) {
      throw folder.unsupported(
          Modules.FILE,
          "the second module is "
              + (modules.isEmpty() ? "missing" : "'" + modules.get(0).type() + "'")
              + "; expected 'Pooling'."
              + ModuleConfig.INSIDE);
    }
    Pooling pooling = Pooling.read(folder, modules.get(0).path());
    return new Head.Modules(
        pooling, Modules.layers(folder, modules.subList(1, modules.size()), pooling.outputs()));
  }

  private Head inside(OnnxGraph.Output sentence) {
    int width =
        sentence.width().isPresent()
            ? sentence.width().getAsInt()
            : OnnxNetwork.width(files.source(), sentence.name());
    return new Head.Inside(sentence.name(), width);
  }

  /** As sentence-transformers: the mean, or the last token's vector for causal language models. */
  private SentenceModel plain(Pooling.@Nullable Mode chosen) {
    List<String> notes = new ArrayList<>();
    SentenceConfig.passedOver(
            folder,
            "sentence-transformers does. Set them by prompts(..) and dimensions(..), on the"
                + " command line --query-prompt, --passage-prompt and --dimensions, if its authors"
                + " say so.")
        .ifPresent(notes::add);
    return new SentenceModel(
        files.source(),
        transformer.maxTokens(),
        changes,
        plainHead(chosen, notes),
        List.of(),
        Prompts.NONE,
        notes);
  }

  private Head plainHead(Pooling.@Nullable Mode chosen, List<String> notes) {
    OnnxGraph graph = files.graph();
    Optional<OnnxGraph.Output> tokens =
        graph.outputs().stream().filter(output -> output.rank().orElse(3) == 3).findFirst();
    Optional<OnnxGraph.Output> sentence = graph.output(SENTENCE);
    if (tokens.isEmpty() && sentence.isPresent()) {
      if (chosen != null) {
        throw folder.wrong(
            Modules.FILE,
            "it is missing, but the network pools by itself, so pooling cannot be chosen. Leave"
                + " pooling out.");
      }
      return inside(sentence.get());
    }
    Pooling.Mode mode =
        chosen != null
            ? chosen
            : transformer.isCausal() ? Pooling.Mode.LAST_TOKEN : Pooling.Mode.MEAN;
    if (chosen == null) {
      notes.add(
          folder
              + " has no modules.json, which says how token vectors become one vector; "
              + mode.words()
              + " is taken, as sentence-transformers does. Choose another by pooling(..) if its"
              + " authors say so.");
    }
    int width =
        tokens
            .flatMap(output -> output.width().stream().boxed().findFirst())
            .or(() -> transformer.width().stream().boxed().findFirst())
            .orElseThrow(
                () ->
                    folder.missing(
                        Modules.FILE,
                        "Without it, hidden_size in config.json or the network's output must say"
                            + " how long a token's vector is. "
                            + ModelFolder.AGAIN));
    return new Head.Modules(new Pooling(List.of(mode), width, true), List.of());
  }
}
