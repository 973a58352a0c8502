package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsIT {

    @RegisterExtension static final RunningNode NODE = RunningNode.shared();

    private static final int ALERT = 21;
    private static final int PROTOCOL_VERSION = 70;
    private static final int HANDSHAKE = 22;

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
     * The greeting is written by hand: this virtual machine does not speak those versions either.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void refusesWhatIsOlder(int minorVersion) throws Exception {
        try (var socket = new Socket("127.0.0.1", NODE.securePort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(clientHello(minorVersion));
            var answer = socket.getInputStream().readNBytes(7);

            // RFC 5246, sections 6.2.1 and 7.2: type, version, length, level, description.
            // A server may also close without a word (section 7.2.2): what it must not do is shake
            // hands.
            if (answer.length > 0) {
                assertThat(answer).hasSize(7);
                assertThat(answer[0]).isEqualTo((byte) ALERT);
                assertThat(answer[6]).isEqualTo((byte) PROTOCOL_VERSION);
            }
        }
    }

    @Test
    void answersThisGreetingWhereTheVersionIsSpoken() throws Exception {
        try (var socket = new Socket("127.0.0.1", NODE.securePort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(clientHello(3));
            var type = socket.getInputStream().read();

            assertThat(type).isEqualTo(HANDSHAKE);
        }
    }

    /** RFC 5246, section 7.4.1.2, with the suites that every version here would take. */
    private static byte[] clientHello(int minorVersion) {
        byte[] suites = {
            (byte) 0xC0, 0x2F, (byte) 0xC0, 0x30, (byte) 0xC0, 0x13, (byte) 0xC0, 0x14, 0x00, 0x2F
        };
        // supported_groups: secp256r1; ec_point_formats: uncompressed; signature_algorithms:
        // rsa_pkcs1_sha256, rsa_pss_rsae_sha256, ecdsa_secp256r1_sha256.
        byte[] extensions = {
            0, 10, 0, 4, 0, 2, 0, 23, 0, 11, 0, 2, 1, 0, 0, 13, 0, 8, 0, 6, 4, 1, 8, 4, 4, 3
        };
        int length = 2 + 32 + 1 + 2 + suites.length + 2 + 2 + extensions.length;
        var hello = ByteBuffer.allocate(9 + length);
        hello.put((byte) HANDSHAKE).put((byte) 3).put((byte) 1).putShort((short) (4 + length));
        hello.put((byte) 1).put((byte) 0).putShort((short) length);
        hello.put((byte) 3).put((byte) minorVersion).put(new byte[32]).put((byte) 0);
        hello.putShort((short) suites.length).put(suites).put((byte) 1).put((byte) 0);
        hello.putShort((short) extensions.length).put(extensions);
        return hello.array();
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
