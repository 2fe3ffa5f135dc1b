/** Measures how long it takes until fraud that is sent to the queue is an alert on its topic. */
package io.loyalty.benchmarks.alert;
