package comity.trust.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.trust.Keys;
import comity.trust.SigningKey;
import comity.trust.TrustException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeKeysTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;

    NodeKeysTest(@TempDir Path folder) {
        this.file = folder.resolve("keys").resolve("node.p12");
    }

    @Test
    void readsBackWhatItCreated() {
        var created = NodeKeys.openOrCreate(file, password(), RANDOM);
        var opened = NodeKeys.open(file, password(), RANDOM);

        assertThat(thumbprints(opened)).doesNotHaveDuplicates().isEqualTo(thumbprints(created));
        assertThat(opened.subjectIndex().digest("KEN|AK0123456"))
                .hasSize(32)
                .isEqualTo(created.subjectIndex().digest("KEN|AK0123456"))
                .isNotEqualTo(created.subjectIndex().digest("KEN|AK0123457"));
        var sealed = created.envelope().seal(new byte[] {7}, new byte[0]);
        assertThat(opened.envelope().open(sealed, new byte[0])).containsExactly(7);
    }

    @Test
    void isReadableByItsOwnerOnlyAndLeavesNoDraft() throws IOException {
        NodeKeys.openOrCreate(file, password(), RANDOM);

        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        }
    }

    @Test
    void doesNotCreateWhereItMayNot() {
        assertReason("vault-missing", () -> NodeKeys.open(file, password(), RANDOM));
        assertThat(file).doesNotExist();
    }

    @Test
    void refusesAnotherPasswordAndAWeakOne() {
        NodeKeys.openOrCreate(file, password(), RANDOM);

        assertReason(
                "vault-unreadable",
                () -> NodeKeys.open(file, "another password".toCharArray(), RANDOM));
        assertReason("vault-password", () -> NodeKeys.open(file, "short".toCharArray(), RANDOM));
    }

    @Test
    void refusesAFileOfWhichOneBitWasTurned() throws IOException {
        NodeKeys.openOrCreate(file, password(), RANDOM);
        var octets = Files.readAllBytes(file);
        for (int at = 40; at < octets.length; at += octets.length / 16) {
            Files.write(file, Keys.turned(octets, at));

            assertReason("vault-unreadable", () -> NodeKeys.open(file, password(), RANDOM));
        }
    }

    @Test
    void namesTheKeyThatAVaultLacks() {
        var octets = new SecretKeySpec(new byte[32], "Ed25519");
        new Vault(file, password()).create(Map.of("message", octets));

        assertThatThrownBy(() -> NodeKeys.open(file, password(), RANDOM))
                .isInstanceOf(TrustException.class)
                .hasMessageContaining("'receipt'");
    }

    @Test
    void sealsUnderTheNewKeyOnceRotated() {
        var before = NodeKeys.openOrCreate(file, password(), RANDOM);
        var context = "row".getBytes(StandardCharsets.UTF_8);
        var sealed = before.envelope().seal(new byte[] {7}, context);

        var after = NodeKeys.rotateWrapping(file, password(), RANDOM);

        assertThat(thumbprints(after)).isEqualTo(thumbprints(before));
        assertThat(after.envelope().open(sealed, context)).containsExactly(7);
        assertThat(after.envelope().isCurrent(sealed)).isFalse();
        assertThat(after.envelope().isCurrent(after.envelope().rewrap(sealed, context))).isTrue();
    }

    @Test
    void createsOneVaultOnlyWhenSeveralNodesStartAtOnce() throws Exception {
        int nodes = 4;
        var barrier = new CyclicBarrier(nodes);
        var threads = Executors.newFixedThreadPool(nodes);
        try {
            Callable<List<String>> start =
                    () -> {
                        barrier.await();
                        return thumbprints(NodeKeys.openOrCreate(file, password(), RANDOM));
                    };
            var opened = threads.invokeAll(Collections.nCopies(nodes, start));
            var first = opened.get(0).get();
            for (var each : opened) {
                assertThat(each.get()).isEqualTo(first);
            }
        } finally {
            threads.shutdown();
        }
    }

    private static List<String> thumbprints(NodeKeys keys) {
        return Stream.of(
                        keys.message(),
                        keys.receipt(),
                        keys.statusList(),
                        keys.log(),
                        keys.cosignature())
                .map(SigningKey::thumbprint)
                .toList();
    }

    private static char[] password() {
        return "a password for tests".toCharArray();
    }

    private static void assertReason(String reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TrustException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
