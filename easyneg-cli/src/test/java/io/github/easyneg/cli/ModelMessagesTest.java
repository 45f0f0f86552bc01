package io.github.easyneg.cli;

import io.github.easyneg.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a model that cannot be used. */
class ModelMessagesTest {
  private static final String MODULE =
      "{\"idx\": %d, \"path\": \"%s\", \"type\": \"sentence_transformers.models.%s\"}";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void aFolderThatHoldsNoModelIsRefused() throws IOException {
    Files.createFile(folder.resolve("file"));

    refuses(
        "--model DIR/none",
        ExitCode.ENVIRONMENT,
        "--model: there is no folder DIR/none; name a folder that holds a model, or ORG/NAME on"
            + " the Hub.");
    refuses(
        "--model DIR/file",
        ExitCode.ENVIRONMENT,
        "--model: there is no folder DIR/file; name a folder that holds a model, or ORG/NAME on"
            + " the Hub.");
    refuses(
        "--model DIR",
        ExitCode.ENVIRONMENT,
        "onnx/model.onnx is missing from DIR. Download it, or export the model: an embedder or a"
            + " cross-encoder with sentence-transformers' backend=\"onnx\", a reader with"
            + " 'optimum-cli export onnx --task question-answering'.");
  }

  @Test
  void anAddressIsNoModelAndIsNotShown() throws IOException {
    refuses(
        "--model https://user:geheim@host/model",
        ExitCode.USAGE,
        "--model is an address (it is not shown, for it may hold a password); expected ORG/NAME of"
            + " the Hub, or a path. Download it first, or name another Hub with HF_ENDPOINT.");
  }

  @Test
  void theOtherKindOfEmbedderIsAdvised() throws IOException {
    modules(MODULE.formatted(0, "", "StaticEmbedding"));
    refuses(
        "--model DIR",
        ExitCode.ENVIRONMENT,
        "DIR/modules.json: the model is a StaticEmbedding, which has no network. Use --embedder"
            + " static.");
    refuses(
        "--model DIR --embedder static",
        ExitCode.ENVIRONMENT,
        "model.safetensors is missing from DIR. Download the model's whole folder: leaving a module"
            + " out gives other vectors.");

    modules(MODULE.formatted(0, "", "Transformer"));
    refuses(
        "--model DIR --embedder static",
        ExitCode.ENVIRONMENT,
        "DIR/modules.json: the first module is 'Transformer'; expected 'StaticEmbedding'. Use"
            + " --embedder onnx for a model with a network.");
  }

  @Test
  void theOnnxFileThatIsWantedMustBeThere() throws IOException {
    modules(MODULE.formatted(0, "", "Transformer"), MODULE.formatted(1, "pool", "Pooling"));
    Files.createDirectory(folder.resolve("pool"));
    Files.writeString(
        folder.resolve("pool/config.json"),
        "{\"word_embedding_dimension\": 4, \"pooling_mode_mean_tokens\": true}");
    refuses(
        "--model DIR",
        ExitCode.ENVIRONMENT,
        "onnx/model.onnx is missing from DIR. Download it, or export the model: an embedder or a"
            + " cross-encoder with sentence-transformers' backend=\"onnx\", a reader with"
            + " 'optimum-cli export onnx --task question-answering'.");

    Files.createFile(folder.resolve("a.onnx"));
    refuses(
        "--model DIR",
        ExitCode.ENVIRONMENT,
        "onnx/model.onnx is missing from DIR. There is [a.onnx]: choose one with --onnx-file.");
    refuses(
        "--model DIR --onnx-file b.onnx",
        ExitCode.ENVIRONMENT,
        "b.onnx is missing from DIR. There is [a.onnx]: choose one with --onnx-file.");
    refuses(
        "--model DIR --onnx-file a.onnx",
        ExitCode.ENVIRONMENT,
        "tokenizer.json is missing from DIR. Download the model's whole folder.");
    refuses(
        "--model DIR --onnx-file ../a.onnx",
        ExitCode.ENVIRONMENT,
        "--onnx-file of DIR names '../a.onnx'; expected a path inside the model's folder, without"
            + " '..', ':' or '\\'. Do not use this folder unless you trust where it comes from, and"
            + " correct the name if you do.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}       | expected a list of modules, found none. Download the model's folder again.
          []       | expected a list of modules, found none. Download the model's folder again.
          C        | the first module is 'CLIPModel'; expected 'Transformer'. Only text models of sentence-transformers can be run.
          [T]      | the second module is missing; expected 'Pooling'. Export the model to ONNX with its layers inside, under the output 'sentence_embedding', or use another model.
          [T, N]   | the second module is 'Normalize'; expected 'Pooling'. Export the model to ONNX with its layers inside, under the output 'sentence_embedding', or use another model.
          """)
  void aListOfModulesThatCannotBeRunIsNamed(String list, String message) throws IOException {
    network();
    Files.writeString(
        folder.resolve("modules.json"),
        list.replace("C", "[" + MODULE.formatted(0, "", "CLIPModel") + "]")
            .replace("T", MODULE.formatted(0, "", "Transformer"))
            .replace("N", MODULE.formatted(1, "", "Normalize")));

    refuses("--model DIR", ExitCode.ENVIRONMENT, "DIR/modules.json: " + message);
  }

  /** A graph without a node, which is looked at before the modules are. */
  private void network() throws IOException {
    Files.createDirectory(folder.resolve("onnx"));
    Files.write(folder.resolve("onnx/model.onnx"), new byte[] {0x3a, 0});
    Files.writeString(folder.resolve("tokenizer.json"), "{}");
    Files.writeString(folder.resolve("sentence_bert_config.json"), "{\"max_seq_length\":9}");
  }

  @Test
  void filesThatCannotBeReadAreNamed() throws IOException {
    Files.writeString(folder.resolve("modules.json"), "modules");
    refuses(
        "--model DIR",
        ExitCode.ENVIRONMENT,
        "DIR/modules.json is not JSON (Unrecognized token 'modules': was expecting (JSON String,"
            + " Number (or 'NaN'/'+INF'/'-INF'), Array, Object or token 'null', 'true' or"
            + " 'false')). Download the model's folder again.");

    Files.write(folder.resolve("modules.json"), new byte[] {'[', (byte) 0xff, ']'});
    refuses(
        "--model DIR",
        ExitCode.ENVIRONMENT,
        "DIR/modules.json is not UTF-8. Download the model's folder again.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"pooling_mode_mean_tokens": true} | 'embedding_dimension' is missing. Download the model's folder again.
          {"word_embedding_dimension": 0}    | 'word_embedding_dimension' is 0; expected a whole number from 1 to 2147483647. Download the model's folder again.
          """)
  void aPoolingThatCannotBeDoneIsNamed(String config, String message) throws IOException {
    network();
    modules(MODULE.formatted(0, "", "Transformer"), MODULE.formatted(1, "pool", "Pooling"));
    Files.createDirectory(folder.resolve("pool"));
    Files.writeString(folder.resolve("pool/config.json"), config);

    refuses("--model DIR", ExitCode.ENVIRONMENT, "DIR/pool/config.json: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --model @x            | --model '@x' is neither a folder nor a name on the Hub; write ORG/NAME, as in sentence-transformers/all-MiniLM-L6-v2.
          --model a/b/c         | 'a/b/c' is not a model id; expected name or namespace/name, of letters, digits, '-', '_' and '.', without '--' and '..', as in 'sentence-transformers/all-MiniLM-L6-v2'.
          --onnx-file a.onnx    | --onnx-file a.onnx needs --model; add that, or leave it out.
          --max-tokens 1        | --max-tokens is 1; use at least 3: [CLS] and [SEP] count, and leave one for the text.
          --max-tokens 5000     | --max-tokens is 5000, but all-MiniLM-L6-v2 has 512 positions. Use at most 512, or a model for long texts.
          --query-prompt q      | --query-prompt goes with --passage-prompt; give both, '' for none.
          --passage-prompt p    | --passage-prompt goes with --query-prompt; give both, '' for none.
          --device gpu          | --device is 'gpu'; use "cpu", "cuda", or "cuda:1" for the second GPU.
          --embedder hashing --onnx-file a.onnx | --onnx-file has no effect with --embedder hashing; leave it out, or use --embedder onnx.
          --embedder hashing --max-tokens 9     | --max-tokens has no effect with --embedder hashing; leave it out, or use --embedder onnx.
          --embedder hashing --query-prompt q   | --query-prompt has no effect with --embedder hashing; leave it out, or use --embedder onnx.
          --embedder hashing --passage-prompt p | --passage-prompt has no effect with --embedder hashing; leave it out, or use --embedder onnx.
          """)
  void whatCannotBeMeantIsRefused(String options, String message) {
    refuses(options, ExitCode.USAGE, message);
  }

  @Test
  void aGpuNeedsItsLibrary() {
    refuses(
        "--device cuda",
        ExitCode.ENVIRONMENT,
        "--device cuda needs an ONNX Runtime with CUDA, and the one on the class path runs on"
            + " [CPU]. Add com.microsoft.onnxruntime:onnxruntime_gpu:1.29.0 in place of"
            + " com.microsoft.onnxruntime:onnxruntime, or use --device cpu.");
  }

  private void modules(String... modules) throws IOException {
    Files.writeString(folder.resolve("modules.json"), "[" + String.join(", ", modules) + "]");
  }

  private void refuses(String options, int code, String message) {
    Messages.assertRun(folder, "mine SAMPLE -q --out DIR/train.jsonl " + options, code, message);
  }
}
