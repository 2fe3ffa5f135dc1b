/**
 * Reads dead letters that are to come back from the topic of redrives: each record is a message,
 * and its offset is committed once everything before it is settled.
 */
package io.loyalty.ingestion.source.redrive;
