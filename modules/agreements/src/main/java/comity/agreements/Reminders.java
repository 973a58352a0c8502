package comity.agreements;

import comity.agreements.decision.Binding;
import comity.agreements.decision.InForce;
import comity.agreements.decision.SignedAgreement;
import comity.kernel.Times;
import comity.kernel.persistence.Transactions;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the clock does to agreements: it tells of ends, and warns ahead of ends and reviews, each
 * once, whatever number of nodes there are. An end itself needs nobody to tell it: decisions look
 * at the term.
 */
public final class Reminders {

    private final EntityManager database;
    private final Transactions transactions;
    private final Agreements agreements;
    private final Iterable<AgreementObserver> observers;
    private final InstantSource clock;

    /** Spares the database to be asked again; what it says counts. */
    private final Set<Reminder> told = ConcurrentHashMap.newKeySet();

    public Reminders(
            EntityManager database,
            Transactions transactions,
            Agreements agreements,
            Iterable<AgreementObserver> observers,
            InstantSource clock) {
        this.database = database;
        this.transactions = transactions;
        this.agreements = agreements;
        this.observers = observers;
        this.clock = clock;
    }

    /** Tells what has become due, one transaction each. */
    public void tick() {
        var at = Times.now(clock);
        var inForce = transactions.requiresNew(agreements::inForce);
        for (var agreement : inForce.agreements()) {
            for (var reminder : due(agreement, at)) {
                if (!told.contains(reminder)) {
                    transactions.requiresNew(
                            () -> {
                                tell(reminder, agreement, inForce, at);
                                return reminder;
                            });
                    told.add(reminder);
                }
            }
        }
    }

    private static List<Reminder> due(SignedAgreement agreement, Instant at) {
        var calendar = Calendar.of(agreement.terms(), at);
        var due = new ArrayList<Reminder>();
        calendar.expires()
                .filter(last -> last.isBefore(calendar.today()))
                .ifPresent(
                        last ->
                                due.add(
                                        new Reminder(
                                                agreement.version(),
                                                AgreementChange.Kind.EXPIRED,
                                                last)));
        calendar.expiring()
                .ifPresent(
                        last ->
                                due.add(
                                        new Reminder(
                                                agreement.version(),
                                                AgreementChange.Kind.EXPIRING,
                                                last)));
        if (!at.isBefore(agreement.terms().term().ends())) {
            return due;
        }
        calendar.reviewDue()
                .ifPresent(
                        day ->
                                due.add(
                                        new Reminder(
                                                agreement.version(),
                                                AgreementChange.Kind.REVIEW_DUE,
                                                day)));
        return due;
    }

    private void tell(Reminder reminder, SignedAgreement agreement, InForce inForce, Instant at) {
        // The node that writes the row is the one that tells.
        int written =
                database.createNativeQuery(
                                "insert into agreements_reminder (agreement, version, kind, due,"
                                        + " at) values (cast(?1 as uuid), ?2, ?3, cast(?4 as date),"
                                        + " cast(?5 as timestamp(6) with time zone)) on conflict do"
                                        + " nothing")
                        .setParameter(1, agreement.version().agreement().toString())
                        .setParameter(2, agreement.version().number())
                        .setParameter(3, reminder.kind().name())
                        .setParameter(4, reminder.day().toString())
                        .setParameter(5, at.toString())
                        .executeUpdate();
        var bound = bound(agreement, inForce, at);
        if (written == 0 || bound.isEmpty()) {
            return;
        }
        var change =
                new AgreementChange(
                        reminder.kind(),
                        agreement.version().agreement(),
                        agreement.version().number(),
                        at,
                        Optional.empty(),
                        bound,
                        agreement.terms().recordTypes(),
                        reminder.kind() == AgreementChange.Kind.EXPIRED
                                ? returnBy(agreement)
                                : Optional.of(reminder.day()));
        observers.forEach(observer -> observer.changed(change));
    }

    private static Optional<LocalDate> returnBy(SignedAgreement agreement) {
        return Acts.returnBy(agreement, agreement.terms().term().ends());
    }

    /** Whom this version binds, or did until its term ended. */
    private static SortedSet<String> bound(SignedAgreement agreement, InForce inForce, Instant at) {
        var signers = List.copyOf(agreement.signatures().keySet());
        var bound = new TreeSet<String>();
        for (var one : signers) {
            for (var other : signers) {
                if (Binding.latest(inForce.between(one, other), one, other, at).stream()
                        .filter(binding -> binding.version().equals(agreement.version()))
                        .anyMatch(binding -> at.isBefore(binding.ended()))) {
                    bound.add(one);
                }
            }
        }
        return bound;
    }
}
