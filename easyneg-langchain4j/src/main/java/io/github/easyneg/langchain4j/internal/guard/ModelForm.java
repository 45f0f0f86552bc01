package io.github.easyneg.langchain4j.internal.guard;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.easyneg.internal.http.HttpStatus;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Asks a chat model in the form that it takes: with a JSON schema for the reply and a temperature
 * where it takes them, without where it refuses them. What it refused, in a call that succeeded
 * without it, is not sent again; the user is warned.
 *
 * <p>Thread-safe.
 */
public final class ModelForm {
  private static final System.Logger LOG = System.getLogger("io.github.easyneg.langchain4j.judge");
  private static final int DEEPEST = 20;

  /** How messages name what is sent here and not everywhere taken. */
  private static final Pattern NAMED =
      Pattern.compile(
          "response[_ ]?format|json[_ ]?schema|temperature|grammar|structured output",
          Pattern.CASE_INSENSITIVE);

  private final ChatModel model;
  private final ResponseFormat format;
  private final AtomicReference<Form> form;

  private record Form(boolean structured, OptionalDouble temperature) {}

  /**
   * Makes one.
   *
   * @param temperature to send; empty to leave it to the model
   */
  public ModelForm(ChatModel model, JudgePrompt prompt, OptionalDouble temperature) {
    this.model = model;
    this.format =
        ResponseFormat.builder()
            .type(ResponseFormatType.JSON)
            .jsonSchema(
                JsonSchema.builder()
                    .name("verdict")
                    .rootElement(
                        JsonObjectSchema.builder()
                            .addProperty(
                                "verdict",
                                JsonEnumSchema.builder()
                                    .enumValues(prompt.yes(), prompt.no())
                                    .build())
                            .required("verdict")
                            .additionalProperties(false)
                            .build())
                    .build())
            .build();
    this.form =
        new AtomicReference<>(
            new Form(
                model.supportedCapabilities().contains(Capability.RESPONSE_FORMAT_JSON_SCHEMA),
                temperature));
  }

  /** Asks, and returns the response. */
  public ChatResponse ask(String request) {
    Form first = Objects.requireNonNull(form.get());
    for (Form now = first; ; ) {
      try {
        ChatResponse response = model.chat(request(request, now));
        if (!now.equals(first)) {
          settleOn(first, now);
        }
        return response;
      } catch (RuntimeException e) {
        Optional<Form> less = refuses(e) ? less(now, e) : Optional.empty();
        if (less.isEmpty()) {
          throw e;
        }
        now = less.get();
      }
    }
  }

  private ChatRequest request(String text, Form as) {
    ChatRequest.Builder request = ChatRequest.builder().messages(UserMessage.from(text));
    if (as.structured()) {
      request.responseFormat(format);
    }
    as.temperature().ifPresent(request::temperature);
    return request.build();
  }

  /** Leaves out what the message names, else the structure first. */
  private static Optional<Form> less(Form form, RuntimeException refusal) {
    boolean structured = form.structured();
    OptionalDouble none = OptionalDouble.empty();
    if (form.temperature().isPresent() && (namesTemperature(refusal) || !structured)) {
      return Optional.of(new Form(structured, none));
    }
    return structured ? Optional.of(new Form(false, form.temperature())) : Optional.empty();
  }

  private static boolean namesTemperature(Throwable refusal) {
    return chain(refusal)
        .anyMatch(
            e -> String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("temperature"));
  }

  private static boolean refuses(Throwable failure) {
    return chain(failure)
        .anyMatch(
            e ->
                e instanceof InvalidRequestException
                    || e instanceof UnsupportedFeatureException
                    || (e instanceof HttpStatus s && (s.status() == 400 || s.status() == 422))
                    || (isServers(e) && NAMED.matcher(String.valueOf(e.getMessage())).find()));
  }

  /** Some servers call it an error of their own that they know no schema or temperature. */
  private static boolean isServers(Throwable failure) {
    return failure instanceof InternalServerException
        || (failure instanceof HttpStatus s && s.status() >= 500);
  }

  private static Stream<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
  }

  private void settleOn(Form first, Form found) {
    if (!form.compareAndSet(first, found)) {
      return; // Another thread was faster, and has warned.
    }
    if (first.temperature().isPresent() && found.temperature().isEmpty()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The model rejects temperature {0} and uses its own default: verdicts may differ from run"
              + " to run.",
          first.temperature().getAsDouble());
    }
    if (first.structured() && !found.structured()) {
      LOG.log(
          System.Logger.Level.DEBUG,
          "The model does not support a JSON schema for its reply; the prompt alone says what to"
              + " reply.");
    }
  }
}
