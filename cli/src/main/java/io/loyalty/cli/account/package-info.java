/** Counts what was sent against what arrived, and shows it. Knows neither queue nor process. */
package io.loyalty.cli.account;
