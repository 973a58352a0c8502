package comity.agreements;

import comity.agreements.decision.AgreementVersion;
import java.time.LocalDate;

/**
 * Something of which the clock tells once.
 *
 * @param day the last day of the term, or the day of review
 */
record Reminder(AgreementVersion version, AgreementChange.Kind kind, LocalDate day) {}
