/** Runs the service over files of history until they are read, and accounts for the run. */
package io.loyalty.ingestion.history;
