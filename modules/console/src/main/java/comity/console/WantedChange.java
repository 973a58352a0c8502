package comity.console;

import comity.agreements.decision.Raise;
import comity.agreements.decision.SensitivityClass;
import comity.agreements.sensitivity.NamedClass;
import comity.agreements.sensitivity.Scale;
import java.util.SortedMap;

/** A change of the sensitivity classes, as a person asks for one: a whole scale from the latest. */
public sealed interface WantedChange {

    /** What the scale would be. */
    Scale to(Scale latest);

    /**
     * A property is to have a class: that of the schema, which takes a raise back, or a higher one.
     *
     * @param schema the code of the class that the schema gives it
     */
    record OfProperty(String type, String pointer, String schema, String code)
            implements WantedChange {

        @Override
        public Scale to(Scale latest) {
            return code.equals(schema)
                    ? latest.withoutRaise(type, pointer)
                    : latest.with(new Raise(type, pointer, code));
        }
    }

    /** A class is to demand this. */
    record OfControls(String code, SensitivityClass.Controls controls) implements WantedChange {

        @Override
        public Scale to(Scale latest) {
            return latest.classOf(code)
                    .map(
                            was ->
                                    latest.with(
                                            new NamedClass(
                                                    new SensitivityClass(
                                                            code, was.level().rank(), controls),
                                                    was.names(),
                                                    was.guidance())))
                    .orElse(latest);
        }
    }

    /**
     * A class is to be called and explained so.
     *
     * @param names as {@link NamedClass} has them
     * @param guidance likewise
     */
    record OfWords(String code, SortedMap<String, String> names, SortedMap<String, String> guidance)
            implements WantedChange {

        @Override
        public Scale to(Scale latest) {
            return latest.classOf(code)
                    .map(was -> latest.with(new NamedClass(was.level(), names, guidance)))
                    .orElse(latest);
        }
    }

    /** An earlier version is to count again: undoing what came after it. */
    record Again(Scale earlier) implements WantedChange {

        @Override
        public Scale to(Scale latest) {
            return earlier;
        }
    }

    /** Another set of classes, which keeps the raises in what they mean there. */
    record OtherSet(Scale set) implements WantedChange {

        @Override
        public Scale to(Scale latest) {
            return latest.movedTo(set);
        }
    }
}
