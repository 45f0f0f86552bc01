package io.github.easyneg.spark;

import io.github.easyneg.format.CorpusFormat;
import io.github.easyneg.format.ObjectFormat;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.internal.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Rejects what is not supported on Spark, by name, before anything is done. */
final class Refusals {
  private Refusals() {}

  /**
   * Rejects unsupported settings.
   *
   * @throws IllegalArgumentException if one cannot be applied on many machines; the message says
   *     what to do instead
   */
  static void refuse(Settings settings) {
    Map<String, String> refused = new LinkedHashMap<>();
    put(
        refused,
        settings.index().isPresent(),
        "indexIn",
        "a store is filled by one process; leave it out, the draws do not depend on it");
    put(
        refused,
        settings.cache().isPresent(),
        "cacheIn",
        "a cache is for one process; name a folder for passages and vectors with groundIn of"
            + " SparkNegatives");
    put(
        refused,
        settings.ground().isPresent(),
        "groundIn",
        "an executor cannot write the driver's file; call groundIn of SparkNegatives");
    put(
        refused,
        settings.audit().isPresent(),
        "auditTo",
        "tasks write no single file; write the rows with Audit::new as their format");
    put(
        refused,
        settings.relabelled().isPresent(),
        "relabelledTo",
        "tasks write no single file; mine those rows with 'easyneg mine'");
    put(
        refused,
        settings.resume().isPresent(),
        "resumeIn",
        "Spark runs lost tasks again by itself; leave it out");
    settings
        .batchGuards()
        .forEach(
            guard ->
                put(
                    refused,
                    true,
                    "the guard '" + guard.name() + "'",
                    "a guard that judges many pairs at once is asked by one thread, and reports"
                        + " what it was asked by one process; leave it out, or mine with 'easyneg"
                        + " mine'"));
    put(
        refused,
        settings.vectors().isPresent(),
        "vectorsIn",
        "vectors are mapped in each executor's own folder; leave it out");
    if (!refused.isEmpty()) {
      String name = refused.keySet().iterator().next();
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the recipe has %s, which does not run on Spark: %s.",
              name,
              refused.get(name)));
    }
  }

  /**
   * Rejects settings that are about all rows that are mined, which a pipeline does not know when it
   * is fitted.
   *
   * @throws IllegalArgumentException if there is one
   */
  static void refuseInPipeline(Settings settings) {
    if (settings.maxReuse().isPresent()) {
      throw new IllegalArgumentException(
          "the recipe has maxReuse, which does not run in a pipeline: which row holds a passage is"
              + " settled among all rows that are mined, and a model may be given any; leave it"
              + " out, or call mine(..) or write(..) of SparkNegatives.");
    }
  }

  private static void put(Map<String, String> refused, boolean isSet, String name, String reason) {
    if (isSet) {
      refused.put(name, reason);
    }
  }

  /**
   * Rejects an unsupported format.
   *
   * @throws IllegalArgumentException if its files are more than lines
   */
  static void refuse(OutputFormat format) {
    if (format instanceof CorpusFormat || format instanceof ObjectFormat) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the format %s has files beside its lines, which part files cannot be; write the rows"
                  + " with Audit::new, and make it of that with 'easyneg convert'.",
              format.name()));
    }
  }
}
