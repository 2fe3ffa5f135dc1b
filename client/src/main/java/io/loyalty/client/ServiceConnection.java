package io.loyalty.client;

import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import org.springframework.web.util.UriUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends requests to one service over HTTP; every failure is thrown as a {@link ServiceException}.
 * Thread-safe.
 */
public final class ServiceConnection {
  private static final Pattern ACTOR = Pattern.compile("[\\p{Graph}\\p{IsAlphabetic} ]{1,64}");
  private static final MediaType LINES = MediaType.parseMediaType("application/x-ndjson");

  private final JsonMapper json = JsonMapper.shared();
  private final RestClient http;
  private final ServiceFaults faults;
  private final Timeouts timeouts;

  /**
   * Creates a connection that connects at the first request.
   *
   * @param service the service's name, for messages
   * @param address the service's address
   * @param token the token to send, if any
   * @param timeouts the timeouts of requests
   */
  public ServiceConnection(
      String service, ServiceAddress address, Optional<AccessToken> token, Timeouts timeouts) {
    this.faults = new ServiceFaults(service, address, token);
    this.timeouts = timeouts;
    this.http =
        RestClient.builder()
            .baseUrl(address.prefix())
            .requestFactory(requests(address))
            .configureMessageConverters(
                converters ->
                    converters
                        .disableDefaults()
                        .addCustomConverter(new ByteArrayHttpMessageConverter())
                        .withJsonConverter(new JacksonJsonHttpMessageConverter(json)))
            .defaultStatusHandler(
                status -> !status.is2xxSuccessful(),
                (request, answer) -> {
                  throw faults.refusal(answer);
                })
            .defaultHeaders(
                headers ->
                    token.ifPresent(each -> headers.set(HttpHeaders.AUTHORIZATION, each.header())))
            .build();
  }

  private ServiceConnection(RestClient http, ServiceFaults faults, Timeouts timeouts) {
    this.http = http;
    this.faults = faults;
    this.timeouts = timeouts;
  }

  /**
   * Returns a connection that acts for somebody else, and shares everything else with this one. A
   * service heeds it if the token is configured {@code on-behalf}: its audit then names both.
   *
   * @param actor the name of who acts, of 1 to 64 printable characters
   * @throws IllegalArgumentException if it is no such name
   */
  public ServiceConnection onBehalfOf(String actor) {
    if (actor.isBlank() || !ACTOR.matcher(actor).matches()) {
      throw new IllegalArgumentException("The name of who acts has 1 to 64 printable characters");
    }
    // A header can only be relied on to carry ASCII.
    String encoded = UriUtils.encodePathSegment(actor, StandardCharsets.UTF_8);
    return new ServiceConnection(
        http.mutate().defaultHeader("X-Actor", encoded).build(), faults, timeouts);
  }

  /** Follows no redirect, because the token must only be sent to this address. */
  private ClientHttpRequestFactory requests(ServiceAddress address) {
    HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(timeouts.connect());
    address.tls().ifPresent(client::sslContext);
    HttpClient shared = client.build();
    ClientHttpRequestFactory reads = requests(shared, HttpMethod.GET);
    ClientHttpRequestFactory acts = requests(shared, HttpMethod.POST);
    return (uri, method) ->
        (method.equals(HttpMethod.GET) ? reads : acts).createRequest(uri, method);
  }

  private ClientHttpRequestFactory requests(HttpClient client, HttpMethod method) {
    JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client);
    requests.setReadTimeout(timeouts.of(method));
    return requests;
  }

  /** Returns a client for an interface whose methods return {@link Answer}. */
  public <A> A api(Class<A> api) {
    return HttpServiceProxyFactory.builderFor(
            new AnswerAdapter(RestClientAdapter.create(http), faults, timeouts, json))
        .conversionService(new DefaultConversionService())
        .build()
        .createClient(api);
  }

  /**
   * Returns the body of a response as it is, such as metrics or an OpenAPI document.
   *
   * @param path the path and query
   */
  public String text(String path) {
    try {
      byte[] body = http.get().uri(path).retrieve().body(byte[].class);
      return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    } catch (RestClientException e) {
      throw faults.of(e, timeouts.read());
    }
  }

  /**
   * Posts lines and streams the response to a reader, because the response may not fit into memory.
   *
   * @param path the path and query
   * @param lines the lines, none containing a line feed
   * @param reader reads the answer
   */
  public void postLines(String path, List<String> lines, Consumer<JsonParser> reader) {
    byte[] body = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    try {
      http.post()
          .uri(path)
          .contentType(LINES)
          .accept(MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON)
          .body(body)
          .exchange(
              (request, answer) -> {
                if (!answer.getStatusCode().is2xxSuccessful()) {
                  throw faults.refusal(answer);
                }
                reader.accept(json.createParser(answer.getBody()));
                return true;
              });
    } catch (JacksonIOException e) {
      throw faults.brokenOff(e);
    } catch (JacksonException e) {
      throw faults.notUnderstood(e);
    } catch (RestClientException e) {
      throw faults.of(e, timeouts.act());
    }
  }

  /** Returns the exception for a response that the API does not define. */
  public ServiceException notUnderstood() {
    return faults.notUnderstood(null);
  }
}
