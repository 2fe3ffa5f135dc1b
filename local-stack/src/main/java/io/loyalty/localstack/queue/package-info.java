/** Stores what the local SQS server takes. */
package io.loyalty.localstack.queue;
