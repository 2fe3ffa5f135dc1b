package io.loyalty.console.flow;

/**
 * Tells how the events of one type flow.
 *
 * @param eventType the event type
 * @param topic its topic
 * @param produced the events per second onto the topic; null while it is not known
 * @param loaded the events per second into the warehouse; null while it is not known
 * @param records the records that were read from the topic
 * @param rows those that are rows
 * @param duplicates those that were there already
 * @param conflicts those that were there with another content
 * @param refused those that the load refused
 * @param lag the records that are not loaded yet; null if Kafka, or a leader of one of the
 *     partitions, does not answer
 * @param freshnessSeconds how old the oldest event is that is not loaded; 0 if all are
 * @param secondsUntilLoss when retention deletes events that are not loaded; null if it will not,
 *     or it is not known
 * @param openDeadLetters the dead letters of this type that are open
 */
record TypeFlow(
    String eventType,
    String topic,
    Double produced,
    Double loaded,
    long records,
    long rows,
    long duplicates,
    long conflicts,
    long refused,
    Long lag,
    Double freshnessSeconds,
    Double secondsUntilLoss,
    long openDeadLetters) {
  /**
   * Returns whether it is known if events will be lost. The service tells no time both where none
   * will be and where it does not know: only without a lag is it certain that none will be.
   */
  boolean knowsLoss() {
    return secondsUntilLoss != null || (lag != null && lag == 0);
  }
}
