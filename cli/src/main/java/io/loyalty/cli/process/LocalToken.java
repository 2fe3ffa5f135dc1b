package io.loyalty.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/** The token that allows to act on a local pipeline: made once, and for its owner's eyes only. */
final class LocalToken {
  /** Where db-consumption-service takes it from; an argument would show in a list of processes. */
  static final String VARIABLE = "CONSUMPTION_API_TOKEN";

  /** Where ingestion-service takes it from. */
  static final String INGESTION_VARIABLE = "INGESTION_API_TOKEN";

  private static final int BYTES = 32;
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");

  private LocalToken() {}

  /** The directory's token; makes one where none is. */
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
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String token = HexFormat.of().formatHex(random);
    Path fresh = file.resolveSibling("token.new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER));
    Files.writeString(fresh, token + "\n");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    return token;
  }
}
