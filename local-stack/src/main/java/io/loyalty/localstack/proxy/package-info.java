/**
 * Contains proxies that tests put before SQS and the schema registry to change, delay or refuse
 * requests. This package knows no part of the stack.
 */
package io.loyalty.localstack.proxy;
