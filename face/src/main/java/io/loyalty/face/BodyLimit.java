package io.loyalty.face;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits the body of every accepted request, except on a few paths that limit it themselves. The
 * whole body is read here, so that a slow sender cannot block later handlers.
 */
final class BodyLimit extends OncePerRequestFilter {
  static final int MOST_BYTES = 64 * 1024;
  private static final Duration MOST_TIME = Duration.ofSeconds(10);

  private final List<String> exempt;
  private final Refusals refusals;

  BodyLimit(List<String> exempt, Refusals refusals) {
    this.exempt = exempt;
    this.refusals = refusals;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean hasBody =
        request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    if (!hasBody || exempt.contains(request.getServletPath())) {
      chain.doFilter(request, response);
      return;
    }
    byte[] body;
    try {
      body = BoundedBody.read(request, MOST_BYTES, MOST_TIME);
    } catch (BodyRefusedException e) {
      refusals.refuse(request, response, e.status(), e.getMessage());
      return;
    }
    chain.doFilter(new ReadRequest(request, body), response);
  }

  /** Holds the request with its body in memory. */
  private static final class ReadRequest extends HttpServletRequestWrapper {
    private final byte[] body;

    ReadRequest(HttpServletRequest request, byte[] body) {
      super(request);
      this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
      return new ReadBody(new ByteArrayInputStream(body));
    }

    @Override
    public BufferedReader getReader() {
      return new BufferedReader(
          new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8));
    }
  }

  private static final class ReadBody extends ServletInputStream {
    private final ByteArrayInputStream bytes;

    ReadBody(ByteArrayInputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int from, int length) {
      return bytes.read(into, from, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException("the body is in memory already");
    }
  }
}
