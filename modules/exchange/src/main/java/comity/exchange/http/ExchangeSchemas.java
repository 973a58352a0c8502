package comity.exchange.http;

import comity.schema.Schema;
import comity.schema.Schemas;

/** The schemas of what this module takes. */
record ExchangeSchemas(
        Schema publication,
        Schema statusChange,
        Schema reliance,
        Schema decision,
        Schema placeReservation,
        Schema acknowledgement) {

    static ExchangeSchemas of(Schemas schemas) {
        return new ExchangeSchemas(
                schemas.schema("record-publication/1"),
                schemas.schema("status-change/1"),
                schemas.schema("reliance/1"),
                schemas.schema("exchange-decision/1"),
                schemas.schema("place-reservation/1"),
                schemas.schema("notice-acknowledgement/1"));
    }
}
