/** How it looks as text what would become of events. Knows the service's answers and no HTTP. */
package io.loyalty.cli.validation;
