package io.loyalty.endtoend.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds another version of a contract, with which a service can be built.
 *
 * @param eventType its event type
 * @param schema the Avro file
 */
record OtherContract(String eventType, String schema) {
  /** Returns a copy of the service with this version; the one before becomes its history. */
  ExtractedService in(ExtractedService service) throws IOException {
    // The service's jar is the last one of the class path.
    String path = service.classPath();
    Path home = Path.of(path.substring(path.lastIndexOf(File.pathSeparatorChar) + 1)).getParent();
    Path copied = Files.createTempDirectory(home.getParent(), "contract");
    List<Path> files;
    try (Stream<Path> all = Files.walk(home)) {
      files = all.filter(file -> file.toString().endsWith(".jar")).toList();
    }
    int changed = 0;
    for (Path file : files) {
      Path copy = copied.resolve(home.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
      if (file.getFileName().toString().startsWith("schemas-")) {
        change(copy);
        changed++;
      }
    }
    assertThat(changed).as("jars with contracts in %s", home).isEqualTo(1);
    // Archived classes are only valid for the jars that they were made of.
    return new ExtractedService(
        path.replace(home.toString(), copied.toString()),
        service.mainClass(),
        copied.resolve("no-classes.jsa"));
  }

  private void change(Path schemas) throws IOException {
    try (FileSystem opened = FileSystems.newFileSystem(schemas)) {
      Path current = opened.getPath("avro", eventType + ".avsc");
      Path history = opened.getPath("avro", "history", eventType);
      assertThat(history).as("versions before the present one").doesNotExist();
      Files.createDirectories(history);
      Files.move(current, history.resolve("v1.avsc"));
      Files.writeString(current, schema);
    }
  }
}
