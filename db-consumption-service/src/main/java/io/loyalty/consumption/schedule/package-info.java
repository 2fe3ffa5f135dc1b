/** What runs again and again beside the load. */
package io.loyalty.consumption.schedule;
