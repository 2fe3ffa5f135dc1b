/** Lists, resets and compares the stages of stream-service. */
package io.loyalty.cli.streams;
