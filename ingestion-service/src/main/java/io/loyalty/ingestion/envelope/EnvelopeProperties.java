package io.loyalty.ingestion.envelope;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Configures what a message may look like.
 *
 * @param pointers where a programme's own flat envelope has its parts, as JSON Pointers; null:
 *     there is none. Tried last; an event is taken for one when its {@code type} is there
 * @param eventBridgeIdPointer where an EventBridge event has its own id inside {@code detail}, a
 *     JSON Pointer; without it, EventBridge's id is taken, which a resend changes
 * @param maxSize the longest message, up to 16MB
 * @param maxDepth the deepest nesting of an event, its own braces included, 4 to 500
 * @param maxEvents the most events of a message, 1 to 100000
 */
@Validated
@ConfigurationProperties("ingestion.envelope")
public record EnvelopeProperties(
    @NestedConfigurationProperty EnvelopePaths pointers,
    String eventBridgeIdPointer,
    @NotNull @DefaultValue("1MB") DataSize maxSize,
    @Min(4) @Max(EnvelopeProperties.DEEPEST) @DefaultValue("64") int maxDepth,
    @Min(1) @Max(100_000) @DefaultValue("10000") int maxEvents) {
  /** No event nests deeper, whatever is configured. */
  public static final int DEEPEST = 500;

  private static final DataSize LARGEST = DataSize.ofMegabytes(16);

  /** Checks the size and the pointers. */
  public EnvelopeProperties {
    if (maxSize.toBytes() < 1 || maxSize.compareTo(LARGEST) > 0) {
      throw new IllegalArgumentException(
          "ingestion.envelope.max-size is %s; set it to 1 byte up to %d MB"
              .formatted(maxSize, LARGEST.toMegabytes()));
    }
    if (pointers != null) {
      PointerSyntax.check("ingestion.envelope.pointers.id", pointers.id());
      PointerSyntax.check("ingestion.envelope.pointers.type", pointers.type());
      PointerSyntax.check("ingestion.envelope.pointers.source", pointers.source());
      PointerSyntax.check("ingestion.envelope.pointers.time", pointers.time());
      PointerSyntax.check("ingestion.envelope.pointers.payload", pointers.payload());
    }
    if (eventBridgeIdPointer != null) {
      PointerSyntax.check("ingestion.envelope.event-bridge-id-pointer", eventBridgeIdPointer);
    }
  }

  /** No envelope of the programme's own, and every limit at its default. */
  public static EnvelopeProperties defaults() {
    return new EnvelopeProperties(null, null, DataSize.ofMegabytes(1), 64, 10_000);
  }
}
