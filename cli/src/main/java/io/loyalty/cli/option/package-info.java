/** Options that several commands have. */
package io.loyalty.cli.option;
