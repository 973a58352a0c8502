package comity.agreements.sensitivity;

/** What came of somebody's approval of a proposal. */
public sealed interface Approval {

    /** It is, or will be, in effect. */
    record Taken(ScaleVersion version) implements Approval {}

    /** It is not, and nothing was changed. */
    record Hindered(Hindrance why) implements Approval {}

    /** Why an approval does not count. The names are stable: the console has words for each. */
    enum Hindrance {
        /** It was approved or closed before. */
        DECIDED,
        /** The classes have changed since it was proposed, so that it shows something else now. */
        OVERTAKEN,
        /** Its stated time has passed: nothing takes effect in the past. */
        TIME_PASSED,
        /** It breaks a rule by now: a record type has changed since. */
        AGAINST_THE_RULES,
        /** A class that it touches demands a second person, and this is the one who proposed it. */
        SECOND_PERSON_NEEDED
    }
}
