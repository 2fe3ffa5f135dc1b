package io.loyalty.cli.sample;

import java.util.Random;
import java.util.UUID;

/** Creates random UUIDs from a seed. */
final class SampleIds {
  private SampleIds() {}

  static String next(Random random) {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }
}
