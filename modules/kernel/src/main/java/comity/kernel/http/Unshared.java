package comity.kernel.http;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** A data source whose connections take no part in a transaction and are each their own. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@interface Unshared {}
