package comity.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One request over HTTP/2, without TLS and with prior knowledge, with fields that no client sends
 * together. Source: RFC 9113, sections 3.4, 4.1 and 6; RFC 7541, section 6.2.2.
 */
final class RawHttp2 {

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int RST_STREAM = 3;
    private static final int GOAWAY = 7;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    private RawHttp2() {}

    /** The content of the answer. */
    static String get(int port, String authority, String host, String path) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            var request = new ByteArrayOutputStream();
            request.writeBytes(
                    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            frame(request, SETTINGS, 0, 0, new byte[0]);
            var fields = new ByteArrayOutputStream();
            field(fields, ":method", "GET");
            field(fields, ":scheme", "http");
            field(fields, ":authority", authority);
            field(fields, ":path", path);
            field(fields, "host", host);
            frame(request, HEADERS, END_HEADERS | END_STREAM, 1, fields.toByteArray());
            socket.getOutputStream().write(request.toByteArray());
            return content(new DataInputStream(socket.getInputStream()));
        }
    }

    private static String content(DataInputStream answer) throws IOException {
        var content = new ByteArrayOutputStream();
        while (true) {
            int length = answer.readUnsignedByte() << 16 | answer.readUnsignedShort();
            int type = answer.readUnsignedByte();
            int flags = answer.readUnsignedByte();
            answer.readInt();
            var payload = answer.readNBytes(length);
            if (type == DATA) {
                content.writeBytes(payload);
            }
            if (type == RST_STREAM || type == GOAWAY) {
                throw new IOException("The server ended the stream, or the connection.");
            }
            if ((type == DATA || type == HEADERS) && (flags & END_STREAM) != 0) {
                return content.toString(StandardCharsets.UTF_8);
            }
        }
    }

    private static void frame(
            ByteArrayOutputStream out, int type, int flags, int stream, byte[] payload) {
        out.write(payload.length >> 16);
        out.write(payload.length >> 8);
        out.write(payload.length);
        out.write(type);
        out.write(flags);
        out.writeBytes(new byte[] {0, 0, 0, (byte) stream});
        out.writeBytes(payload);
    }

    /** A literal, with a new name and not indexed; of at most 126 octets each. */
    private static void field(ByteArrayOutputStream out, String name, String value) {
        out.write(0);
        for (var text : new String[] {name, value}) {
            out.write(text.length());
            out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
