package comity.trust;

import comity.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.databind.node.ObjectNode;

/** Published keys. */
public final class Keys {

    /** RFC 8037, appendix A.1. */
    public static final SigningKey RFC_8037 =
            signing(
                    """
                    {"kty":"OKP","crv":"Ed25519",
                     "d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
                     "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""");

    /** RFC 7515, appendix A.3. */
    public static final SigningKey RFC_7515_A3 =
            signing(
                    """
                    {"kty":"EC","crv":"P-256",
                     "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                     "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
                     "d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}""");

    /** RFC 9421, appendix B.1.4. */
    public static final SigningKey RFC_9421_ED25519 =
            signing(
                    """
                    {"kty":"OKP","crv":"Ed25519",
                     "d":"n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU",
                     "x":"JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs"}""");

    /** RFC 9421, appendix B.1.3. */
    public static final SigningKey RFC_9421_P256 =
            signing(
                    """
                    {"kty":"EC","crv":"P-256",
                     "d":"UpuF81l-kOxbjf7T4mNSv0r5tN67Gim7rnf6EFpcYDs",
                     "x":"qIVYZVLCrPZHGHjP17CTW0_-D9Lfw0EkjqF7xB4FivA",
                     "y":"Mc4nN9LTDOBhfoUeg8Ye9WedFRhnZXZJA12Qp0zZ6F0"}""");

    private Keys() {}

    public static SigningKey[] ofEachAlgorithm() {
        return new SigningKey[] {RFC_8037, RFC_7515_A3};
    }

    public static ObjectNode json(String text) {
        return (ObjectNode) Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The octets with one bit turned. */
    public static byte[] turned(byte[] octets, int at) {
        var turned = Arrays.copyOf(octets, octets.length);
        turned[at] ^= 1;
        return turned;
    }

    private static SigningKey signing(String jwk) {
        return SigningKey.ofJwk(json(jwk));
    }
}
