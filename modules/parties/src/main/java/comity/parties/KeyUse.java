package comity.parties;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a key may sign. Source: docs/protocol.md, section 1. */
public enum KeyUse {
    /** HTTP messages. */
    HTTP,
    /** Records. */
    RECORD,
    /** Acts on agreements, and changes to the entity's own keys. */
    AGREEMENT;

    /** As the protocol writes it: lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The use with this code. */
    public static Optional<KeyUse> of(String code) {
        return Stream.of(values()).filter(use -> use.code().equals(code)).findFirst();
    }

    static String join(Collection<KeyUse> uses) {
        return uses.stream().sorted().map(KeyUse::code).collect(Collectors.joining(" "));
    }

    static Set<KeyUse> split(String codes) {
        var uses = EnumSet.noneOf(KeyUse.class);
        for (var code : codes.split(" ", -1)) {
            uses.add(of(code).orElseThrow(() -> new IllegalStateException("Unknown use of a key")));
        }
        return Collections.unmodifiableSet(uses);
    }
}
