package comity.console;

import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import comity.kernel.persistence.Transactions;
import comity.parties.Custody;
import comity.parties.Entity;
import comity.parties.KeyRequests;
import comity.parties.KeyUse;
import comity.parties.Parties;
import comity.parties.RegisteredKey;
import comity.parties.people.KeyRenewals;
import comity.parties.people.Officer;
import comity.parties.people.Role;
import comity.parties.people.SignIn;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Entities and their keys: the directory is everybody's to read, keys their own entity's to change.
 */
public final class EntitiesDesk {

    private final Transactions transactions;
    private final Parties parties;
    private final KeyRequests keyRequests;
    private final KeyRenewals renewals;
    private final InstantSource clock;

    public EntitiesDesk(
            Transactions transactions,
            Parties parties,
            KeyRequests keyRequests,
            KeyRenewals renewals,
            InstantSource clock) {
        this.transactions = transactions;
        this.parties = parties;
        this.keyRequests = keyRequests;
        this.renewals = renewals;
        this.clock = clock;
    }

    /** The directory. */
    public Page<Entity> list(Officer officer, Optional<String> after) {
        return transactions.required(() -> parties.list(after));
    }

    /**
     * One entity.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND}
     */
    public Entity entity(Officer officer, String code) {
        return transactions.required(
                () ->
                        parties.entity(code)
                                .orElseThrow(
                                        () ->
                                                Problem.of(
                                                        KernelProblem.NOT_FOUND,
                                                        "There is no such entity.")));
    }

    /** Its keys, revoked ones too. */
    public List<RegisteredKey> keys(Officer officer, String code) {
        return transactions.required(() -> parties.keysOf(code));
    }

    /** Whether the officer may change the keys of an entity: its administrator, nobody else. */
    public boolean mayChangeKeys(Officer officer, String code) {
        return officer.entity().equals(code) && officer.is(Role.ADMINISTRATOR);
    }

    /**
     * Registers a key of the officer's entity.
     *
     * @param proof the JWS by which the new key signs itself
     */
    public RegisteredKey register(Officer officer, String proof) {
        officer.require(Role.ADMINISTRATOR);
        return transactions.required(() -> keyRequests.registerAuthorised(officer.entity(), proof));
    }

    /** The uses of which the node may make the officer's entity another key and keep it. */
    public Set<KeyUse> renewable(Officer officer) {
        return renewals.uses(officer);
    }

    /**
     * Lets the node make and keep another key for the officer's entity.
     *
     * @param password the officer's own, again
     * @return {@link SignIn.Accepted} if it is done
     */
    public SignIn renew(Officer officer, KeyUse use, char[] password, String address) {
        return renewals.renew(officer, use, password, address);
    }

    /**
     * A key of the officer's own entity.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND} for any other, whoever's it is
     */
    public RegisteredKey ownKey(Officer officer, String thumbprint) {
        officer.require(Role.ADMINISTRATOR);
        return transactions.required(
                () ->
                        parties.key(thumbprint)
                                .filter(key -> key.entity().equals(officer.entity()))
                                .orElseThrow(
                                        () ->
                                                Problem.of(
                                                        KernelProblem.NOT_FOUND,
                                                        "There is no such key.")));
    }

    /** What the entity could not sign any more if this key were revoked. */
    public Set<KeyUse> lostWithout(Officer officer, RegisteredKey key) {
        var lost = EnumSet.noneOf(KeyUse.class);
        var now = clock.instant();
        key.uses().stream().filter(use -> key.maySign(use, now)).forEach(lost::add);
        keys(officer, officer.entity()).stream()
                .filter(other -> !other.thumbprint().equals(key.thumbprint()))
                .forEach(other -> lost.removeIf(use -> other.maySign(use, now)));
        return lost;
    }

    /** Whether it is the last of a use that the node keeps and could sign with. */
    public boolean isLastKept(Officer officer, RegisteredKey key) {
        var now = clock.instant();
        return key.custody() == Custody.NODE
                && key.isValidAt(now)
                && keys(officer, officer.entity()).stream()
                        .filter(other -> other.custody() == Custody.NODE)
                        .filter(other -> !other.thumbprint().equals(key.thumbprint()))
                        .noneMatch(
                                other ->
                                        key.uses().stream()
                                                .anyMatch(use -> other.maySign(use, now)));
    }

    /** Revokes a key of the officer's entity, from now on. */
    public RegisteredKey revoke(
            Officer officer, String thumbprint, Optional<Instant> compromisedSince) {
        ownKey(officer, thumbprint);
        return transactions.required(
                () -> parties.revokeKey(thumbprint, Optional.empty(), compromisedSince));
    }
}
