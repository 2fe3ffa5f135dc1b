/**
 * Describes refused events and writes their records for the topic of dead letters. This package
 * decides nothing: the step that refuses an event calls it.
 */
package io.loyalty.ingestion.deadletter;
