/**
 * Runs what is asked for and takes a while, replays and redrives alike: one worker at a time with a
 * lease, which another takes over, at a limited rate; and reads the partitions of a run to their
 * ends. Knows neither Kafka's client nor SQL, nor what is run.
 */
package io.loyalty.consumption.run;
