package comity.exchange;

import java.time.Instant;
import java.util.UUID;

/**
 * One issuer's part of an exchange, at the instant at which something becomes of it.
 *
 * @param issuer the code of the entity asked
 */
record ExchangePart(UUID exchange, Question question, String issuer, Instant at) {

    String asker() {
        return question.terms().asker();
    }
}
