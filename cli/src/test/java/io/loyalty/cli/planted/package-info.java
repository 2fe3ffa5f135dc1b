/** Contains one violation of each package rule. */
package io.loyalty.cli.planted;
