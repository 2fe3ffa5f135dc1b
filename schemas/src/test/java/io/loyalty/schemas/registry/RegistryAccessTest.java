package io.loyalty.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.loyalty.localstack.tls.CertificateAuthority;
import io.loyalty.localstack.tls.Identity;
import io.loyalty.localstack.tls.TlsProxy;
import io.loyalty.localstack.tls.TlsProxy.ClientCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests a registry client over TLS, with credentials and with certificates created for this test.
 */
class RegistryAccessTest {
  private static final String PASSWORD = "pässword:with colon";

  @TempDir static Path directory;
  private static HttpServer registry;
  private static Identity here;
  private static Identity elsewhere;
  private static Identity strange;

  @BeforeAll
  static void issue() throws IOException {
    registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext(
        "/",
        exchange -> {
          byte[] body = "{\"id\":7,\"schema\":\"text\"}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    registry.start();
    CertificateAuthority ours = CertificateAuthority.in(directory.resolve("ours"));
    here = ours.issue("here", "ip:127.0.0.1");
    elsewhere = ours.issue("elsewhere", "dns:registry.example");
    strange = CertificateAuthority.in(directory.resolve("others")).issue("x", "ip:127.0.0.1");
  }

  @AfterAll
  static void stop() {
    registry.stop(0);
  }

  @Test
  void bringsUserAndPasswordOverTls() throws IOException {
    RegistryAccess access = RegistryAccess.anonymous().withBasic("loyalty", PASSWORD);
    String header =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(("loyalty:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    try (TlsProxy door = door(here, ClientCertificate.UNASKED, header)) {
      assertThat(asked(door, access.withTls(here.context())).schema(7)).isEqualTo("text");
    }
  }

  @Test
  void bringsATokenAndShowsItsCertificate() throws IOException {
    RegistryAccess access = RegistryAccess.anonymous().withBearer("a.b-c_d");
    try (TlsProxy door = door(here, ClientCertificate.REQUIRED, "Bearer a.b-c_d")) {
      assertThat(asked(door, access.withTls(here.context())).schema(7)).isEqualTo("text");
    }
  }

  @Test
  void saysThatTheAuthorityIsUnknown() throws IOException {
    try (TlsProxy door = door(strange, ClientCertificate.UNASKED, "")) {
      isRefused(door, here.context(), "PKIX path");
    }
  }

  @Test
  void saysThatTheCertificateIsOfAnotherHost() throws IOException {
    try (TlsProxy door = door(elsewhere, ClientCertificate.UNASKED, "")) {
      isRefused(door, here.context(), "127.0.0.1");
    }
  }

  @Test
  void refusesAUserInTheUrlWithoutShowingThePassword() {
    assertThatThrownBy(() -> RegistryOptions.of(URI.create("http://me:secret@registry:8081")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no user and no password")
        .hasMessageNotContaining("secret");
  }

  @Test
  void refusesCertificatesForAConnectionWithoutTls() {
    RegistryOptions options = RegistryOptions.of(URI.create("http://registry:8081"));
    assertThatThrownBy(
            () ->
                new SchemaRegistry(
                    options, RegistryAccess.anonymous().withTls(SSLContext.getDefault())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https://");
  }

  @Test
  void refusesWhatNoHeaderCanHold_andShowsNoSecret() {
    assertThatThrownBy(() -> RegistryAccess.anonymous().withBearer("secret\r\nX: y"))
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> RegistryAccess.anonymous().withBasic("a:b", "secret"))
        .hasMessageNotContaining("secret");
    assertThat(RegistryAccess.anonymous().withBearer("secret")).hasToString("Bearer");
  }

  private static void isRefused(TlsProxy door, SSLContext client, String why) {
    SchemaRegistry asked = asked(door, RegistryAccess.anonymous().withTls(client));
    assertThatThrownBy(() -> asked.schema(7))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining(door.url().toString())
        .hasMessageContaining("TLS fails")
        .hasMessageContaining(why);
  }

  private static SchemaRegistry asked(TlsProxy door, RegistryAccess access) {
    return new SchemaRegistry(
        new RegistryOptions(door.url(), Duration.ofSeconds(5), Duration.ofSeconds(5), 1), access);
  }

  private static TlsProxy door(Identity identity, ClientCertificate wanted, String header)
      throws IOException {
    URI target = URI.create("http://127.0.0.1:%d/".formatted(registry.getAddress().getPort()));
    return TlsProxy.to(target, identity.context(), wanted, header);
  }
}
