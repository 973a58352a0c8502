package comity.console.http;

import comity.agreements.sensitivity.Matrix;
import comity.agreements.sensitivity.NamedClass;
import comity.console.ClassesDesk;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What of the terms at hand can be reserved, and what of it was chosen. */
@Named("reserve")
@RequestScoped
public class ReservationPage {

    /** A class that could be the highest, in words. */
    public record Ceiling(String code, String name) {}

    private static final List<String> FIELDS =
            List.of(
                    "reserveTypes",
                    "reservePurposes",
                    "reserveBases",
                    "reservePointers",
                    "reserveCeiling",
                    "reserveFor",
                    "reserveOnward",
                    "reserveStatement");

    @Inject Visit visit;
    @Inject AgreementActPage act;
    @Inject ClassesDesk classes;

    /** Whether anything was typed: then the fields stand open. */
    public boolean isUsed() {
        return FIELDS.stream()
                .flatMap(field -> visit.all(field).stream())
                .anyMatch(value -> !value.isBlank());
    }

    /** The record types, if there are several: without the only one nothing is left. */
    public List<String> types() {
        return several(codes(act.terms().path("recordTypes")));
    }

    public List<String> purposes() {
        return several(codes(act.terms().path("purposes")));
    }

    public List<String> bases() {
        return several(
                act.terms()
                        .path("categories")
                        .valueStream()
                        .flatMap(category -> codes(category.path("legalBases"))));
    }

    private static List<String> several(Stream<String> codes) {
        var sorted = new TreeSet<>(codes.toList());
        return sorted.size() > 1 ? List.copyOf(sorted) : List.of();
    }

    private static Stream<String> codes(JsonNode list) {
        return list.valueStream().map(code -> code.asString(""));
    }

    /** The properties that the terms cover and that do not say whom a record is about. */
    public List<String> properties() {
        var types = codes(act.terms().path("recordTypes")).toList();
        var covered =
                act.terms()
                        .path("categories")
                        .valueStream()
                        .flatMap(category -> codes(category.path("pointers")))
                        .toList();
        var scale = classes.version(OptionalInt.empty()).scale();
        return classes.matrix(scale).types().stream()
                .filter(type -> types.contains(type.name()))
                .flatMap(type -> type.rows().stream())
                .filter(row -> !row.identity() && !row.container())
                .map(Matrix.Row::pointer)
                .filter(pointer -> covered.stream().anyMatch(each -> covers(each, pointer)))
                .distinct()
                .toList();
    }

    private static boolean covers(String category, String pointer) {
        return pointer.equals(category) || pointer.startsWith(category + "/");
    }

    /** The classes that there are, the least sensitive first. */
    public List<Ceiling> ceilings() {
        return classes.version(OptionalInt.empty()).scale().classes().stream()
                .map(this::ceiling)
                .toList();
    }

    private Ceiling ceiling(NamedClass each) {
        return new Ceiling(each.code(), each.name(visit.words().locale()));
    }

    /** Whether a box is ticked. */
    public boolean isChosen(String field, String value) {
        return visit.all(field).contains(value);
    }

    /** What is wrong with a field, in words; empty if nothing is. */
    public String error(String field) {
        return act.error(field);
    }
}
