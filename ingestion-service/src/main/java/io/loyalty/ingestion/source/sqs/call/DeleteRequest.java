package io.loyalty.ingestion.source.sqs.call;

import java.io.ByteArrayOutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Is a request to delete messages of a queue.
 *
 * @param queueUrl the URL of the queue
 * @param handles the receipt handles of the messages; the index of each is its id in the request
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html">DeleteMessageBatch</a>
 */
record DeleteRequest(String queueUrl, List<String> handles) {
  private static final int USUAL_SIZE = 4096;

  /** Returns the body of the request. */
  byte[] body() {
    ByteArrayOutputStream body = new ByteArrayOutputStream(USUAL_SIZE);
    try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), body)) {
      json.writeStartObject();
      json.writeStringProperty("QueueUrl", queueUrl);
      json.writeArrayPropertyStart("Entries");
      for (int position = 0; position < handles.size(); position++) {
        json.writeStartObject();
        json.writeStringProperty("Id", String.valueOf(position));
        json.writeStringProperty("ReceiptHandle", handles.get(position));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return body.toByteArray();
  }
}
