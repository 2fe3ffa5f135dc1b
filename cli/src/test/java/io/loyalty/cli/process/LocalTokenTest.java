package io.loyalty.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTokenTest {
  @TempDir private Path root;
  private DataDirectory directory;

  @BeforeEach
  void open() {
    directory = new DataDirectory(root);
  }

  @Test
  void makesARandomTokenForItsOwnerAlone() throws IOException {
    String token = LocalToken.in(directory);
    assertThat(token).matches("[0-9a-f]{64}");
    assertThat(directory.token()).hasContent(token);
    assertThat(permissions()).isEqualTo("rw-------");
    Files.delete(directory.token());
    assertThat(LocalToken.in(directory)).isNotEqualTo(token);
  }

  @Test
  void keepsTheTokenThatIsThereAndHidesIt() throws IOException {
    Files.writeString(directory.token(), "kept\n");
    Files.setPosixFilePermissions(directory.token(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(LocalToken.in(directory)).isEqualTo("kept");
    assertThat(permissions()).isEqualTo("rw-------");
  }

  @Test
  void makesAnotherWhereAKilledRunLeftAnEmptyOne() throws IOException {
    Files.createFile(directory.token());
    Files.createFile(root.resolve("token.new"));
    assertThat(LocalToken.in(directory)).hasSize(64);
  }

  @Test
  void reachesAChildByItsEnvironment() {
    ChildProcess child =
        ChildProcess.start(
            "child",
            List.of("sh", "-c", "echo \"got $" + LocalToken.VARIABLE + "\""),
            Map.of(LocalToken.VARIABLE, "it"),
            root);
    await().atMost(Duration.ofMinutes(1)).until(() -> child.says("got it"));
  }

  private String permissions() throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.token()));
  }
}
