/** How text and tables look on a terminal. Knows nothing of what they say. */
package io.loyalty.cli.text;
