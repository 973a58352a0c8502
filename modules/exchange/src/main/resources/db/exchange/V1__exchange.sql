-- Status lists (docs/protocol.md, section 7). A list is full when half its places are taken, so that a random place
-- is found at once.
create table exchange_status_list (
    issuer     varchar(40)                 not null,
    id         uuid                        not null,
    places     integer                     not null,
    taken      integer                     not null,
    changes    bigint                      not null,
    created_at timestamp(6) with time zone not null,
    primary key (issuer, id)
);
create unique index exchange_status_list_id on exchange_status_list (id);

create table exchange_status_place (
    list        uuid                        not null,
    idx         integer                     not null,
    issuer      varchar(40)                 not null,
    record_id   uuid                        not null,
    status      smallint                    not null,
    reserved_at timestamp(6) with time zone not null,
    primary key (list, idx)
);
create index exchange_status_place_of on exchange_status_place (issuer, record_id);

-- A record: what is sealed is the SD-JWT with the index of its disclosures and the opening of its publication,
-- under a key of its own that a node key wraps. Destroying `sealed` erases the content.
create table exchange_record (
    issuer       varchar(40)                 not null,
    id           uuid                        not null,
    type         varchar(100)                not null,
    status       varchar(12)                 not null,
    list         uuid                        not null,
    place        integer                     not null,
    published_at timestamp(6) with time zone not null,
    not_before   timestamp(6) with time zone not null,
    expires_at   timestamp(6) with time zone not null,
    -- Who published it for its issuer; '' if that did itself.
    centre       varchar(40)                 not null,
    sealed       bytea                       not null,
    primary key (issuer, id)
);
create index exchange_record_published on exchange_record (issuer, published_at, id);

-- Subjects are found by keyed digests of their identifiers: the table alone identifies nobody.
create table exchange_subject (
    issuer    varchar(40) not null,
    digest    varchar(43) not null,
    record_id uuid        not null,
    primary key (issuer, digest, record_id)
);

create table exchange_status_change (
    issuer        varchar(40)                 not null,
    record_id     uuid                        not null,
    id            uuid                        not null,
    changed_at    timestamp(6) with time zone not null,
    status        varchar(12)                 not null,
    reason_code   varchar(32)                 not null,
    superseded_by uuid                        not null,
    sealed        bytea                       not null,
    primary key (issuer, record_id, id)
);

-- An exchange: what is sealed is the request without its subject, and the answers without any disclosed content. It is
-- erased after the last day on which a copy disclosed in it may be kept.
create table exchange_exchange (
    asker      varchar(40)                 not null,
    id         uuid                        not null,
    asked_at   timestamp(6) with time zone not null,
    type       varchar(100)                not null,
    purpose    varchar(64)                 not null,
    keep_until date                        not null,
    erased     boolean                     not null,
    sealed     bytea                       not null,
    primary key (asker, id)
);
create unique index exchange_exchange_id on exchange_exchange (id);
create index exchange_exchange_keep on exchange_exchange (erased, keep_until);

-- An answer that waits for a person's approval: one row for each, whether the issuer has a record or none, until
-- `decide_by`. What is sealed is which of its records the answer would disclose, and which of their properties.
create table exchange_waiting (
    issuer      varchar(40)                 not null,
    exchange_id uuid                        not null,
    asker       varchar(40)                 not null,
    decide_by   timestamp(6) with time zone not null,
    state       varchar(12)                 not null,
    found       boolean                     not null,
    told        boolean                     not null,
    sealed      bytea                       not null,
    primary key (issuer, exchange_id)
);
create index exchange_waiting_due on exchange_waiting (decide_by);
create index exchange_waiting_untold on exchange_waiting (told, decide_by);

-- Who holds a copy of which record, and until when: what a withdrawal must reach.
create table exchange_held_copy (
    issuer       varchar(40)                 not null,
    record_id    uuid                        not null,
    exchange_id  uuid                        not null,
    asker        varchar(40)                 not null,
    disclosed_at timestamp(6) with time zone not null,
    retain_until date                        not null,
    -- The ids of the elements that were disclosed, a JSON array: issuers give them, and they say nothing by themselves.
    elements     varchar                     not null,
    -- Under which it was disclosed: whoever holds copies is told when it ends.
    agreement    uuid                        not null,
    primary key (issuer, record_id, exchange_id)
);
create index exchange_held_copy_agreement on exchange_held_copy (agreement, asker);
create index exchange_held_copy_exchange on exchange_held_copy (exchange_id);

create table exchange_reliance (
    asker       varchar(40)                 not null,
    exchange_id uuid                        not null,
    id          uuid                        not null,
    declared_at timestamp(6) with time zone not null,
    outcome     varchar(16)                 not null,
    sealed      bytea                       not null,
    primary key (asker, exchange_id, id)
);

-- The last position of each entity's feed. Its row is locked while a notice is written, so that positions are
-- committed in their order and a cursor cannot skip one.
create table exchange_feed (
    entity varchar(40) not null primary key,
    last   bigint      not null
);

create table exchange_notice (
    entity          varchar(40)                 not null,
    position        bigint                      not null,
    id              uuid                        not null,
    kind            varchar(32)                 not null,
    emitted_at      timestamp(6) with time zone not null,
    issuer          varchar(40)                 not null,
    record_id       uuid                        not null,
    -- The record types that it is about, each between two commas: a centre is told of those of its mandate.
    types           varchar                     not null,
    sealed          bytea                       not null,
    acknowledged_at timestamp(6) with time zone,
    -- Who acknowledged it for the entity, and by which mandate; '' and zeros where it did itself.
    acknowledged_centre  varchar(40)            not null,
    acknowledged_mandate uuid                   not null,
    primary key (entity, position)
);
create unique index exchange_notice_id on exchange_notice (id);
create index exchange_notice_record on exchange_notice (issuer, record_id);
