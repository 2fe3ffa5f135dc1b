package io.loyalty.ingestion.source.sqs.call;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

/**
 * Reads the response to a delete.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html">DeleteMessageBatch</a>
 */
final class DeleteAnswer {
  private static final Pattern ID = Pattern.compile("\\d{1,3}");

  private final BitSet told = new BitSet();
  private final List<NotDeleted> failed = new ArrayList<>();

  private DeleteAnswer() {}

  /**
   * Returns the messages that were not deleted.
   *
   * @param messages the number of messages in the request
   * @throws DirectCallException if the response has another form, or does not mention each message
   */
  static List<NotDeleted> read(InputStream answer, int messages) throws DirectCallException {
    DeleteAnswer deletes = new DeleteAnswer();
    try (JsonParser json = Json.FACTORY.createParser(ObjectReadContext.empty(), answer)) {
      Json.start(json);
      Json.members(json, deletes::list);
    }
    if (deletes.told.cardinality() != messages || deletes.told.length() != messages) {
      throw new DirectCallException("a response that does not mention each message");
    }
    return deletes.failed;
  }

  private void list(JsonParser json) throws DirectCallException {
    switch (json.currentName()) {
      case "Successful" -> Json.objects(json, this::entry);
      case "Failed" -> Json.objects(json, object -> failed.add(entry(object)));
      default -> json.skipChildren();
    }
  }

  private NotDeleted entry(JsonParser json) throws DirectCallException {
    ResultEntry entry = new ResultEntry();
    Json.members(json, entry::member);
    if (entry.id == null || !ID.matcher(entry.id).matches()) {
      throw new DirectCallException("a response that mentions an unknown message");
    }
    int position = Integer.parseInt(entry.id);
    told.set(position);
    return new NotDeleted(position, entry.code);
  }

  private static final class ResultEntry {
    private String id;
    private String code;

    private void member(JsonParser json) throws DirectCallException {
      switch (json.currentName()) {
        case "Id" -> id = Json.text(json);
        case "Code" -> code = Json.text(json);
        default -> json.skipChildren();
      }
    }
  }
}
