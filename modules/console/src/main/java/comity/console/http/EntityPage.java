package comity.console.http;

import comity.console.EntitiesDesk;
import comity.console.Fact;
import comity.parties.Custody;
import comity.parties.Entity;
import comity.parties.KeyUse;
import comity.parties.RegisteredKey;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entity with its keys. */
@Named("entity")
@RequestScoped
public class EntityPage {

    /**
     * A key in words.
     *
     * @param replace where its successor is made
     */
    public record KeyLine(
            String thumbprint,
            String uses,
            String custody,
            String from,
            String until,
            String state,
            String tone,
            String replace,
            boolean mayRevoke) {}

    @Inject Visit visit;
    @Inject EntitiesDesk desk;
    @Inject InstantSource clock;

    private @Nullable Entity entity;
    private @Nullable List<KeyLine> lines;

    public Entity one() {
        var found = entity;
        if (found == null) {
            found = desk.entity(visit.officer(), visit.parameter("code"));
            entity = found;
        }
        return found;
    }

    public boolean mayChange() {
        return desk.mayChangeKeys(visit.officer(), one().code());
    }

    /** Whether the node may make the entity another key of those that it keeps. */
    public boolean mayRenew() {
        return mayChange() && !desk.renewable(visit.officer()).isEmpty();
    }

    public List<Fact> facts() {
        var words = visit.words();
        var facts = new ArrayList<Fact>();
        facts.add(Fact.of(words.of("list.entities.code"), one().code()));
        facts.add(Fact.of(words.of("entity.identifier"), one().identifier().toString()).as("code"));
        var areas = one().areas().stream().map(area -> words.code("area", area)).toList();
        facts.add(
                Fact.of(
                        words.of("list.entities.areas"),
                        areas.isEmpty() ? words.of("none") : words.list(areas)));
        facts.add(
                one().active()
                        ? Fact.of(words.of("list.entities.active"), words.of("entity.active"))
                                .as("good")
                        : Fact.of(words.of("list.entities.active"), words.of("entity.inactive"))
                                .as("bad"));
        return facts;
    }

    public List<KeyLine> keys() {
        var known = lines;
        if (known == null) {
            known = desk.keys(visit.officer(), one().code()).stream().map(this::line).toList();
            lines = known;
        }
        return known;
    }

    private KeyLine line(RegisteredKey key) {
        var words = visit.words();
        var uses = key.uses().stream().sorted().map(this::use).toList();
        var state = state(key);
        return new KeyLine(
                key.thumbprint(),
                words.list(uses),
                words.of(key.custody() == Custody.NODE ? "key.custody.node" : "key.custody.entity"),
                words.time(key.notBefore()),
                key.expiresAt().map(words::time).orElse(words.of("key.no-end")),
                words.of("key.state." + state),
                tone(state),
                key.custody() == Custody.NODE
                        ? "/console/key-renew?use=" + key.uses().iterator().next().code()
                        : "/console/key-new",
                mayChange() && key.revokedAt().isEmpty());
    }

    private String use(KeyUse use) {
        return visit.words().of("key.use." + use.code());
    }

    private String state(RegisteredKey key) {
        if (key.compromisedSince().isPresent()) {
            return "compromised";
        }
        if (key.revokedAt().isPresent()) {
            return "revoked";
        }
        if (clock.instant().isBefore(key.notBefore())) {
            return "ahead";
        }
        return key.isValidAt(clock.instant()) ? "valid" : "expired";
    }

    private static String tone(String state) {
        return switch (state) {
            case "valid" -> "good";
            case "ahead" -> "warn";
            default -> "bad";
        };
    }
}
