package comity.client.cli;

import java.util.Map;

/** What codes mean, in a person's words. */
final class Words {

    private static final int BRIEF = 12;

    private static final Map<String, String> WHY =
            Map.ofEntries(
                    Map.entry("no-agreement-in-force", "no agreement that both signed is in force"),
                    Map.entry("above-agreed-class", "more sensitive than the agreement allows"),
                    Map.entry("not-covered", "no category of the terms covers it"),
                    Map.entry("record-type-not-agreed", "the terms do not name this type"),
                    Map.entry("purpose-not-agreed", "the terms do not name this purpose"),
                    Map.entry("flow-not-agreed", "the terms do not let it flow this way"),
                    Map.entry("legal-basis-not-agreed", "not on this legal basis"),
                    Map.entry("consent-missing", "the person's consent is needed"));

    private Words() {}

    /** A reason's code with its meaning. */
    static String why(String code) {
        var meaning = WHY.get(code);
        return meaning == null ? code : meaning + " (" + code + ")";
    }

    /** The beginning of a hash or thumbprint, enough to recognise it. */
    static String brief(String hash) {
        return hash.length() <= BRIEF ? hash : hash.substring(0, BRIEF) + "…";
    }
}
