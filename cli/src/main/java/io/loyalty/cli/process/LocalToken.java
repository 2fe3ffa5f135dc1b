package io.loyalty.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Creates the token of a local pipeline once; only its owner may read it. */
final class LocalToken {
  /** db-consumption-service reads the token's hash from this variable. */
  static final String VARIABLE = "CONSUMPTION_API_TOKENS";

  /** ingestion-service reads the token's hash from this variable. */
  static final String INGESTION_VARIABLE = "INGESTION_API_TOKENS";

  /** stream-service reads the token's hash from this variable. */
  static final String STREAMS_VARIABLE = "STREAM_API_TOKENS";

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");

  private LocalToken() {}

  /**
   * Returns the token's hash under the name of this machine's user, as the services are configured
   * with it.
   */
  static String entry(DataDirectory directory) {
    String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9]", "");
    return MadeToken.entry(user.isEmpty() ? "local" : user, "act", in(directory));
  }

  /** Returns the directory's token and creates it if there is none. */
  static String in(DataDirectory directory) {
    Path file = directory.token();
    try {
      String kept = Files.exists(file) ? Files.readString(file).strip() : "";
      if (!kept.isEmpty()) {
        Files.setPosixFilePermissions(file, OWNER);
        return kept;
      }
      return make(file);
    } catch (IOException e) {
      throw new StartFailedException(
          "The token in %s can't be read or made: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static String make(Path file) throws IOException {
    String token = MadeToken.random();
    Path fresh = file.resolveSibling("token.new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER));
    Files.writeString(fresh, token + "\n");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    return token;
  }
}
