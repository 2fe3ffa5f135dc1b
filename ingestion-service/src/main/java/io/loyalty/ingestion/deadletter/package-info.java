/**
 * What was refused: where, why, and with which bytes; and its record on the topic of dead letters.
 * Decides nothing: who refuses an event calls here.
 */
package io.loyalty.ingestion.deadletter;
