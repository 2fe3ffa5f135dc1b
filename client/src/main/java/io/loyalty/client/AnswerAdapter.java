package io.loyalty.client;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.RestClientException;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpExchangeAdapterDecorator;
import org.springframework.web.service.invoker.HttpRequestValues;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Converts the responses of an API whose methods return {@link Answer} into an object and its JSON
 * tree. Every failure is thrown as a {@link ServiceException}. Thread-safe.
 */
final class AnswerAdapter extends HttpExchangeAdapterDecorator {
  private static final ParameterizedTypeReference<byte[]> BYTES =
      new ParameterizedTypeReference<>() {};

  private final ServiceFaults faults;
  private final Timeouts timeouts;
  private final JsonMapper json;

  AnswerAdapter(
      HttpExchangeAdapter delegate, ServiceFaults faults, Timeouts timeouts, JsonMapper json) {
    super(delegate);
    this.faults = faults;
    this.timeouts = timeouts;
    this.json = json;
  }

  /** The cast is safe because {@code type} is the type argument of an {@link Answer}. */
  @Override
  @SuppressWarnings("unchecked")
  public <T> T exchangeForBody(HttpRequestValues request, ParameterizedTypeReference<T> type) {
    byte[] body = ask(request);
    try {
      JsonNode tree = body == null ? json.missingNode() : json.readTree(body);
      Object value = json.treeToValue(tree, json.constructType(answered(type.getType())));
      if (value == null) {
        throw faults.notUnderstood(null);
      }
      return (T) new Answer<>(value, tree);
    } catch (JacksonException e) {
      throw faults.notUnderstood(e);
    }
  }

  private byte[] ask(HttpRequestValues request) {
    try {
      return super.exchangeForBody(request, BYTES);
    } catch (RestClientException e) {
      HttpMethod method = request.getHttpMethod();
      throw faults.of(e, timeouts.of(method == null ? HttpMethod.GET : method));
    }
  }

  private static Type answered(Type type) {
    if (type instanceof ParameterizedType generic && generic.getRawType() == Answer.class) {
      return generic.getActualTypeArguments()[0];
    }
    throw new IllegalStateException(type + " is not the Answer that a method of an API returns");
  }
}
