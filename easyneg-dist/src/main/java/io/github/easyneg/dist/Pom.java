package io.github.easyneg.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A POM of a Maven repository, and the parents it inherits from. */
final class Pom {
  private final Path file;
  private final Element project;
  private final Optional<Pom> parent;

  private Pom(Path file, Element project, Optional<Pom> parent) {
    this.file = file;
    this.project = project;
    this.parent = parent;
  }

  /**
   * Reads a POM and, where they lie in the repository, its parents.
   *
   * @param repository the repository's top folder
   * @throws IllegalArgumentException if the file is not a POM
   */
  static Pom read(Path repository, Path file) throws IOException {
    Element project = document(file).getDocumentElement();
    Optional<Element> named = child(project, "parent");
    Optional<Pom> parent = Optional.empty();
    if (named.isPresent()) {
      Coordinates of =
          new Coordinates(
              text(named.get(), "groupId").orElse(""),
              text(named.get(), "artifactId").orElse(""),
              text(named.get(), "version").orElse(""));
      Path parentFile = repository.resolve(of.path("pom"));
      parent =
          Files.exists(parentFile) ? Optional.of(read(repository, parentFile)) : Optional.empty();
    }
    return new Pom(file, project, parent);
  }

  private static Document document(Path file) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(file.toFile());
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalArgumentException(
          file + ": expected a POM; found what is not XML: " + e.getMessage(), e);
    }
  }

  Path file() {
    return file;
  }

  /** Returns the text of an element, given as a path such as {@code scm/url}; own or inherited. */
  Optional<String> text(String path) {
    Optional<Element> at = Optional.of(project);
    String[] names = path.split("/", -1);
    for (int i = 0; i < names.length - 1 && at.isPresent(); i++) {
      at = child(at.get(), names[i]);
    }
    Optional<String> own = at.flatMap(element -> text(element, names[names.length - 1]));
    return own.isPresent() ? own : parent.flatMap(above -> above.text(path));
  }

  /** Returns the text of an element of this POM alone. */
  Optional<String> ownText(String name) {
    return text(project, name);
  }

  /** Whether this POM itself has an element. */
  boolean has(String name) {
    return child(project, name).isPresent();
  }

  /** Returns the names of the licences, own or inherited; a user may choose among several. */
  List<String> licences() {
    List<String> names = new ArrayList<>();
    child(project, "licenses")
        .ifPresent(
            licenses ->
                children(licenses, "license")
                    .forEach(licence -> text(licence, "name").ifPresent(names::add)));
    return names.isEmpty() ? parent.map(Pom::licences).orElse(List.of()) : List.copyOf(names);
  }

  /** Returns the versions that this POM names for its own dependencies. */
  List<String> dependencyVersions() {
    List<String> versions = new ArrayList<>();
    child(project, "dependencies")
        .ifPresent(
            all ->
                children(all, "dependency")
                    .forEach(one -> text(one, "version").ifPresent(versions::add)));
    return versions;
  }

  private static Optional<String> text(Element parent, String name) {
    return child(parent, name)
        .map(Node::getTextContent)
        .map(String::strip)
        .filter(s -> !s.isEmpty());
  }

  private static Optional<Element> child(Element parent, String name) {
    return children(parent, name).stream().findFirst();
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }
}
