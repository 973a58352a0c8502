package comity.console.http;

import java.util.List;
import java.util.Map;

/** The fields of a form: as somebody typed them, or as they are written for somebody to change. */
interface Typed {

    /** The text of a field; empty if there is none. */
    String one(String field);

    /** All texts of a field that can have several. */
    List<String> all(String field);

    /** The same, with other texts in some fields. */
    default Typed with(Map<String, String> others) {
        var typed = this;
        return new Typed() {

            @Override
            public String one(String field) {
                return others.getOrDefault(field, typed.one(field));
            }

            @Override
            public List<String> all(String field) {
                return typed.all(field);
            }
        };
    }

    /** Fields as they are written. */
    static Typed of(Map<String, List<String>> fields) {
        return new Typed() {

            @Override
            public String one(String field) {
                var all = all(field);
                return all.isEmpty() ? "" : all.get(0);
            }

            @Override
            public List<String> all(String field) {
                return fields.getOrDefault(field, List.of());
            }
        };
    }

    /** Fields as they were sent, now or before the session ended. */
    static Typed of(Visit visit) {
        return new Typed() {

            @Override
            public String one(String field) {
                return visit.typed(field, "");
            }

            @Override
            public List<String> all(String field) {
                return visit.all(field);
            }
        };
    }
}
