package comity.agreements;

/**
 * Hears what happens to agreements: the extension point for modules above this one. Implementations
 * are CDI beans.
 */
public interface AgreementObserver {

    /** Called in the transaction of what happened; what it throws undoes it. */
    void changed(AgreementChange change);
}
