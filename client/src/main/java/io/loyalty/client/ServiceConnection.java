package io.loyalty.client;

import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.json.JsonMapper;

/** Asks one service over HTTP; every way to fail is a {@link ServiceException}. Thread-safe. */
public final class ServiceConnection {
  private static final MediaType LINES = MediaType.parseMediaType("application/x-ndjson");

  private final JsonMapper json = JsonMapper.shared();
  private final RestClient http;
  private final ServiceFaults faults;
  private final Timeouts timeouts;

  /**
   * Connects when the first request is made.
   *
   * @param service the service's name, for messages
   * @param address where it is
   * @param token what a request carries, if it may
   * @param timeouts how long to wait
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

  /** Follows no redirect: a token is for this address alone. */
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
   * Posts lines, and hands the answer to a reader as it comes: it may be too much to keep.
   *
   * @param path the path and query
   * @param lines none with a line feed in it
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

  /** Returns an answer that is not one of the API. */
  public ServiceException notUnderstood() {
    return faults.notUnderstood(null);
  }
}
