package io.github.easyneg.dist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Gathers the licence texts of the libraries: those in their jars, and for a jar that has none the
 * text of the licence that its POM names.
 */
public final class Licences {
  private static final Pattern TEXT =
      Pattern.compile(
          "(META-INF/)?(?:licen[sc]e|notice|copying|third.?party.?notices|al2\\.0|lgpl2\\.1)[^/]*",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern LICENCE =
      Pattern.compile("(?:licen[sc]e|copying).*", Pattern.CASE_INSENSITIVE);

  private Licences() {}

  /**
   * Writes {@code ARTIFACT-VERSION/...} for each library, and {@code INDEX.txt}.
   *
   * @param args the file with the class path, the Maven repository, the folder with texts by SPDX
   *     identifier, the folder to fill
   * @throws IllegalStateException if there is not text for a library
   */
  public static void main(String[] args) throws IOException {
    gather(
        Library.of(Path.of(args[0]), Path.of(args[1])),
        Path.of(args[2]),
        Files.createDirectories(Path.of(args[3])));
  }

  static void gather(List<Library> libraries, Path texts, Path out) throws IOException {
    List<String> index = new ArrayList<>();
    List<String> without = new ArrayList<>();
    for (Library library : libraries) {
      Coordinates of = library.coordinates();
      Path folder = Files.createDirectories(out.resolve(of.artifact() + "-" + of.version()));
      if (!copyFromJar(library.jar(), folder) && !copyByName(library, texts, folder)) {
        without.add(of + " (" + String.join(" or ", library.licences()) + ")");
      }
      index.add(of + "  " + String.join(" or ", library.licences()));
    }
    if (!without.isEmpty()) {
      throw new IllegalStateException(
          "expected a licence text for each library; found none for "
              + String.join(", ", without)
              + ". Put the text into "
              + texts
              + ", as SPDX-IDENTIFIER.txt.");
    }
    Files.write(out.resolve("INDEX.txt"), index);
  }

  /** Copies texts from a jar; whether a licence is among them. */
  private static boolean copyFromJar(Path jar, Path folder) throws IOException {
    boolean licensed = false;
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        if (!entry.isDirectory() && TEXT.matcher(entry.getName()).matches()) {
          String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
          try (InputStream in = zip.getInputStream(entry)) {
            long unused = Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
          }
          licensed |= LICENCE.matcher(name).matches();
        }
      }
    }
    return licensed;
  }

  private static boolean copyByName(Library library, Path texts, Path folder) throws IOException {
    for (String licence : library.licences()) {
      Path text = texts.resolve(licence + ".txt");
      if (Files.exists(text)) {
        Path unused =
            Files.copy(text, folder.resolve("LICENSE.txt"), StandardCopyOption.REPLACE_EXISTING);
        return true;
      }
    }
    return false;
  }
}
