/**
 * What is particular to a dead letter that comes back: the patch that is applied to it, the version
 * of a contract that is tried, and the resolution that tells its outcome. The steps between are
 * those of live traffic.
 */
package io.loyalty.ingestion.recovery;
