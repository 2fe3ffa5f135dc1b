package io.loyalty.ingestion.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafePositionTest {
  private final SafePosition safe = new SafePosition();

  @Test
  void isUnknown_whileTheFirstLineIsOpen() {
    take(1);
    long second = take(2);

    safe.isSafe(second);

    assertThat(safe.place()).isNull();
    assertThat(safe.inWork()).isEqualTo(1);
  }

  @Test
  void passesAllLinesThatAreSafe_inWhateverOrderTheyEnd() {
    long first = take(1);
    long second = take(2);
    long third = take(3);
    take(4);

    safe.isSafe(third);
    safe.isSafe(second);
    assertThat(safe.place()).isNull();
    safe.isSafe(first);

    assertThat(safe.place()).isEqualTo(line(3));
  }

  @Test
  void neverPassesALineThatIsLeft() {
    long first = take(1);
    long second = take(2);
    long third = take(3);

    safe.isSafe(third);
    safe.isLeft(second);
    safe.isSafe(first);
    safe.isSafe(take(4));

    assertThat(safe.place()).isEqualTo(line(1));
    assertThat(safe.inWork()).isZero();
  }

  @Test
  void stopsBeforeTheFirstOfSeveralThatAreLeft() {
    long first = take(1);
    long second = take(2);
    long third = take(3);

    safe.isLeft(third);
    safe.isSafe(first);
    assertThat(safe.place()).isEqualTo(line(1));
    safe.isLeft(second);

    assertThat(safe.place()).isEqualTo(line(1));
  }

  @Test
  void passesLinesWithoutEvents_onlyAfterSafeLines() {
    long first = take(1);
    FilePosition end = new FilePosition(0, 9, 90, true);

    safe.nothingUpTo(end);
    assertThat(safe.place()).isNull();
    safe.isSafe(first);

    assertThat(safe.place()).isEqualTo(end);
  }

  private long take(int number) {
    return safe.take(line(number));
  }

  private static FilePosition line(int number) {
    return new FilePosition(0, number, 10L * number, false);
  }
}
