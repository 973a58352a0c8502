package comity.console.openid;

/**
 * The provider said no, or what it said does not prove who it is. The reason is a code for the log:
 * no claim, no token.
 */
public final class OpenIdRefused extends Exception {

    private static final long serialVersionUID = 1L;

    public OpenIdRefused(String reason) {
        super(reason);
    }
}
