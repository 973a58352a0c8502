package comity.client.cli;

import comity.kernel.Json;
import comity.trust.Base64Url;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/**
 * Somebody who does not exist, with a verification that nobody made. Each walkthrough takes another
 * document number, so that nobody is found from a run before.
 *
 * @param person who it is
 * @param passport the number of this run
 * @param checkedOn the day on which it was verified
 */
record Candidate(Person person, String passport, LocalDate checkedOn, SecureRandom random) {

    /** What does not change from run to run. */
    record Person(
            String familyName,
            String givenNames,
            String familyNameWritten,
            String givenNamesWritten,
            String birthDate,
            String country,
            String university,
            String degree,
            String field,
            String employer,
            String post) {

        boolean hasOtherScript() {
            return !familyNameWritten.isEmpty();
        }

        String name() {
            return hasOtherScript()
                    ? "%s %s (%s %s)"
                            .formatted(givenNames, familyName, familyNameWritten, givenNamesWritten)
                    : givenNames + " " + familyName;
        }
    }

    private static final List<Person> PEOPLE =
            List.of(
                    new Person(
                            "Wanjiru",
                            "Achieng",
                            "",
                            "",
                            "1988-04-12",
                            "KEN",
                            "Lakeside University of Kisumu",
                            "Master of Public Health",
                            "Epidemiology",
                            "Nyanza Relief Network",
                            "Field coordinator"),
                    new Person(
                            "Al-Qasimi",
                            "Layla",
                            "القاسمي",
                            "ليلى",
                            "1991-09-03",
                            "JOR",
                            "Petra Institute of Social Studies",
                            "Master of Arts",
                            "Refugee studies",
                            "Wadi Community Fund",
                            "Programme officer"),
                    new Person(
                            "Vetrova",
                            "Olga",
                            "Ветрова",
                            "Ольга",
                            "1985-01-27",
                            "KAZ",
                            "Steppe State University",
                            "Master of Science",
                            "Hydrology",
                            "Irtysh Water Initiative",
                            "Engineer"),
                    new Person(
                            "Chen",
                            "Xiaolan",
                            "陈",
                            "晓岚",
                            "1990-06-18",
                            "CHN",
                            "Lotus River University",
                            "Master of Economics",
                            "Development economics",
                            "Spring Valley Foundation",
                            "Analyst"));

    static final String DIPLOMA = "AC-1";
    private static final String SCREENING_SOURCE = "non-public-database";

    /** Somebody for this run. */
    static Candidate fictional(LocalDate today, SecureRandom random) {
        var person = PEOPLE.get(random.nextInt(PEOPLE.size()));
        var number = "%s%09d".formatted("ZX", random.nextInt(1_000_000_000));
        return new Candidate(person, number, today.minusDays(20), random);
    }

    /** The content of the record. */
    ObjectNode content() {
        var content = Json.object();
        var subject = content.putObject("subject");
        subject.put("familyName", person.familyName()).put("givenNames", person.givenNames());
        if (person.hasOtherScript()) {
            subject.putArray("otherNames")
                    .addObject()
                    .put("kind", "native-script")
                    .put("familyName", person.familyNameWritten())
                    .put("givenNames", person.givenNamesWritten());
        }
        subject.put("birthDate", person.birthDate());
        subject.putArray("documents").add(document());
        var elements = content.putObject("elements");
        elements.putArray("misconduct").add(misconduct());
        elements.putArray("academic").add(academic());
        elements.putArray("employment").add(formerEmployment()).add(currentEmployment());
        elements.putArray("suitability").add(suitability());
        return content;
    }

    /** How somebody else asks about the same person. */
    ObjectNode query() {
        var query = Json.object();
        query.put("familyName", person.familyName()).put("givenNames", person.givenNames());
        query.put("birthDate", person.birthDate());
        query.putArray("documents").add(document());
        return query;
    }

    private ObjectNode document() {
        return Json.object()
                .put("type", "passport")
                .put("issuer", person.country())
                .put("number", passport);
    }

    private ObjectNode misconduct() {
        var check = check("MC-1", "database-match", SCREENING_SOURCE, "no_match");
        check.putArray("scope").add("sexual-exploitation-and-abuse").add("professional-misconduct");
        return check;
    }

    private ObjectNode academic() {
        var check = check(DIPLOMA, "institution-enquiry", "institution", "verified");
        check.putObject("institution")
                .put("name", person.university())
                .put("country", person.country());
        return check.put("qualification", person.degree())
                .put("level", "master")
                .put("field", person.field())
                .put("awardedOn", "2014-07-31")
                .put("precision", "month")
                .put("accreditation", "accredited");
    }

    private ObjectNode formerEmployment() {
        var check = check("EM-1", "employer-enquiry", "employer", "verified");
        check.putObject("employer").put("name", person.employer()).put("country", person.country());
        return check.put("title", person.post())
                .put("from", "2014-09-01")
                .put("to", "2019-08-31")
                .put("precision", "month");
    }

    private ObjectNode currentEmployment() {
        var check =
                check("EM-2", "employer-enquiry", "employer", "verified_with_minor_discrepancy");
        check.putObject("employer").put("name", "Harbour Aid Alliance");
        return check.put("title", "Senior " + person.post().toLowerCase(Locale.ROOT))
                .put("from", "2019-10-01")
                .put("precision", "month");
    }

    private ObjectNode suitability() {
        return check("SU-1", "standard-questionnaire", "supervisor", "verified");
    }

    private ObjectNode check(String id, String method, String sourceKind, String outcome) {
        return Json.object()
                .put("id", id)
                .put("method", method)
                .put("sourceKind", sourceKind)
                .put("performedAt", checkedOn.toString())
                .put("outcome", outcome)
                .put("evidenceDigest", evidenceDigest());
    }

    /** The digest of a paper that does not exist. */
    String evidenceDigest() {
        var digest = new byte[32];
        random.nextBytes(digest);
        return "sha-256:" + Base64Url.encode(digest);
    }
}
