package io.loyalty.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTokenTest {
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(directory.resolve("token"), "of-file\n");
  }

  @Test
  void takesTheOptionThenTheVariableThenTheFile() {
    assertThat(header(Optional.of("of-option"), Optional.of("of-variable")))
        .isEqualTo("Bearer of-option");
    assertThat(header(Optional.empty(), Optional.of("of-variable")))
        .isEqualTo("Bearer of-variable");
    assertThat(header(Optional.empty(), Optional.of(" "))).isEqualTo("Bearer of-file");
  }

  @Test
  void findsNoneWhereThereIsNone() {
    assertThat(
            AccessToken.find(
                Optional.empty(), Optional.empty(), Optional.of(directory.resolve("no-such-file"))))
        .isEmpty();
  }

  @Test
  void neverPrintsTheToken() {
    AccessToken token =
        AccessToken.find(Optional.of("secret"), Optional.empty(), Optional.empty()).orElseThrow();
    assertThat(token).hasToString("the token of --token");
    assertThatThrownBy(
            () -> AccessToken.find(Optional.of("se\ncret"), Optional.empty(), Optional.empty()))
        .isInstanceOf(RequestFailedException.class)
        .hasMessageStartingWith("The token of --token is no token")
        .hasMessageNotContaining("cret");
  }

  private String header(Optional<String> option, Optional<String> variable) {
    return AccessToken.find(option, variable, Optional.of(file)).orElseThrow().header();
  }
}
