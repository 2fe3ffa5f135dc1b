/**
 * Takes messages through the steps receive, open, validate, publish and settle, decides when to
 * start, hold and stop, and counts. This package uses no vendor's client.
 */
package io.loyalty.ingestion.flow;
