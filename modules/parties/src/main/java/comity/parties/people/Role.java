package comity.parties.people;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person may do for an entity; {@link #OPERATOR} is held for the node. */
public enum Role {
    /** Keeps the entity's keys; proposes changes of the sensitivity classes. */
    ADMINISTRATOR,
    DATA_PROTECTION_OFFICER,
    /** Signs acts on agreements. */
    SIGNATORY,
    LEGAL_OFFICER,
    VERIFICATION_OFFICER,
    /** Sees everything of the entity and changes nothing. */
    AUDITOR,
    /**
     * Runs the node and approves changes of its classes; sees no entity's agreements or exchanges.
     */
    OPERATOR;

    /** As files and pages write it: lower case with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The role with this code. */
    public static Optional<Role> of(String code) {
        return Stream.of(values()).filter(role -> role.code().equals(code)).findFirst();
    }
}
