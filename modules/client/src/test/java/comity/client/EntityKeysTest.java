package comity.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.trust.Algorithm;
import comity.trust.TrustException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntityKeysTest {

    @TempDir Path folder;

    private final EntityKeys keys =
            EntityKeys.generate("WFP", "https://wfp.example/", Algorithm.ES256, new SecureRandom());

    @Test
    void readsWhatItWrote() throws IOException {
        var file = folder.resolve("WFP.jwk.json");
        keys.write(file);

        var read = EntityKeys.read(file);

        assertThat(read.entity()).isEqualTo("WFP");
        assertThat(read.identifier()).isEqualTo("https://wfp.example/");
        for (var use : KeyUse.values()) {
            assertThat(read.key(use).thumbprint()).isEqualTo(keys.key(use).thumbprint());
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void neverOverwritesKeys() throws IOException {
        var file = folder.resolve("WFP.jwk.json");
        keys.write(file);

        assertThatThrownBy(() -> keys.write(file)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void takesAKeyWithSeveralUses() throws IOException {
        var file = folder.resolve("one.jwk.json");
        var jwk = keys.key(KeyUse.HTTP).privateJwk();
        jwk.putArray(EntityKeys.USES).add("http").add("record").add("agreement");
        Files.writeString(
                file,
                "{\"entity\": \"WFP\", \"identifier\": \"https://wfp.example/\", \"keys\": [%s]}"
                        .formatted(jwk));

        var read = EntityKeys.read(file);

        assertThat(read.key(KeyUse.AGREEMENT).thumbprint())
                .isEqualTo(keys.key(KeyUse.HTTP).thumbprint());
    }

    @Test
    void saysWhichKeyIsMissing() throws IOException {
        var file = folder.resolve("none.jwk.json");
        Files.writeString(
                file,
                "{\"entity\": \"WFP\", \"identifier\": \"https://wfp.example/\", \"keys\": []}");

        var read = EntityKeys.read(file);

        assertThatThrownBy(() -> read.key(KeyUse.RECORD))
                .isInstanceOf(TrustException.class)
                .hasMessageContaining("'record'");
    }

    @Test
    void tellsNobodyThePrivateKeys() {
        assertThat(keys.publicJson().toString()).doesNotContain("\"d\"");
        assertThat(keys.toString())
                .doesNotContain(keys.key(KeyUse.HTTP).privateJwk().path("d").asString());
    }
}
