package comity.trust.sdjwt;

import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Random contents, taken apart at random places, presented in random parts. */
class SdJwtPropertyTest {

    private static final List<String> NAMES =
            List.of("a", "b", "a/b", "~", "", "0", "7", "é", "a b", "\"", "-", "sd", "..");

    @Test
    void givesBackWhateverWasIssued() {
        for (int seed = 0; seed < 400; seed++) {
            var random = new Random(seed);
            var content = object(random, 4);
            var own = own(content, random);
            var issued = issue(content, own, seed);

            var read = Samples.verified(issued.compact());

            assertThat(read.content()).as("seed %d", seed).isEqualTo(content);
            assertThat(Set.copyOf(read.disclosures())).isEqualTo(own);
            assertThat(read.hiddenDigests()).isZero();
            var decoded = DisclosureIndex.decode(read.index().encode());
            assertThat(decoded.present(issued.compact(), pointer -> true))
                    .isEqualTo(issued.compact());
            assertThat(decoded.encode()).isEqualTo(issued.index().encode());
        }
    }

    @Test
    void presentsExactlyWhatIsKept() {
        for (int seed = 0; seed < 400; seed++) {
            var random = new Random(seed);
            var content = object(random, 4);
            var own = own(content, random);
            var issued = issue(content, own, seed);
            var kept =
                    own.stream().filter(each -> random.nextBoolean()).collect(Collectors.toSet());

            var presentation = issued.present(kept::contains);
            var read = Samples.verified(presentation);

            assertThat(read.content())
                    .as("seed %d", seed)
                    .isEqualTo(pruned(content, "", own, disclosed(own, kept)));
            assertThat(read.disclosures()).hasSameSizeAs(disclosed(own, kept));
            assertThat(read.present(pointer -> true)).isEqualTo(presentation);
        }
    }

    /** By the definition: leaves that are kept, and all above them. */
    private static Set<String> disclosed(Set<String> own, Set<String> kept) {
        var disclosed = new HashSet<String>();
        for (var pointer : kept) {
            if (own.stream().noneMatch(other -> other.startsWith(pointer + "/"))) {
                own.stream()
                        .filter(above -> (pointer + "/").startsWith(above + "/"))
                        .forEach(disclosed::add);
            }
        }
        return disclosed;
    }

    private static JsonNode pruned(
            JsonNode value, String at, Set<String> own, Set<String> disclosed) {
        if (value.isObject()) {
            var pruned = Json.object();
            for (var member : value.properties()) {
                var pointer = Pointers.child(at, member.getKey());
                if (!own.contains(pointer) || disclosed.contains(pointer)) {
                    pruned.set(member.getKey(), pruned(member.getValue(), pointer, own, disclosed));
                }
            }
            return pruned;
        }
        if (value.isArray()) {
            var pruned = Json.array();
            for (int i = 0; i < value.size(); i++) {
                var pointer = Pointers.child(at, i);
                if (!own.contains(pointer) || disclosed.contains(pointer)) {
                    pruned.add(pruned(value.get(i), pointer, own, disclosed));
                }
            }
            return pruned;
        }
        return value;
    }

    private static SdJwt issue(ObjectNode content, Set<String> own, int seed) {
        return SdJwt.issue(
                Samples.KEY, Samples.CLAIMS, content, Pointers.of(own), Samples.random(seed));
    }

    /** All top-level members, and about half of all else. */
    private static Set<String> own(ObjectNode content, Random random) {
        var chosen = new ArrayList<String>();
        places(content, "", chosen);
        chosen.removeIf(place -> place.lastIndexOf('/') > 0 && random.nextBoolean());
        return Pointers.of(chosen).in(content);
    }

    private static void places(JsonNode value, String at, List<String> places) {
        for (var member : value.properties()) {
            places.add(Pointers.child(at, member.getKey()));
            places(member.getValue(), places.get(places.size() - 1), places);
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            places.add(Pointers.child(at, i));
            places(value.get(i), places.get(places.size() - 1), places);
        }
    }

    private static ObjectNode object(Random random, int depth) {
        var object = Json.object();
        int members = random.nextInt(5);
        for (int i = 0; i < members; i++) {
            object.set(NAMES.get(random.nextInt(NAMES.size())), value(random, depth - 1));
        }
        return object;
    }

    private static JsonNode value(Random random, int depth) {
        int kind = random.nextInt(depth > 0 ? 7 : 4);
        var holder = Json.array();
        switch (kind) {
            case 0 -> holder.add(random.nextInt(1000) - 500L);
            case 1 -> holder.add("text " + random.nextInt(3));
            case 2 -> holder.add(random.nextBoolean());
            case 3 -> holder.addNull();
            case 4, 5 -> holder.add(object(random, depth));
            default -> {
                var array = holder.addArray();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value(random, depth - 1));
                }
            }
        }
        return holder.get(0);
    }
}
