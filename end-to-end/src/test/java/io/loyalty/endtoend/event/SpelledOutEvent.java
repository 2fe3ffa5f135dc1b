package io.loyalty.endtoend.event;

import io.loyalty.cli.sample.SampleEvent;
import io.loyalty.cli.sample.SampleMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Holds a manually written event, and the row that it must become.
 *
 * @param type its type
 * @param id its id
 * @param json the event
 * @param columns its columns as PostgreSQL shows them in UTC
 */
public record SpelledOutEvent(String type, String id, String json, Map<String, String> columns) {
  public static final String PURCHASE_ID = "00000000-0000-4000-8000-000000000001";

  public SampleMessage message() {
    return new SampleMessage(json, List.of(new SampleEvent(id, type, json, Optional.empty())));
  }

  public static List<SpelledOutEvent> oneOfEachType() {
    return List.of(
        purchase(),
        event(
            2,
            "points-collected",
            "'memberId':'M-1','points':-9007199254740993,'reason':'CORRECTION','balanceAfter':9223372036854775807",
            "member_id=M-1|points=-9007199254740993|reason=CORRECTION|transaction_id|balance_after=9223372036854775807"),
        event(
            3,
            "reward-redeemed",
            "'memberId':'M-1','redemptionId':'R-1','rewardId':'MUG','pointsSpent':250,'storeId':null",
            "member_id=M-1|redemption_id=R-1|reward_id=MUG|points_spent=250|store_id"),
        event(
            4,
            "coupon-redeemed",
            "'memberId':'M-1','couponCode':'C-1','campaignId':'CA-1','storeId':'S-1'",
            "member_id=M-1|coupon_code=C-1|campaign_id=CA-1|store_id=S-1"),
        event(
            5,
            "offer-received",
            "'memberId':'M-1','offerId':'O-1','campaignId':'CA-1','channel':'MAIL'",
            "member_id=M-1|offer_id=O-1|campaign_id=CA-1|channel=MAIL"),
        event(
            6,
            "offer-viewed",
            "'memberId':'M-1','offerId':'O-1'",
            "member_id=M-1|offer_id=O-1|campaign_id|channel"),
        event(
            7,
            "offer-completed",
            "'memberId':'M-1','offerId':'O-1','rewardAmount':1234567890.1",
            "member_id=M-1|offer_id=O-1|reward_amount=1234567890.10"),
        event(
            8,
            "device-login",
            "'memberId':'M-1','deviceId':'D-1','platform':'ANDROID','appVersion':'7.3','succeeded':false,'failureReason':'wrong password'",
            "member_id=M-1|device_id=D-1|platform=ANDROID|app_version=7.3|os_version|succeeded=false|failure_reason=wrong password"),
        event(
            9,
            "push-notification-result",
            "'notificationId':'N-1','memberId':'M-1','deviceId':'D-1','platform':'IOS','result':'OPENED'",
            "notification_id=N-1|member_id=M-1|device_id=D-1|platform=IOS|campaign_id|result=OPENED|failure_reason"),
        event(
            10,
            "member-enrolled",
            "'memberId':'M-1','enrolledOn':'2024-02-29','channel':'POS','email':' a@example.com ','firstName':'Zoë 美咲 😀','birthDate':'1899-12-31','attributes':{'shoe':'42'}",
            "member_id=M-1|enrolled_on=2024-02-29|channel=POS|email=a@example.com|first_name=Zoë 美咲 😀|birth_date=1899-12-31|gender|attributes={\"shoe\": \"42\"}"));
  }

  public static List<Map<String, String>> lineItems() {
    return List.of(
        columns(
            "product_id=P-1|description=Crème brûlée|category=DESSERT|quantity=0.125|unit_price=1.2345|amount=10.10|discount_amount=0.50"),
        columns(
            "product_id=P-2|description|category|quantity=2.000|unit_price|amount=0.07|discount_amount=0.00"));
  }

  private static SpelledOutEvent purchase() {
    String data =
        """
        'transactionId':'T-1','storeId':'S-1','currency':'EUR','totalAmount':'10.17','till':{'drawer':7},'lineItems':[
          {'productId':'P-1','description':'Crème brûlée','category':'DESSERT','quantity':0.125,'unitPrice':1.2345,
           'amount':10.1,'discountAmount':'0.5'},
          {'productId':'P-2','quantity':2,'amount':0.07}]""";
    SpelledOutEvent event =
        event(
            1,
            "purchase-transaction",
            data.replaceAll("\n *", ""),
            "transaction_id=T-1|store_id=S-1|member_id|transaction_type=SALE|currency=EUR|total_amount=10.17");
    Map<String, String> columns = new TreeMap<>(event.columns());
    columns.put("unmapped", "{\"/till\":{\"drawer\":7}}");
    return new SpelledOutEvent(event.type(), event.id(), event.json(), columns);
  }

  private static SpelledOutEvent event(int number, String type, String data, String expected) {
    String id = "00000000-0000-4000-8000-%012d".formatted(number);
    String json =
        "{'specversion':'1.0','id':'%s','type':'%s','source':'/pos/1','time':'2024-05-06T07:08:09.123456789+05:30','data':{%s}}"
            .formatted(id, type, data)
            .replace('\'', '"');
    Map<String, String> columns =
        columns(
            expected
                + "|occurred_at=2024-05-06T01:38:09.123456+00:00|occurred_utc_offset=330|source=/pos/1|unmapped");
    return new SpelledOutEvent(type, id, json, columns);
  }

  /** Parses pairs of column and value, or a column alone that must be null. */
  private static Map<String, String> columns(String pairs) {
    Map<String, String> columns = new TreeMap<>();
    for (String pair : List.of(pairs.split("\\|", -1))) {
      int equals = pair.indexOf('=');
      columns.put(
          equals < 0 ? pair : pair.substring(0, equals),
          equals < 0 ? null : pair.substring(equals + 1));
    }
    return columns;
  }
}
