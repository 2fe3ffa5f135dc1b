/** Asks the services how they are, over HTTP. Knows nothing but their answers. */
package io.loyalty.cli.service;
