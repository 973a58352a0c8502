package comity.parties.people;

import comity.kernel.Problem;
import comity.kernel.persistence.Transactions;
import comity.parties.KeptKeys;
import comity.parties.KeyUse;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;

/**
 * The front door by which an entity's administrator lets the node make a new key in place of one
 * that it keeps: of the officer's own entity, and only where the operator has let the node keep
 * such a key. Source: docs/protocol.md, section 1; docs/operations.md, "Keys that the node keeps".
 */
public final class KeyRenewals {

    private final Transactions transactions;
    private final People people;
    private final KeptKeys keptKeys;
    private final InstantSource clock;
    private final SecureRandom random;

    public KeyRenewals(
            Transactions transactions,
            People people,
            KeptKeys keptKeys,
            InstantSource clock,
            SecureRandom random) {
        this.transactions = transactions;
        this.people = people;
        this.keptKeys = keptKeys;
        this.clock = clock;
        this.random = random;
    }

    /**
     * The uses of which the officer may have another key made now.
     *
     * @throws NotPermitted unless the officer is an administrator
     */
    public Set<KeyUse> uses(Officer officer) {
        officer.require(Role.ADMINISTRATOR);
        return transactions.required(() -> keptKeys.renewable(officer.entity(), clock.instant()));
    }

    /**
     * Makes a key of a use, registers it and keeps it; the one before stays valid until it is
     * revoked. Not to be called in a transaction, which would wait for the password's hash.
     *
     * @param password the officer's own, again: throttled as a sign-in is
     * @param address of the one who asks
     * @return {@link SignIn.Accepted} if it is done
     * @throws NotPermitted unless the officer is an administrator
     * @throws Problem {@link comity.parties.PartiesProblem#KEY_REFUSED} if the use is none of
     *     {@link #uses}
     */
    public SignIn renew(Officer officer, KeyUse use, char[] password, String address) {
        officer.require(Role.ADMINISTRATOR);
        var tried = people.confirm(officer, password, address);
        if (tried.person().isPresent()) {
            transactions.requiresNew(
                    () -> keptKeys.renew(officer.entity(), use, clock.instant(), random));
        }
        return tried;
    }
}
