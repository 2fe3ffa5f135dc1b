/** JSON to Avro: ours, the limit and the peers, measured by JMH. Knows no queue. */
package io.loyalty.benchmarks.transcoder;
