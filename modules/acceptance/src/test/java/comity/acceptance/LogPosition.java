package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import comity.trust.Base64Url;
import comity.trust.Jcs;
import comity.trust.merkle.Merkle;
import java.util.regex.Pattern;

/**
 * Where the log is, told by an entry of our own: two of them have what happened between them
 * between them.
 */
record LogPosition(long index) {

    private static final Pattern INDEX = Pattern.compile("(?m)^index (\\d+)$");
    private static final int ATTEMPTS = 12;

    /** Rehearses once, as somebody who has nothing to do with the test. */
    static LogPosition now(SandboxNode node) {
        var bystander = node.as("UPU");
        var mark =
                bystander
                        .post("/api/v1/decisions", Requests.rehearsal("UPU", "UNICEF"))
                        .with("Prefer", "wait=10")
                        .send();
        assertThat(mark.status()).as(mark.text()).isEqualTo(200);
        var leaf = Base64Url.encode(Merkle.leafHash(Jcs.canonical(mark.json().get("entry"))));
        for (int i = 0; i < ATTEMPTS; i++) {
            var proof = bystander.get("/log/proof?leaf=" + leaf).with("Prefer", "wait=10").send();
            if (proof.status() == 200) {
                var index = INDEX.matcher(proof.text());
                assertThat(index.find()).as(proof.text()).isTrue();
                return new LogPosition(Long.parseLong(index.group(1)));
            }
        }
        throw new AssertionError("The log does not take the entry up.");
    }

    /** How many entries came after that position and before this one. */
    long since(LogPosition earlier) {
        return index - earlier.index - 1;
    }
}
