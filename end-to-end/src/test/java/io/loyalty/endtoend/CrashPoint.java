package io.loyalty.endtoend;

import io.loyalty.endtoend.process.ServiceProcess;
import io.loyalty.localstack.proxy.SqsProxy.Reply;
import io.loyalty.localstack.proxy.SqsProxy.Rule;
import io.loyalty.localstack.proxy.SqsProxy.Server;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists the moments at which ingestion's process is killed, by the requests that SQS receives. */
enum CrashPoint {
  /** SQS has delivered messages; none of their events is on Kafka. */
  RECEIVED_AND_NOT_PUBLISHED("ReceiveMessage") {
    @Override
    Reply reach(String body, Server sqs) throws IOException {
      return sqs.pass(body);
    }

    @Override
    boolean isAt(Reply reply) {
      return reply.body().contains("ReceiptHandle");
    }
  },
  /** All events are on Kafka; SQS has deleted no message. */
  PUBLISHED_AND_NOT_DELETED("DeleteMessageBatch") {
    @Override
    Reply reach(String body, Server sqs) {
      return Reply.refusal(500, "InternalError");
    }
  },
  /** SQS has deleted half of a batch. */
  HALF_OF_A_BATCH_DELETED("DeleteMessageBatch") {
    @Override
    Reply reach(String body, Server sqs) throws IOException {
      ObjectNode request = (ObjectNode) JsonMapper.shared().readTree(body);
      ArrayNode entries = (ArrayNode) request.get("Entries");
      int half = (entries.size() + 1) / 2;
      while (entries.size() > half) {
        entries.remove(entries.size() - 1);
      }
      return sqs.pass(request.toString());
    }
  },
  /** SQS has deleted a batch, but ingestion has not received the response. */
  DELETED_AND_NOT_TOLD("DeleteMessageBatch") {
    @Override
    Reply reach(String body, Server sqs) throws IOException {
      return sqs.pass(body);
    }
  };

  private final String action;

  CrashPoint(String action) {
    this.action = action;
  }

  abstract Reply reach(String body, Server sqs) throws IOException;

  boolean isAt(Reply reply) {
    return true;
  }

  /** Kills the service when it first reaches this moment. */
  Rule killing(ServiceProcess service, CountDownLatch killed) {
    AtomicBoolean isOver = new AtomicBoolean();
    return (asked, body, sqs) -> {
      if (isOver.get() || !asked.equals(action)) {
        return sqs.pass(body);
      }
      Reply reply = reach(body, sqs);
      if (isAt(reply) && isOver.compareAndSet(false, true)) {
        kill(service);
        killed.countDown();
      }
      return reply;
    };
  }

  private static void kill(ServiceProcess service) {
    try {
      service.kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
