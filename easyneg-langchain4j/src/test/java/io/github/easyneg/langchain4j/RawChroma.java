package io.github.easyneg.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Chroma's API as another program would use it. */
final class RawChroma {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String api;

  RawChroma(ChromaServer server) {
    api = server.url() + "/api/v2";
  }

  /** Posts and returns the answer; fails on any status but success. */
  JsonNode post(String path, String json) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(api + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  /** Returns a collection of the default database as the server describes it. */
  JsonNode collection(String name) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(api + DEFAULT_DATABASE + "/collections/" + name))
            .build());
  }

  /** Creates a collection in the default database, with any further fields, and returns its id. */
  String create(String name, String furtherFields) throws IOException, InterruptedException {
    return post(
            DEFAULT_DATABASE + "/collections", "{\"name\":\"" + name + "\"" + furtherFields + "}")
        .get("id")
        .asText();
  }

  /** Adds entries to a collection of the default database. */
  void add(String id, String json) throws IOException, InterruptedException {
    JsonNode unused = post(DEFAULT_DATABASE + "/collections/" + id + "/add", json);
  }

  private static final String DEFAULT_DATABASE =
      "/tenants/default_tenant/databases/default_database";

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }
}
