package io.loyalty.ingestion.source.file;

import java.util.List;

/**
 * What a run is to read.
 *
 * @param files in this order
 * @param starts where to begin in each
 */
record FilePlan(List<HistoryFile> files, List<FilePosition> starts) {
  FilePlan {
    files = List.copyOf(files);
    starts = List.copyOf(starts);
  }

  boolean isStandardInput() {
    return files.get(0).path() == null;
  }

  FilePosition start(int number) {
    return starts.get(number);
  }

  /** Lines that were safe before. */
  long linesBefore() {
    return starts.stream().mapToLong(FilePosition::lines).sum();
  }

  /** Bytes as they lie on the disk; -1 if not known. */
  long bytes() {
    return files.stream().mapToLong(HistoryFile::size).sum();
  }
}
