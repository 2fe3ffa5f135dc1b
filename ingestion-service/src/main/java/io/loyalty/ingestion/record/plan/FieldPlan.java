package io.loyalty.ingestion.record.plan;

import java.util.List;

/**
 * One field of a record.
 *
 * @param name its name in the contract
 * @param jsonNames every name that it may have in JSON
 * @param value how its value is written
 * @param nullable whether null is a value of it
 * @param absent what is written where it is absent; null if it is required
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FieldPlan(
    String name, List<String> jsonNames, ValuePlan value, boolean nullable, byte[] absent) {

  boolean isRequired() {
    return absent == null;
  }
}
