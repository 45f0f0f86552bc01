package io.github.easyneg.spark;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.internal.draw.ReuseLimit;
import io.github.easyneg.internal.ground.DefaultEmbedder;
import io.github.easyneg.internal.ground.PartFacts;
import io.github.easyneg.internal.run.PartClaims;
import io.github.easyneg.internal.run.PartRows;
import io.github.easyneg.internal.run.PartRun;
import io.github.easyneg.internal.run.Replica;
import io.github.easyneg.internal.settings.Description;
import io.github.easyneg.internal.settings.RecipeSettings;
import io.github.easyneg.internal.settings.Settings;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.apache.spark.SparkFiles;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/** What each task of a run is told, and what it must find as the driver found it. */
final class Assignment implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String run = UUID.randomUUID().toString();
  private final SparkRecipe recipe;
  private final String dataset;
  private final ArrayList<String> notes;
  private final String checksum;
  private final String fingerprint;
  private final String files;
  private final int java;
  private final SentFile ground;
  private final SentFile rows;
  private @Nullable SentFile vectors;
  private @Nullable Broadcast<ReuseLimit> limit;
  private final long[] partRows;
  private final long[] partChecksums;
  private final long[] partSequences;
  private boolean anyRows;

  /**
   * Describes a run.
   *
   * @param checksum of the recipe's settings
   * @param fingerprint of the recipe and all passages; equal for equal ones
   * @param files fingerprint of what {@code ground} and {@code rows} hold
   * @param parts what was counted of the rows' parts, in order
   */
  Assignment(
      SparkRecipe recipe,
      SparkRows data,
      String checksum,
      String fingerprint,
      String files,
      SentFile ground,
      SentFile rows,
      List<PartFacts.Size> parts) {
    this.recipe = recipe;
    this.dataset = data.name();
    this.notes = new ArrayList<>(data.notes());
    this.checksum = checksum;
    this.fingerprint = fingerprint;
    this.files = files;
    this.java = Runtime.version().feature();
    this.ground = ground;
    this.rows = rows;
    this.partRows = parts.stream().mapToLong(PartFacts.Size::rows).toArray();
    this.partChecksums = parts.stream().mapToLong(PartFacts.Size::checksum).toArray();
    this.partSequences = parts.stream().mapToLong(PartFacts.Size::sequence).toArray();
  }

  /** Adds the vectors of all passages. */
  void vectors(SentFile file) {
    this.vectors = file;
  }

  /** Lets rows be drawn for that are not those that were counted. */
  Assignment forAnyRows() {
    this.anyRows = true;
    return this;
  }

  /** Tells whether rows may be others than those that were counted. */
  boolean anyRows() {
    return anyRows;
  }

  /** Adds what {@code maxReuse} closes to whom. */
  void limit(Broadcast<ReuseLimit> settled) {
    this.limit = settled;
  }

  /**
   * Begins a part.
   *
   * @param output empty if rows are handed over as they are mined
   */
  PartRun begin(int part, Optional<PartRun.Output> output) {
    Broadcast<ReuseLimit> settled = limit;
    ReuseLimit closed = settled == null ? ReuseLimit.none() : settled.value();
    return withVectors((replica, mine) -> new PartRun(replica, mine, rows(part), closed, output));
  }

  /** Begins a part in a round of {@code maxReuse}. */
  PartClaims claims(int part, ReuseLimit round) {
    return withVectors((replica, mine) -> new PartClaims(replica, mine, rows(part), round));
  }

  private <T> T withVectors(BiFunction<Replica, Replica.OfRun, T> beginning) {
    Replica replica = Replicas.of(this);
    try {
      return beginning.apply(replica, new Replica.OfRun(run, vectors()));
    } catch (IllegalStateException | UncheckedIOException e) {
      SentFile file = vectors;
      if (file != null) {
        file.discard(folder());
      }
      throw e;
    }
  }

  /** Returns a local copy of all vectors; empty if they are made on demand. */
  private Optional<Path> vectors() {
    SentFile file = vectors;
    return file == null ? Optional.empty() : Optional.of(file.in(folder()));
  }

  private PartRows rows(int part) {
    return anyRows ? PartRows.any() : PartRows.of(first(part), size(part));
  }

  /** Returns the number of a part's first row, from 1. */
  long first(int part) {
    long before = 0;
    for (int i = 0; i < part; i++) {
      before += partRows[i];
    }
    return 1 + before;
  }

  /** Returns what was counted of a part. */
  PartFacts.Size size(int part) {
    return new PartFacts.Size(part, partRows[part], partChecksums[part], partSequences[part], 0);
  }

  String fingerprint() {
    return fingerprint;
  }

  /** A folder of the executor's, which goes with it. */
  private Path folder() {
    return Path.of(SparkFiles.getRootDirectory()).resolve("easyneg-" + fingerprint);
  }

  /** Opens what a process needs; done once in each. */
  Replica open() {
    if (Runtime.version().feature() != java) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the driver runs on Java %d and an executor on Java %d, whose Unicode differs in what"
                  + " a letter is; use one version on all machines.",
              java,
              Runtime.version().feature()));
    }
    Path folder = folder();
    Settings settings = settings(recipe, new SparkRows(dataset, notes), Optional.of(checksum));
    try {
      return Replica.open(
          settings, new Replica.Files(ground.in(folder), rows.in(folder), files, folder));
    } catch (IllegalStateException | UncheckedIOException e) {
      // A copy that is not what it should be must not be found by the next run.
      ground.discard(folder);
      rows.discard(folder);
      throw e;
    }
  }

  /**
   * Calls a recipe.
   *
   * @param expected the checksum of the settings that it gave before
   * @throws IllegalStateException if it gives others now
   */
  static Settings settings(SparkRecipe recipe, SparkRows data, Optional<String> expected) {
    EasyNegatives negatives = recipe.on(data);
    if (negatives == null) {
      throw new IllegalStateException(
          "the recipe returned null; return EasyNegatives.from(data) with what is set on it.");
    }
    Settings settings = RecipeSettings.of(negatives);
    if (expected.isPresent()) {
      String found = checksum(settings, model(settings));
      if (!found.equals(expected.get())) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "the recipe has other settings on an executor (checksum %s) than on the driver"
                    + " (%s); let it be a function of nothing but what it holds: no clock, no"
                    + " environment, no field that changes, and the same model on all machines.",
                found,
                expected.get()));
      }
    }
    return settings;
  }

  static EmbeddingProvider model(Settings settings) {
    return settings.embedder().orElseGet(DefaultEmbedder::find);
  }

  static String checksum(Settings settings, EmbeddingProvider model) {
    return Description.checksum(settings, model.fingerprint());
  }
}
