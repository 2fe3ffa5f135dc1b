/** How the proof looks as text. Knows the service's answer and no HTTP. */
package io.loyalty.cli.proof;
