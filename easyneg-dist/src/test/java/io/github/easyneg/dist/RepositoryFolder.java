package io.github.easyneg.dist;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A Maven repository of a few files. */
record RepositoryFolder(Path root) {

  /** Writes a POM whose project has these elements. */
  Path pom(Coordinates of, String elements) throws IOException {
    Path file = root.resolve(of.path("pom"));
    Files.createDirectories(file.getParent());
    return Files.writeString(
        file,
        "<project><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>%s</project>"
            .formatted(of.group(), of.artifact(), of.version(), elements));
  }

  /** Writes a jar whose files are of one date. */
  Path jar(Coordinates of, LocalDateTime date, Map<String, String> files) throws IOException {
    Path file = root.resolve(of.path("jar"));
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> content : files.entrySet()) {
        ZipEntry entry = new ZipEntry(content.getKey());
        entry.setTimeLocal(date);
        zip.putNextEntry(entry);
        zip.write(content.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return file;
  }

  static String licence(String name) {
    return "<licenses><license><name>" + name + "</name></license></licenses>";
  }
}
