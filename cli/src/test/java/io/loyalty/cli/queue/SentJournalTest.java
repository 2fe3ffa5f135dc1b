package io.loyalty.cli.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentJournalTest {
  @TempDir private Path directory;

  @Test
  void addsUpWhatSeveralSendersWrite() {
    Path file = directory.resolve("sent");
    SentJournal reader = SentJournal.in(file);
    SentJournal.in(file).sent(Map.of("device-login", 3));
    assertThat(reader.read().byType()).containsExactly(Map.entry("device-login", 3L));
    SentJournal.in(file).sent(Map.of("device-login", 4));
    SentJournal.in(file).uncertain(2);
    assertThat(reader.read())
        .isEqualTo(new SentJournal.Sent(Map.of("device-login", 7L), 2))
        .extracting(SentJournal.Sent::total)
        .isEqualTo(7L);
  }

  @Test
  void leavesALineThatIsBeingWrittenForTheNextTime() throws IOException {
    Path file = Files.writeString(directory.resolve("sent"), "device-login 1\ndevice-lo");
    SentJournal journal = SentJournal.in(file);
    assertThat(journal.read().total()).isEqualTo(1);
    Files.writeString(file, "gin 20\n", StandardOpenOption.APPEND);
    assertThat(journal.read().total()).isEqualTo(21);
  }

  @Test
  void beginsAnew() {
    SentJournal journal = SentJournal.in(directory.resolve("sent"));
    journal.sent(Map.of("device-login", 3));
    assertThat(journal.read().total()).isEqualTo(3);
    journal.clear();
    assertThat(journal.read().total()).isZero();
  }
}
