package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.internal.math.SearchKernel;
import io.github.easyneg.internal.math.VectorMatrix;
import io.github.easyneg.mine.Pool;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that does something in another way than it should says so in its report. */
class FallbackIsReportedTest {

  /** A kernel whose native library is missing. */
  public static final class Missing implements SearchKernel {
    public Missing() {
      throw new UnsatisfiedLinkError("libkernel.so");
    }

    @Override
    public String name() {
      return "missing";
    }

    @Override
    public Scorer open(VectorMatrix matrix, int queries) {
      throw new AssertionError("it did not load");
    }
  }

  /** Mines by rank, and returns the report's notes. */
  public static final class Mining implements Callable<String> {
    @Override
    public String call() {
      QaRow row = QaRow.withoutPositive(List.of("own"), "?", "none");
      return String.join(
          "\n", Jobs.run(Jobs.all(row, "a", "b").candidates(Pool.nearest(2))).report().notes());
    }
  }

  /** In a class loader of its own, as others must not find the kernel. */
  @Test
  void aSearchThatCannotUseItsKernelIsInTheReport(@TempDir Path folder) throws Exception {
    Path service = folder.resolve("META-INF/services").resolve(SearchKernel.class.getName());
    Files.createDirectories(service.getParent());
    Files.writeString(service, Missing.class.getName());
    List<URL> classes = new ArrayList<>(List.of(folder.toUri().toURL()));
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      classes.add(Path.of(path).toUri().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(classes.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Object notes =
          ((Callable<?>)
                  loader.loadClass(Mining.class.getName()).getDeclaredConstructor().newInstance())
              .call();
      assertThat((String) notes)
          .contains(
              "exact search falls back to a slower implementation, with the same results, because"
                  + " Missing does not load: java.lang.UnsatisfiedLinkError: libkernel.so.");
    }
  }
}
