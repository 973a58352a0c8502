package comity.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import comity.trust.Algorithm;
import comity.trust.Jws;
import comity.trust.SigningKey;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReceiptsTest {

    private static final SigningKey KEY = SigningKey.generate(Algorithm.ED25519, Samples.RANDOM);
    private static final UUID ID = UUID.fromString("01920000-0000-7000-8000-000000000001");

    private static Appended appended() {
        return new Appended(
                Leaf.of(Samples.exchange(1), Samples.RANDOM), Samples.AT.plusSeconds(300));
    }

    @Test
    void sayWhatHappenedAndWhereTheLogWillShowIt() {
        var appended = appended();
        var receipts = new Receipts(KEY, "https://comity.example.org");

        var receipt =
                receipts.sign(
                        ReceiptClaims.of(appended)
                                .about(ID)
                                .asker("WFP")
                                .asked("UNICEF")
                                .under(ID, 3, "digest")
                                .disclosed("other"));

        var payload =
                Jws.verify(receipt, Receipts.TYPE, kid -> Optional.of(KEY.verificationKey()))
                        .payload();
        assertThat(payload.propertyNames())
                .containsExactly(
                        "iss",
                        "kind",
                        "at",
                        "id",
                        "asker",
                        "asked",
                        "agreement",
                        "disclosureDigest",
                        "leaf",
                        "includeBy");
        assertThat(payload.required("iss").stringValue()).isEqualTo("https://comity.example.org");
        assertThat(payload.required("kind").stringValue()).isEqualTo("exchange");
        assertThat(payload.required("leaf").stringValue()).isEqualTo(appended.leaf());
        assertThat(payload.required("includeBy").stringValue())
                .isEqualTo("2026-10-01T09:05:00.123456Z");
        assertThat(payload.at("/agreement/version").intValue()).isEqualTo(3);
    }

    @Test
    void leaveOutWhatDoesNotApply() {
        var claims = ReceiptClaims.of(appended());

        claims.asker("WFP");

        assertThat(claims.toJson("https://comity.example.org").propertyNames())
                .containsExactly("iss", "kind", "at", "leaf", "includeBy");
    }
}
