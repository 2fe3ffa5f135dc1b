package io.loyalty.stream.window;

import io.loyalty.stream.stage.SkippedEvents;
import io.loyalty.stream.stage.SkippedEvents.Known;
import io.loyalty.stream.stage.SkippedEvents.Place;
import io.loyalty.stream.window.state.ClosedBlock;
import io.loyalty.stream.window.state.OpenWindow;
import io.loyalty.stream.window.state.WindowMessage;
import io.loyalty.stream.window.state.WindowPart;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Adds parts to their windows, and closes a window when all readers have passed it and nothing was
 * added to it for a while. What comes for a closed window is a skipped event. When that is depends
 * on what readers have sent, not on when it is read here: neither a restart nor a backlog of this
 * processor closes a window early.
 */
final class Closing<S extends SpecificRecord>
    implements Processor<String, WindowMessage, String, SpecificRecord> {
  private static final Duration CHECK = Duration.ofSeconds(1);
  private static final Duration KEPT = Duration.ofDays(7);

  /** Entries of closed windows that a check looks at, to forget old ones. */
  private static final int SWEPT = 200;

  private final Windowing<S> windowing;
  private final Serde<S> sums;
  private final SkippedEvents skipped;
  private final Supplier<Watermark> watermarks;

  private ProcessorContext<String, SpecificRecord> context;
  private Watermark watermark;
  private OpenWindows open;
  private ClosedWindows closed;
  private WindowStore<String, S> shown;

  Closing(
      Windowing<S> windowing,
      Serde<S> sums,
      SkippedEvents skipped,
      Supplier<Watermark> watermarks) {
    this.windowing = windowing;
    this.sums = sums;
    this.skipped = skipped;
    this.watermarks = watermarks;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> context) {
    this.context = context;
    this.watermark = watermarks.get();
    KeyValueStore<Bytes, OpenWindow> windows = context.getStateStore(windowing.openStore());
    this.open = new OpenWindows(windows, windowing.times());
    KeyValueStore<Bytes, ClosedBlock> blocks = context.getStateStore(windowing.closedStore());
    this.closed = new ClosedWindows(blocks, windowing.times().size().toMillis(), KEPT.toMillis());
    this.shown = context.getStateStore(windowing.shownStore());
    context.schedule(CHECK, PunctuationType.WALL_CLOCK_TIME, now -> check());
  }

  @Override
  public void process(Record<String, WindowMessage> record) {
    WindowMessage message = record.value();
    WindowPart part = message.getPart();
    if (part == null) {
      watermark.mark(message.getReader(), message.getSentAt(), message.getClock());
      return;
    }
    var window = new WindowKey(windowing.times().start(part.getOccurredAt()), record.key());
    OpenWindow before = open.get(window);
    if (before != null) {
      S sum = windowing.plus().apply(sum(before.getSum()), sum(part.getSum()));
      open.put(
          window, new OpenWindow(bytes(sum), Math.max(before.getSentAt(), message.getSentAt())));
    } else if (closed.contains(window)) {
      context.forward(record.withKey("").withValue(late(part, window)));
    } else {
      open.put(window, new OpenWindow(part.getSum(), message.getSentAt()));
    }
  }

  private SpecificRecord late(WindowPart part, WindowKey window) {
    return skipped.late(
        new Known(part.getEventId(), part.getOccurredAt(), part.getOccurredAtOffset()),
        new Place(part.getTopic(), part.getTopicPartition(), part.getTopicOffset()),
        "the window of %s from %s on was closed"
            .formatted(windowing.name(), Instant.ofEpochMilli(window.start())));
  }

  private void check() {
    if (watermark.isKnown()) {
      long quiet = watermark.sent() - windowing.times().quiet().toMillis();
      open.due(watermark.passed(), quiet).forEach(due -> close(due.key, sum(due.value.getSum())));
      closed.sweep(watermark.sent(), SWEPT);
    }
  }

  private void close(WindowKey window, S sum) {
    long now = context.currentSystemTimeMs();
    Instant start = Instant.ofEpochMilli(window.start());
    Instant closedAt = Instant.ofEpochMilli(now).truncatedTo(ChronoUnit.MICROS);
    open.delete(window);
    closed.add(window, watermark.sent());
    // A window store takes none that is too old for it, and would say so for each.
    if (windowing.times().due(window.start()) + windowing.times().shown().toMillis() > now) {
      shown.put(window.key(), sum, window.start());
    }
    windowing
        .results()
        .apply(new ClosedWindow<>(window.key(), start, sum, closedAt))
        .forEach(result -> context.forward(new Record<>("", result, window.start())));
  }

  private S sum(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return sums.deserializer().deserialize(windowing.name(), copy);
  }

  private ByteBuffer bytes(S sum) {
    return ByteBuffer.wrap(sums.serializer().serialize(windowing.name(), sum));
  }
}
