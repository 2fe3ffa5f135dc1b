/** Contains the command that tries the rules for fraud, and prints what they find. */
package io.loyalty.cli.fraud;
