package comity.trust.http;

import comity.trust.TrustException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.StringItem;

/**
 * A component identifier (RFC 9421, section 2) with the two parameters that the profile knows:
 * {@code req}, which takes a response's component from its request, and {@code key}, which takes
 * one member of a dictionary.
 */
record Component(String name, boolean req, Optional<String> key) {

    private static final Pattern NAME =
            Pattern.compile("@[a-z-]{1,32}|[a-z0-9!#$%&'*+.^_`|~-]{1,128}");

    static Component of(String name) {
        return new Component(name, false, Optional.empty());
    }

    Component ofRequest() {
        return new Component(name, true, key);
    }

    boolean isDerived() {
        return name.charAt(0) == '@';
    }

    boolean hasParameters() {
        return req || key.isPresent();
    }

    /** The identifier as it stands in the signature base. */
    String text() {
        return '"'
                + name
                + '"'
                + (req ? ";req" : "")
                + key.map(member -> ";key=\"" + member + '"').orElse("");
    }

    static Component parse(Item<?> item) {
        if (item instanceof StringItem name && NAME.matcher(name.get()).matches()) {
            var key =
                    item.getParams().get("key") instanceof StringItem member
                            ? Optional.of(member.get())
                            : Optional.<String>empty();
            var component = new Component(name.get(), item.getParams().containsKey("req"), key);
            // Any other parameter, value or order would be serialized differently.
            if (component.text().equals(name.serialize())) {
                return component;
            }
        }
        throw new TrustException(
                "component-unsupported",
                "The signature covers a component that is not known here.");
    }
}
