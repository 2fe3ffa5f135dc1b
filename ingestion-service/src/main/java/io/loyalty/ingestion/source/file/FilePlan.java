package io.loyalty.ingestion.source.file;

import java.util.List;

/**
 * Lists what a run reads.
 *
 * @param files the files, in their order
 * @param starts the position in each file to begin at
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

  /** Returns the number of lines that were safe before the run. */
  long linesBefore() {
    return starts.stream().mapToLong(FilePosition::lines).sum();
  }

  /** Returns the size of the files as stored; -1 if not known. */
  long bytes() {
    return files.stream().mapToLong(HistoryFile::size).sum();
  }
}
