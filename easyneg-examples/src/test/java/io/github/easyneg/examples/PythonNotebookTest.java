package io.github.easyneg.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What can be known of the notebook in Python without Python, the Hub and a GPU. */
class PythonNotebookTest {
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");

  private static JsonNode notebook() throws IOException {
    return new ObjectMapper()
        .readTree(
            Files.readString(Repository.path("easyneg-examples/notebooks/from_python.ipynb")));
  }

  private static String source(JsonNode cell) {
    return StreamSupport.stream(cell.get("source").spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining());
  }

  @Test
  void itHasTheFieldsOfNotebookFormat4Point5() throws IOException {
    JsonNode notebook = notebook();
    assertThat(notebook.get("nbformat").asInt()).isEqualTo(4);
    assertThat(notebook.get("nbformat_minor").asInt()).isEqualTo(5);
    assertThat(notebook.at("/metadata/kernelspec/language").asText()).isEqualTo("python");
    List<String> ids = new ArrayList<>();
    for (JsonNode cell : notebook.get("cells")) {
      ids.add(cell.get("id").asText());
      assertThat(cell.get("cell_type").asText()).isIn("markdown", "code");
      assertThat(cell.get("metadata").isObject()).isTrue();
      assertThat(source(cell)).isNotBlank();
      if (cell.get("cell_type").asText().equals("code")) {
        assertThat(cell.get("outputs")).isEmpty();
        assertThat(cell.get("execution_count").isNull()).isTrue();
      }
    }
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-zA-Z0-9_-]{1,64}"));
  }

  @Test
  void optionsAndFilesThatItNamesExist() throws IOException {
    String code =
        Repository.mainSources().stream().map(Repository::read).collect(Collectors.joining("\n"));
    for (JsonNode cell : notebook().get("cells")) {
      Matcher option = OPTION.matcher(source(cell));
      while (option.find()) {
        assertThat(code).contains('"' + option.group() + '"');
      }
      Matcher file = Pattern.compile("\"(\\.\\./[\\w./]+)\"").matcher(source(cell));
      while (file.find()) {
        assertThat(Repository.path("easyneg-examples/notebooks").resolve(file.group(1))).exists();
      }
    }
  }
}
