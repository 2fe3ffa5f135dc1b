package io.loyalty.ingestion.source.file;

import io.loyalty.ingestion.source.BrokenSourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Is a history file, distinguished from another file of the same name.
 *
 * @param path its path; null for standard input
 * @param name the file name
 * @param size its size as stored; -1 if not known
 * @param firstBytes SHA-256 of its first 64 KiB
 */
record HistoryFile(Path path, String name, long size, String firstBytes) {
  private static final int FIRST_BYTES = 1 << 16;
  private static final Pattern READ_FROM_DIRECTORY =
      Pattern.compile(".*\\.(ndjson|jsonl|json)(\\.gz)?");

  /**
   * Returns the file, or the files of the directory by name.
   *
   * @throws BrokenSourceException if there is nothing to read
   */
  static List<HistoryFile> at(FileProperties properties) {
    if (properties.isStandardInput()) {
      return List.of(new HistoryFile(null, "standard input", -1, ""));
    }
    Path path = Path.of(properties.path());
    if (!Files.exists(path)) {
      throw new BrokenSourceException(
          "%s does not exist: correct ingestion.file.path.".formatted(path), null);
    }
    try {
      if (!Files.isDirectory(path)) {
        return List.of(of(path));
      }
      List<HistoryFile> files = inDirectory(path);
      if (files.isEmpty()) {
        throw new BrokenSourceException(
            "%s has no file that ends in .ndjson, .jsonl or .json, or .gz after that."
                .formatted(path),
            null);
      }
      return files;
    } catch (IOException e) {
      throw new BrokenSourceException("%s can't be read: %s.".formatted(path, phrase(e)), e);
    }
  }

  private static List<HistoryFile> inDirectory(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      List<Path> paths =
          entries
              .filter(each -> READ_FROM_DIRECTORY.matcher(each.getFileName().toString()).matches())
              .filter(each -> !Files.isDirectory(each))
              .sorted()
              .toList();
      List<HistoryFile> files = new ArrayList<>();
      for (Path each : paths) {
        files.add(of(each));
      }
      return List.copyOf(files);
    }
  }

  private static HistoryFile of(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(in.readNBytes(FIRST_BYTES));
      return new HistoryFile(
          path,
          path.toAbsolutePath().normalize().getFileName().toString(),
          Files.size(path),
          HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing, which every Java platform has", e);
    }
  }

  /** Returns its size as stored. */
  CountedStream open() throws IOException {
    return new CountedStream(path == null ? System.in : Files.newInputStream(path));
  }

  /** Returns its path for people. */
  String place() {
    return path == null ? name : path.toString();
  }

  /** Describes a fault of the file system, without the path. */
  static String phrase(IOException fault) {
    return switch (fault.getClass().getSimpleName()) {
      case "AccessDeniedException" -> "it may not be read or written";
      case "NoSuchFileException" -> "it does not exist";
      default -> fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
    };
  }
}
