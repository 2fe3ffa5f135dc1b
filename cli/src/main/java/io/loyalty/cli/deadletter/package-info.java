/** How dead letters look as text. Knows the service's answers and no HTTP. */
package io.loyalty.cli.deadletter;
