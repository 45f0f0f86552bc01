package io.github.easyneg.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The notebook's cells run, and print what the notebook says that they print.
 *
 * <p>After a change that alters outputs: run this test with {@code -Deasyneg.notebook.renew=true},
 * which writes them into the notebook, and look at what changed before you commit it.
 */
class NotebookTest {
  private static final Path NOTEBOOK =
      Repository.path("easyneg-examples/notebooks/full_example.ipynb");
  private static final Pattern SECONDS = Pattern.compile("\\d+\\.\\d s");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void cellsPrintWhatTheNotebookShows() throws IOException {
    JsonNode notebook = JSON.readTree(Files.readString(NOTEBOOK));
    JsonNode asItRuns = notebook.deepCopy();
    runCells(asItRuns);
    if (Boolean.getBoolean("easyneg.notebook.renew")) {
      Files.writeString(NOTEBOOK, write(asItRuns));
    } else {
      assertThat(withoutSeconds(write(asItRuns))).isEqualTo(withoutSeconds(write(notebook)));
    }
  }

  private static void runCells(JsonNode notebook) {
    int count = 0;
    try (JavaKernel kernel = new JavaKernel()) {
      for (JsonNode cell : notebook.get("cells")) {
        if (cell.get("cell_type").asText().equals("code")) {
          count++;
          ObjectNode code = (ObjectNode) cell;
          JavaKernel.Result result = kernel.run(fromHere(text(cell.get("source"))));
          code.put("execution_count", count);
          code.set("outputs", outputs(result, count));
        }
      }
    }
  }

  /** Jupyter runs a notebook in its own folder; this test runs one folder up. */
  private static String fromHere(String cell) {
    return cell.replace("Path.of(\"../", "Path.of(\"");
  }

  private static ArrayNode outputs(JavaKernel.Result result, int count) {
    ArrayNode outputs = JSON.createArrayNode();
    if (!result.printed().isEmpty()) {
      ObjectNode printed = outputs.addObject();
      printed.put("name", "stdout").put("output_type", "stream");
      printed.set("text", lines(result.printed()));
    }
    result
        .value()
        .ifPresent(
            value -> {
              ObjectNode shown = outputs.addObject();
              shown.putObject("data").set("text/plain", lines(value));
              shown.put("execution_count", count);
              shown.putObject("metadata");
              shown.put("output_type", "execute_result");
            });
    return outputs;
  }

  /** Splits a text as the format asks: a list of lines, line ends included. */
  private static ArrayNode lines(String text) {
    ArrayNode lines = JSON.createArrayNode();
    for (int from = 0; from < text.length(); ) {
      int end = text.indexOf('\n', from) + 1;
      lines.add(end == 0 ? text.substring(from) : text.substring(from, end));
      from = end == 0 ? text.length() : end;
    }
    return lines;
  }

  private static String text(JsonNode lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.asText()));
    return text.toString();
  }

  /** Writes as Jupyter does, so that opening and saving there changes nothing. */
  private static String write(JsonNode notebook) throws JsonProcessingException {
    DefaultIndenter oneSpace = new DefaultIndenter(" ", "\n");
    ObjectWriter writer =
        JSON.writer(
            new DefaultPrettyPrinter(
                    Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withObjectIndenter(oneSpace)
                .withArrayIndenter(oneSpace));
    return writer.writeValueAsString(notebook) + "\n";
  }

  private static String withoutSeconds(String text) {
    return SECONDS.matcher(text).replaceAll("… s");
  }
}
