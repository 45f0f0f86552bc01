package io.github.easyneg;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.PassageEmbedding;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.format.PromptTemplate;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.internal.concurrent.Interrupts;
import io.github.easyneg.internal.run.Run;
import io.github.easyneg.internal.settings.Description;
import io.github.easyneg.internal.settings.Fact;
import io.github.easyneg.internal.settings.RecipeSettings;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.mine.Anchor;
import io.github.easyneg.mine.AnyGuard;
import io.github.easyneg.mine.Band;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.Mix;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.mine.Shortage;
import io.github.easyneg.mine.Signal;
import io.github.easyneg.report.Explanation;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.Progress;
import io.github.easyneg.sample.NegativeSampler;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A recipe that takes question-answering rows to training data with easy negatives.
 *
 * <pre>{@code
 * EasyNegatives.from(Datasets.jsonl(in)).sampleK(3).toAxolotl(out);
 * }</pre>
 *
 * <p>A recipe is an immutable value: every call returns a new one and leaves the old as it was, so
 * a half-configured recipe can be shared. Single values are checked in the call that sets them,
 * combinations in the call that runs: {@link #toAxolotl(Path)}, {@link #write}, {@link #forEach},
 * {@link #explain}. The order of the calls before it does not matter.
 *
 * <p>The result is a function of the rows, the settings and the vectors: same input, options and
 * seed give the same bytes, on any number of threads; shuffled rows get the same negatives.
 */
public final class EasyNegatives {
  static {
    RecipeSettings.readBy(recipe -> ((EasyNegatives) recipe).recipe.settings());
  }

  private final Recipe recipe;

  private EasyNegatives(Recipe recipe) {
    this.recipe = recipe;
  }

  private EasyNegatives with(Consumer<Recipe> change) {
    return new EasyNegatives(recipe.with(change));
  }

  /**
   * Begins a recipe for a data set, with all settings at their defaults.
   *
   * @see io.github.easyneg.data.Datasets
   */
  public static EasyNegatives from(Dataset dataset) {
    return new EasyNegatives(new Recipe(dataset));
  }

  /**
   * Mines from these passages too. By default candidates are the contexts of all rows; with a
   * corpus they are those and its passages, a text that is in both once.
   *
   * @see io.github.easyneg.data.Corpora
   */
  public EasyNegatives withCorpus(Corpus corpus) {
    NotNull.check(corpus, "corpus");
    return with(r -> r.corpus(corpus, false));
  }

  /**
   * Mines from these passages alone: contexts of rows that are not in the corpus never become
   * negatives, and are not among what quantiles are taken over.
   */
  public EasyNegatives withCorpusAlone(Corpus corpus) {
    NotNull.check(corpus, "corpus");
    return with(r -> r.corpus(corpus, true));
  }

  /**
   * Sets the embedder. By default, the one that a module on the class path offers; with
   * easyneg-langchain4j that is all-MiniLM-L6-v2, an English model. The embedder stays the caller's
   * to close.
   */
  public EasyNegatives embedWith(EmbeddingProvider embedder) {
    NotNull.check(embedder, "embedder");
    return with(r -> r.embedder = embedder);
  }

  /**
   * Sets a vector store, which gets all passages, keeps them if it is persistent, and answers
   * searches for the nearest. By default there is none, and passages are searched exactly, in
   * memory. The index stays the caller's to close.
   */
  public EasyNegatives indexIn(VectorIndex index) {
    NotNull.check(index, "index");
    return with(r -> r.index = index);
  }

  /**
   * Sets a directory in which embeddings are kept, so that another run over the same texts with the
   * same model embeds nothing. Made if it is not there. By default there is none.
   */
  public EasyNegatives cacheIn(Path directory) {
    NotNull.check(directory, "directory");
    return with(r -> r.cache = directory);
  }

  /**
   * Sets the texts by which a row is compared with passages. By default the answer. With several, a
   * candidate must lie in the pool's cosine bands for each of them, and the first gives the cosine
   * that the sampler sees.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public EasyNegatives anchoredOn(Anchor first, Anchor... more) {
    NotNull.check(first, "first");
    NotNull.checkAll(more, "more");
    return with(r -> r.anchors(first, more));
  }

  /**
   * Sets the pool of candidates. By default {@link Pool#easy()}. Excludes {@link #sampleMix}, which
   * names pools of its own.
   */
  public EasyNegatives candidates(Pool pool) {
    NotNull.check(pool, "pool");
    return with(r -> r.pool = pool);
  }

  /**
   * Sets how many negatives each row gets. By default 1. Excludes {@link #sampleMix}.
   *
   * @throws IllegalArgumentException if {@code k} is below 1
   */
  public EasyNegatives sampleK(int k) {
    return with(r -> r.k(k));
  }

  /**
   * Sets how many negatives each row gets from which pools, for example {@code Mix.of(2,
   * Pool.easy()).and(1, Pool.semiHard())}. Excludes {@link #candidates} and {@link #sampleK}.
   */
  public EasyNegatives sampleMix(Mix mix) {
    NotNull.check(mix, "mix");
    return with(r -> r.mix = mix);
  }

  /**
   * Adds guards, which are asked in the order in which they were added, after those that are on by
   * default; a {@link io.github.easyneg.mine.BatchGuard} after all others. A guard with the name of
   * one that is on by default takes its place.
   *
   * @throws IllegalArgumentException if a guard's name is blank, or that of one that is always on,
   *     or that of another one that was added before
   * @see Guards
   */
  public EasyNegatives rejecting(AnyGuard... guards) {
    NotNull.checkAll(guards, "guards");
    return with(r -> r.addGuards(guards));
  }

  /**
   * Switches off guards, by name, for example {@link Guards#ANSWER_BEARING}.
   *
   * @throws IllegalArgumentException if no guard of that name is on, or it cannot be switched off
   */
  public EasyNegatives withoutGuards(String... names) {
    NotNull.checkAll(names, "names");
    return with(r -> r.removeGuards(names));
  }

  /**
   * Adds a signal of one's own.
   *
   * @param signal the signal
   * @param quantile a candidate's quantile of the signal must lie in this band, within [0, 1]
   * @param weight what the quantile is multiplied with before it is added to the log-weight of the
   *     draw; 0 leaves the draw alone. Other weights ask for a sampler that has weights
   * @throws IllegalArgumentException if the band leaves [0, 1], the weight is not finite, or there
   *     is a signal of the same name
   */
  public EasyNegatives withSignal(Signal signal, Band quantile, double weight) {
    NotNull.check(signal, "signal");
    return with(r -> r.addSignal(signal, quantile, weight));
  }

  /**
   * Sets the sampler. By default {@link io.github.easyneg.sample.MultinomialSampler#defaults()}.
   */
  public EasyNegatives sampler(NegativeSampler sampler) {
    NotNull.check(sampler, "sampler");
    return with(r -> r.sampler = sampler);
  }

  /** Sets the random seed. By default 42. */
  public EasyNegatives seed(long seed) {
    return with(r -> r.seed = seed);
  }

  /**
   * Sets how many threads mine. By default one for each processor. The result does not depend on
   * it.
   *
   * @throws IllegalArgumentException if {@code threads} is below 1
   */
  public EasyNegatives threads(int threads) {
    return with(r -> r.threads(threads));
  }

  /**
   * Sets how many passages a row's quantiles are taken over. By default 1024; a smaller corpus is
   * taken whole. The sample is the same for all rows. Quantiles of cosines, which cost most, are
   * taken over half of it, but no fewer than 512.
   *
   * @throws IllegalArgumentException if {@code passages} is below 1
   */
  public EasyNegatives background(int passages) {
    return with(r -> r.background(passages));
  }

  /**
   * Sets in how many rows a passage may be a negative. By default in any number. Costs some more
   * passes over the data set, and memory for the negatives of all rows.
   *
   * @throws IllegalArgumentException if {@code rows} is below 1
   */
  public EasyNegatives maxReuse(int rows) {
    return with(r -> r.maxReuse(rows));
  }

  /**
   * Sets what is done with short rows: those that have fewer negatives than asked for. By default
   * {@link Shortage#KEEP}.
   */
  public EasyNegatives whenShort(Shortage shortage) {
    NotNull.check(shortage, "shortage");
    return with(r -> r.shortage = shortage);
  }

  /**
   * Sets what a model is to answer where the context holds no answer. By default a sentence in the
   * language of the questions, recognised by their script and their function words, of {@link
   * io.github.easyneg.format.Refusals}; where none is recognised, the German one: <i>Bei dem
   * gegebenen Kontext ist keine Antwort möglich.</i>
   *
   * @param more other wordings, so that a model does not learn one string: each row takes one of
   *     them for all its lines, by chance that depends on the seed and the row
   * @throws IllegalArgumentException if one is blank
   */
  public EasyNegatives refusal(String refusal, String... more) {
    NotNull.check(refusal, "refusal");
    NotNull.checkAll(more, "more");
    return with(r -> r.wording(words -> words.withRefusals(refusal, more)));
  }

  /**
   * Sets how many of its own negatives a row is written with at most. Own negatives are the row's
   * contexts that do not answer its question; of a row without a positive, all of them. The first
   * ones in the row's order stay. By default all do; 0 writes none.
   *
   * <p>Only what is written changes: the same negatives are mined, own negatives stay candidates
   * for other rows and never become mined ones of their own row, and {@link #auditTo the audit},
   * {@link #relabelledTo relabelled rows} and {@link #forEach} have the rows whole. The report
   * counts what was left out, and rows of which nothing was left, as they had no negatives but
   * their own.
   *
   * <p>Why: a model that is trained on many passages close to the right one learns to refuse what
   * it should answer; {@code docs/reference/quality.md} has figures.
   *
   * @throws IllegalArgumentException if {@code most} is below 0
   */
  public EasyNegatives ownNegatives(int most) {
    return with(r -> r.wording(words -> words.withOwnNegatives(most)));
  }

  /**
   * Thins refusals until they are about this share of the lines. Each line is kept or not by its
   * own seeded chance, so the share is met to within sampling error; a share above what there is
   * leaves all of them. By default nothing is thinned.
   *
   * <p>The lines are counted that the format makes of each row, in one more reading of the data
   * set, as if every row got all its negatives, without own ones that are {@linkplain #ownNegatives
   * left out}; where many are short, the share is met from below. In formats none of whose lines is
   * a refusal or an answer alone, nothing is left out.
   *
   * @param share in (0, 1]
   * @throws IllegalArgumentException if {@code share} is not in (0, 1]
   */
  public EasyNegatives refusalRatio(double share) {
    return with(r -> r.wording(words -> words.withRefusalRatio(share)));
  }

  /**
   * Sets how a context and a question become one prompt, in formats whose trainer does not put them
   * together itself. By default {@code Context: {context}}, a line feed, {@code Question:
   * {question}}, with both words in the language of the questions where it is recognised.
   *
   * @param pattern a text with {@code {context}} and {@code {question}} in it, each once
   * @throws IllegalArgumentException if it is not so; the message names all that is wrong
   */
  public EasyNegatives prompt(String pattern) {
    return with(r -> r.wording(words -> words.withPrompt(new PromptTemplate(pattern))));
  }

  /**
   * Sets the system message, in formats that have a place for one: before the first turn of a
   * conversation, or in a field of its own. By default none.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public EasyNegatives system(String message) {
    NotNull.check(message, "message");
    return with(r -> r.wording(words -> words.withSystem(message)));
  }

  /**
   * Writes, next to the training data, all about each row and its negatives, as {@link
   * io.github.easyneg.format.Audit} describes. By default nothing.
   */
  public EasyNegatives auditTo(Path file) {
    NotNull.check(file, "file");
    return with(r -> r.audit = file);
  }

  /**
   * Writes the data set again, next to the training data, with what turned out to answer questions
   * among the positives: candidates that an {@link io.github.easyneg.mine.AnswerGuard} (a judge, a
   * cross-encoder) rejected, and passages that people {@linkplain io.github.easyneg.mine.Marks
   * marked} as answers. Each row of the data set is a record in germanrag's shape, which this
   * library reads; its field {@code relabelled} lists the new positives: {@code context} (the
   * index), {@code id}, {@code by} (the guard), {@code verdict} ({@code answers}) and {@code score}
   * ({@code null} where there is none). A row that had no positive loses its answer, which was a
   * refusal; it is kept in {@code answer_before}. By default nothing.
   *
   * @throws IllegalArgumentException when mining begins, if no guard says what answers a question
   */
  public EasyNegatives relabelledTo(Path file) {
    NotNull.check(file, "file");
    return with(r -> r.relabelled = file);
  }

  /**
   * Sets a directory in which a run keeps what it has done, so that the same call, after an
   * interruption of any kind, goes on where it was: rows that were drawn for are not drawn for
   * again, and guards that cost money are not asked again. The output, and all counts of the report
   * but for {@link MiningReport#embeddings}, are those of a run that was not interrupted. With
   * {@link #maxReuse}, its rounds run again. Embeddings are kept in the directory too, unless
   * {@link #cacheIn} names another.
   *
   * <p>A directory is for one run at a time. If it holds a run of another recipe or other data,
   * that is an error that names what differs; guards and signals of one's own it knows by what
   * their {@code describe()} says, anchors by their names. When the output is written, what was
   * kept is deleted; the directory stays. By default nothing is kept.
   */
  public EasyNegatives resumeIn(Path directory) {
    NotNull.check(directory, "directory");
    return with(r -> r.resume = directory);
  }

  /**
   * Keeps the passages' vectors in a memory-mapped file rather than in Java's heap: they take
   * passages times dimension times four bytes. The result is the same, to the last bit; draws are
   * slower where the file does not fit into the free memory of the machine. By default vectors are
   * kept in the heap, unless they would fill more than half of it; then they are mapped in the
   * directory for temporary files, and the report says so.
   *
   * @param directory where the file is made; it is gone when the process ends, however it ends, but
   *     on Windows, where a killed process leaves it behind
   */
  public EasyNegatives vectorsIn(Path directory) {
    NotNull.check(directory, "directory");
    return with(r -> r.vectors = directory);
  }

  /**
   * Keeps all that mining needs of the passages in a file, which is mapped into memory: their
   * texts, ids and words take no room in Java's heap, and another run over the same passages begins
   * with the file rather than by splitting all texts into words. The negatives are the same, byte
   * for byte; draws are slower where the file does not fit into the free memory of the machine.
   *
   * <p>The file is used only for the passages that it was built of: those of the corpus and of the
   * rows. Where these are others, where the file is damaged, or another version of Java or of this
   * library built it, it is rebuilt, and the report says why; but a file of a corpus is never
   * replaced by a run without one, which is an error. It appears whole or not at all; any number of
   * runs may read it, and those that build one wait for each other, ten minutes at most. A file of
   * a corpus is built beforehand by {@link Grounds#build}. By default there is none, and passages
   * are kept in the heap.
   *
   * @param place a file, or a folder, where the file is {@code passages.ground}
   */
  public EasyNegatives groundIn(Path place) {
    NotNull.check(place, "place");
    return with(r -> r.ground = place);
  }

  /**
   * Sets when the passages' vectors are got. A draw looks at few passages: where there are many
   * more than the rows need, most never need a vector. The negatives are the same, byte for byte;
   * the report says how many passages were needed. Where vectors are made on demand, conditions of
   * pools and signals may be asked again about what they were asked before. {@link
   * PassageEmbedding#AUTO} by default.
   */
  public EasyNegatives embedPassages(PassageEmbedding when) {
    NotNull.check(when, "when");
    return with(r -> r.passageEmbedding = when);
  }

  /** Sets who is notified of the run's progress. By default nobody. */
  public EasyNegatives onProgress(Progress progress) {
    NotNull.check(progress, "progress");
    return with(r -> r.progress = progress);
  }

  /** Returns all settings in words, one a line, without any work. */
  public String describe() {
    StringBuilder words = new StringBuilder();
    for (Fact fact : Description.of(recipe.settings())) {
      words.append(String.format(Locale.ROOT, "%-14s %s\n", fact.name(), fact.value()));
    }
    return words.toString();
  }

  /**
   * Mines, and writes lines for Axolotl's {@code context_qa.load_v2}.
   *
   * @param file {@code .jsonl}, {@code .json}, either with {@code .gz}, or {@code .parquet} with
   *     easyneg-parquet; it appears whole or not at all
   * @return what was done
   * @throws IllegalArgumentException if settings exclude each other, or {@code file} is the input
   * @throws IllegalStateException if there is no embedder, a row is short under {@link
   *     Shortage#FAIL}, or the data set changes during the run
   * @throws io.github.easyneg.data.DatasetFormatException if the data are not as expected
   * @throws io.github.easyneg.embed.EmbeddingException if a text cannot be embedded
   * @throws java.io.UncheckedIOException if reading or writing fails
   * @throws java.util.concurrent.CancellationException if the thread is interrupted before the
   *     files begin to appear; none of them has appeared then
   */
  @CanIgnoreReturnValue
  public MiningReport toAxolotl(Path file) {
    return write(OutputFormats.axolotl(), file);
  }

  /**
   * Mines, and writes lines for Axolotl to a file whose name is given, as {@link #toAxolotl(Path)}
   * does.
   */
  @CanIgnoreReturnValue
  public MiningReport toAxolotl(String file) {
    NotNull.check(file, "file");
    return toAxolotl(Path.of(file));
  }

  /**
   * Mines, and writes a format.
   *
   * @param format what the records look like
   * @param file as in {@link #toAxolotl(Path)}, which lists the errors too
   * @return what was done
   */
  @CanIgnoreReturnValue
  public MiningReport write(OutputFormat format, Path file) {
    NotNull.check(format, "format");
    try (Draft draft = draft(format, file)) {
      draft.publish();
      return draft.report();
    }
  }

  /**
   * Mines, and writes a format to files that do not appear before they are published: as {@link
   * #write}, but for several outputs that are to appear together.
   *
   * @return to be closed by the caller
   */
  public Draft draft(OutputFormat format, Path file) {
    NotNull.check(format, "format");
    Settings settings = recipe.settings();
    OutputPaths.requireApart(settings, format, file);
    return Interrupts.told(() -> new Draft(Run.write(settings, format, file)));
  }

  /**
   * Mines, and hands each row over, in the order of the data set, on the calling thread. Errors are
   * those of {@link #toAxolotl(Path)}.
   *
   * @return what was done; its counts of lines are zero
   */
  @CanIgnoreReturnValue
  public MiningReport forEach(Consumer<MinedRow> consumer) {
    NotNull.check(consumer, "consumer");
    Settings settings = recipe.settings();
    return Interrupts.told(() -> Run.forEach(settings, consumer));
  }

  /**
   * Mines one row and says why it got these negatives. Errors are those of {@link
   * #toAxolotl(Path)}.
   *
   * @param row its place in the data set, from 1
   * @throws IllegalArgumentException if there is no such row
   */
  public Explanation explain(long row) {
    Settings settings = recipe.with(r -> r.resume = null).settings();
    return Interrupts.told(() -> Run.explain(settings, row));
  }
}
