package io.loyalty.ingestion.source.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.loyalty.ingestion.source.WorkLimits;
import io.loyalty.ingestion.source.WorkWindow;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

/**
 * Tests that the SDK's default chain finds credentials where AWS puts them. The environment of the
 * build has none; the SDK's system properties have the same effect as its variables.
 */
class CredentialsTest {
  private static final String FOUND =
      """
      {"AccessKeyId":"CONTAINER","SecretAccessKey":"s","Token":"t","Expiration":"2099-01-01T00:00:00Z"}""";
  private static final String ASSUMED =
      """
      <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <AssumeRoleWithWebIdentityResult><Credentials>
          <AccessKeyId>ASSUMED</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
          <SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
        </Credentials></AssumeRoleWithWebIdentityResult>
      </AssumeRoleWithWebIdentityResponse>""";

  @TempDir private Path directory;
  private final Properties before = (Properties) System.getProperties().clone();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final List<String> assumed = new CopyOnWriteArrayList<>();
  private HttpServer aws;

  @BeforeEach
  void openTheDoor() throws IOException {
    aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    aws.createContext("/", this::answer);
    aws.start();
    System.setProperty("aws.sharedCredentialsFile", directory.resolve("none").toString());
    System.setProperty("aws.configFile", directory.resolve("none").toString());
    System.setProperty("aws.disableEc2Metadata", "true");
  }

  @AfterEach
  void forget() {
    aws.stop(0);
    System.setProperties(before);
  }

  @Test
  void ofAProfile() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("credentials"),
            "[till]\naws_access_key_id = PROFILE\naws_secret_access_key = s\n");
    System.setProperty("aws.sharedCredentialsFile", file.toString());
    System.setProperty("aws.profile", "till");

    assertSignedBy("PROFILE");
  }

  @Test
  void ofAContainer() {
    System.setProperty("aws.containerCredentialsFullUri", at("/container"));

    assertSignedBy("CONTAINER");
  }

  /** Sets the variables of a Kubernetes service account with a role. */
  @Test
  void ofAWebIdentity() throws IOException {
    Path token = Files.writeString(directory.resolve("token"), "the-token-of-the-pod");
    System.setProperty("aws.webIdentityTokenFile", token.toString());
    System.setProperty("aws.roleArn", "arn:aws:iam::1:role/ingestion");
    // Without a region, the SDK calls the global endpoint of STS.
    System.setProperty("aws.region", "eu-central-1");
    System.setProperty("aws.endpointUrlSts", at(""));

    assertSignedBy("ASSUMED");
    assertThat(assumed).singleElement(STRING).contains("the-token-of-the-pod", "role%2Fingestion");
  }

  private void assertSignedBy(String key) {
    MapConfigurationPropertySource settings = new MapConfigurationPropertySource();
    settings.put("ingestion.queue.url", at("/1/q"));
    settings.put("ingestion.queue.endpoint", at(""));
    settings.put("ingestion.queue.region", "eu-central-1");
    QueueProperties properties =
        new Binder(settings).bind("ingestion.queue", QueueProperties.class).get();
    SqsSource source =
        SqsSource.open(
            properties,
            new WorkWindow(new WorkLimits(100, DataSize.ofMegabytes(1))),
            new SimpleMeterRegistry(),
            Clock.systemUTC());

    source.prove();

    assertThat(authorizations)
        .isNotEmpty()
        .allSatisfy(
            header -> assertThat(header).contains("Credential=%s/".formatted(key), "/sqs/"));
  }

  private String at(String path) {
    return "http://127.0.0.1:%d%s".formatted(aws.getAddress().getPort(), path);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      byte[] answer = answerTo(exchange, body).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private String answerTo(HttpExchange exchange, String body) {
    if (exchange.getRequestURI().getPath().equals("/container")) {
      return FOUND;
    }
    if (body.contains("AssumeRoleWithWebIdentity")) {
      assumed.add(body);
      return ASSUMED;
    }
    authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
    return "{\"Attributes\":{\"MessageRetentionPeriod\":\"345600\"}}";
  }
}
