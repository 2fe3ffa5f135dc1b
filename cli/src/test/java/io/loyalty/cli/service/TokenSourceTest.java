package io.loyalty.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.client.AccessToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenSourceTest {
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(directory.resolve("token"), "of-file\n");
  }

  @Test
  void takesTheOptionThenTheVariableThenTheFile() {
    assertThat(found(Optional.of("of-option"), Optional.of("of-variable")))
        .hasToString("the token of --token");
    assertThat(found(Optional.empty(), Optional.of("of-variable")))
        .hasToString("the token of PIPELINE_TOKEN");
    assertThat(found(Optional.empty(), Optional.of(" "))).hasToString("the token of " + file);
  }

  @Test
  void findsNoneWhereThereIsNone() {
    assertThat(
            TokenSource.find(
                Optional.empty(), Optional.empty(), Optional.of(directory.resolve("no-such-file"))))
        .isEmpty();
  }

  @Test
  void neverPrintsTheToken() {
    AccessToken token =
        TokenSource.find(Optional.of("secret"), Optional.empty(), Optional.empty()).orElseThrow();
    assertThat(token).hasToString("the token of --token");
    assertThatThrownBy(
            () -> TokenSource.find(Optional.of("se\ncret"), Optional.empty(), Optional.empty()))
        .isInstanceOf(RequestFailedException.class)
        .hasMessageStartingWith("The token of --token is no token")
        .hasMessageNotContaining("cret");
  }

  private AccessToken found(Optional<String> option, Optional<String> variable) {
    return TokenSource.find(option, variable, Optional.of(file)).orElseThrow();
  }
}
