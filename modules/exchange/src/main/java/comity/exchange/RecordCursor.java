package comity.exchange;

import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.regex.Pattern;

/** Where a page of an issuer's records ended: {@code <microseconds since 1970>_<id>}. */
record RecordCursor(Instant publishedAt, UUID id) {

    static final RecordCursor BEGINNING = new RecordCursor(Instant.EPOCH, new UUID(0, 0));

    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,17})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    static RecordCursor after(PublishedRecord record) {
        return new RecordCursor(record.publishedAt, record.id);
    }

    /**
     * @throws Problem {@link KernelProblem#INVALID_REQUEST}
     */
    static RecordCursor parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw Problem.of(
                    KernelProblem.INVALID_REQUEST,
                    "The parameter 'after' is not a cursor of this list.");
        }
        return new RecordCursor(
                Instant.EPOCH.plus(Long.parseLong(form.group(1)), ChronoUnit.MICROS),
                UUID.fromString(form.group(2)));
    }

    @Override
    public String toString() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, publishedAt) + "_" + id;
    }
}
