package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import comity.client.KeyUse;
import comity.kernel.Json;
import comity.trust.Algorithm;
import comity.trust.Base64Url;
import comity.trust.SigningKey;
import comity.trust.merkle.EntryBundle;
import comity.trust.merkle.Merkle;
import comity.trust.merkle.Tile;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The log of a node that was not told to show it to everybody (comity.log.public). */
class ClosedLogIT {

    @RegisterExtension static final RunningNode NODE = RunningNode.shared();

    private static Wire reader;

    /** Every kind of address of the log that has something, with what an entity reads there. */
    private static final Map<String, byte[]> READ = new LinkedHashMap<>();

    @BeforeAll
    static void readAsAnEntity() throws Exception {
        reader = SandboxNode.of(NODE).as("UPU");
        var checkpoint = read("/log/checkpoint").text();
        long size = Long.parseLong(checkpoint.split("\n", -1)[1]);
        var bundle = EntryBundle.holding(0, size).orElseThrow();
        var first = EntryBundle.decode(read("/log/" + bundle.path()).content()).get(0);
        read("/log/" + Tile.inTree(0, 0, size).orElseThrow().path());
        read("/log/proof?leaf=" + Base64Url.encode(Merkle.leafHash(first)));
        read("/log/consistency?from=1&to=" + size);
    }

    private static Wire.Reply read(String address) {
        var reply = reader.get(address).send();
        assertThat(reply.status()).as(address).isEqualTo(200);
        assertThat(reply.content()).as(address).isNotEmpty();
        assertThat(reply.headers().firstValue("Cache-Control").orElse(""))
                .as(address)
                .doesNotContain("public");
        READ.put(address, reply.content());
        return reply;
    }

    /** What the packaged application serves of it: a new address belongs here. */
    @Test
    void looksAtEveryCallOfTheLog() throws Exception {
        var calls = new TreeSet<String>();
        var libraries = java.nio.file.Path.of(System.getProperty("comity.test.libraries"));
        try (var resources = new PackagedResources(libraries)) {
            resources.operations().stream()
                    .filter(call -> call.contains(" /log"))
                    .forEach(calls::add);
        }

        assertThat(calls)
                .containsExactly(
                        "GET /log/checkpoint",
                        "GET /log/consistency",
                        "GET /log/proof",
                        "GET /log/tile/{place}");
        assertThat(READ).hasSize(calls.size() + 1);
    }

    @Test
    void answersNobodyWhoDoesNotSayWhoAsks() {
        READ.forEach(
                (address, content) ->
                        assertRefused(
                                address,
                                reader.get(address).unsigned().send(),
                                "signature-missing",
                                content));
    }

    @Test
    void answersNoKeyThatItDoesNotKnow() {
        var stranger = SigningKey.generate(Algorithm.ED25519, new SecureRandom());
        READ.forEach(
                (address, content) ->
                        assertRefused(
                                address,
                                reader.get(address).by(stranger).send(),
                                "key-unknown",
                                content));
    }

    @Test
    void answersNoKeyThatMayNotSignMessages() {
        var other = reader.keys().key(KeyUse.AGREEMENT);
        READ.forEach(
                (address, content) ->
                        assertRefused(
                                address, reader.get(address).by(other).send(), "key-use", content));
    }

    @Test
    void answersNoSignatureThatDoesNotVerify() {
        READ.forEach(
                (address, content) ->
                        assertRefused(
                                address,
                                reader.get(address)
                                        .forging(value -> value.replaceFirst(":.{4}", ":AAAA"))
                                        .send(),
                                "signature-invalid",
                                content));
    }

    /** What does not exist is refused in the same way: nobody learns how far the log reaches. */
    @Test
    void doesNotTellStrangersHowFarItReaches() {
        for (var address :
                new String[] {
                    "/log/tile/entries/x999/999",
                    "/log/tile/0/x999/999",
                    "/log/proof?leaf=" + "A".repeat(43),
                    "/log/consistency?from=1&to=999999999"
                }) {
            assertRefused(
                    address,
                    reader.get(address).unsigned().send(),
                    "signature-missing",
                    new byte[] {0});
            assertThat(reader.get(address).send().status()).as(address).isEqualTo(404);
        }
    }

    private static void assertRefused(
            String address, Wire.Reply reply, String problem, byte[] content) {
        assertThat(reply.status()).as(address).isEqualTo(401);
        assertThat(reply.problem()).as(address).isEqualTo(problem);
        assertThat(reply.headers().firstValue("Accept-Signature").orElse(""))
                .as(address)
                .contains("comity=(");
        assertThat(Json.read(reply.content()).propertyNames())
                .as(address)
                .isSubsetOf("type", "title", "status", "detail", "instance");
        assertThat(Arrays.equals(reply.content(), content)).as(address).isFalse();
    }
}
