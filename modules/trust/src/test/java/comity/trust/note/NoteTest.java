package comity.trust.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.trust.Algorithm;
import comity.trust.Reasons;
import comity.trust.SigningKey;
import comity.trust.TrustException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.75Z");

    private static final String PUBLISHED_KEY =
            "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    /** C2SP signed-note, "Example". */
    private static final String PUBLISHED_NOTE =
            """
            This is an example message.

            — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
            """;

    /** C2SP signed-note: an empty line within the text. */
    private static final String WITH_EMPTY_LINE =
            """
            Ognuno sta solo sul cuor della terra
            trafitto da un raggio di sole:

            ed è subito sera.

            — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
            """;

    private static final String COSIGNED =
            """
            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
            """;

    private final NoteSigner log = NoteSigner.ed25519("log.example", key(1));
    private final NoteSigner witness = NoteSigner.cosigner("witness.example", key(2));

    @Test
    void verifiesThePublishedExample() {
        var key = VerifierKey.parse(PUBLISHED_KEY);

        var note = SignedNote.parse(PUBLISHED_NOTE).verifiedBy(List.of(key));

        assertThat(note.text()).isEqualTo("This is an example message.\n");
        assertThat(note.isSignedBy(key)).isTrue();
        assertThat(key.vkey()).isEqualTo(PUBLISHED_KEY);
        assertThat(key.name()).isEqualTo("example.com/foo");
        assertThat(key.isCosigner()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {PUBLISHED_NOTE, WITH_EMPTY_LINE, COSIGNED})
    void writesWhatItReads(String note) {
        assertThat(SignedNote.parse(note)).hasToString(note);
    }

    @Test
    void readsThePublishedCheckpoint() {
        var note = SignedNote.parse(COSIGNED);
        var checkpoint = Checkpoint.parse(note.unverifiedText());

        assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(checkpoint.size()).isEqualTo(20852163);
        assertThat(checkpoint.text()).isEqualTo(note.unverifiedText());
        assertThat(note.signatures())
                .extracting(NoteSignature::keyName)
                .containsExactly("example.com/behind-the-sofa", "witness.example.com/w1");
    }

    @Test
    void separatesTheTextAtTheLastEmptyLine() {
        assertThat(SignedNote.parse(WITH_EMPTY_LINE).unverifiedText())
                .endsWith("\n\ned è subito sera.\n");
    }

    @Test
    void cosignsWithTheTimeInWholeSeconds() {
        var checkpoint = Checkpoint.of("log.example", 7, new byte[32]);
        var signed = witness.sign(log.sign(checkpoint.note(), NOW), NOW);

        var verified =
                SignedNote.parse(signed.toString())
                        .verifiedBy(List.of(log.verifierKey(), witness.verifierKey()));

        assertThat(Checkpoint.in(verified)).isEqualTo(checkpoint);
        assertThat(verified.signatures())
                .extracting(VerifiedNote.Signature::at)
                .containsExactly(
                        Optional.empty(), Optional.of(Instant.parse("2026-11-21T10:00:00Z")));
    }

    @Test
    void ignoresStrangersAndNamesakes() {
        var namesake = NoteSigner.ed25519("log.example", key(3));
        var note = log.sign(namesake.sign(SignedNote.of("text\n"), NOW), NOW);

        assertThat(note.verifiedBy(List.of(log.verifierKey())).signatures()).hasSize(1);
        assertThatThrownBy(() -> note.verifiedBy(List.of(witness.verifierKey())))
                .isInstanceOf(TrustException.class)
                .extracting(Reasons::of)
                .isEqualTo("note-unsigned");
        assertThatThrownBy(() -> note.verifiedBy(List.of()))
                .extracting(Reasons::of)
                .isEqualTo("note-unsigned");
    }

    @Test
    void refusesANoteInWhichAKnownKeysSignatureIsBroken() {
        var checkpoint = Checkpoint.of("log.example", 7, new byte[32]).note();
        var signed = witness.sign(log.sign(checkpoint, NOW), NOW).toString();
        var altered = SignedNote.parse(signed.replace("\n7\n", "\n8\n"));

        assertThatThrownBy(() -> altered.verifiedBy(List.of(log.verifierKey())))
                .extracting(Reasons::of)
                .isEqualTo("note-signature-invalid");
        assertThatThrownBy(() -> altered.verifiedBy(List.of(witness.verifierKey())))
                .extracting(Reasons::of)
                .isEqualTo("note-signature-invalid");
    }

    @Test
    void holdsTheKindsOfSignatureApart() {
        var same = key(1);
        var plain = VerifierKey.ed25519("log.example", same.verificationKey());
        var cosigner = VerifierKey.cosigner("log.example", same.verificationKey());

        assertThat(plain.id()).isNotEqualTo(cosigner.id());
        assertThat(VerifierKey.parse(cosigner.vkey())).isEqualTo(cosigner).isNotEqualTo(plain);
    }

    @Test
    void cosignsNothingButCheckpoints() {
        assertThatThrownBy(() -> witness.sign(SignedNote.of("text\n"), NOW))
                .isInstanceOf(TrustException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "text\n",
                "text\n\n",
                "text\n\n\n",
                "text\n\n— a AAAAAAA=",
                "text\n\n— a AAAAAAA\n",
                "text\n\n— a AAAAAAB=\n",
                "text\n\n— a AAAAAA==\n",
                "text\n\n- a AAAAAAA=\n",
                "text\n\n—a AAAAAAA=\n",
                "text\n\n— a  AAAAAAA=\n",
                "text\n\n— a+b AAAAAAA=\n",
                "text\n\n— a\u00a0b AAAAAAA=\n",
                "text\n\n—  AAAAAAA=\n",
                "text\n\n— a AAAAAAA=\nb\n",
                "te\txt\n\n— a AAAAAAA=\n",
                "text\r\n\r\n— a AAAAAAA=\r\n",
                "te\ud800xt\n\n— a AAAAAAA=\n"
            })
    void readsNothingElseAsANote(String note) {
        assertThatThrownBy(() -> SignedNote.parse(note))
                .isInstanceOf(TrustException.class)
                .extracting(Reasons::of)
                .isEqualTo("note-malformed");
    }

    @Test
    void boundsANote() {
        var line = "— a AAAAAAA=\n";
        assertThat(SignedNote.parse("text\n\n" + line.repeat(64)).signatures()).hasSize(64);
        assertThatThrownBy(() -> SignedNote.parse("text\n\n" + line.repeat(65)))
                .isInstanceOf(TrustException.class);
        assertThatThrownBy(() -> SignedNote.of("é".repeat(40_000) + "\n"))
                .isInstanceOf(TrustException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "log\n7\n",
                "log\n7\nAAAA\n",
                "\n7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "log\n07\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "log\n+7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "log\n-7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "log\n9223372036854775808\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "log\n7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
                "log\n7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=\n",
                "log\n7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n",
                "log\n7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void readsNothingElseAsACheckpoint(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text))
                .isInstanceOf(TrustException.class)
                .extracting(Reasons::of)
                .isEqualTo("note-malformed");
    }

    @Test
    void keepsTheExtensionsOfACheckpoint() {
        var text = "log\n0\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\none\ntwo\n";
        assertThat(Checkpoint.parse(text).extensions()).containsExactly("one", "two");
        assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com/foo",
                "example.com/foo+530d903a",
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+BekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+CekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv",
                "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
            })
    void readsNothingElseAsAVerifierKey(String vkey) {
        assertThatThrownBy(() -> VerifierKey.parse(vkey))
                .isInstanceOf(TrustException.class)
                .extracting(Reasons::of)
                .isEqualTo("vkey-invalid");
    }

    static SigningKey key(int seed) {
        var secret = new byte[32];
        secret[0] = (byte) seed;
        return SigningKey.ofSecret(Algorithm.ED25519, secret);
    }
}
