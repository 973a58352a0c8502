package comity.console.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A page that is held until it is whole: whatever flushes meanwhile, one that fails half way is
 * replaced and not sent in part. Pages are small; lists have a bound.
 */
final class HeldResponse extends HttpServletResponseWrapper {

    private final ByteArrayOutputStream held = new ByteArrayOutputStream(1 << 15);
    private final Stream stream = new Stream(held);
    private @Nullable PrintWriter writer;

    HeldResponse(HttpServletResponse response) {
        super(response);
    }

    /** Sends what is held. */
    void release() throws IOException {
        if (writer != null) {
            writer.flush();
        }
        if (held.size() > 0) {
            getResponse().setContentLength(held.size());
            held.writeTo(getResponse().getOutputStream());
        }
        super.flushBuffer();
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return stream;
    }

    @Override
    public PrintWriter getWriter() {
        var present = writer;
        if (present == null) {
            present = new PrintWriter(new OutputStreamWriter(held, StandardCharsets.UTF_8));
            writer = present;
        }
        return present;
    }

    @Override
    public void flushBuffer() {
        // Not before it is whole.
    }

    @Override
    public void setBufferSize(int size) {
        // As large as the page.
    }

    private static final class Stream extends ServletOutputStream {

        private final ByteArrayOutputStream held;

        Stream(ByteArrayOutputStream held) {
            this.held = held;
        }

        @Override
        public void write(int octet) {
            held.write(octet);
        }

        @Override
        public void write(byte[] octets, int offset, int length) {
            held.write(octets, offset, length);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("A page is not written asynchronously");
        }
    }
}
