/** Contains options that several commands share. */
package io.loyalty.cli.option;
