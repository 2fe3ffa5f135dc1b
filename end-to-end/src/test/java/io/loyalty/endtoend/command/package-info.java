/** Tests the {@code pipeline} command as its users run it. */
package io.loyalty.endtoend.command;
