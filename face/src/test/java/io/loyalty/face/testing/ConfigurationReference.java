package io.loyalty.face.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Checks that the tables of a service in docs/configuration.md are those that its code makes, or
 * writes them, if the system property {@code configuration.write} is set. The test of each service
 * extends this class.
 */
public abstract class ConfigurationReference {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  private final String service;
  private final String root;

  /**
   * Creates the check for the tables of a service.
   *
   * @param service the service's name
   * @param root its root package; the last part of its name begins the service's own keys
   */
  protected ConfigurationReference(String service, String root) {
    this.service = service;
    this.root = root;
  }

  @Test
  void isMadeOfTheCode() throws IOException {
    String page = Files.readString(PAGE);
    String made = new ConfigurationPage(service, new ConfigurationKeys(root)).made(page);
    if (Boolean.getBoolean("configuration.write")) {
      Files.writeString(PAGE, made);
    } else {
      assertThat(page)
          .as(
              "docs/configuration.md is stale. CONTRIBUTING.md has the command that writes it anew.")
          .isEqualTo(made);
    }
  }
}
