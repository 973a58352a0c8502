package comity.trust.sdjwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.kernel.Json;
import comity.kernel.Problem;
import comity.trust.Algorithm;
import comity.trust.Reasons;
import comity.trust.SigningKey;
import comity.trust.TrustException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class SdJwtTest {

    @Test
    void leavesNothingOfTheContentInTheClear() {
        var issued = Samples.issued();

        var bare = Samples.verified(issued.present(pointer -> false));

        assertThat(bare.content()).isEqualTo(Json.object());
        assertThat(bare.claims()).isEqualTo(Samples.CLAIMS);
        assertThat(bare.compact()).doesNotContain("~W").endsWith("~");
        assertThat(issued.deviations(Samples.ANNOTATED)).isEmpty();
    }

    @Test
    void givesBackTheContentThatWasIssued() {
        var read = Samples.verified(Samples.issued().compact());

        assertThat(read.content()).isEqualTo(Samples.content());
        assertThat(read.content().toString()).isEqualTo(Samples.content().toString());
        assertThat(read.claims()).isEqualTo(Samples.CLAIMS);
        assertThat(read.key()).isEqualTo(Samples.KEY.verificationKey());
        assertThat(read.disclosures())
                .containsExactlyElementsOf(Samples.ANNOTATED.in(Samples.content()));
        assertThat(read.deviations(Samples.ANNOTATED)).isEmpty();
        assertThat(read.deviations(Pointers.of(Samples.ANNOTATED.in(Samples.content())))).isEmpty();
    }

    @Test
    void signsWithEitherAlgorithm() {
        var key = SigningKey.generate(Algorithm.ES256, Samples.random(9));
        var issued =
                SdJwt.issue(
                        key,
                        Samples.CLAIMS,
                        Samples.content(),
                        Samples.ANNOTATED,
                        Samples.random(1));

        assertThat(
                        SdJwt.verify(issued.compact(), kid -> Optional.of(key.verificationKey()))
                                .content())
                .isEqualTo(Samples.content());
    }

    @Test
    void presentsWhatThePointersCoverAndWhatHoldsIt() {
        var issued = Samples.issued();

        assertThat(presented(issued, "/elements/academic/1", "/posts/*/grade"))
                .isEqualTo(
                        Samples.json(
                                """
                                {
                                  "elements": {"academic": [{"id": "a2", "degree": "MSc"}]},
                                  "posts": [{"grade": "P3"}, {"grade": "P4"}]
                                }
                                """));
        assertThat(presented(issued, "/subject"))
                .isEqualTo(Samples.content().deepCopy().retain("subject"));
        assertThat(presented(issued, "")).isEqualTo(Samples.content());
        assertThat(presented(issued, "/elements"))
                .isEqualTo(Samples.content().deepCopy().retain("elements"));
    }

    @Test
    void countsAContainerForNothing() {
        var issued = Samples.issued();

        assertThat(issued.present(pointer -> pointer.equals("/elements")))
                .isEqualTo(issued.present(pointer -> false));
        assertThat(issued.index().leaves())
                .containsExactly(
                        "/subject",
                        "/elements/academic/0",
                        "/elements/academic/1",
                        "/elements/employment/0",
                        "/posts/0/id",
                        "/posts/0/grade",
                        "/posts/1/id",
                        "/posts/1/grade");
    }

    @Test
    void presentsAPresentationAgain() {
        var once = Samples.verified(Samples.issued().present(Pointers.of("/elements")));
        var twice = Samples.verified(once.present(Pointers.of("/elements/academic/1")));

        assertThat(twice.content())
                .isEqualTo(
                        Samples.json(
                                """
                                {"elements": {"academic": [{"id": "a2", "degree": "MSc"}]}}
                                """));
        assertThat(twice.disclosures())
                .containsExactly("/elements", "/elements/academic", "/elements/academic/0");
    }

    @Test
    void presentsAnEmptyListAsWhatItIs() {
        var content = Samples.json("{\"a\": [], \"b\": {}}");
        var issued =
                SdJwt.issue(
                        Samples.KEY,
                        Samples.CLAIMS,
                        content,
                        Pointers.of("/a", "/b", "/b/c"),
                        Samples.random(1));

        assertThat(Samples.verified(issued.present(Pointers.of("/a", "/b"))).content())
                .isEqualTo(content);
    }

    @Test
    void presentsFromTheIndexKeptBesideTheRecord() {
        var issued = Samples.issued();
        var kept = DisclosureIndex.decode(issued.index().encode());

        assertThat(kept.pointers()).isEqualTo(issued.disclosures());
        assertThat(kept.leaves()).isEqualTo(issued.index().leaves());
        assertThat(kept.present(issued.compact(), Pointers.of("/posts/0")::covers))
                .isEqualTo(issued.present(Pointers.of("/posts/0")));
        assertThatThrownBy(() -> kept.present(issued.compact() + "x~", pointer -> true))
                .extracting(Reasons::of)
                .isEqualTo("index-foreign");
    }

    @Test
    void readsNothingElseAsAnIndex() {
        var octets = Samples.issued().index().encode();
        for (int length = 0; length < octets.length; length++) {
            var cut = Arrays.copyOf(octets, length);
            assertThatThrownBy(() -> DisclosureIndex.decode(cut))
                    .isInstanceOf(TrustException.class);
        }
        var longer = Arrays.copyOf(octets, octets.length + 1);
        assertThatThrownBy(() -> DisclosureIndex.decode(longer)).isInstanceOf(TrustException.class);
    }

    @Test
    void issuesNothingInTheClearAndNoClaimsName() {
        assertThatThrownBy(() -> issue("{\"a\": 1, \"b\": 2}", "/a"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> issue("{\"a\": {\"_sd\": []}}", "/a"))
                .extracting(Reasons::of)
                .isEqualTo("content-reserved-name");
        assertThatThrownBy(() -> issue("{\"a\": [{\"...\": 1}]}", "/a"))
                .extracting(Reasons::of)
                .isEqualTo("content-reserved-name");
        assertThatThrownBy(() -> issue("{\"exp\": 1}", "/exp"))
                .extracting(Reasons::of)
                .isEqualTo("disclosure-overwrites");
    }

    @Test
    void namesEachDisclosureTooFewOrTooMany() {
        var issued = Samples.issued();
        var fewer = Pointers.of("/subject", "/elements", "/elements/academic", "/posts");
        var more = Pointers.of(Samples.ANNOTATED.all()).in(Samples.content());
        more.add("/subject/familyName");

        assertThat(issued.deviations(fewer))
                .extracting(Problem.Violation::pointer)
                .containsExactly(
                        "/elements/employment",
                        "/elements/employment/0",
                        "/posts/0/id",
                        "/posts/0/grade",
                        "/posts/1/id",
                        "/posts/1/grade");
        assertThat(issued.deviations(Pointers.of(more)))
                .extracting(Problem.Violation::pointer)
                .containsExactly("/subject/familyName");
    }

    @Test
    void namesWhatStandsInTheClear() {
        var inner = Samples.disclosure("[\"s\", \"b\", 1]");
        var mixed = Samples.hiding(inner);
        mixed.put("c", 2);
        var outer = Samples.disclosure("[\"s\", \"a\", " + mixed + "]");
        var payload = Samples.hiding(outer);
        payload.put("d", 3);

        var read = Samples.verified(Samples.signed(payload, outer, inner));

        assertThat(read.deviations(Pointers.of("/a", "/a/b", "/d")))
                .containsExactlyInAnyOrder(
                        new Problem.Violation("/a/c", "is in the clear"),
                        new Problem.Violation("/d", "is in the clear"));
    }

    @Test
    void noticesADisclosureThatWasKeptBack() {
        var issued = Samples.issued();
        var compact = issued.compact();
        var first = compact.indexOf('~');
        var without =
                compact.substring(0, first) + compact.substring(compact.indexOf('~', first + 1));

        // The subject is gone whole: a schema notices that, since it is required.
        assertThat(Samples.verified(without).content().has("subject")).isFalse();
        assertThat(Samples.verified(without).hiddenDigests()).isEqualTo(1);
        assertThat(issued.hiddenDigests()).isZero();
    }

    @Test
    void showsNoContentAsText() {
        assertThat(Samples.issued()).hasToString("SD-JWT " + Samples.CLAIMS.id());
    }

    private static ObjectNode presented(SdJwt issued, String... pointers) {
        return Samples.verified(issued.present(Pointers.of(pointers))).content();
    }

    private static SdJwt issue(String content, String... own) {
        return SdJwt.issue(
                Samples.KEY,
                Samples.CLAIMS,
                Samples.json(content),
                Pointers.of(own),
                Samples.random(1));
    }
}
