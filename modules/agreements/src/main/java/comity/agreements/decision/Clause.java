package comity.agreements.decision;

/**
 * A place in the terms, or a control of a sensitivity class, that decides. The names are stable
 * API: the terms' members ({@code recordTypes}, {@code purposes}, {@code flows}, {@code term}),
 * {@code categories} as a whole, one of them ({@code categories/0}, counted as they stand in the
 * terms), {@code classes/<code>}, {@code reservations/<entity>/0} (a reservation of one of the two,
 * counted as they stand in its act), {@code suspension}, or {@code agreements} where there is none
 * at all.
 */
public record Clause(String name) {

    static final Clause AGREEMENTS = new Clause("agreements");
    static final Clause FLOWS = new Clause("flows");
    static final Clause RECORD_TYPES = new Clause("recordTypes");
    static final Clause PURPOSES = new Clause("purposes");
    static final Clause CATEGORIES = new Clause("categories");

    static final Clause SUSPENSION = new Clause("suspension");

    /** A category, counted from 0. */
    static Clause ofCategory(int index) {
        return new Clause("categories/" + index);
    }

    static Clause ofReservation(String entity, int index) {
        return new Clause("reservations/" + entity + "/" + index);
    }

    static Clause ofClass(String code) {
        return new Clause("classes/" + code);
    }

    @Override
    public String toString() {
        return name;
    }
}
