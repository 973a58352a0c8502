package comity.agreements.decision;

/**
 * One text of an agreement.
 *
 * @param number from 1
 */
public record AgreementVersion(AgreementId agreement, int number)
        implements Comparable<AgreementVersion> {

    @Override
    public int compareTo(AgreementVersion other) {
        int byAgreement = agreement.compareTo(other.agreement);
        return byAgreement != 0 ? byAgreement : Integer.compare(number, other.number);
    }
}
