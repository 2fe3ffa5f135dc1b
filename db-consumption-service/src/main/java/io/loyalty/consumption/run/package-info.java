/**
 * Runs what is asked for and takes a while, replays and redrives alike: one worker at a time with a
 * lease, which another takes over, at a limited rate. Knows neither Kafka nor SQL, nor what is run.
 */
package io.loyalty.consumption.run;
