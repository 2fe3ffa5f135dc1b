package io.loyalty.endtoend.event;

import io.loyalty.cli.sample.SampleMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Creates messages with unique personal values in every place where a sender may put one: valid and
 * invalid events, names and values of unknown fields, types and ids.
 */
public final class PlantedMessages {
  /** Each direct value contains one of these, each pseudonym one of the others. */
  public static final List<String> DIRECT = List.of("zq7direct", "4917700771", "1907-07-07");

  public static final List<String> PSEUDONYMS = List.of("zq7pseudo", "77007720");

  private final List<SampleMessage> messages = new ArrayList<>();
  private final String now = Instant.now().toString();
  private int valid;
  private int invalid;

  /** Returns all of the messages. */
  public static PlantedMessages all() {
    PlantedMessages planted = new PlantedMessages();
    planted.plantValidOnes();
    planted.plantWrongValues();
    planted.plantWrongEnvelopes();
    return planted;
  }

  public List<SampleMessage> messages() {
    return messages;
  }

  /** Returns how many of them become rows. */
  public int valid() {
    return valid;
  }

  /** Returns how many become dead letters. */
  public int invalid() {
    return invalid;
  }

  private void plantValidOnes() {
    valid(
        event(
            "member-enrolled",
            member(
                """
                "enrolledOn": "2026-01-02", "channel": "WEB", "email": "zq7direct@example.org", "firstName": "Zq7direct",
                "birthDate": "1907-07-07", "gender": "zq7direct", "attributes": {"zq7direct key": "zq7direct", "k": "zq7direct"},
                "phone": "+4917700771", "zq7direct@example.org": 1, "4917700771": "zq7direct",
                "address": {"street": "zq7direct", "of zq7direct": {"+4917700771": true}}""")));
    valid(
        event(
            "purchase-transaction",
            """
            {"memberId": "zq7pseudo-2", "transactionId": "t", "storeId": "s", "transactionType": "SALE", "currency": "EUR",
             "totalAmount": 1, "lineItems": [{"productId": "p", "quantity": 1, "amount": 1, "discountAmount": 0,
               "giftFor": "zq7direct", "zq7direct@example.org": ["zq7direct"]}]}"""));
    String login =
        event(
            "device-login",
            """
            {"memberId": "zq7pseudo-3", "deviceId": "zq7pseudo-4", "platform": "IOS", "succeeded": true,
             "user": "zq7direct"}""");
    String wrong =
        event(
            "device-login",
            """
            {"memberId": "zq7pseudo-5", "deviceId": ["zq7pseudo-6"], "platform": "IOS", "succeeded": "perhaps",
             "zq7direct, 4917700771": {"x": "zq7direct"}}""");
    messages.add(message("[%s, %s]".formatted(login, wrong)));
    valid++;
    invalid++;
  }

  private void plantWrongValues() {
    for (String wrong :
        List.of(
            "\"email\": \"zq7direct\"",
            "\"email\": {\"zq7direct@example.org\": \"zq7direct\"}, \"firstName\": 4917700771",
            "\"firstName\": [\"zq7direct\"], \"gender\": {\"first\": \"zq7direct\"}",
            "\"birthDate\": \"1907-07-07 zq7direct\"",
            "\"attributes\": {\"zq7direct@example.org\": {\"zq7direct\": 1}, \"4917700771\": [1]}",
            "\"attributes\": \"zq7direct\"",
            "\"email\": \"%s@example.org\"".formatted("zq7direct".repeat(60)),
            "\"zq7direct of 4917700771\": [{\"zq7direct@example.org\": \"zq7direct\"}], \"email\": 7")) {
      invalid(
          event(
              "member-enrolled",
              member("\"enrolledOn\": \"2026-01-02\", \"channel\": \"WEB\", " + wrong)));
    }
    for (String wrong :
        List.of(
            "7700772001",
            "[\"zq7pseudo\"]",
            "{\"id\": \"zq7pseudo\"}",
            "\"%s\"".formatted("zq7pseudo".repeat(30)))) {
      invalid(
          event(
              "member-enrolled",
              """
              {"memberId": %s, "enrolledOn": "never", "channel": "WEB", "firstName": "zq7direct"}"""
                  .formatted(wrong)));
    }
  }

  private void plantWrongEnvelopes() {
    String data =
        member(
            "\"enrolledOn\": \"2026-01-02\", \"channel\": \"WEB\", \"firstName\": \"zq7direct\"");
    for (String type : List.of("zq7direct@example.org", "of zq7direct", "4917700771")) {
      invalid(event(type, data));
    }
    // A program may plausibly use this type; its meaning is not known.
    invalid(event("member-left", data));
    invalid(
        event("member-enrolled", data)
            .replaceFirst("\"id\": \"[^\"]*\"", "\"id\": \"zq7direct@x.org\""));
    invalid(event("member-enrolled", data).replaceFirst("\"time\"", "\"zq7direct@example.org\""));
    invalid(event("member-enrolled", data).replaceFirst("}$", ", \"subject\": \"zq7direct\""));
    invalid("zq7direct, 4917700771, zq7pseudo");
    invalid("\"zq7direct\"");
    invalid("{\"zq7direct@example.org\": {\"4917700771\": \"zq7pseudo\"}}");
    invalid(event("member-enrolled", "\"zq7direct\""));
    invalid(
        """
        {"version": "0", "id": "%s", "detail-type": "zq7direct joins", "source": "/web", "time": "%s",
         "detail": %s}"""
            .formatted(UUID.randomUUID(), now, data));
  }

  private static String member(String fields) {
    return "{\"memberId\": \"zq7pseudo-1\", %s}".formatted(fields);
  }

  private String event(String type, String data) {
    return """
        {"specversion": "1.0", "id": "%s", "type": "%s", "source": "/web", "time": "%s", "data": %s}"""
        .formatted(UUID.randomUUID(), type, now, data);
  }

  private void valid(String body) {
    messages.add(message(body));
    valid++;
  }

  private void invalid(String body) {
    messages.add(message(body));
    invalid++;
  }

  private static SampleMessage message(String body) {
    // The sender sends each line as a message.
    return new SampleMessage(body.replaceAll("\\s*\\n\\s*", " "), List.of());
  }
}
