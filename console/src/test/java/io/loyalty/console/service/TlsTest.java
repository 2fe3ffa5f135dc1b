package io.loyalty.console.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.console.visit.RecordedService;
import io.loyalty.console.visit.Statuses;
import io.loyalty.console.visit.VisitedConsole;
import io.loyalty.localstack.tls.CertificateAuthority;
import io.loyalty.localstack.tls.Identity;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests connections to the services over TLS, with authorities that are made here. */
class TlsTest {
  private static final String BUNDLE = "--spring.ssl.bundle.pem.services.";
  private static final String LOOPBACK = "ip:127.0.0.1";

  @TempDir private static Path directory;

  private static CertificateAuthority authority;
  private static CertificateAuthority stranger;
  private static Identity service;

  @BeforeAll
  static void makeCertificates() throws IOException {
    authority = CertificateAuthority.in(directory.resolve("authority"));
    stranger = CertificateAuthority.in(directory.resolve("stranger"));
    service = authority.issue("ingestion-service", LOOPBACK);
  }

  private static String flow(RecordedService ingestion, String... bundle) {
    String[] settings = new String[bundle.length + 2];
    System.arraycopy(bundle, 0, settings, 0, bundle.length);
    settings[bundle.length] = "--console.services.ssl-bundle=services";
    settings[bundle.length + 1] = "--console.services.ingestion-url=" + ingestion.address();
    try (VisitedConsole console = new VisitedConsole(settings)) {
      Statuses.allIsWell(console);
      ingestion.answers("GET /status", Statuses.ingestion(12, 1_031, 31));
      return console.signedIn("bob").page("/");
    }
  }

  private static String trusting(CertificateAuthority trusted) {
    return BUNDLE + "truststore.certificate=file:" + trusted.certificate();
  }

  @Test
  void readsAServiceWhoseAuthorityTheBundleTrusts() throws IOException {
    try (RecordedService ingestion = new RecordedService(service.context(), false)) {
      assertThat(ingestion.address()).hasScheme("https");
      assertThat(flow(ingestion, trusting(authority)))
          .contains("data-live=\"ingestion.received\">1,031<");
      assertThat(ingestion.asked())
          .anySatisfy(
              each ->
                  assertThat(each.headers())
                      .containsEntry("authorization", "Bearer " + VisitedConsole.READ_TOKEN));
    }
  }

  @Test
  void saysInASentenceThatNobodyItTrustsHasIssuedTheCertificate_andSendsNoToken()
      throws IOException {
    try (RecordedService ingestion = new RecordedService(service.context(), false)) {
      assertThat(flow(ingestion, trusting(stranger)))
          .contains(
              "ingestion-service at "
                  + ingestion.address()
                  + " shows a certificate that no authority has issued which this client trusts;"
                  + " console.services.ssl-bundle says whom the console trusts, and what it shows.")
          .doesNotContain("PKIX", "sun.security");
      assertThat(ingestion.asked()).isEmpty();
    }
  }

  @Test
  void saysThatTheCertificateIsOfAnotherHost() throws IOException {
    Identity elsewhere = authority.issue("elsewhere", "dns:elsewhere.example");
    try (RecordedService ingestion = new RecordedService(elsewhere.context(), false)) {
      assertThat(flow(ingestion, trusting(authority)))
          .contains("shows the certificate of another host (No subject alternative names");
    }
  }

  @Test
  void showsTheCertificateOfTheBundle_whereTheServiceWantsOne() throws IOException {
    Identity console = authority.issue("console", "dns:console");
    try (RecordedService ingestion = new RecordedService(service.context(), true)) {
      assertThat(
              flow(
                  ingestion,
                  trusting(authority),
                  BUNDLE + "keystore.certificate=file:" + console.certificate(),
                  BUNDLE + "keystore.private-key=file:" + console.key()))
          .contains("data-live=\"ingestion.received\">1,031<");
    }
  }

  @Test
  void readsNothingOfAServiceThatWantsACertificate_withoutOne() throws IOException {
    try (RecordedService ingestion = new RecordedService(service.context(), true)) {
      assertThat(flow(ingestion, trusting(authority)))
          .contains("data-live=\"ingestion.fault\">ingestion-service ", "data-live=\"rows\">990<")
          .doesNotContain("data-live=\"ingestion.received\">1,031<");
      assertThat(ingestion.asked()).isEmpty();
    }
  }
}
