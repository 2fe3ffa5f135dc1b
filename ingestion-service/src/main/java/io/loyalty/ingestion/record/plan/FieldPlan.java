package io.loyalty.ingestion.record.plan;

import java.util.List;

/**
 * Is one field of a record.
 *
 * @param name its name in the contract
 * @param jsonNames every name that it may have in JSON
 * @param value the plan of its value
 * @param nullable whether it may be null
 * @param absent the bytes that are written if it is absent; null if it is required
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FieldPlan(
    String name, List<String> jsonNames, ValuePlan value, boolean nullable, byte[] absent) {

  boolean isRequired() {
    return absent == null;
  }
}
