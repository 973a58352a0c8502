package comity.trust.statuslist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.kernel.Json;
import comity.trust.Algorithm;
import comity.trust.Base64Url;
import comity.trust.Jws;
import comity.trust.Reasons;
import comity.trust.SigningKey;
import comity.trust.TrustException;
import comity.trust.VerificationKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class StatusListTest {

    private static final String URI = "https://node.example/status-lists/7";
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final SigningKey KEY = SigningKey.ofSecret(Algorithm.ED25519, new byte[32]);

    /** Token Status List, section 4.1: the example with two bits. */
    private static final String PUBLISHED = "eNo76fITAAPfAgc";

    @Test
    void readsThePublishedExample() {
        var list = StatusList.decode(PUBLISHED);

        assertThat(list.octets()).containsExactly(0xC9, 0x44, 0xF9);
        assertThat(list.size()).isEqualTo(12);
        assertThat(list.at(0)).isEqualTo(RecordStatus.WITHDRAWN);
        assertThat(list.at(1)).isEqualTo(RecordStatus.SUSPENDED);
        assertThat(list.at(2)).isEqualTo(RecordStatus.VALID);
        assertThat(list.at(9)).isEqualTo(RecordStatus.SUSPENDED);
        assertThat(StatusList.ofOctets(list.octets()).encode()).isEqualTo(PUBLISHED);
    }

    @Test
    void neverTakesTheUnknownForValid() {
        var list = StatusList.decode(PUBLISHED);

        assertThatThrownBy(() -> list.at(3)).extracting(Reasons::of).isEqualTo("status-unknown");
        assertThatThrownBy(() -> list.at(12)).extracting(Reasons::of).isEqualTo("status-unknown");
        assertThatThrownBy(() -> list.at(-1)).extracting(Reasons::of).isEqualTo("status-unknown");
    }

    @Test
    void setsEachPlaceAlone() {
        var random = new Random(5);
        var any = List.copyOf(EnumSet.allOf(RecordStatus.class));
        var list = StatusList.ofSize(1000);
        var expected = new RecordStatus[1000];
        Arrays.fill(expected, RecordStatus.VALID);
        for (int i = 0; i < 5000; i++) {
            int place = random.nextInt(1000);
            expected[place] = any.get(random.nextInt(any.size()));
            list.set(place, expected[place]);
        }
        var read = StatusList.decode(list.encode());
        for (int i = 0; i < 1000; i++) {
            assertThat(read.at(i)).isEqualTo(expected[i]);
        }
    }

    @Test
    void boundsWhatItInflates() throws IOException {
        assertThat(StatusList.decode(lst(StatusList.MAX_SIZE / 4)).size())
                .isEqualTo(StatusList.MAX_SIZE);
        var bomb = lst(StatusList.MAX_SIZE / 4 + 1);
        assertThatThrownBy(() -> StatusList.decode(bomb))
                .extracting(Reasons::of)
                .isEqualTo("status-list-malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "eNo76fITAAPfAgcA", "eNo76fIT", "eNoDAAAAAAE"})
    void readsNothingElseAsAList(String lst) {
        assertThatThrownBy(() -> StatusList.decode(lst)).isInstanceOf(TrustException.class);
    }

    @Test
    void signsWhatAReceiverVerifies() {
        var list = StatusList.ofSize(100);
        list.set(42, RecordStatus.SUSPENDED);

        var compact = StatusListToken.sign(KEY, URI, list, NOW, Duration.ofHours(24));
        var token =
                StatusListToken.verify(compact, URI, StatusListTest::known, NOW.plusSeconds(60));

        assertThat(token.at(new StatusPlace(URI, 42))).isEqualTo(RecordStatus.SUSPENDED);
        assertThat(token.at(new StatusPlace(URI, 41))).isEqualTo(RecordStatus.VALID);
        assertThat(token.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(24)));
        assertThatThrownBy(() -> token.at(new StatusPlace(URI + "0", 42)))
                .extracting(Reasons::of)
                .isEqualTo("status-list-foreign");
        var payload = Jws.verify(compact, "statuslist+jwt", StatusListTest::known).payload();
        assertThat(payload.get("sub").stringValue()).isEqualTo(URI);
        assertThat(payload.get("ttl").asInt()).isEqualTo(300);
        assertThat(payload.get("status_list").get("bits").asInt()).isEqualTo(2);
    }

    @Test
    void refusesAListThatIsNotToBeReliedOn() {
        var list = StatusList.ofSize(4);
        var compact = StatusListToken.sign(KEY, URI, list, NOW, Duration.ofHours(1));

        assertThatThrownBy(
                        () ->
                                StatusListToken.verify(
                                        compact, URI, StatusListTest::known, NOW.plusSeconds(3600)))
                .extracting(Reasons::of)
                .isEqualTo("status-list-expired");
        assertThatThrownBy(
                        () ->
                                StatusListToken.verify(
                                        compact, URI + "x", StatusListTest::known, NOW))
                .extracting(Reasons::of)
                .isEqualTo("status-list-foreign");
        assertThatThrownBy(() -> verify(payload().put("exp", NOW.getEpochSecond() + 86_401)))
                .extracting(Reasons::of)
                .isEqualTo("status-list-expired");
        assertThatThrownBy(() -> verify(without("exp")))
                .extracting(Reasons::of)
                .isEqualTo("status-list-malformed");
        assertThatThrownBy(() -> verify(without("status_list")))
                .extracting(Reasons::of)
                .isEqualTo("status-list-malformed");
        assertThatThrownBy(() -> StatusListToken.sign(KEY, URI, list, NOW, Duration.ofHours(25)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsAPlaceFromItsClaim() {
        var place = new StatusPlace(URI, 42);
        assertThat(StatusPlace.ofClaim(place.toClaim())).isEqualTo(place);
        for (var broken :
                new String[] {
                    "{}",
                    "[]",
                    "{\"status_list\":{\"idx\":1}}",
                    "{\"status_list\":{\"idx\":-1,\"uri\":\"https://a.example/1\"}}",
                    "{\"status_list\":{\"idx\":1.0,\"uri\":\"https://a.example/1\"}}",
                    "{\"status_list\":{\"idx\":1,\"uri\":\"http://a.example/1\"}}",
                    "{\"status_list\":{\"idx\":1,\"uri\":\"http://localhost.a.example/1\"}}",
                    "{\"status_list\":{\"idx\":1,\"uri\":\"http://localhost@a.example/1\"}}",
                    "{\"status_list\":{\"idx\":1,\"uri\":\"https://a.example/1\",\"x\":1}}",
                    "{\"status_list\":{\"idx\":1,\"uri\":\"https://a.example/1\"},\"x\":1}"
                }) {
            var claim = Json.read(broken.getBytes(UTF_8));
            assertThatThrownBy(() -> StatusPlace.ofClaim(claim))
                    .as(broken)
                    .extracting(Reasons::of)
                    .isEqualTo("status-place-invalid");
        }
    }

    @Test
    void takesAPlaceOnThisMachineWithoutACertificate() {
        for (var uri : new String[] {"http://localhost:9080/1", "http://127.0.0.1/1"}) {
            var place = new StatusPlace(uri, 42);
            assertThat(StatusPlace.ofClaim(place.toClaim())).isEqualTo(place);
        }
    }

    private static StatusListToken verify(ObjectNode payload) {
        var compact = Jws.sign(KEY, StatusListToken.TYPE, payload);
        return StatusListToken.verify(compact, URI, StatusListTest::known, NOW);
    }

    private static Optional<VerificationKey> known(String kid) {
        return Optional.of(KEY.verificationKey()).filter(key -> key.thumbprint().equals(kid));
    }

    private static ObjectNode without(String member) {
        var payload = payload();
        payload.remove(member);
        return payload;
    }

    private static ObjectNode payload() {
        var payload = Json.object().put("sub", URI);
        payload.put("iat", NOW.getEpochSecond()).put("exp", NOW.getEpochSecond() + 60);
        payload.putObject("status_list").put("bits", 2).put("lst", PUBLISHED);
        return payload;
    }

    private static String lst(int octets) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(compressed)) {
            deflater.write(new byte[octets]);
        }
        return Base64Url.encode(compressed.toByteArray());
    }
}
