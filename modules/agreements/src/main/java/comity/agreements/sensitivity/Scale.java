package comity.agreements.sensitivity;

import comity.agreements.decision.Raise;
import comity.agreements.decision.SensitivityClass;
import comity.agreements.decision.SensitivityClasses;
import comity.kernel.Json;
import comity.trust.Base64Url;
import comity.trust.Digests;
import comity.trust.Jcs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A set of sensitivity classes, what they stand for, and the raises: all that one version holds.
 * Immutable. Its document follows the schema {@code sensitivity-scale}; whether it keeps the rules
 * is for {@link ScaleRules}.
 *
 * @param classes by rank, the least sensitive first
 * @param standsFor codes that are no class of this set, such as those of schemas and of terms that
 *     were signed under another, and the class that each means here
 * @param raises by type and pointer
 */
public record Scale(
        List<NamedClass> classes, SortedMap<String, String> standsFor, List<Raise> raises) {

    public Scale {
        classes =
                classes.stream()
                        .sorted(Comparator.comparingInt(each -> each.level().rank()))
                        .toList();
        standsFor = Collections.unmodifiableSortedMap(new TreeMap<>(standsFor));
        raises =
                raises.stream()
                        .sorted(Comparator.comparing(Raise::type).thenComparing(Raise::pointer))
                        .toList();
    }

    /** Reads a document that follows the schema {@code sensitivity-scale}. */
    public static Scale of(JsonNode json) {
        return ScaleText.read(json);
    }

    /** Its document. */
    public ObjectNode toJson() {
        return ScaleText.write(this);
    }

    /** Base64url SHA-256 of the document's JCS form (RFC 8785). */
    public String digest() {
        return Base64Url.encode(Digests.sha256(Jcs.canonical(toJson())));
    }

    /** What decisions read of it. */
    public SensitivityClasses decided(int version) {
        return new SensitivityClasses(
                version, classes.stream().map(NamedClass::level).toList(), standsFor, raises);
    }

    /** The class of a code of its own. */
    public Optional<NamedClass> classOf(String code) {
        return classes.stream().filter(each -> each.code().equals(code)).findFirst();
    }

    /** The class that a code means: of its own, or one that a class stands for. */
    Optional<SensitivityClass> meaning(String code) {
        return classOf(standsFor.getOrDefault(code, code)).map(NamedClass::level);
    }

    /** The same with a class more, or with this one in place of that of its code. */
    public Scale with(NamedClass changed) {
        var all = new ArrayList<>(classes);
        all.removeIf(each -> each.code().equals(changed.code()));
        all.add(changed);
        return new Scale(all, standsFor, raises);
    }

    /** The same without a class. */
    public Scale withoutClass(String code) {
        return new Scale(
                classes.stream().filter(each -> !each.code().equals(code)).toList(),
                standsFor,
                raises);
    }

    /** The same with a raise, in place of one of the same type and pointer. */
    public Scale with(Raise raise) {
        var all = new ArrayList<>(withoutRaise(raise.type(), raise.pointer()).raises);
        all.add(raise);
        return new Scale(classes, standsFor, all);
    }

    /** The same without a raise: what it covered is again in its schema's class. */
    public Scale withoutRaise(String type, String pointer) {
        return new Scale(
                classes,
                standsFor,
                raises.stream()
                        .filter(
                                each ->
                                        !each.type().equals(type)
                                                || !each.pointer().equals(pointer))
                        .toList());
    }

    /**
     * Another set of classes with the raises of this one, each in the class that it means there.
     */
    public Scale movedTo(Scale other) {
        var moved = new ArrayList<Raise>();
        for (var raise : raises) {
            var code = other.meaning(raise.code()).map(SensitivityClass::code);
            moved.add(new Raise(raise.type(), raise.pointer(), code.orElse(raise.code())));
        }
        return new Scale(other.classes, other.standsFor, moved);
    }

    /** The text of the document, as it is stored. */
    String text() {
        return Json.text(toJson());
    }
}
