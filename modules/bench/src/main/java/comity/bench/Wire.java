package comity.bench;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept connection, blocking, that does no more than the protocol needs: what the driver costs
 * is taken from the server it measures, since both are on one machine.
 */
final class Wire implements Closeable {

    private final Socket socket;
    private final BufferedInputStream in;
    private final OutputStream out;

    Wire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 16 << 10);
        out = socket.getOutputStream();
    }

    /** Sends a request and reads its answer whole. */
    int send(byte[] request) throws IOException {
        out.write(request);
        var status = line();
        int length = -1;
        boolean chunked = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = true;
            }
        }
        if (chunked) {
            for (int size = chunk(); size > 0; size = chunk()) {
                in.skipNBytes(size);
                line();
            }
            line();
        } else if (length > 0) {
            in.skipNBytes(length);
        }
        return Integer.parseInt(status.substring(9, 12));
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }

    /** The text of a request. */
    static byte[] request(String head, byte[] content) {
        var text = head.getBytes(StandardCharsets.ISO_8859_1);
        var request = new byte[text.length + content.length];
        System.arraycopy(text, 0, request, 0, text.length);
        System.arraycopy(content, 0, request, text.length, content.length);
        return request;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
