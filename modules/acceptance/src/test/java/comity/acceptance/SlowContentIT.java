package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Contents that never end: each occupies a thread, and nobody is to run out of them. Source:
 * docs/protocol.md, section 9.
 */
class SlowContentIT {

    @RegisterExtension static final RunningNode NODE = RunningNode.shared();

    /**
     * Many times the 24 that one address may have on their way; the server ends each after its
     * time.
     */
    private static final int TRIES = 400;

    @Test
    void oneAddressTakesNoMoreThanItsShareAndKeepsNobodyWaiting() throws Exception {
        var slow = new ArrayList<Socket>();
        try {
            assertThat(untilRefused(slow)).contains("/problems/unavailable", "Retry-After: 1");
            assertThat(
                            RawHttp.send(
                                    NODE.port(),
                                    "GET /api/v1/entities HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n"
                                            .formatted(NODE.port())))
                    .startsWith("HTTP/1.1 200 ");
        } finally {
            close(slow);
        }
    }

    private static String untilRefused(List<Socket> slow) throws IOException {
        var answer = "";
        for (int i = 0; i < TRIES && !answer.startsWith("HTTP/1.1 503 "); i++) {
            slow.add(unfinished());
            answer = RawHttp.send(NODE.port(), head(2, "Connection: close\r\n") + "{}");
        }
        return answer;
    }

    private static Socket unfinished() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), NODE.port());
        socket.getOutputStream()
                .write((head(1000, "") + "{").getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static String head(int length, String more) {
        return "POST /api/v1/records HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n"
                .formatted(NODE.port(), length, more);
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }
}
