package io.loyalty.consumption.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpanTest {
  @Test
  void takesEveryOffsetBeforeAnEnd() {
    Span span = Span.before(5);
    assertThat(span.contains(4)).isTrue();
    assertThat(span.contains(5)).isFalse();
    assertThat(span.next(3)).isEqualTo(3);
    assertThat(span.next(7)).isEqualTo(5);
    assertThat(Span.ENDLESS.next(7)).isEqualTo(7);
  }

  @Test
  void takesSomeOffsetsAndKnowsTheNext() {
    Span span = Span.of(new long[] {3, 4, 900});
    assertThat(span.contains(3)).isTrue();
    assertThat(span.contains(5)).isFalse();
    assertThat(span.contains(900)).isTrue();
    assertThat(span.end()).isEqualTo(901);
    assertThat(span.next(0)).isEqualTo(3);
    assertThat(span.next(4)).isEqualTo(4);
    assertThat(span.next(5)).isEqualTo(900);
    assertThat(span.next(901)).isEqualTo(901);
  }
}
