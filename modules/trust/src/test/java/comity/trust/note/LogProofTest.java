package comity.trust.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.trust.Reasons;
import comity.trust.TrustException;
import comity.trust.merkle.CompactRange;
import comity.trust.merkle.GrowingTree;
import comity.trust.merkle.Merkle;
import comity.trust.merkle.TileHashReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogProofTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final int SIZE = 300;

    private final NoteSigner log = NoteSigner.ed25519("log.example", NoteTest.key(1));
    private final NoteSigner first = NoteSigner.cosigner("first.example", NoteTest.key(2));
    private final NoteSigner second = NoteSigner.cosigner("second.example", NoteTest.key(3));
    private final GrowingTree tree = GrowingTree.empty();
    private final List<byte[]> leaves = new ArrayList<>();

    LogProofTest() {
        for (int i = 0; i < SIZE; i++) {
            leaves.add(Merkle.leafHash(new byte[] {(byte) i, (byte) (i >> 8)}));
            tree.append(leaves.get(i));
        }
    }

    @Test
    void provesOfflineThatAnEntryIsInTheLog() {
        var trust = LogTrust.inLog("log.example", log.verifierKey());
        for (int index = 0; index < SIZE; index += 13) {
            var text = proofOf(index, log).toString();

            var proof = LogProof.parse(text);

            assertThat(proof).hasToString(text);
            assertThat(proof.index()).isEqualTo(index);
            var checkpoint = proof.verify(leaves.get(index), trust).checkpoint();
            assertThat(checkpoint.size()).isEqualTo(SIZE);
            var other = leaves.get((index + 1) % SIZE);
            assertThatThrownBy(() -> proof.verify(other, trust))
                    .extracting(Reasons::of)
                    .isEqualTo("proof-invalid");
        }
    }

    @Test
    void beginsAsTheSpecificationSays() {
        assertThat(proofOf(5, log).toString())
                .startsWith("c2sp.org/tlog-proof@v1\nindex 5\n")
                .contains("=\n\nlog.example\n300\n")
                .endsWith("=\n");
    }

    @Test
    void provesTheOnlyEntryWithoutAnyHash() {
        var range = CompactRange.empty();
        range.append(leaves.get(0));
        var note = log.sign(Checkpoint.of("log.example", 1, range.root()).note(), NOW);
        var proof = LogProof.parse(LogProof.of(0, List.of(), note).toString());

        assertThat(
                        proof.verify(
                                        leaves.get(0),
                                        LogTrust.inLog("log.example", log.verifierKey()))
                                .checkpoint()
                                .size())
                .isEqualTo(1);
    }

    @Test
    void carriesExtraDataThatNobodyVouchesFor() {
        var text = proofOf(5, log).toString().replace("index 5", "extra aGVsbG8=\nindex 5");
        var proof = LogProof.parse(text);
        assertThat(proof.extra().orElseThrow()).asString().isEqualTo("hello");
        assertThat(proof).hasToString(text);
    }

    @Test
    void asksForEnoughCosigners() {
        var cosigners = List.of(first.verifierKey(), second.verifierKey());
        var trust = new LogTrust("log.example", log.verifierKey(), cosigners, 2);

        var both = proofOf(7, log, first, second).verify(leaves.get(7), trust);

        assertThat(both.cosignatures())
                .extracting(signature -> signature.at().orElseThrow())
                .containsExactly(NOW, NOW);
        assertThatThrownBy(() -> proofOf(7, log, first).verify(leaves.get(7), trust))
                .extracting(Reasons::of)
                .isEqualTo("cosigners-too-few");
        assertThatThrownBy(() -> proofOf(7, log, first, first).verify(leaves.get(7), trust))
                .extracting(Reasons::of)
                .isEqualTo("cosigners-too-few");
        assertThatThrownBy(() -> proofOf(7, first, second).verify(leaves.get(7), trust))
                .extracting(Reasons::of)
                .isEqualTo("note-unsigned");
        assertThatThrownBy(() -> new LogTrust("log.example", log.verifierKey(), cosigners, 3))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LogTrust.inLog("log.example", first.verifierKey()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnotherLogsCheckpoint() {
        var trust = LogTrust.inLog("other.example", log.verifierKey());
        assertThatThrownBy(() -> proofOf(7, log).verify(leaves.get(7), trust))
                .extracting(Reasons::of)
                .isEqualTo("checkpoint-foreign");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c2sp.org/tlog-proof@v1\n",
                "c2sp.org/tlog-proof@v1\n\n%s",
                "c2sp.org/tlog-proof@v2\nindex 5\n\n%s",
                "c2sp.org/tlog-proof@v1\nindex 05\n\n%s",
                "c2sp.org/tlog-proof@v1\nindex -5\n\n%s",
                "c2sp.org/tlog-proof@v1\nindex\n\n%s",
                "c2sp.org/tlog-proof@v1\nindex 5\nextra aGVsbG8=\n\n%s",
                "c2sp.org/tlog-proof@v1\nextra aGVsbG8\nindex 5\n\n%s",
                "c2sp.org/tlog-proof@v1\nindex 5\nAAAA\n\n%s",
                "c2sp.org/tlog-proof@v1\r\nindex 5\r\n\n%s",
                "c2sp.org/tlog-proof@v1\nindex 5\n%s"
            })
    void readsNothingElseAsAProof(String form) {
        var note = log.sign(Checkpoint.of("log.example", SIZE, tree.root()).note(), NOW);
        assertThatThrownBy(() -> LogProof.parse(form.formatted(note)))
                .isInstanceOf(TrustException.class)
                .extracting(Reasons::of)
                .isEqualTo("note-malformed");
    }

    private LogProof proofOf(int index, NoteSigner... signers) {
        var note = Checkpoint.of("log.example", SIZE, tree.root()).note();
        for (var signer : signers) {
            note = signer.sign(note, NOW);
        }
        var reader = new TileHashReader(SIZE, tiles -> tree.changedTiles());
        return LogProof.of(index, Merkle.inclusionProof(index, SIZE, reader), note);
    }
}
