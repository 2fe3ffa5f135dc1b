package io.loyalty.cli.planted.process;

import software.amazon.awssdk.services.sqs.SqsClient;

record KnowsSqs(SqsClient client) {}
