package io.loyalty.cli.option;

import io.loyalty.cli.replay.PointInTime;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses a point in time on the command line. */
public final class PointInTimeConverter implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String text) {
    return PointInTime.parse(text, Instant.now())
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is no time like 2026-01-31T12:00:00Z, no date like 2026-01-31, and no time ago like 2h or P7D"
                        .formatted(text)));
  }
}
