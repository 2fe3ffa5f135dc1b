package io.loyalty.benchmarks.queue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs the limit as a process: its threads receive and delete by SQS's JSON protocol over plain
 * sockets, without an SDK, signatures or a parser. No client of a queue can need less. Its
 * arguments are the endpoint, the queue's URL and the number of threads.
 */
public final class RawLoop {
  private static final String RECEIVE =
      "{\"QueueUrl\":\"%s\",\"MaxNumberOfMessages\":10,\"WaitTimeSeconds\":20}";
  private static final byte[] HANDLE = "\"ReceiptHandle\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final String LENGTH = "content-length:";
  private static final int BUFFER_BYTES = 64 << 10;

  private final URI endpoint;
  private final String queue;

  private RawLoop(URI endpoint, String queue) {
    this.endpoint = endpoint;
    this.queue = queue;
  }

  /** Runs until the process is told to end. */
  public static void main(String[] args) {
    RawLoop loop = new RawLoop(URI.create(args[0]), args[1]);
    for (int thread = 0; thread < Integer.parseInt(args[2]); thread++) {
      new Thread(loop::run, "raw-" + thread).start();
    }
  }

  private void run() {
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
      byte[] receive = request("ReceiveMessage", RECEIVE.formatted(queue));
      while (true) {
        out.write(receive);
        List<String> handles = handles(answer(in));
        if (!handles.isEmpty()) {
          out.write(request("DeleteMessageBatch", delete(handles)));
          answer(in);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("the queue has closed its connection", e);
    }
  }

  private byte[] request(String action, String body) {
    return """
        POST / HTTP/1.1\r
        Host: %s\r
        Content-Type: application/x-amz-json-1.0\r
        X-Amz-Target: AmazonSQS.%s\r
        Content-Length: %d\r
        \r
        %s"""
        .formatted(endpoint.getAuthority(), action, body.length(), body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private String delete(List<String> handles) {
    StringBuilder body = new StringBuilder("{\"QueueUrl\":\"").append(queue);
    body.append("\",\"Entries\":[");
    for (int each = 0; each < handles.size(); each++) {
      body.append(each == 0 ? "" : ",").append("{\"Id\":\"").append(each);
      body.append("\",\"ReceiptHandle\":\"").append(handles.get(each)).append("\"}");
    }
    return body.append("]}").toString();
  }

  private static List<String> handles(byte[] answer) {
    List<String> handles = new ArrayList<>();
    int at = 0;
    while (at + HANDLE.length < answer.length) {
      if (answer[at] == HANDLE[0] && isHandle(answer, at)) {
        int from = at + HANDLE.length;
        at = from;
        while (answer[at] != '"') {
          at++;
        }
        handles.add(new String(answer, from, at - from, StandardCharsets.US_ASCII));
      }
      at++;
    }
    return handles;
  }

  private static boolean isHandle(byte[] answer, int at) {
    for (int each = 0; each < HANDLE.length; each++) {
      if (answer[at + each] != HANDLE[each]) {
        return false;
      }
    }
    return true;
  }

  /** Reads the body of an answer, whose length the server has to tell. */
  private static byte[] answer(InputStream in) throws IOException {
    String status = line(in);
    if (!status.contains(" 200 ")) {
      throw new IOException("the queue answers " + status);
    }
    int length = -1;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      }
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new IOException("the queue has ended in the middle of an answer");
    }
    return body;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the queue has ended its connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
