package io.github.easyneg.publish;

import io.github.easyneg.format.AxolotlFormat;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.internal.io.AtomicFile;
import io.github.easyneg.internal.io.OwnText;
import io.github.easyneg.internal.text.Copied;
import io.github.easyneg.internal.text.NotNull;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The configuration with which Axolotl trains on a mined file: {@code ft_config.yml}.
 *
 * <p>It loads as it is, trains LoRA weights on one GPU, and says in comments what to change.
 * Immutable; each call returns another configuration.
 *
 * @see <a href="https://docs.axolotl.ai">Axolotl's manual</a>
 */
public final class FtConfig {
  /** The base model by default: knows German, has 7 billion parameters, and is free to use. */
  public static final String DEFAULT_BASE_MODEL = "LeoLM/leo-mistral-hessianai-7b";

  private static final int DEFAULT_SEQUENCE_LEN = 2048;
  private static final int SEQUENCE_LEN_STEP = 128;

  /** Of the model, to be saved with it, and of the data, which Axolotl does not take from there. */
  private static final String TEMPLATE = "chat_template: tokenizer_default_fallback_mistral_v1\n";

  /** What the trainer's own prompt and its tokens for beginning and end may add to a record. */
  private static final int PROMPT_TOKENS = 64;

  private final String data;
  private final AxolotlFormat format;
  private final Settings settings;

  /** What was set. Each call changes a copy, which nobody else has by then. */
  private static final class Settings extends Copied<Settings> {
    private OptionalInt longestTokens = OptionalInt.empty();
    private Optional<String> validation = Optional.empty();
    private String baseModel = DEFAULT_BASE_MODEL;
  }

  private FtConfig(String data, AxolotlFormat format, Settings settings) {
    this.data = data;
    this.format = format;
    this.settings = settings;
  }

  private FtConfig with(Consumer<Settings> change) {
    return new FtConfig(data, format, settings.with(change));
  }

  /**
   * Returns a configuration that trains on {@code data}.
   *
   * @param data the file, as Axolotl is to open it: absolute, or relative to the folder that it is
   *     started in
   * @param format what the file holds
   * @throws IllegalArgumentException if Axolotl does not read that format
   */
  public static FtConfig of(String data, OutputFormat format) {
    NotNull.check(data, "data");
    if (format instanceof AxolotlFormat known) {
      return new FtConfig(data, known, new Settings());
    }
    String readable =
        String.join(
            ", ",
            OutputFormats.all().stream()
                .filter(AxolotlFormat.class::isInstance)
                .map(OutputFormat::name)
                .toList());
    throw new IllegalArgumentException(
        "Axolotl does not read the format "
            + format.name()
            + ", so there is no ft_config.yml for it; choose one of "
            + readable
            + ", or leave out the configuration.");
  }

  /**
   * Fits {@code sequence_len} to the data: room for the longest record, up to the next multiple of
   * 128. Without it the length is 2048.
   *
   * @param tokens an estimate of the tokens of the longest record, at least 1; see {@link
   *     io.github.easyneg.format.TokenEstimate}
   * @throws IllegalArgumentException if {@code tokens} is less than 1
   */
  public FtConfig longestRecord(int tokens) {
    if (tokens < 1) {
      throw new IllegalArgumentException(
          "the longest record has " + tokens + " tokens; give an estimate of at least 1.");
    }
    return with(s -> s.longestTokens = OptionalInt.of(tokens));
  }

  /**
   * Evaluates on a file of its own, of the same format. Without it there is no evaluation: a random
   * share of the lines would put one question on both sides.
   *
   * @param file as for {@link #of}
   */
  public FtConfig validatedOn(String file) {
    NotNull.check(file, "file");
    return with(s -> s.validation = Optional.of(file));
  }

  /**
   * Trains another model.
   *
   * @param name a name on the Hugging Face Hub, or a folder
   */
  public FtConfig baseModel(String name) {
    NotNull.check(name, "name");
    return with(s -> s.baseModel = name);
  }

  /** Returns the value of {@code sequence_len}. */
  public int sequenceLen() {
    if (settings.longestTokens.isEmpty()) {
      return DEFAULT_SEQUENCE_LEN;
    }
    long needed = (long) settings.longestTokens.getAsInt() + PROMPT_TOKENS;
    long steps = (needed + SEQUENCE_LEN_STEP - 1) / SEQUENCE_LEN_STEP;
    return (int) Math.min(steps * SEQUENCE_LEN_STEP, Integer.MAX_VALUE);
  }

  /**
   * Writes the configuration. Replaces a file that was written so, unless somebody changed it
   * since.
   *
   * @throws java.io.UncheckedIOException if the file cannot be written, or was written or changed
   *     by somebody else
   */
  public void write(Path file) {
    OwnText.requireReplaceable(file);
    AtomicFile.write(file, text());
  }

  /**
   * Returns the configuration as YAML. A comment in its last line tells later runs whether it was
   * changed.
   */
  public String text() {
    return OwnText.yaml(head() + model() + data() + sequences() + training() + output());
  }

  private String head() {
    return String.format(
        Locale.ROOT,
        """
        # Configuration for Axolotl, written by EasyNegatives for %s (format %s).
        #
        #   axolotl train THIS_FILE
        #
        # Meant for one GPU with 24 GB. Change first: base_model, then micro_batch_size (more, if memory
        # is left; less, if it runs out), then num_epochs.

        """,
        oneLine(data),
        format.name());
  }

  private String model() {
    return String.format(
        Locale.ROOT,
        """
        # The model to start from: a name on the Hub, or a folder. The sequence must fit it.
        base_model: %s
        %s
        # LoRA on four-bit weights. With 40 GB and more, "adapter: lora" without load_in_4bit is
        # faster. A larger lora_r learns more and forgets more; keep lora_alpha at twice that.
        adapter: qlora
        load_in_4bit: true
        lora_r: 16
        lora_alpha: 32
        lora_dropout: 0.05
        lora_target_linear: true

        """,
        Yaml.quoted(settings.baseModel),
        isChat() ? "# The tokenizer's own chat template, where it has one.\n" + TEMPLATE : "");
  }

  private boolean isChat() {
    return format.axolotlType().equals("chat_template");
  }

  private String data() {
    String datasets =
        String.format(
            Locale.ROOT,
            """
            # The mined data. Axolotl keeps a prepared copy by this name, whatever the file holds: after
            # mining anew under the same name, delete dataset_prepared_path.
            %sdatasets:
            %s\
            """,
            format.axolotlRl().map(rl -> "rl: " + rl + "\n").orElse(""),
            entry(data));
    String evaluation =
        settings
            .validation
            .map(
                file ->
                    String.format(
                        Locale.ROOT,
                        """
                        test_datasets:
                        %s\
                            split: train
                        evals_per_epoch: 2
                        """,
                        entry(file)))
            .orElse(
                """
                # No evaluation: a random share of the lines would hold questions that are trained
                # as well. Mine with --split val=0.1 for a file that shares none.
                val_set_size: 0.0
                """);
    return datasets + "dataset_prepared_path: last_run_prepared\n\n" + evaluation + "\n";
  }

  private String entry(String file) {
    return String.format(
            Locale.ROOT,
            """
              - path: %s
                ds_type: %s
                type: %s
            """,
            Yaml.quoted(file),
            file.toLowerCase(Locale.ROOT).endsWith(".parquet") ? "parquet" : "json",
            format.axolotlType())
        + (isChat() ? "    " + TEMPLATE : "");
  }

  private String sequences() {
    String why =
        settings.longestTokens.isPresent()
            ? "The longest record has about "
                + settings.longestTokens.getAsInt()
                + " tokens by its bytes; the model's tokenizer may differ."
            : "Not computed from the data: raise it if Axolotl says that a record is longer.";
    return String.format(
        Locale.ROOT,
        """
        # %s
        # "raise" stops where a record is longer; "drop" would lose it silently.
        sequence_len: %d
        excess_length_strategy: raise
        %s
        """,
        why,
        sequenceLen(),
        packing());
  }

  private String packing() {
    if (format.axolotlRl().isPresent()) {
      return "attn_implementation: sdpa\n";
    }
    return """
    # Short records share a sequence, which needs the package flash-attn. Without it set
    # attn_implementation to sdpa and sample_packing to false.
    sample_packing: true
    eval_sample_packing: false
    attn_implementation: flash_attention_2
    """;
  }

  private String training() {
    String rates =
        format.axolotlRl().isEmpty()
            ? """
            num_epochs: 2
            learning_rate: 0.0002
            """
            : """
            num_epochs: 1
            learning_rate: 0.000005
            """;
    return String.format(
        Locale.ROOT,
        """
        # One step sees micro_batch_size x gradient_accumulation_steps %s.
        micro_batch_size: 2
        gradient_accumulation_steps: 8
        %slr_scheduler: cosine
        warmup_ratio: 0.05
        weight_decay: 0.0
        optimizer: adamw_bnb_8bit
        train_on_inputs: false
        %s
        """,
        format.axolotlRl().isEmpty() ? "sequences" : "records",
        rates,
        columns());
  }

  /** TRL's KTO trainer makes columns of its own, which must not be dropped. */
  private String columns() {
    return format.axolotlRl().equals(Optional.of("kto")) ? "remove_unused_columns: false\n" : "";
  }

  private static String output() {
    return """
    bf16: auto
    tf32: false
    gradient_checkpointing: true
    seed: 42

    logging_steps: 10
    saves_per_epoch: 1
    output_dir: ./outputs/easyneg
    """;
  }

  /** A text that cannot end the comment it is in. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ");
  }
}
