package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsIT {

    @RegisterExtension static final RunningNode NODE = RunningNode.shared();

    private static final int HANDSHAKE = 22;

    private static final byte[] NO_EXTENSIONS = {};

    /**
     * supported_groups: secp256r1; ec_point_formats: uncompressed; signature_algorithms:
     * rsa_pkcs1_sha256, rsa_pss_rsae_sha256, ecdsa_secp256r1_sha256.
     */
    private static final byte[] EXTENSIONS = {
        0, 10, 0, 4, 0, 2, 0, 23, 0, 11, 0, 2, 1, 0, 0, 13, 0, 8, 0, 6, 4, 1, 8, 4, 4, 3
    };

    /** The same, and supported_versions: TLS 1.1, TLS 1.0. */
    private static final byte[] OLDER_ONLY = {
        0, 10, 0, 4, 0, 2, 0, 23, 0, 11, 0, 2, 1, 0, 0, 13, 0, 8, 0, 6, 4, 1, 8, 4, 4, 3, 0, 43, 0,
        5, 4, 3, 2, 3, 1
    };

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaksTls(String version) throws Exception {
        try (var socket =
                (SSLSocket)
                        trusting()
                                .getSocketFactory()
                                .createSocket("127.0.0.1", NODE.securePort())) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            socket.getOutputStream()
                    .write(
                            "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            var answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
            assertThat(answer)
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("Strict-Transport-Security: max-age=31536000");
        }
    }

    /**
     * Every way to ask for what is older, as octets: no virtual machine here speaks those versions.
     */
    static List<Arguments> olderGreetings() {
        return List.of(
                arguments("SSL 3.0", record(0, hello(0, NO_EXTENSIONS))),
                arguments("TLS 1.0", record(1, hello(1, EXTENSIONS))),
                arguments("TLS 1.0 without extensions", record(1, hello(1, NO_EXTENSIONS))),
                arguments("TLS 1.1", record(1, hello(2, EXTENSIONS))),
                arguments("TLS 1.1 and 1.0 as supported_versions", record(1, hello(3, OLDER_ONLY))),
                arguments("SSL 3.0 in the form of SSL 2.0", sslv2Hello(3, 0)),
                arguments("SSL 2.0", sslv2Hello(0, 2)));
    }

    /**
     * The server closes without an octet: no handshake, and no alert either. RFC 5246, section
     * 7.2.2 wants one ({@code protocol_version}), and the virtual machine's engine makes it, but
     * Liberty closes the connection of a handshake that failed without writing what the engine has
     * for it, and has no setting to change that. It does so wherever the handshake stands when it
     * fails: with the whole greeting at hand, or after waiting for the rest of it.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("olderGreetings")
    void closesWithoutAWordOnWhatIsOlder(String version, byte[] greeting) throws Exception {
        assertThat(answer(greeting, greeting.length)).as("at once").isEmpty();
        assertThat(answer(greeting, 5)).as("in two parts").isEmpty();
        assertThat(answer(greeting, greeting.length - 1)).as("in two parts").isEmpty();
        // A stranger can make it fail as often as he likes.
        assertThat(NODE.process().wrote("CWWKO0801E|SSLHandshakeException")).isFalse();
    }

    /** All that comes until the server closes; an end that is not one of its own fails the test. */
    private static byte[] answer(byte[] greeting, int first) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), NODE.securePort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(greeting, 0, first);
            socket.getOutputStream().flush();
            socket.getOutputStream().write(greeting, first, greeting.length - first);
            return socket.getInputStream().readAllBytes();
        }
    }

    @Test
    void answersThisGreetingWhereTheVersionIsSpoken() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), NODE.securePort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(record(1, hello(3, EXTENSIONS)));
            var type = socket.getInputStream().read();

            assertThat(type).isEqualTo(HANDSHAKE);
        }
    }

    /** RFC 5246, section 7.4.1.2, with the suites that every version here would take. */
    private static byte[] hello(int minorVersion, byte[] extensions) {
        byte[] suites = {
            (byte) 0xC0, 0x2F, (byte) 0xC0, 0x30, (byte) 0xC0, 0x13, (byte) 0xC0, 0x14, 0x00, 0x2F
        };
        int length =
                2
                        + 32
                        + 1
                        + 2
                        + suites.length
                        + 2
                        + (extensions.length == 0 ? 0 : 2 + extensions.length);
        var hello = ByteBuffer.allocate(4 + length);
        hello.put((byte) 1).put((byte) 0).putShort((short) length);
        hello.put((byte) 3).put((byte) minorVersion).put(new byte[32]).put((byte) 0);
        hello.putShort((short) suites.length).put(suites).put((byte) 1).put((byte) 0);
        if (extensions.length > 0) {
            hello.putShort((short) extensions.length).put(extensions);
        }
        return hello.array();
    }

    /** RFC 5246, section 6.2.1. */
    private static byte[] record(int minorVersion, byte[] handshake) {
        return ByteBuffer.allocate(5 + handshake.length)
                .put((byte) HANDSHAKE)
                .put((byte) 3)
                .put((byte) minorVersion)
                .putShort((short) handshake.length)
                .put(handshake)
                .array();
    }

    /** RFC 5246, appendix E.2: two suites, no session, a challenge of 16 octets. */
    private static byte[] sslv2Hello(int major, int minor) {
        return ByteBuffer.allocate(33)
                .putShort((short) (0x8000 | 31))
                .put((byte) 1)
                .put((byte) major)
                .put((byte) minor)
                .putShort((short) 6)
                .putShort((short) 0)
                .putShort((short) 16)
                .put(new byte[] {0, 0, 0x2F, 0, 0, 0x35})
                .put(new byte[16])
                .array();
    }

    /** The certificate was made for this test: what is tested is the version. */
    private static SSLContext trusting() throws GeneralSecurityException, IOException {
        var context = SSLContext.getInstance("TLS");
        context.init(
                null,
                new TrustManager[] {
                    new X509TrustManager() {
                        @Override
                        public void checkClientTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public void checkServerTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public X509Certificate[] getAcceptedIssuers() {
                            return new X509Certificate[0];
                        }
                    }
                },
                null);
        return context;
    }
}
