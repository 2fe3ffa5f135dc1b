package io.loyalty.stream.fraud;

import io.loyalty.stream.fraud.rule.ReceiptUsedTwice;
import io.loyalty.stream.fraud.state.ReceiptState;
import io.loyalty.stream.fraud.state.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Compares purchases that have one receipt number. They come from all partitions, which a second
 * run reads at different speeds, so a receipt is kept for some time after the stage has seen it,
 * whenever it was printed.
 */
final class Receipts implements Processor<String, Sighting, String, SpecificRecord> {
  static final String STORE = "fraud-receipts";
  private static final Duration TICK = Duration.ofSeconds(1);

  private final ReceiptUsedTwice rule;
  private final Duration kept;
  private final Alerts alerts;
  private ProcessorContext<String, SpecificRecord> context;
  private KeyValueStore<String, ReceiptState> receipts;
  private Sweep<ReceiptState> sweep;

  Receipts(ReceiptUsedTwice rule, Duration lateness, Alerts alerts) {
    this.rule = rule;
    this.kept = rule.within().plus(lateness);
    this.alerts = alerts;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> context) {
    this.context = context;
    this.receipts = context.getStateStore(STORE);
    this.sweep =
        new Sweep<>(
            receipts,
            receipt -> receipt.getTouchedAt() < context.currentSystemTimeMs() - kept.toMillis());
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> sweep.next());
  }

  @Override
  public void process(Record<String, Sighting> record) {
    String number = record.key();
    ReceiptState receipt = receipts.get(number);
    if (receipt == null) {
      receipt = new ReceiptState(0L, new ArrayList<>(), new ArrayList<>());
      sweep.added();
    }
    if (!rule.add(receipt, record.value())) {
      return;
    }
    receipt.setTouchedAt(context.currentSystemTimeMs());
    rule.look(number, receipt, record.value())
        .flatMap(alerts::of)
        .ifPresent(alert -> context.forward(new Record<>("", alert, record.timestamp())));
    receipts.put(number, receipt);
  }
}
