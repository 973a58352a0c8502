package comity.agreements.decision;

import java.util.Optional;

/**
 * What terms say to one use of one property, supposing that the subject's consent is there where it
 * is needed.
 *
 * @param clause that permits or withholds
 * @param why it is withheld; empty if it is permitted
 * @param consent whether it needs the subject's consent
 * @param approval whether it needs a person's approval at the issuer
 */
public record Permission(Clause clause, Optional<Why> why, boolean consent, boolean approval) {

    /** Of what the terms do not speak. */
    static final Permission NOTHING =
            new Permission(Clause.CATEGORIES, Optional.of(Why.NOT_COVERED), false, false);

    /** Whether it may be disclosed at all. */
    public boolean isPermitted() {
        return why.isEmpty();
    }

    /** Whether it lets out less than another: not at all, or on a condition that is new. */
    public boolean isLessThan(Permission other) {
        return other.isPermitted()
                && (!isPermitted() || (consent && !other.consent) || (approval && !other.approval));
    }
}
