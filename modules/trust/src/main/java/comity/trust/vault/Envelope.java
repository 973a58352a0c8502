package comity.trust.vault;

import comity.trust.Crypto;
import comity.trust.TrustException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.NavigableMap;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what the node stores: each content under an own AES-256-GCM key, and that key under one of
 * the node's wrapping keys, whose number stands beside it. So wrapping keys can rotate without
 * touching contents, and a row that is deleted takes its only key along.
 *
 * <p>The octets: version 1 (1), number of the wrapping key (4), IV (12), wrapped key and tag (48),
 * IV (12), content and tag. A wrapping key with random 96-bit IVs is good for 2^32 contents (NIST
 * SP 800-38D, section 8.3); rotate it before.
 */
public final class Envelope {

    private static final byte VERSION = 1;
    private static final int KEY = 32;
    private static final int IV = 12;
    private static final int TAG = 16;
    private static final int WRAPPED = KEY + TAG;
    private static final int HEADER = 1 + Integer.BYTES + IV + WRAPPED;
    private static final byte[] KEY_DOMAIN = ascii("comity-envelope/1/key:");
    private static final byte[] CONTENT_DOMAIN = ascii("comity-envelope/1/content:");

    private final NavigableMap<Integer, SecretKey> wrappingKeys;
    private final SecureRandom random;

    Envelope(NavigableMap<Integer, SecretKey> wrappingKeys, SecureRandom random) {
        this.wrappingKeys = new TreeMap<>(wrappingKeys);
        this.random = random;
    }

    /**
     * Seals a content.
     *
     * @param context what it belongs to, such as its table and id: it opens nowhere else
     */
    public byte[] seal(byte[] content, byte[] context) {
        var fresh = new byte[KEY + IV + IV];
        random.nextBytes(fresh);
        var sealed = ByteBuffer.allocate(HEADER + IV + content.length + TAG);
        var key = new SecretKeySpec(fresh, 0, KEY, "AES");
        putKey(sealed, fresh, KEY, key, context);
        sealed.put(fresh, KEY + IV, IV);
        sealed.put(
                gcm(
                        Cipher.ENCRYPT_MODE,
                        key,
                        new GCMParameterSpec(TAG * 8, fresh, KEY + IV, IV),
                        join(CONTENT_DOMAIN, context),
                        content,
                        0,
                        content.length));
        return sealed.array();
    }

    /**
     * Opens what {@link #seal} made, for the same context.
     *
     * @throws TrustException {@code envelope-invalid}: altered, of another context, or sealed under
     *     a wrapping key that is not in the vault
     */
    public byte[] open(byte[] sealed, byte[] context) {
        var key = contentKey(sealed, context);
        int from = HEADER + IV;
        return gcm(
                Cipher.DECRYPT_MODE,
                key,
                new GCMParameterSpec(TAG * 8, sealed, HEADER, IV),
                join(CONTENT_DOMAIN, context),
                sealed,
                from,
                sealed.length - from);
    }

    /** Whether the newest wrapping key wraps it. */
    public boolean isCurrent(byte[] sealed) {
        return keyNumber(sealed) == wrappingKeys.lastKey();
    }

    /** The same content, its key wrapped by the newest wrapping key; the content is not touched. */
    public byte[] rewrap(byte[] sealed, byte[] context) {
        var key = contentKey(sealed, context);
        var iv = new byte[IV];
        random.nextBytes(iv);
        var rewrapped = ByteBuffer.allocate(sealed.length);
        putKey(rewrapped, iv, 0, key, context);
        return rewrapped.put(sealed, HEADER, sealed.length - HEADER).array();
    }

    private void putKey(ByteBuffer to, byte[] iv, int at, SecretKey key, byte[] context) {
        var wrapping = wrappingKeys.lastEntry();
        var raw = key.getEncoded();
        to.put(VERSION).putInt(wrapping.getKey()).put(iv, at, IV);
        to.put(
                gcm(
                        Cipher.ENCRYPT_MODE,
                        wrapping.getValue(),
                        new GCMParameterSpec(TAG * 8, iv, at, IV),
                        keyContext(wrapping.getKey(), context),
                        raw,
                        0,
                        raw.length));
    }

    private SecretKey contentKey(byte[] sealed, byte[] context) {
        int number = keyNumber(sealed);
        var wrapping = wrappingKeys.get(number);
        if (wrapping == null) {
            throw invalid();
        }
        int from = 1 + Integer.BYTES;
        var raw =
                gcm(
                        Cipher.DECRYPT_MODE,
                        wrapping,
                        new GCMParameterSpec(TAG * 8, sealed, from, IV),
                        keyContext(number, context),
                        sealed,
                        from + IV,
                        WRAPPED);
        return new SecretKeySpec(raw, "AES");
    }

    private static int keyNumber(byte[] sealed) {
        if (sealed.length < HEADER + IV + TAG || sealed[0] != VERSION) {
            throw invalid();
        }
        return ByteBuffer.wrap(sealed).getInt(1);
    }

    private static byte[] keyContext(int number, byte[] context) {
        var numbered = ByteBuffer.allocate(Integer.BYTES + context.length);
        return join(KEY_DOMAIN, numbered.putInt(number).put(context).array());
    }

    private static byte[] gcm(
            int mode,
            SecretKey key,
            GCMParameterSpec iv,
            byte[] additional,
            byte[] octets,
            int from,
            int length) {
        try {
            var cipher = Crypto.aesGcm();
            cipher.init(mode, key, iv);
            cipher.updateAAD(additional);
            return cipher.doFinal(octets, from, length);
        } catch (GeneralSecurityException altered) {
            throw invalid();
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static TrustException invalid() {
        return new TrustException("envelope-invalid", "What was sealed does not open.");
    }
}
