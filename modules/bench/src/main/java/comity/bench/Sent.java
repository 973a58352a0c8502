package comity.bench;

/**
 * A call that changes something, so that it can be repeated as it was.
 *
 * @param kind of the log's entry that it leaves
 * @param record its id; of an exchange, of the record that is asked for, or empty if there is none
 * @param number of the passport that the record, or the question, is about; empty if of neither
 * @param afterWithdrawal of an exchange: that its record's withdrawal had been acknowledged before
 */
@SuppressWarnings("ArrayRecordComponent") // Sent as it is, never compared.
record Sent(
        String kind,
        String path,
        byte[] content,
        String idempotencyKey,
        String record,
        String number,
        boolean afterWithdrawal) {

    static final String PUBLICATION = "publication";
    static final String EXCHANGE = "exchange";
    static final String STATUS = "status";
}
