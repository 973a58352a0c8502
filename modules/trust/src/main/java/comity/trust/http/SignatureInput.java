package comity.trust.http;

import comity.trust.TrustException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.InnerList;
import org.greenbytes.http.sfv.IntegerItem;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.Parameters;
import org.greenbytes.http.sfv.StringItem;

/**
 * One member of the field Signature-Input (RFC 9421, section 4.1): what is covered, in order, and the
 * signature's parameters.
 *
 * @param text the member's value in its strict serialization: the value of {@code
 *     @signature-params}
 */
record SignatureInput(
        List<Component> components,
        Optional<Instant> created,
        Optional<String> nonce,
        Optional<String> keyid,
        Optional<String> tag,
        Optional<String> alg,
        String text) {

    static final String FIELD = "signature-input";
    static final String SIGNATURE_FIELD = "signature";

    private static final int COMPONENTS = 48;
    private static final long LAST_SECOND = 253_402_300_799L; // 9999-12-31T23:59:59Z
    private static final Set<String> PARAMETERS = Set.of("created", "nonce", "keyid", "tag", "alg");

    /** Reads the member of this label. */
    static SignatureInput parse(List<String> lines, String label) {
        var members = StructuredFields.dictionary("Signature-Input", lines);
        requireOne(StructuredFields.keys(lines), label);
        if (!(members.get(label) instanceof InnerList list)) {
            throw malformed();
        }
        var parameters = list.getParams();
        if (!PARAMETERS.containsAll(parameters.keySet())) {
            throw new TrustException(
                    "parameter-unsupported",
                    "A signature's parameters are created, nonce, keyid, tag and alg only.");
        }
        return new SignatureInput(
                components(list),
                created(parameters),
                string(parameters, "nonce"),
                string(parameters, "keyid"),
                string(parameters, "tag"),
                string(parameters, "alg"),
                list.serialize());
    }

    /** Reads the signature of this label from the field Signature. */
    static byte[] parseSignature(List<String> lines, String label) {
        var members = StructuredFields.dictionary("Signature", lines);
        requireOne(StructuredFields.keys(lines), label);
        if (members.get(label) instanceof ByteSequenceItem octets && octets.getParams().isEmpty()) {
            return ContentDigest.octets(octets.get());
        }
        throw malformed();
    }

    /** A new one; every text given is of characters that need no escape. */
    static SignatureInput of(
            List<Component> components,
            Instant created,
            Optional<String> nonce,
            String keyid,
            String tag) {
        var text = new StringBuilder(320);
        char separator = '(';
        for (var component : components) {
            text.append(separator).append(component.text());
            separator = ' ';
        }
        text.append(");created=").append(created.getEpochSecond());
        nonce.ifPresent(value -> text.append(";nonce=\"").append(value).append('"'));
        text.append(";keyid=\"").append(keyid).append('"');
        text.append(";tag=\"").append(tag).append('"');
        return new SignatureInput(
                List.copyOf(components),
                Optional.of(created.truncatedTo(ChronoUnit.SECONDS)),
                nonce,
                Optional.of(keyid),
                Optional.of(tag),
                Optional.empty(),
                text.toString());
    }

    /** The signature base (RFC 9421, section 2.5). */
    byte[] base(Function<Component, String> valueOf) {
        var base = new StringBuilder(1024);
        for (var component : components) {
            base.append(component.text()).append(": ");
            base.append(printable(valueOf.apply(component))).append('\n');
        }
        base.append("\"@signature-params\": ").append(text);
        return base.toString().getBytes(StandardCharsets.US_ASCII);
    }

    void requireCovers(List<Component> required) {
        for (var component : required) {
            if (!components.contains(component)) {
                throw new TrustException(
                        "component-missing", "The signature does not cover " + component.text());
            }
        }
    }

    private static List<Component> components(InnerList list) {
        if (list.get().size() > COMPONENTS) {
            throw malformed();
        }
        var components = list.get().stream().map(Component::parse).toList();
        // RFC 9421, 2.5: "each covered component identifier ... MUST occur only once".
        if (new HashSet<>(components).size() != components.size()) {
            throw new TrustException(
                    "component-repeated", "The signature covers a component twice.");
        }
        return components;
    }

    private static Optional<Instant> created(Parameters parameters) {
        Item<?> value = parameters.get("created");
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof IntegerItem seconds
                && seconds.getAsLong() >= 0
                && seconds.getAsLong() <= LAST_SECOND) {
            return Optional.of(Instant.ofEpochSecond(seconds.getAsLong()));
        }
        throw malformed();
    }

    private static Optional<String> string(Parameters parameters, String name) {
        Item<?> value = parameters.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof StringItem string) {
            return Optional.of(string.get());
        }
        throw malformed();
    }

    private static void requireOne(List<String> keys, String label) {
        int found = Collections.frequency(keys, label);
        if (found == 0) {
            throw new TrustException(
                    "signature-missing", "There is no signature labelled '" + label + "'.");
        }
        if (found > 1) {
            throw new TrustException(
                    "signature-repeated", "There is more than one signature '" + label + "'.");
        }
    }

    /** RFC 9421, 2.5: the base is ASCII, and a line break in a value would forge a line of it. */
    private static String printable(String value) {
        for (int i = 0; i < value.length(); i++) {
            char unit = value.charAt(i);
            if ((unit < 0x20 && unit != '\t') || unit > 0x7E) {
                throw new TrustException(
                        "component-malformed", "A covered component holds other than ASCII.");
            }
        }
        return value;
    }

    private static TrustException malformed() {
        return new TrustException(
                "signature-malformed", "Signature-Input or Signature is not as RFC 9421 says.");
    }
}
