package comity.agreements.sensitivity;

import comity.agreements.decision.RecordShape;
import comity.agreements.decision.SensitivityClass;
import comity.kernel.Json;
import comity.schema.RecordSchema;
import comity.schema.Schemas;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Record types and their properties down, classes across: which class every property has.
 *
 * @param classes by rank
 * @param types by name
 */
public record Matrix(List<NamedClass> classes, List<Type> types) {

    /** A record type, in its latest version. */
    public record Type(String name, int version, List<Row> rows) {

        public Type {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A property, in the schema's order.
     *
     * @param pointer {@code *} stands for any array element
     * @param container whether others lie below it: then its class counts for nothing
     * @param identity whether every presentation includes it
     * @param schema the code of the class that the schema gives it, of this set
     * @param code of the class that it has: the schema's, or a higher one
     */
    public record Row(
            String pointer, boolean container, boolean identity, String schema, String code) {

        /** Whether an administrator has raised it. */
        public boolean isRaised() {
            return !schema.equals(code);
        }
    }

    public Matrix {
        classes = List.copyOf(classes);
        types = List.copyOf(types);
    }

    static Matrix of(Scale scale, Schemas schemas) {
        var names = new LinkedHashSet<String>();
        schemas.recordTypes().forEach(type -> names.add(type.name()));
        var types = new ArrayList<Type>();
        for (var name : names) {
            schemas.recordType(name)
                    .ifPresent(
                            type -> types.add(new Type(name, type.version(), rows(scale, type))));
        }
        return new Matrix(scale.classes(), types);
    }

    private static List<Row> rows(Scale scale, RecordSchema type) {
        var shape = RecordShape.of(type);
        var raised = scale.decided(1).raised(shape).properties();
        var rows = new ArrayList<Row>();
        int next = 0;
        for (var each : type.annotated()) {
            var schema = code(scale, each.sensitivity());
            if (each.container()) {
                rows.add(new Row(each.pattern(), true, false, schema, schema));
            } else {
                // A shape has the properties that are no containers, in the same order.
                var property = raised.get(next);
                next++;
                rows.add(
                        new Row(
                                property.pointer(),
                                false,
                                property.identity(),
                                schema,
                                code(scale, property.sensitivity())));
            }
        }
        return rows;
    }

    private static String code(Scale scale, String code) {
        return scale.meaning(code).map(SensitivityClass::code).orElse("");
    }

    /** {@code classes} (their codes) and {@code types}, each with {@code properties}. */
    public ObjectNode toJson() {
        var json = Json.object();
        var codes = json.putArray("classes");
        classes.forEach(each -> codes.add(each.code()));
        var all = json.putArray("types");
        for (var type : types) {
            var line = all.addObject().put("type", type.name()).put("version", type.version());
            var properties = line.putArray("properties");
            for (var row : type.rows()) {
                var property = properties.addObject();
                property.put("pointer", row.pointer());
                property.put("class", row.code());
                property.put("schemaClass", row.schema());
                if (row.container()) {
                    property.put("container", true);
                }
                if (row.identity()) {
                    property.put("identity", true);
                }
            }
        }
        return json;
    }
}
