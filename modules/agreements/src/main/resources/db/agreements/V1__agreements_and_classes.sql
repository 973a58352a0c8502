-- Sensitivity classes as data: what comes with each (docs/agreements.md).
create table agreements_class (
    code                varchar(60) primary key,
    class_rank          integer     not null unique,
    consent             boolean     not null,
    approval            boolean     not null,
    second_person       boolean     not null,
    longest_retention   varchar(20),
    onward_sharing      varchar(20) not null,
    purposes            varchar,
    breach_notice_hours integer
);

-- No purposes: every one is allowed. Terms may be stricter, never laxer. There is no figure for
-- retention or breach notice that holds for all: an administrator sets one, the terms always do.
insert into agreements_class values
    ('unclassified', 0, false, false, false, null, 'allowed', null, null),
    ('confidential', 10, false, false, true, null, 'prior-consent', null, null),
    ('strictly-confidential', 20, true, true, true, null, 'prohibited', null, null);

-- Counts every act. One row: an act locks it until it commits, an exchange reads it.
create table agreements_epoch (
    id    integer primary key,
    epoch bigint  not null
);

insert into agreements_epoch values (1, 0);

create table agreements_agreement (
    id         uuid primary key,
    drafter    varchar(40)                 not null,
    drafted_at timestamp(6) with time zone not null,
    -- The number of its latest version.
    latest     integer                     not null,
    -- The epoch of the latest act on it; 0 before the first.
    epoch      bigint                      not null
);

create index agreements_agreement_epoch on agreements_agreement (epoch);

-- One text of an agreement. It can be revised until it is open for signature.
create table agreements_text (
    agreement    uuid                        not null references agreements_agreement,
    version      integer                     not null,
    drafter      varchar(40)                 not null,
    drafted_at   timestamp(6) with time zone not null,
    stage        varchar(10)                 not null,
    terms        varchar                     not null,
    terms_digest varchar(43)                 not null,
    primary key (agreement, version)
);

-- Who may see an agreement: its parties all of it, those who may accede what is open for signature.
create table agreements_party (
    entity    varchar(40) not null,
    agreement uuid        not null references agreements_agreement,
    standing  varchar(10) not null,
    primary key (entity, agreement)
);

create table agreements_act (
    entity    varchar(40)                 not null,
    jti       varchar(64)                 not null,
    agreement uuid                        not null references agreements_agreement,
    version   integer                     not null,
    act       varchar(20)                 not null,
    -- The order of acts.
    epoch     bigint                      not null,
    -- The entity whose accession it is about; empty for other acts.
    accession varchar(40)                 not null,
    at        timestamp(6) with time zone not null,
    -- The reservations of a signature, as they were signed.
    reservations varchar                  not null,
    jws       varchar                     not null,
    -- Of its log entry, base64url.
    leaf      varchar(43)                 not null,
    primary key (entity, jti)
);

create index agreements_act_agreement on agreements_act (agreement, version);

-- What the clock has told of a version, so that it tells it once: an end, or that one is near.
create table agreements_reminder (
    agreement uuid                        not null references agreements_agreement,
    version   integer                     not null,
    kind      varchar(20)                 not null,
    due       date                        not null,
    at        timestamp(6) with time zone not null,
    primary key (agreement, version, kind, due)
);

-- An entity's word that a shared-service centre may act for it. It counts while its state is 'granted'.
create table agreements_mandate (
    id           uuid primary key,
    client       varchar(40)                 not null,
    centre       varchar(40)                 not null,
    drafted_at   timestamp(6) with time zone not null,
    state        varchar(10)                 not null,
    terms        varchar                     not null,
    terms_digest varchar(43)                 not null
);

create index agreements_mandate_centre on agreements_mandate (centre, client);
create index agreements_mandate_client on agreements_mandate (client);

create table agreements_mandate_act (
    entity  varchar(40)                 not null,
    jti     varchar(64)                 not null,
    mandate uuid                        not null references agreements_mandate,
    act     varchar(10)                 not null,
    at      timestamp(6) with time zone not null,
    jws     varchar                     not null,
    -- Of its log entry, base64url.
    leaf    varchar(43)                 not null,
    primary key (entity, jti)
);

create index agreements_mandate_act_mandate on agreements_mandate_act (mandate);
