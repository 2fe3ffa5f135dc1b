/** Takes decisions where the load of a partition on hold goes on. */
package io.loyalty.consumption.holds;
