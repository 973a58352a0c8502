package comity.trust.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import comity.trust.PublishedVectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The vectors of transparency-dev/merkle, where they lie beside the project. */
class PublishedMerkleVectorsTest {

    @Test
    void decidesEveryInclusionAsPublished() throws IOException {
        for (var vector : vectors("inclusion")) {
            assertThat(
                            Merkle.verifiesInclusion(
                                    number(vector, "leafIdx"),
                                    number(vector, "treeSize"),
                                    bytes(vector.get("leafHash")),
                                    proof(vector),
                                    bytes(vector.get("root"))))
                    .as(vector.toString())
                    .isEqualTo(!vector.get("wantErr").asBoolean());
        }
    }

    @Test
    void decidesEveryConsistencyAsPublished() throws IOException {
        for (var vector : vectors("consistency")) {
            assertThat(
                            Merkle.verifiesConsistency(
                                    number(vector, "size1"),
                                    number(vector, "size2"),
                                    bytes(vector.get("root1")),
                                    bytes(vector.get("root2")),
                                    proof(vector)))
                    .as(vector.toString())
                    .isEqualTo(!vector.get("wantErr").asBoolean() && hasRoots(vector));
        }
    }

    /** One vector takes any octets for a root; here a root has 32. */
    private static boolean hasRoots(JsonNode vector) {
        return bytes(vector.get("root1")).length == 32 && bytes(vector.get("root2")).length == 32;
    }

    /** Unsigned 64-bit numbers are among them: those that no long holds are negative here. */
    private static long number(JsonNode vector, String member) {
        return vector.get(member).bigIntegerValue().longValue();
    }

    private static List<JsonNode> vectors(String kind) throws IOException {
        var folder = PublishedVectors.at("merkle").resolve(kind);
        try (var files = Files.walk(folder)) {
            var vectors =
                    files.filter(file -> file.toString().endsWith(".json"))
                            .map(PublishedMerkleVectorsTest::read)
                            .toList();
            assertThat(vectors).hasSizeGreaterThan(30);
            return vectors;
        }
    }

    private static JsonNode read(Path file) {
        try {
            // Sizes beyond 2^53 are among them, which the strict reader refuses.
            return new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<byte[]> proof(JsonNode vector) {
        var proof = vector.get("proof");
        return proof.isNull()
                ? List.of()
                : proof.valueStream().map(PublishedMerkleVectorsTest::bytes).toList();
    }

    private static byte[] bytes(JsonNode base64) {
        return base64.isNull() ? new byte[0] : Base64.getDecoder().decode(base64.asString());
    }
}
