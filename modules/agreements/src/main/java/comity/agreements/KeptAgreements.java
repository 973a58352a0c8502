package comity.agreements;

import comity.agreements.decision.AgreementId;
import comity.agreements.decision.Deed;
import comity.agreements.decision.SignedAgreement;
import comity.agreements.decision.Terms;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rows of agreements, their texts, parties and acts. */
final class KeptAgreements {

    private final EntityManager database;

    KeptAgreements(EntityManager database) {
        this.database = database;
    }

    /**
     * An agreement that an entity may see, and as what.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND} alike if there is none and if it is another's
     */
    Party party(String entity, AgreementId id) {
        var party = database.find(Party.class, new Party.Key(entity, id.value()));
        if (party == null || (party.isEligible() && openTexts(id.value()) == 0)) {
            throw notFound();
        }
        return party;
    }

    static Problem notFound() {
        return Problem.of(KernelProblem.NOT_FOUND, "There is no such agreement.");
    }

    private long openTexts(UUID agreement) {
        return texts(List.of(agreement)).stream().filter(AgreementText::isOpen).count();
    }

    Agreement agreement(UUID id) {
        var agreement = database.find(Agreement.class, id);
        if (agreement == null) {
            throw notFound();
        }
        return agreement;
    }

    /** The agreement as it now is; no other transaction changes it before this one ends. */
    Agreement locked(UUID id) {
        var agreement = agreement(id);
        database.refresh(agreement, LockModeType.PESSIMISTIC_WRITE);
        return agreement;
    }

    /** All versions, in their order. */
    List<AgreementText> texts(Collection<UUID> agreements) {
        return agreements.isEmpty()
                ? List.of()
                : database.createQuery(
                                "select t from AgreementText t where t.agreement in :agreements"
                                        + " order by t.agreement, t.version",
                                AgreementText.class)
                        .setParameter("agreements", agreements)
                        .getResultList();
    }

    /** The acts on all versions, in their order. */
    List<Act> acts(Collection<UUID> agreements) {
        return agreements.isEmpty()
                ? List.of()
                : database.createQuery(
                                "select a from Act a where a.agreement in :agreements"
                                        + " order by a.epoch",
                                Act.class)
                        .setParameter("agreements", agreements)
                        .getResultList();
    }

    /** Every version of some agreements, with what acts made of it. */
    List<SignedAgreement> signed(Collection<UUID> agreements) {
        return signed(texts(agreements), acts(agreements));
    }

    static List<SignedAgreement> signed(List<AgreementText> texts, List<Act> acts) {
        var deeds =
                acts.stream()
                        .collect(
                                Collectors.groupingBy(
                                        act -> act.agreement,
                                        Collectors.mapping(Act::deed, Collectors.toList())));
        var signed = new ArrayList<SignedAgreement>(texts.size());
        for (var text : texts) {
            var onIt = deeds.getOrDefault(text.agreement, List.<Deed>of());
            signed.add(SignedAgreement.of(text.id(), Terms.of(text.json()), onIt));
        }
        return signed;
    }

    /** Notes who may see an agreement through one of its versions. */
    void name(UUID agreement, Terms terms) {
        for (var entity : terms.parties()) {
            var known = database.find(Party.class, new Party.Key(entity, agreement));
            if (known == null) {
                database.persist(Party.of(entity, agreement, false));
            } else {
                known.namedAsParty();
            }
        }
        for (var entity : terms.eligible()) {
            if (database.find(Party.class, new Party.Key(entity, agreement)) == null) {
                database.persist(Party.of(entity, agreement, true));
            }
        }
    }

    /** Those that an entity may see, after an id, in the order of ids. */
    List<Agreement> visible(String entity, UUID after, int most) {
        return database.createQuery(
                        "select a from Party p, Agreement a where p.entity = :entity and"
                                + " p.agreement > :after and a.id = p.agreement and (p.standing ="
                                + " :party or exists (select t.version from AgreementText t where"
                                + " t.agreement = p.agreement and t.stage = :open))"
                                + " order by p.agreement",
                        Agreement.class)
                .setParameter("entity", entity)
                .setParameter("after", after)
                .setParameter("party", Party.PARTY)
                .setParameter("open", Stage.OPEN.code())
                .setMaxResults(most)
                .getResultList();
    }

    /** As what an entity may see some agreements. */
    List<Party> parties(String entity, Collection<UUID> agreements) {
        return agreements.isEmpty()
                ? List.of()
                : database.createQuery(
                                "select p from Party p where p.entity = :entity"
                                        + " and p.agreement in :agreements",
                                Party.class)
                        .setParameter("entity", entity)
                        .setParameter("agreements", agreements)
                        .getResultList();
    }

    static <T> Map<UUID, List<T>> by(List<T> rows, Function<T, UUID> agreement) {
        var by = new LinkedHashMap<UUID, List<T>>();
        rows.forEach(
                row -> by.computeIfAbsent(agreement.apply(row), any -> new ArrayList<>()).add(row));
        return by;
    }
}
