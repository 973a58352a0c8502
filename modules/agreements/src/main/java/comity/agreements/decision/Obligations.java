package comity.agreements.decision;

import comity.kernel.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a receiver takes on: the strictest of the terms and of the classes of what is disclosed.
 *
 * @param retentions each bounds how long a copy may be kept; at least one
 */
public record Obligations(
        String purpose,
        List<Period> retentions,
        OnwardSharing onwardSharing,
        OptionalInt breachNoticeHours) {

    public Obligations {
        retentions = List.copyOf(retentions);
    }

    /** The last day on which a copy disclosed at an instant may be kept. */
    public LocalDate retainUntil(Instant disclosedAt) {
        var day = disclosedAt.atOffset(ZoneOffset.UTC).toLocalDate();
        return retentions.stream().map(day::plus).min(LocalDate::compareTo).orElse(day);
    }

    /** As an answer to an exchange carries them. */
    public ObjectNode toJson(Instant disclosedAt) {
        var json = Json.object();
        json.put("purpose", purpose);
        json.put("retainUntil", retainUntil(disclosedAt).toString());
        json.put("onwardSharing", onwardSharing.code());
        json.put("commercialUse", "prohibited");
        breachNoticeHours.ifPresent(hours -> json.put("breachNoticeHours", hours));
        return json;
    }
}
