package comity.agreements.sensitivity;

import comity.agreements.decision.OnwardSharing;
import comity.agreements.decision.Raise;
import comity.agreements.decision.SensitivityClass;
import comity.agreements.decision.SensitivityClass.Controls;
import comity.kernel.Json;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes the document of a {@link Scale}. */
final class ScaleText {

    private ScaleText() {}

    static Scale read(JsonNode json) {
        var classes = new ArrayList<NamedClass>();
        for (var each : json.required("classes")) {
            classes.add(
                    new NamedClass(
                            new SensitivityClass(
                                    each.required("code").stringValue(),
                                    each.required("rank").intValue(),
                                    controls(each.required("controls"))),
                            words(each.required("names")),
                            words(each.path("guidance"))));
        }
        var raises = new ArrayList<Raise>();
        for (var each : json.path("raises")) {
            raises.add(
                    new Raise(
                            each.required("type").stringValue(),
                            each.required("pointer").stringValue(),
                            each.required("class").stringValue()));
        }
        return new Scale(classes, words(json.path("standsFor")), raises);
    }

    private static Controls controls(JsonNode json) {
        var purposes = new HashSet<String>();
        json.path("purposes").forEach(each -> purposes.add(each.stringValue()));
        var hours = json.path("breachNoticeHours");
        return new Controls(
                json.required("consent").booleanValue(),
                json.required("approval").booleanValue(),
                json.required("secondPerson").booleanValue(),
                Optional.ofNullable(json.get("longestRetention"))
                        .map(period -> Period.parse(period.stringValue())),
                OnwardSharing.of(json.required("onwardSharing").stringValue()).orElseThrow(),
                purposes,
                hours.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(hours.intValue()));
    }

    private static SortedMap<String, String> words(JsonNode json) {
        var words = new TreeMap<String, String>();
        json.properties().forEach(each -> words.put(each.getKey(), each.getValue().stringValue()));
        return words;
    }

    static ObjectNode write(Scale scale) {
        var json = Json.object();
        var classes = json.putArray("classes");
        for (var each : scale.classes()) {
            var line = classes.addObject();
            line.put("code", each.code());
            line.put("rank", each.level().rank());
            words(line, "names", each.names());
            words(line, "guidance", each.guidance());
            line.set("controls", controls(each.level().controls()));
        }
        words(json, "standsFor", scale.standsFor());
        if (!scale.raises().isEmpty()) {
            var raises = json.putArray("raises");
            for (var each : scale.raises()) {
                raises.addObject()
                        .put("type", each.type())
                        .put("pointer", each.pointer())
                        .put("class", each.code());
            }
        }
        return json;
    }

    private static void words(ObjectNode json, String member, SortedMap<String, String> words) {
        if (!words.isEmpty()) {
            words.forEach(json.putObject(member)::put);
        }
    }

    static ObjectNode controls(Controls controls) {
        var json = Json.object();
        json.put("consent", controls.consent());
        json.put("approval", controls.approval());
        json.put("secondPerson", controls.secondPerson());
        controls.longestRetention()
                .ifPresent(period -> json.put("longestRetention", period.toString()));
        json.put("onwardSharing", controls.onwardSharing().code());
        if (!controls.purposes().isEmpty()) {
            controls.purposes().stream().sorted().forEach(json.putArray("purposes")::add);
        }
        controls.breachNoticeHours().ifPresent(hours -> json.put("breachNoticeHours", hours));
        return json;
    }
}
