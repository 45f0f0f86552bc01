package io.github.easyneg.spark;

import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.internal.ground.EmbedderCounts;
import io.github.easyneg.internal.ground.NumberedPassages;
import io.github.easyneg.internal.ground.VectorsFile;
import io.github.easyneg.internal.io.Sha256;
import io.github.easyneg.internal.run.WholeRun;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Gets the vectors of all passages: from before, or made now by all executors. */
record PassagesJob(
    JavaSparkContext spark,
    EmbeddingProvider model,
    NumberedPassages corpus,
    WholeRun whole,
    Consumer<String> notes) {
  private static final int TASKS_A_CORE = 4;

  /** Returns the vectors' file. */
  Path vectors(Assignment assignment, RunFiles files) {
    String name = "vectors-" + Sha256.of(model.fingerprint()).substring(0, 16) + ".ground";
    Path file = files.place(name);
    if (VectorsFile.isOf(file, corpus, model.fingerprint(), model.dimension())) {
      notes.accept("vectors: read " + corpus.size() + " from " + file);
      whole.add(new EmbedderCounts(), VectorsFile.without(file));
      return file;
    }
    embed(file, assignment);
    files.publish(file);
    return file;
  }

  private void embed(Path file, Assignment assignment) {
    List<int[]> ranges = ranges(corpus.size());
    JavaRDD<Row> made =
        spark
            .parallelize(ranges, ranges.size())
            .flatMap(new EmbedPassages(assignment))
            // Made by all executors at once, and read in order after that.
            .persist(StorageLevel.DISK_ONLY());
    EmbedderCounts counts = new EmbedderCounts();
    long without = 0;
    try (VectorsFile out =
        VectorsFile.create(file, corpus, model.fingerprint(), model.dimension())) {
      long unused = made.count();
      for (Iterator<Row> all = made.toLocalIterator(); all.hasNext(); ) {
        Row row = all.next();
        VectorsFile.Batch batch = EmbedPassages.batch(row);
        out.add(batch);
        without += batch.without().length;
        counts.addAll(new DataInputStream(new ByteArrayInputStream(EmbedPassages.counts(row))));
      }
      out.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      JavaRDD<Row> unused = made.unpersist();
    }
    whole.add(counts, without);
  }

  /** Cuts the passages into ranges of whole batches, some for each core. */
  private List<int[]> ranges(int passages) {
    int batch = VectorsFile.batch();
    int batches = (passages + batch - 1) / batch;
    int tasks = Math.max(1, Math.min(batches, TASKS_A_CORE * spark.defaultParallelism()));
    int each = (batches + tasks - 1) / tasks;
    List<int[]> ranges = new ArrayList<>();
    for (int from = 0; from < batches; from += each) {
      ranges.add(new int[] {from * batch, (int) Math.min(passages, (long) (from + each) * batch)});
    }
    return ranges;
  }
}
