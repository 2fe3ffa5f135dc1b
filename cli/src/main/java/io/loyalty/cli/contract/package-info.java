/** How event types look as text. Knows the service's answers and no HTTP. */
package io.loyalty.cli.contract;
