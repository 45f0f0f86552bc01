/**
 * Mines on Apache Spark, where the rows, or embedding them, are too much for one machine. Start at
 * {@link io.github.easyneg.spark.SparkNegatives}. The negatives are those of {@code easyneg mine}:
 * one process collects the passages into a ground file, each executor maps a copy of it, and rows
 * stream through the same engine; nothing is shuffled to draw.
 *
 * <p>{@code SparkRun} is what the driver does, {@code Assignment} what each task is given, {@code
 * Replicas} what an executor keeps. docs/decisions/023-spark.md explains the design.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.spark;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
