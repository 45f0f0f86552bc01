/**
 * JMH benchmarks, and checks that what is compared computes the same. Run by {@code mvn -Pbench
 * -Dquick -pl easyneg-bench -am package -Djmh=EmbeddingBenchmark}; results are kept in
 * docs/benchmarks.md with machine and commit.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.bench;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
