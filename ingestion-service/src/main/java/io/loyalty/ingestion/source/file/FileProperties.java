package io.loyalty.ingestion.source.file;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * History that is read from files.
 *
 * @param path an NDJSON file, plain or gzip; a directory, whose files that end in {@code .ndjson},
 *     {@code .jsonl} or {@code .json}, and {@code .gz} of them, are read in the order of their
 *     names; or {@code -} for standard input. Each line is a message. Queues may be read beside it;
 *     without one, the service ends when everything is read
 * @param progress the file that tells a later run where to resume; without it, beside the input,
 *     with {@code .progress} after its name. Standard input has none
 * @param account the file that the account is written to at the end, as JSON
 * @param rate the most lines a second, up to 1000000; 0 for no limit
 */
@Validated
@ConfigurationProperties("ingestion.file")
public record FileProperties(
    String path,
    String progress,
    String account,
    @DefaultValue("0") @Min(0) @Max(1_000_000) int rate) {
  static final String STANDARD_INPUT = "-";

  boolean isStandardInput() {
    return STANDARD_INPUT.equals(path);
  }

  /** Where the account is written to. */
  public Optional<Path> accountFile() {
    return Optional.ofNullable(account).map(Path::of);
  }

  /** Where the progress is kept; standard input has none. */
  Optional<Path> progressFile() {
    if (isStandardInput()) {
      return Optional.empty();
    }
    if (progress != null) {
      return Optional.of(Path.of(progress).toAbsolutePath());
    }
    Path read = Path.of(path).toAbsolutePath().normalize();
    return Optional.of(
        read.getFileName() == null
            ? read.resolve(".progress")
            : read.resolveSibling(read.getFileName() + ".progress"));
  }
}
