package io.loyalty.ingestion.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipStreamTest {
  @Test
  void readsEveryMember() throws Exception {
    assertThat(read(join(gzip("a\n"), gzip(""), gzip("b\n")))).isEqualTo("a\nb\n");
  }

  @Test
  void readsEveryMember_whenThePipeBringsByteAfterByte() throws Exception {
    byte[] bytes = join(gzip("a\n"), gzip("b\n"), gzip("c\n"));

    assertThat(read(new Drops(bytes))).isEqualTo("a\nb\nc\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 10, 18, 19, 500})
  void failsOnBytesAfterTheEnd(int count) {
    byte[] garbage = new byte[count];
    Arrays.fill(garbage, (byte) 'x');
    byte[] bytes = join(gzip("a\n"), garbage);

    assertThatThrownBy(() -> read(bytes)).isInstanceOf(ZipException.class);
    assertThatThrownBy(() -> read(new Drops(bytes))).isInstanceOf(ZipException.class);
  }

  @Test
  void failsOnASecondMemberWhoseHeaderIsBroken() {
    byte[] second = gzip("b\n");
    second[2] = 7;

    assertThatThrownBy(() -> read(join(gzip("a\n"), second))).isInstanceOf(ZipException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 8, 9})
  void failsWhereBytesAreMissingAtTheEnd(int count) {
    byte[] whole = gzip("a\nb\nc\n");

    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - count)))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void failsWhereTheDataIsDamaged() {
    byte[] damaged = gzip("a\nb\nc\n");
    damaged[damaged.length - 6] ^= 1;

    assertThatThrownBy(() -> read(damaged)).isInstanceOf(ZipException.class);
  }

  private static String read(byte[] bytes) throws IOException {
    return read(new ByteArrayInputStream(bytes));
  }

  private static String read(InputStream in) throws IOException {
    try (GzipStream stream = new GzipStream(new CountedStream(in))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** Returns one byte at a time, like a slow pipe, and reports none as available. */
  private static final class Drops extends ByteArrayInputStream {
    Drops(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] to, int from, int length) {
      return super.read(to, from, Math.min(1, length));
    }

    @Override
    public synchronized int available() {
      return 0;
    }
  }
}
