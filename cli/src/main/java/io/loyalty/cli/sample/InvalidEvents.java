package io.loyalty.cli.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Creates one event of every kind that the pipeline must refuse; each event has a single fault. */
final class InvalidEvents {
  private static final int NESTING = 1024 * 1024 - 16;
  private static final String PURCHASE =
      "{'transactionId':'T-1','storeId':'S-1','currency':'EUR','totalAmount':%s,'lineItems':[%s]}";
  private static final String ITEM = "{'productId':'P-1','quantity':%s,'amount':%s%s}";

  private final Random random;
  private final String time;
  private final List<SampleMessage> messages = new ArrayList<>();

  InvalidEvents(Random random, String time) {
    this.random = random;
    this.time = time;
  }

  List<SampleMessage> all() {
    bodiesThatCannotBeOpened();
    typesAndFields();
    formats();
    foreignMessages();
    textAndDecimals();
    timesAndIds();
    return messages;
  }

  private void bodiesThatCannotBeOpened() {
    unopened("not JSON", "not-json", "This is not JSON. " + SampleIds.next(random));
    unopened(
        "JSON cut short",
        "not-json",
        "{\"specversion\":\"1.0\",\"id\":\"" + SampleIds.next(random));
    unopened("1 MiB of nesting", "too-deep", "[".repeat(NESTING - random.nextInt(10_000)));
    unopened(
        "no known envelope",
        "unknown-envelope",
        "{\"hello\":\"%s\"}".formatted(SampleIds.next(random)));
  }

  private void typesAndFields() {
    String type = "basket-abandoned";
    String id = SampleIds.next(random);
    SampleFault unknown =
        new SampleFault("unknown event type", "validate", "unknown-event-type", "/type");
    String text = event(id, type, time, "{'memberId':'M-1'}");
    messages.add(
        SampleMessage.of(
            text, new SampleEvent(id, SampleEvent.UNKNOWN, text, Optional.of(unknown))));
    invalid(
        "text for a number",
        "points-collected",
        "/data/points",
        "{'memberId':'M-1','points':'many','reason':'BONUS'}");
    invalid(
        "text for a boolean",
        "device-login",
        "/data/succeeded",
        "{'memberId':'M-1','deviceId':'D-1','platform':'IOS','succeeded':'yes'}");
    invalid(
        "an object for an array",
        "purchase-transaction",
        "/data/lineItems",
        PURCHASE.formatted("1.00", "").replace("[]", "{}"));
    invalid(
        "a required field missing",
        "coupon-redeemed",
        "/data/couponCode",
        "{'memberId':'M-1','campaignId':'C-1'}");
    invalid(
        "a value outside its set",
        "push-notification-result",
        "/data/result",
        "{'notificationId':'N-1','memberId':'M-1','deviceId':'D-1','platform':'IOS','result':'LOST'}");
    invalid(
        "a number beyond 64 bits",
        "points-collected",
        "/data/points",
        "{'memberId':'M-1','points':9223372036854775808,'reason':'BONUS'}");
    invalid("no payload", "offer-viewed", "/data", "null");
    invalid(
        "text beyond its length",
        "reward-redeemed",
        "/data/memberId",
        "{'memberId':'%s','redemptionId':'R-1','rewardId':'MUG','pointsSpent':1}"
            .formatted("M".repeat(65)));
  }

  private void formats() {
    invalid(
        "a currency that ISO 4217 does not have",
        "purchase-transaction",
        "/data/currency",
        PURCHASE.formatted("1.00", "").replace("EUR", "usd"));
    invalid(
        "an e-mail address without a domain",
        "member-enrolled",
        "/data/email",
        "{'memberId':'M-1','enrolledOn':'2026-01-01','channel':'POS','email':'kim at home'}");
    invalid(
        "a blank key field",
        "offer-received",
        "/data/memberId",
        "{'memberId':' \u00a0','offerId':'O-1'}");
    invalid(
        "a blank id",
        "purchase-transaction",
        "/data/memberId",
        PURCHASE
            .formatted("1.00", "")
            .replace("{'transactionId'", "{'memberId':'','transactionId'"));
    String id = SampleIds.next(random);
    String text =
        event(id, "offer-viewed", time, "{'memberId':'M-1','offerId':'O-1'}")
            .replace("/pos/1", "the till");
    SampleFault fault =
        new SampleFault("a source that is no URI", "validate", "invalid", "/source");
    messages.add(
        SampleMessage.of(text, new SampleEvent(id, "offer-viewed", text, Optional.of(fault))));
  }

  private void foreignMessages() {
    unopened(
        "a pointer of the extended client of SQS",
        "s3-pointer",
        "[\"software.amazon.payloadoffloading.PayloadS3Pointer\",{\"s3BucketName\":\"events\",\"s3Key\":\"%s\"}]"
            .formatted(SampleIds.next(random)));
    unopened(
        "a notification of S3",
        "s3-notification",
        "{\"Records\":[{\"eventSource\":\"aws:s3\",\"s3\":{\"bucket\":{\"name\":\"events\"},\"object\":{\"key\":\"%s\"}}}]}"
            .formatted(SampleIds.next(random)));
  }

  private void textAndDecimals() {
    invalid(
        "an escaped NUL",
        "member-enrolled",
        "/data/firstName",
        "{'memberId':'M-1','enrolledOn':'2026-01-01','channel':'POS','firstName':'A\\u0000B'}");
    invalid(
        "a lone surrogate",
        "purchase-transaction",
        "/data/lineItems/0/description",
        PURCHASE.formatted("1.00", ITEM.formatted("1", "1.00", ",'description':'x\\ud800y'")));
    invalid(
        "a decimal with too many digits after the decimal point",
        "offer-completed",
        "/data/rewardAmount",
        "{'memberId':'M-1','offerId':'O-1','rewardAmount':1.005}");
    invalid(
        "a decimal with too many digits",
        "purchase-transaction",
        "/data/totalAmount",
        PURCHASE.formatted("123456789012345.00", ""));
    invalid(
        "a decimal too fine in a line item",
        "purchase-transaction",
        "/data/lineItems/1/quantity",
        PURCHASE.formatted(
            "2.00",
            ITEM.formatted("1", "1.00", "") + "," + ITEM.formatted("'0.0001'", "1.00", "")));
    invalid(
        "a date that does not exist",
        "member-enrolled",
        "/data/enrolledOn",
        "{'memberId':'M-1','enrolledOn':'2026-02-30','channel':'POS'}");
  }

  private void timesAndIds() {
    String login = "{'memberId':'M-1','deviceId':'D-1','platform':'WEB','succeeded':true}";
    add(
        "an event from 1970",
        "occurred-at-outside-window",
        "/time",
        "device-login",
        SampleIds.next(random),
        "1970-01-01T00:00:00Z",
        login);
    add(
        "an event from 2999",
        "occurred-at-outside-window",
        "/time",
        "device-login",
        SampleIds.next(random),
        "2999-12-31T23:59:59Z",
        login);
    add(
        "a time that is none",
        "invalid",
        "/time",
        "device-login",
        SampleIds.next(random),
        "yesterday",
        login);
    add(
        "an id that is no UUID",
        "invalid",
        "/id",
        "device-login",
        "till-7-" + Long.toString(random.nextLong() & Long.MAX_VALUE, 36),
        time,
        login);
  }

  private void unopened(String kind, String reason, String body) {
    SampleFault fault = new SampleFault(kind, "open", reason, "");
    messages.add(
        SampleMessage.of(body, new SampleEvent("", SampleEvent.UNKNOWN, body, Optional.of(fault))));
  }

  private void invalid(String kind, String type, String path, String data) {
    add(kind, "invalid", path, type, SampleIds.next(random), time, data);
  }

  private void add(
      String kind, String reason, String path, String type, String id, String at, String data) {
    SampleFault fault = new SampleFault(kind, "validate", reason, path);
    String text = event(id, type, at, data);
    messages.add(SampleMessage.of(text, new SampleEvent(id, type, text, Optional.of(fault))));
  }

  private static String event(String id, String type, String at, String data) {
    return "{'specversion':'1.0','id':'%s','type':'%s','source':'/pos/1','time':'%s','data':%s}"
        .formatted(id, type, at, data)
        .replace('\'', '"');
  }
}
