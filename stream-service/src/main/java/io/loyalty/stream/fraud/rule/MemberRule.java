package io.loyalty.stream.fraud.rule;

import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** Finds cases in what is remembered of one member. Implementations are stateless. */
public interface MemberRule {
  /** Returns which rule it is. */
  FraudRule rule();

  /** Returns whether a new event of this type can complete a case. */
  boolean concerns(Class<? extends SpecificRecord> type);

  /** Passes on each case that is in the history and was not found before. */
  void look(MemberHistory history, Consumer<Suspicion> found);
}
