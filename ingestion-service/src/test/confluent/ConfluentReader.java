import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Scanner;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.shaded.org.apache.avro.Conversions;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.avro.shaded.org.apache.avro.data.TimeConversions;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericData;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;

/**
 * A reader of our topics that has nothing of ours: Confluent's client of the registry, its Avro,
 * and the wire format as Confluent documents it. Run from its source, with the client as its class
 * path.
 *
 * <p>Its argument is the registry's URL. For each line of a topic and a record's bytes in
 * hexadecimal it answers with a line: the id that the record names, the id of the subject's latest
 * version, and the record as JSON.
 */
public final class ConfluentReader {
  private static final int SCHEMAS = 100;

  private ConfluentReader() {}

  public static void main(String[] arguments) throws Exception {
    GenericData values = new GenericData();
    values.addLogicalTypeConversion(new Conversions.DecimalConversion());
    values.addLogicalTypeConversion(new TimeConversions.DateConversion());
    values.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
    try (CachedSchemaRegistryClient registry =
            new CachedSchemaRegistryClient(arguments[0], SCHEMAS);
        Scanner input = new Scanner(System.in, StandardCharsets.UTF_8);
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8)) {
      while (input.hasNext()) {
        String topic = input.next();
        ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(input.next()));
        byte magic = bytes.get();
        if (magic != 0) {
          throw new IllegalArgumentException(topic + ": the magic byte is " + magic);
        }
        int id = bytes.getInt();
        Schema schema = (Schema) registry.getSchemaById(id).rawSchema();
        Object record =
            new GenericDatumReader<>(schema, schema, values)
                .read(
                    null,
                    DecoderFactory.get()
                        .binaryDecoder(bytes.array(), bytes.position(), bytes.remaining(), null));
        int latest = registry.getLatestSchemaMetadata(topic + "-value").getId();
        answers.printf("%d %d %s%n", id, latest, values.toString(record));
      }
    }
  }
}
