package io.loyalty.ingestion.source.file;

import io.loyalty.ingestion.source.Source;
import io.loyalty.ingestion.source.SourceContract;
import io.loyalty.ingestion.source.WorkWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class FileSourceContractTest extends SourceContract {
  @TempDir private Path directory;
  private int files;

  @Override
  protected void put(List<String> bodies) throws IOException {
    Files.write(directory.resolve("%03d.ndjson".formatted(files++)), bodies);
  }

  @Override
  protected Source open(WorkWindow window) {
    return new FileSource(
        new FileProperties(directory.toString(), directory.resolve("progress").toString(), null, 0),
        window,
        "loyalty",
        Clock.systemUTC());
  }
}
