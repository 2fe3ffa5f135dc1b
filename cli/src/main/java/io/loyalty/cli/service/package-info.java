/**
 * Asks the services over HTTP: how they are, and to replay and prove. Knows nothing but their
 * answers.
 */
package io.loyalty.cli.service;
