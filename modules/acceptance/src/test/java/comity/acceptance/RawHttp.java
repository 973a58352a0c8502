package comity.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** HTTP octet by octet: what no client would send, and whatever comes back. */
final class RawHttp {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");

    private RawHttp() {}

    /**
     * Sends this and reads until the other side closes, as it does after a refusal; a request that
     * is not to be refused asks for it by itself ({@code Connection: close}).
     */
    static String send(int port, String octets) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
            return all(socket);
        }
    }

    private static String all(Socket socket) throws IOException {
        var answer = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(answer);
        } catch (SocketException reset) {
            // Closed with octets of ours unread: what came before counts.
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    /** The status of each answer on the connection. */
    static java.util.List<Integer> statuses(String answer) {
        return STATUS.matcher(answer)
                .results()
                .map(found -> Integer.parseInt(found.group(1)))
                .toList();
    }
}
